"""What an article's page shows of second opinions: whom one can ask, and the last answer beside our own reading."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from app.domain.dates import parse_edtf
from app.domain.events import FoundEvent
from app.second_opinion import OpinionConfig, opinion_settings
from app.services.kept_opinions import KeptFinding, KeptOpinion, KeptRefusal, last_opinion
from app.services.second_opinion import calls_left
from app.store.article_queries import article_text
from app.store.engine import reading
from app.store.events import told_in

if TYPE_CHECKING:
    from sqlmodel import Session

__all__ = ["ComparedFinding", "KeptFinding", "KeptOpinion", "KeptRefusal", "OpinionPage", "Twin", "show_opinion"]

FORMER_VERSION = "It was asked about a former version of the article: findings whose words moved or went are left out."
COMPARED = ("type", "status", "date", "actors", "recipients")
"""The fields in which two readings of one sentence are held against each other."""


@dataclass(frozen=True)
class Twin:
    """The event that our rules found where a model found one: which it is, and the fields that they read otherwise."""

    event_id: int
    title: str
    differs: tuple[str, ...]


@dataclass(frozen=True)
class ComparedFinding:
    """A finding of the model, and the same one of our rules; None where it is new."""

    finding: KeptFinding
    twin: Twin | None


@dataclass(frozen=True)
class OpinionPage:
    """
    Second opinions on one article.

    Attributes:
        host: Where the article would be sent.
        model: Who is asked there.
        seconds: How long it may take at most.
        calls_left, daily_calls: How many may be asked for today, in UTC, and on any day.
        last: What came of asking last; None where nobody asked.
        findings: Those of `last`, compared.
    """

    host: str
    model: str
    seconds: float
    calls_left: int
    daily_calls: int
    last: KeptOpinion | None
    findings: tuple[ComparedFinding, ...]


def show_opinion(session: "Session", article_id: int, config: OpinionConfig, now: datetime) -> OpinionPage | None:
    """What there is to show of an article that exists; None where second opinions are off."""
    settings = opinion_settings(config)
    if settings is None:
        return None
    with reading(session):
        last = last_opinion(session, article_id)
        now_kept = article_text(session, article_id)
        standing = _standing(last.findings, now_kept.text) if last else ()
        told = told_in(session, now_kept.version_id) if standing else []
        if last and len(standing) < len(last.findings):
            last = replace(last, notices=(*last.notices, FORMER_VERSION))
        return OpinionPage(
            host=urlsplit(settings.url).netloc,
            model=settings.model,
            seconds=settings.seconds,
            calls_left=calls_left(session, settings, now),
            daily_calls=settings.daily_calls,
            last=last,
            findings=tuple(ComparedFinding(one, twin_of(one, told)) for one in standing),
        )


def _standing(findings: Sequence[KeptFinding], text: str) -> tuple[KeptFinding, ...]:
    """Those whose quote stands where it stood: the article may have come in another version since."""
    return tuple(one for one in findings if text[one.start : one.end] == one.quote)


def twin_of(finding: KeptFinding, told: Sequence[tuple[int, FoundEvent]]) -> Twin | None:
    """
    The event of ours that is the same: quotes that overlap, and one type or one telling word.

    Of several the one that differs least is taken.
    """
    twins = [
        Twin(event_id, ours.title, tuple(name for name in COMPARED if not _agree(name, finding, ours)))
        for event_id, ours in told
        if ours.start < finding.end
        and finding.start < ours.end
        and (ours.type is finding.type or ours.trigger == finding.trigger)
    ]
    return min(twins, key=lambda twin: len(twin.differs), default=None)


def _agree(name: str, finding: KeptFinding, ours: FoundEvent) -> bool:
    theirs, own = getattr(finding, name), getattr(ours, name)
    if name in ("actors", "recipients"):
        return set(theirs) == set(own)
    if name == "date" and theirs and own:
        a, b = parse_edtf(theirs), parse_edtf(own)
        return (a.earliest, a.latest) == (b.earliest, b.latest)
    return bool(theirs == own)
