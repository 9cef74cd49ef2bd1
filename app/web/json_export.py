"""Events as JSON, written while they are read."""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from app.web.csv_export import day_or_nothing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from app.domain.summaries import EventSummary
    from app.services.event_evidence import EventEvidence
    from app.services.export_timeline import ExportedEvent


def events_json(
    head: "Mapping[str, object]", events: "Iterable[ExportedEvent]", permalink: "Callable[[int], str]"
) -> "Iterator[str]":
    """One object: the head's members, which are at least one, and `events`, an event at a time."""
    yield _text(head)[:-1] + ',"events":['
    comma = ""
    for event, evidence in events:
        yield comma + _text(_event(event, evidence, permalink(event.id)))
        comma = ","
    yield "]}"


def _event(event: "EventSummary", evidence: "EventEvidence", permalink: str) -> dict[str, object]:
    """The keys of `EventSummary` and of `EventEvidence`; each dispute has `words` besides: "A says …, B says …"."""
    return {
        **asdict(event),
        "earliest": day_or_nothing(event.earliest) or None,
        "latest": day_or_nothing(event.latest) or None,
        "date_words": event.date_words,
        "permalink": permalink,
        "disagreement": event.disagreement.words if event.disagreement else None,
        "disputes": [{**asdict(dispute), "words": dispute.words} for dispute in evidence.disputes],
        "wordless": list(evidence.wordless),
        "decided_by": evidence.decided_by,
        "decided_at": evidence.decided_at.isoformat() if evidence.decided_at else None,
    }


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
