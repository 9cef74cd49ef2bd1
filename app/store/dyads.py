"""The countries of an event and the dyad rows that follow from them: the one place that writes either."""

from collections.abc import Collection
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from app.domain.dyads import Direction, Dyad, Scope
from app.domain.events import Role
from app.domain.parties import DyadTie, Roles, dyad_ties
from app.store.plain import run
from app.store.tables import Dyad as DyadRow
from app.store.tables import Event, EventCountry, EventDyad
from app.store.tiles import touch

_OF_EVENT = sa.bindparam("of_event", type_=sa.Integer)
_ROLES = sa.select(col(EventCountry.country), col(EventCountry.role)).where(col(EventCountry.event_id) == _OF_EVENT)
_DROP_COUNTRIES = sa.delete(EventCountry).where(col(EventCountry.event_id) == _OF_EVENT)
_ADD_COUNTRIES = sa.insert(EventCountry)
_CARRIED = sa.select(
    col(Event.span_class), col(Event.earliest), col(Event.latest), col(Event.review), col(Event.type),
    col(Event.status), col(Event.salience),
).where(col(Event.id) == _OF_EVENT)  # fmt: skip
"""What a dyad row carries of its event, so that no view has to look there."""
_DYAD_ROWS = sa.select(
    col(EventDyad.dyad_id), col(EventDyad.event_id), col(EventDyad.direction), col(EventDyad.scope),
    col(EventDyad.span_class), col(EventDyad.earliest), col(EventDyad.latest), col(EventDyad.review),
    col(EventDyad.type), col(EventDyad.status), col(EventDyad.salience),
).where(col(EventDyad.event_id) == _OF_EVENT)  # fmt: skip
_DROP_DYAD_ROWS = sa.delete(EventDyad).where(col(EventDyad.event_id) == _OF_EVENT)
_ADD_DYAD_ROWS = sa.insert(EventDyad)
# Two plain lists rather than row values: SQLite's planner takes no index for `(a, b) IN (…)` of a list.
_IDS = sa.select(col(DyadRow.a), col(DyadRow.b), col(DyadRow.id)).where(
    col(DyadRow.a).in_(sa.bindparam("a", expanding=True)), col(DyadRow.b).in_(sa.bindparam("b", expanding=True))
)


def set_event_countries(session: Session, event_id: int, roles: Roles) -> None:
    """Write which countries an event has, unless they are kept so, and its dyad rows with them."""
    kept = event_roles(session, event_id)
    if kept != roles:
        touch(session, [event_id])
        if kept:
            run(session, _DROP_COUNTRIES, {"of_event": event_id})
        if roles:
            rows = [{"event_id": event_id, "country": country, "role": role} for country, role in sorted(roles)]
            run(session, _ADD_COUNTRIES, rows)
    write_event_dyads(session, event_id, roles)


def write_event_dyads(session: Session, event_id: int, roles: Roles) -> None:
    """Derive the dyad rows of an event anew; needed after any change of its countries, date, type, status or review."""
    kept = [dict(row._mapping) for row in run(session, _DYAD_ROWS, {"of_event": event_id})]
    rows = _dyad_rows(session, event_id, dyad_ties(roles))
    if sorted(rows, key=_dyad_id) == sorted(kept, key=_dyad_id):
        return
    touch(session, [event_id])
    if kept:
        run(session, _DROP_DYAD_ROWS, {"of_event": event_id})
    if rows:
        run(session, _ADD_DYAD_ROWS, rows)


def _dyad_rows(session: Session, event_id: int, ties: Collection[DyadTie]) -> list[dict[str, Any]]:
    if not ties:
        return []
    ids = _dyad_ids(session, [tie.dyad for tie in ties])
    carried = run(session, _CARRIED, {"of_event": event_id}).one()._mapping
    return [
        {"dyad_id": ids[tie.dyad], "event_id": event_id, "direction": tie.direction, "scope": tie.scope, **carried}
        for tie in ties
    ]


def _dyad_id(row: dict[str, Any]) -> int:
    return int(row["dyad_id"])


def event_roles(session: Session, event_id: int) -> Roles:
    """Which countries an event has, and how."""
    rows = run(session, _ROLES, {"of_event": event_id})
    return frozenset((row.country, Role(row.role)) for row in rows)


def event_ties(session: Session, event_id: int) -> list[DyadTie]:
    """The dyads of an event as they are written, sorted."""
    query = (
        sa.select(col(DyadRow.a), col(DyadRow.b), col(EventDyad.direction), col(EventDyad.scope))
        .join(EventDyad, col(EventDyad.dyad_id) == col(DyadRow.id))
        .where(col(EventDyad.event_id) == event_id)
        .order_by(col(DyadRow.a), col(DyadRow.b))
    )
    return [
        DyadTie(Dyad(a, b), Direction(direction), Scope(scope)) for a, b, direction, scope in session.execute(query)
    ]


def _dyad_ids(session: Session, dyads: Collection[Dyad]) -> dict[Dyad, int]:
    known = _known_ids(session, dyads)
    new = [dyad for dyad in dyads if dyad not in known]
    if not new:
        return known
    session.execute(sa.insert(DyadRow), [{"a": dyad.a, "b": dyad.b} for dyad in new])
    return known | _known_ids(session, new)


def _known_ids(session: Session, dyads: Collection[Dyad]) -> dict[Dyad, int]:
    rows = run(session, _IDS, {"a": list({dyad.a for dyad in dyads}), "b": list({dyad.b for dyad in dyads})})
    return {Dyad(row.a, row.b): row.id for row in rows}
