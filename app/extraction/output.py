"""Found events as the command line and the API print them (DESIGN section 5): keys are a contract, in this order."""

from typing import Any

from app.domain.events import Evidence, FoundEvent
from app.domain.evidence import PartyEvidence, unpack
from app.extraction.rulebook import says


def event_record(event: FoundEvent, explain: bool = False) -> dict[str, Any]:
    """
    One found event as a JSON object.

    Args:
        event: What extraction found.
        explain: Whether `why` is added: for each field {text, start, end, rule, says, anchor}, of lists also `parties`.
    """
    record: dict[str, Any] = {
        "quote": event.quote,
        "start": event.start,
        "end": event.end,
        "title": event.title,
        "date": event.date,
        "date_kind": event.date_kind.value if event.date_kind else None,
        "date_text": event.date_text,
        "date_rule": event.date_rule,
        "status": event.status.value,
        "type": event.type.value,
        "countries": list(event.countries),
        "actors": list(event.actors),
        "recipients": list(event.recipients),
        "context": {country: [role.value for role in roles] for country, roles in event.context.items()},
        "place": event.place,
        "attributed_to": event.attributed_to,
        "confidence": event.confidence,
        "trigger": event.trigger,
    }
    if explain:
        record["why"] = {name: _reason(why) for name, why in event.why.items()}
    return record


def _reason(why: Evidence) -> dict[str, Any]:
    """The evidence of one field; `says` is the rule in words, `parties` the same for each party of a list."""
    reason = {
        "text": why.text,
        "start": why.start,
        "end": why.end,
        "rule": why.rule,
        "says": says(why.rule),
        "anchor": why.anchor,
    }
    parties = unpack(why.anchor or "")
    return {**reason, "parties": [_party(party) for party in parties]} if parties else reason


def _party(party: PartyEvidence) -> dict[str, Any]:
    return {
        "party": party.party,
        "text": party.words,
        "rule": party.rule,
        "says": says(party.rule),
        "leans_on": party.leans_on,
    }
