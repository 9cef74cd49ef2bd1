"""
A language model's second opinion on a kept article: asked for, checked, reported, and kept in the history.

Nothing of it is saved as an event, and nothing else waits for it. The count of a day's calls is kept in the history
too, so that the limit holds for every process on one database and over every restart.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from app.domain.articles import ReadArticle
from app.errors import NotFound
from app.extraction.model import TimeExpression
from app.extraction.names import find_names
from app.extraction.time import TimeContext, find_times
from app.second_opinion import (
    Checks,
    Opinion,
    OpinionConfig,
    OpinionFailed,
    OpinionSettings,
    ask,
    opinion_settings,
)
from app.services.kept_opinions import FIELD, outcome_of
from app.store.articles import find_kept
from app.store.engine import SessionFactory, reading, writing
from app.store.revisions import ARTICLE, Change, list_history, record

if TYPE_CHECKING:
    from sqlmodel import Session

OPINION_DAY = "second_opinion"
"""Subject of the rows that count a day's calls; their `subject_id` is the day's ordinal."""

Ask = Callable[..., Opinion]


@dataclass(frozen=True)
class OpinionReport:
    """
    What came of asking.

    Attributes:
        article_id: The article.
        opinion: The checked findings and the refused ones; None where there is none.
        failure: Why there is none, a sentence.
        calls_left: How many more may be asked for today, in UTC.
        was_asked: Whether the model was asked at all: then the history keeps what came of it.
    """

    article_id: int
    opinion: Opinion | None
    failure: str | None
    calls_left: int
    was_asked: bool = True


def ask_second_opinion(
    session_factory: SessionFactory, article_id: int, config: OpinionConfig, now: datetime, *, ask_model: Ask = ask
) -> OpinionReport:
    """
    Ask the model of the settings about one article. It takes no longer than the settings allow.

    Args:
        article_id: A kept article, in any state.
        config: The application's settings.
        now: The instant of asking; its day in UTC is the one whose calls are counted.
        ask_model: `second_opinion.ask`, or what stands for it.

    Raises:
        NotFound: There is no such article.
    """
    with session_factory() as session:
        with reading(session):
            kept = find_kept(session, article_id)
        if kept is None:
            raise NotFound(f"There is no article {article_id}.")
        settings = opinion_settings(config)
        if settings is None:
            sentence = "Second opinions are off: set DYADLINE_LLM_URL and DYADLINE_LLM_MODEL to have them."
            return OpinionReport(article_id, None, sentence, 0, was_asked=False)
        left = _take_a_call(session, article_id, settings, now)
        if left is None:
            sentence = (
                f"Today's {settings.daily_calls} second opinions are used up; DYADLINE_LLM_DAILY_CALLS sets how many."
            )
            return OpinionReport(article_id, None, sentence, 0, was_asked=False)
        # Outside a transaction: it may take a minute, and nobody else could write meanwhile.
        opinion, failure = _asked(ask_model, kept.read, settings)
        _remember(session, article_id, settings.model, opinion, failure, now)
    return OpinionReport(article_id, opinion, failure, left)


def checks_for(article: ReadArticle) -> Checks:
    """What our own rules know of an article, to hold an answer against: its dates where they stand, its names."""
    named: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for name in find_names(article):
        for party in {name.party, *filter(None, [name.country]), *name.plural_of}:
            named[party].append((name.start, name.end))
    times = _times(article)
    starts = [time.start for time in times]

    def read_date(words: str, start: int) -> str | None:
        """The date of the one dated expression that lies within the words."""
        end = start + len(words)
        here = [time for time in times[bisect_left(starts, start) : bisect_left(starts, end)] if time.end <= end]
        return here[0].edtf if len(here) == 1 else None

    return Checks(read_date, named)


def _times(article: ReadArticle) -> list[TimeExpression]:
    published = date.fromisoformat(article.published.day) if article.published else None
    context = TimeContext.of(article.text, published)
    blocks = [block for block in article.blocks if block.kind.tells_events]
    return [time for block in blocks for time in find_times(article.text, block.start, block.end, context)]


def _asked(ask_model: Ask, article: ReadArticle, settings: OpinionSettings) -> tuple[Opinion | None, str | None]:
    try:
        return ask_model(article, settings, checks=checks_for(article)), None
    except OpinionFailed as problem:
        return None, str(problem)


def calls_left(session: "Session", settings: OpinionSettings, now: datetime) -> int:
    """How many more may be asked for on the day of `now`, in UTC; inside the caller's transaction."""
    return max(0, settings.daily_calls - len(list_history(session, OPINION_DAY, _day(now))))


def _take_a_call(session: "Session", article_id: int, settings: OpinionSettings, now: datetime) -> int | None:
    """Count this call before it is made. Returns how many are left, or None where none was."""
    with writing(session):
        left = calls_left(session, settings, now)
        if left == 0:
            return None
        record(session, [Change(OPINION_DAY, _day(now), "article", None, article_id)], None, now)
    return left - 1


def _day(now: datetime) -> int:
    return now.astimezone(UTC).date().toordinal()


def _remember(
    session: "Session", article_id: int, model: str, opinion: Opinion | None, failure: str | None, now: datetime
) -> None:
    """Write into the article's history what came of it."""
    with writing(session):
        record(
            session, [Change(ARTICLE, article_id, FIELD, None, outcome_of(model, opinion), reason=failure)], None, now
        )
