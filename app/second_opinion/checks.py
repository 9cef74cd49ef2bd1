"""Claims in, findings and refusals out: each claim passes every rule or is refused by the first that it breaks."""

import re
from collections.abc import Sequence
from typing import Any

from app.domain.articles import ReadArticle
from app.domain.events import EventType, Evidence, FoundEvent, Status
from app.second_opinion.dates import ClaimedDate, date_of
from app.second_opinion.fields import (
    Claim,
    Refused,
    choice_of,
    confidence_of,
    shown,
    title_of,
    told_words_of,
    trigger_of,
)
from app.second_opinion.model import Checks, Reason, Refusal, Span
from app.second_opinion.parties import Parties, parties_of
from app.second_opinion.passages import Passages, distance
from app.second_opinion.prompt import telling_blocks

MAX_FINDINGS = 300
"""Most events of one article (RELIABILITY.md, section 2)."""
QUOTE_WORDS = range(3, 121)
"""How many words a quote has: a clause at least, and no more than our own quotes."""

# A paragraph that talks to a reading machine reports nothing. The list can only ever be part of the defence: the other
# rules bound what a model that was talked round can claim.
_INSTRUCTS = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass) (?:all|any|every|your|these|the above|previous|prior|earlier)\b"
    r"[^.!?]{0,40}\b(?:rules?|instructions?|prompts?|guidelines|orders|task)\b"
    r"|\b(?:system|developer) (?:prompt|message)\b"
    r"|\byou are (?:now )?(?:an?|the) (?:ai|assistant|language model|chatbot)\b"
    r"|\bas an? (?:ai|language model)\b|\b(?:respond|answer|reply) (?:only )?with\b[^.!?]{0,20}\bjson\b",
    re.IGNORECASE,
)


def check(
    claims: Sequence[Any], article: ReadArticle, checks: Checks, model: str
) -> tuple[tuple[FoundEvent, ...], tuple[Refusal, ...]]:
    """
    Hold every claim against the article.

    Args:
        claims: What the model answered.
        article: What it was asked about.
        checks: What our own reading knows of it.
        model: Who claims it, for the evidence.

    Returns:
        The findings that passed, in the order of their quotes, and the refusals in the order given.
    """
    passages = Passages(article.text, telling_blocks(article))
    found: dict[tuple[object, ...], FoundEvent] = {}
    refused: list[Refusal] = []
    for number, claim in enumerate(claims):
        try:
            if number >= MAX_FINDINGS:
                raise Refused(Reason.TOO_MANY, number + 1)
            event = _event(claim, passages, checks, model)
            key = event.start, event.end, event.type, event.actors, event.recipients
            if key in found:
                raise Refused(Reason.REPEATED, event.title)
            found[key] = event
        except Refused as refusal:
            refused.append(Refusal(refusal.reason, refusal.detail, _claimed_quote(claim)))
    return tuple(sorted(found.values(), key=lambda event: (event.start, event.end))), tuple(refused)


def _event(claim: Any, passages: Passages, checks: Checks, model: str) -> FoundEvent:
    if not isinstance(claim, dict):
        raise Refused(Reason.SHAPE, claim)
    start, end = span = _quote(claim, passages)
    quote = passages.text[start:end]
    dated = date_of(claim, span, passages, checks)
    parties = parties_of(claim, passages, checks)
    place, speaker = (told_words_of(claim, key, passages) for key in ("place", "attributed_to"))
    trigger = trigger_of(claim, quote)
    return FoundEvent(
        quote=quote,
        start=start,
        end=end,
        title=title_of(claim, passages, checks.named),
        date=dated.edtf if dated else None,
        date_kind=dated.kind if dated else None,
        date_text=dated.words if dated else None,
        date_rule="opinion.date" if dated else None,
        status=choice_of(claim, "status", Status, Reason.STATUS),
        type=choice_of(claim, "type", EventType, Reason.TYPE),
        countries=parties.countries,
        actors=parties.actors,
        recipients=parties.recipients,
        context=parties.context,
        place=place,
        attributed_to=speaker,
        confidence=confidence_of(claim),
        trigger=trigger,
        why=_Why(model, span, passages, checks).of(dated, parties, place, speaker, trigger),
    )


def _quote(claim: Claim, passages: Passages) -> Span:
    """Where the quote stands. Offsets are ours; the claimed one only says which of several places is meant."""
    quote = claim.get("quote")
    if not isinstance(quote, str):
        raise Refused(Reason.SHAPE, quote)
    if len(quote.split()) not in QUOTE_WORDS:
        raise Refused(Reason.QUOTE_LENGTH, quote)
    quote = quote.strip()
    start = _place(quote, claim, passages)
    if _INSTRUCTS.search(passages.paragraph_at(start)):
        raise Refused(Reason.QUOTE_INSTRUCTS, quote)
    return start, start + len(quote)


def _place(quote: str, claim: Claim, passages: Passages) -> int:
    places = passages.places(quote)
    first = next(places, None)
    if first is None:
        raise Refused(Reason.QUOTE_MISSING, quote)
    if next(places, None) is None:
        return first
    claimed = claim.get("start")
    if type(claimed) is not int or not passages.stand_at(quote, claimed):
        raise Refused(Reason.QUOTE_AMBIGUOUS, quote)
    return claimed


def _claimed_quote(claim: Any) -> str:
    quote = claim.get("quote") if isinstance(claim, dict) else None
    return shown(quote) if quote is not None else ""


class _Why:
    """Makes the evidence: the words of the article that bear a field out, and who claims it."""

    def __init__(self, model: str, quote: Span, passages: Passages, checks: Checks) -> None:
        self._anchor = f"claimed by the model {model}"
        self._quote, self._passages, self._named = quote, passages, checks.named

    def of(
        self, dated: ClaimedDate | None, parties: Parties, place: str | None, speaker: str | None, trigger: str
    ) -> dict[str, Evidence]:
        why = {key: self._evidence(key, self._quote) for key in ("quote", "title", "status", "confidence")}
        at = self._passages.text.index(trigger, *self._quote)
        why |= {key: self._evidence(key, (at, at + len(trigger))) for key in ("type", "trigger")}
        if dated:
            why["date"] = self._evidence("date", (dated.start, dated.start + len(dated.words)))
        for key, words in (("place", place), ("attributed_to", speaker)):
            if words is not None:
                why[key] = self._evidence(key, self._nearest(words))
        for key, names in (
            ("countries", parties.countries),
            ("actors", parties.actors),
            ("recipients", parties.recipients),
            ("context", tuple(parties.context)),
        ):
            if names:
                why[key] = self._evidence(key, self._nearest(names[0]))
        return why

    def _nearest(self, name: str) -> Span | None:
        """The mention of a name that is nearest to the quote."""
        at = self._passages.nearest(name, self._quote)
        printed = [(at, at + len(name))] if at is not None else []
        mentions = self._named.get(name, ()) or printed
        return min(mentions, key=lambda mention: distance(mention, self._quote), default=None)

    def _evidence(self, key: str, span: Span | None) -> Evidence:
        rule = f"opinion.{key}"
        if span is None:
            return Evidence(None, None, None, rule, self._anchor)
        return Evidence(self._passages.text[span[0] : span[1]], *span, rule, self._anchor)
