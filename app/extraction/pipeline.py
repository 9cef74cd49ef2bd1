"""One article in, its found events out: the steps of extraction in their order."""

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date

from app.domain.articles import BlockKind, ReadArticle
from app.domain.events import Extraction
from app.extraction.candidates import Candidate, find_candidates
from app.extraction.choose import choose
from app.extraction.discourse import Discourse
from app.extraction.event_dates import DateChooser
from app.extraction.language import english_or_notice
from app.extraction.members import learn_members, learn_owners
from app.extraction.model import Name, NameKind, Sentence, TimeExpression
from app.extraction.names import find_names
from app.extraction.parsing import parse
from app.extraction.sentences import split_sentences
from app.extraction.time import TimeContext, find_times, news_dates
from app.extraction.why import Why

RULES_VERSION = "2"
"""Raised whenever the rules or their facts change what is found."""


def extract(article: ReadArticle, without: frozenset[str] = frozenset(), *, explain: bool = True) -> Extraction:
    """
    Find the events that an article tells.

    Args:
        article: What a reader made of it.
        without: Ids of rules to leave out, to see what each is worth.
        explain: Whether events say `why`; nobody reads it where a batch only wants the events.

    A pure function of its arguments: the same article gives the same events, in time linear in its length. It never
    raises: a sentence that it cannot read is left out, and a notice says how many were.
    """
    foreign = english_or_notice(article.text)
    if foreign:
        return Extraction((), (foreign,))
    try:
        return _extract(article, without, explain)
    except Exception as error:  # the promise of the docstring: one bad article must not stop a batch
        return Extraction((), (f"The article could not be read for events ({type(error).__name__}); it is kept.",))


def _extract(article: ReadArticle, without: frozenset[str], explain: bool) -> Extraction:
    sentences = split_sentences(article)
    names = find_names(article, without)
    times, notices = _times(article, without)
    published = date.fromisoformat(article.published.day) if article.published else None
    candidates, unread = _candidates(article, sentences, names, times, published, without)
    events, more = choose(article.text, candidates, Why(article.text, names) if explain else None)
    notices += more
    if unread:
        notices.append(f"{unread} sentences could not be read for events.")
    return Extraction(tuple(events), tuple(notices))


def _times(article: ReadArticle, without: frozenset[str]) -> tuple[list[TimeExpression], list[str]]:
    published = date.fromisoformat(article.published.day) if article.published else None
    context, grammar = TimeContext.of(article.text, published), news_dates(without)
    found: list[TimeExpression] = []
    for block in article.blocks:
        if block.kind.tells_events:
            found += find_times(article.text, block.start, block.end, context, grammar)
    return found, list(context.notices)


def _candidates(
    article: ReadArticle,
    sentences: Sequence[Sentence],
    names: Sequence[Name],
    times: Sequence[TimeExpression],
    published: date | None,
    without: frozenset[str],
) -> tuple[list[Candidate], int]:
    title_end = next((block.end for block in article.blocks if block.kind is BlockKind.TITLE), 0)
    discourse = Discourse.of(names, _home(article, names), title_end)
    discourse.members = learn_members(article.text, sentences, names)
    discourse.owners = learn_owners(article.text, names)
    chooser = DateChooser(published)
    name_starts, time_starts = [name.start for name in names], [time.start for time in times]
    found: list[Candidate] = []
    unread, paragraph = 0, -1
    for sentence in sentences:
        if sentence.paragraph != paragraph:
            paragraph = sentence.paragraph
            chooser.enter_paragraph()
        here = names[bisect_left(name_starts, sentence.start) : bisect_left(name_starts, sentence.end)]
        when = times[bisect_left(time_starts, sentence.start) : bisect_left(time_starts, sentence.end)]
        try:
            found += find_candidates(parse(article.text, sentence, here, when, without), discourse, chooser)
        except Exception:  # a sentence not understood is left out, and counted
            unread += 1
    return found, unread


def _home(article: ReadArticle, names: Sequence[Name]) -> str | None:
    """The state of the dateline, else of the first party named."""
    if article.dateline:
        place = article.dateline.lower()
        for name in names:
            if name.text.lower() in place and name.country:
                return name.country
    return next((name.party for name in names if name.kind is not NameKind.PLACE and name.party == name.country), None)
