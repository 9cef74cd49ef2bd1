"""The countries of an event and the dyad rows that follow from them: the one place that writes either."""

from collections.abc import Collection

import sqlalchemy as sa
from sqlmodel import Session, col

from app.domain.dyads import Direction, Dyad, Scope
from app.domain.events import Role
from app.domain.parties import DyadTie, Roles, dyad_ties
from app.store.tables import Dyad as DyadRow
from app.store.tables import Event, EventCountry, EventDyad
from app.store.tiles import touch


def set_event_countries(session: Session, event_id: int, roles: Roles) -> None:
    """Write which countries an event has, and its dyad rows with them."""
    session.execute(sa.delete(EventCountry).where(col(EventCountry.event_id) == event_id))
    if roles:
        session.execute(
            sa.insert(EventCountry),
            [{"event_id": event_id, "country": country, "role": role} for country, role in sorted(roles)],
        )
    write_event_dyads(session, event_id, roles)


def write_event_dyads(session: Session, event_id: int, roles: Roles) -> None:
    """Derive the dyad rows of an event anew; needed after any change of its countries, date, type, status or review."""
    touch(session, [event_id])
    session.execute(sa.delete(EventDyad).where(col(EventDyad.event_id) == event_id))
    ties = dyad_ties(roles)
    if not ties:
        return
    ids = _dyad_ids(session, [tie.dyad for tie in ties])
    carried = session.execute(
        sa.select(
            col(Event.span_class),
            col(Event.earliest),
            col(Event.latest),
            col(Event.review),
            col(Event.type),
            col(Event.status),
            col(Event.salience),
        ).where(col(Event.id) == event_id)
    ).one()
    session.execute(
        sa.insert(EventDyad),
        [
            {
                "dyad_id": ids[tie.dyad],
                "event_id": event_id,
                "direction": tie.direction,
                "scope": tie.scope,
                **carried._mapping,
            }
            for tie in ties
        ],
    )


def event_roles(session: Session, event_id: int) -> Roles:
    """Which countries an event has, and how."""
    query = sa.select(col(EventCountry.country), col(EventCountry.role)).where(col(EventCountry.event_id) == event_id)
    return frozenset((country, Role(role)) for country, role in session.execute(query))


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
    # Two plain lists rather than row values: SQLite's planner takes no index for `(a, b) IN (…)` of a list.
    query = sa.select(DyadRow).where(
        col(DyadRow.a).in_({dyad.a for dyad in dyads}), col(DyadRow.b).in_({dyad.b for dyad in dyads})
    )
    return {Dyad(row.a, row.b): row.id for row in session.scalars(query) if row.id is not None}
