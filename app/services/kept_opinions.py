"""What came of asking for a second opinion, as the history of the article keeps it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from app.domain.events import EventType, FoundEvent, Status
from app.second_opinion import Opinion, Reason
from app.store.revisions import ARTICLE, RevisionView, find_last

if TYPE_CHECKING:
    from sqlmodel import Session

FIELD = "second_opinion"
"""The field of an article's history whose rows are these."""
MAX_REFUSED = 100
"""Refused findings that are kept; an answer can hold as many as it likes, and all are counted."""


@dataclass(frozen=True)
class KeptFinding:
    """A finding that passed the checks, as an event would be; `quote` is `text[start:end]` of the article."""

    quote: str
    start: int
    end: int
    title: str
    date: str | None
    date_kind: str | None
    status: Status
    type: EventType
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    trigger: str


@dataclass(frozen=True)
class KeptRefusal:
    """A finding that did not: what it claimed to quote, why it was refused, and the value that was wrong."""

    quote: str
    sentence: str
    detail: str


@dataclass(frozen=True)
class KeptOpinion:
    """
    One asking and what came of it.

    Attributes:
        at: When it was asked for.
        model: Who was asked.
        failure: Why there is no opinion, a sentence; None where there is one.
        findings: What passed, in the order of their quotes.
        refused: What did not, in the order given, the first hundred.
        refused_count: How many did not.
        seconds: How long it took.
        notices: What a person should be told, a sentence each.
    """

    at: datetime
    model: str
    failure: str | None
    findings: tuple[KeptFinding, ...]
    refused: tuple[KeptRefusal, ...]
    refused_count: int
    seconds: float
    notices: tuple[str, ...]


def outcome_of(model: str, opinion: Opinion | None) -> dict[str, Any]:
    """What the history keeps of an answer, as JSON; of a failure the model alone."""
    if opinion is None:
        return {"model": model}
    return {
        "model": model,
        "found": len(opinion.findings),
        "refused": {reason.value: count for reason, count in opinion.refused_by_reason.items()},
        "seconds": round(opinion.seconds, 3),
        "findings": [_record(event) for event in opinion.findings],
        "refusals": [
            {"quote": one.quote, "reason": one.reason.value, "detail": one.detail}
            for one in opinion.refused[:MAX_REFUSED]
        ],
        "notices": list(opinion.notices),
    }


def last_opinion(session: "Session", article_id: int) -> KeptOpinion | None:
    """What came of asking about an article last; None where nobody asked."""
    row = find_last(session, ARTICLE, article_id, FIELD)
    return _kept(row) if row else None


def _kept(row: RevisionView) -> KeptOpinion:
    outcome: dict[str, Any] = row.new
    return KeptOpinion(
        at=row.at,
        model=outcome["model"],
        failure=row.reason,
        findings=tuple(map(_finding, outcome.get("findings", ()))),
        refused=tuple(map(_refusal, outcome.get("refusals", ()))),
        refused_count=sum(outcome.get("refused", {}).values()),
        seconds=outcome.get("seconds", 0.0),
        notices=tuple(outcome.get("notices", ())),
    )


def _record(event: FoundEvent) -> dict[str, Any]:
    return {name: getattr(event, name) for name in KeptFinding.__dataclass_fields__}


def _finding(record: Mapping[str, Any]) -> KeptFinding:
    typed = {
        "status": Status(record["status"]),
        "type": EventType(record["type"]),
        "actors": tuple(record["actors"]),
        "recipients": tuple(record["recipients"]),
    }
    return KeptFinding(**{**record, **typed})


def _refusal(record: Mapping[str, str]) -> KeptRefusal:
    return KeptRefusal(record["quote"], Reason(record["reason"]).sentence, record["detail"])
