"""What exports say of the evidence behind events: disputed fields, fields without words, and who decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from app.domain.accounts import DISPUTABLE, Decision, Told
from app.domain.disputes import Dispute, dispute_of
from app.settling.adoption import adopt
from app.store.event_accounts import decisions_of, list_told
from app.store.evidence_queries import contested_among, deciders_of, outlets_of

if TYPE_CHECKING:
    from sqlmodel import Session

CHUNK = 500
"""Events whose accounts are read at once."""


@dataclass(frozen=True)
class EventEvidence:
    """
    How well an event stands.

    Attributes:
        disputes: Fields in which its accounts differ and that no person settled, and those a person leaves open.
        wordless: Fields whose value no words carry.
        decided_by, decided_at: Who accepted or rejected it last, and when; None where nobody has.
    """

    disputes: tuple[Dispute, ...] = ()
    wordless: tuple[str, ...] = ()
    decided_by: str | None = None
    decided_at: datetime | None = None


def evidence_of(session: "Session", event_ids: Sequence[int]) -> dict[int, EventEvidence]:
    """The evidence of every event, inside the caller's reading transaction."""
    return {
        event_id: evidence
        for start in range(0, len(event_ids), CHUNK)
        for event_id, evidence in _evidence(session, event_ids[start : start + CHUNK]).items()
    }


def _evidence(session: "Session", event_ids: Sequence[int]) -> dict[int, EventEvidence]:
    contested = contested_among(session, event_ids)
    told, decisions = list_told(session, contested), decisions_of(session, contested)
    outlets, deciders = outlets_of(session, contested), deciders_of(session, event_ids)
    found = {}
    for event_id in event_ids:
        accounts, decided = told.get(event_id, []), decisions.get(event_id, {})
        adopted = adopt(accounts, decided) if accounts else None
        found[event_id] = EventEvidence(
            _disputes(accounts, decided, outlets, adopted.differing) if adopted else (),
            adopted.wordless if adopted else (),
            *deciders.get(event_id, (None, None)),
        )
    return found


def _disputes(
    accounts: Sequence[Told], decided: Mapping[str, Decision], outlets: Mapping[int, str], differing: Sequence[str]
) -> tuple[Dispute, ...]:
    left_open = {field for field, decision in decided.items() if decision.is_open}
    said = [(outlets[told.account], told) for told in accounts if told.is_live] or [
        (outlets[told.account], told) for told in accounts
    ]
    return tuple(
        dispute_of(field, said, is_left_open=field in left_open)
        for field in DISPUTABLE
        if field in left_open or field in differing
    )
