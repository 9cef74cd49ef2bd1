"""Actors: states by their code, everybody else by name."""

from collections.abc import Collection

import sqlalchemy as sa
from sqlmodel import Session, col

from app.domain.countries import find_country
from app.store.plain import run
from app.store.tables import Actor, ActorKind, EventActor

ACTOR, RECIPIENT = "actor", "recipient"
MAX_NAME_CHARS = 300
_DROP = sa.delete(EventActor).where(col(EventActor.event_id) == sa.bindparam("of_event", type_=sa.Integer))
_ADD = sa.insert(EventActor)
_IDS = sa.select(col(Actor.name), col(Actor.id)).where(col(Actor.name).in_(sa.bindparam("names", expanding=True)))
_PARTIES = (
    sa.select(col(EventActor.event_id), col(EventActor.role), col(Actor.name))
    .join(Actor, col(Actor.id) == col(EventActor.actor_id))
    .where(col(EventActor.event_id).in_(sa.bindparam("ids", expanding=True)))
    .order_by(col(EventActor.event_id), col(EventActor.role), col(EventActor.position))
)


def set_event_actors(session: Session, event_id: int, actors: Collection[str], recipients: Collection[str]) -> None:
    """Write who did an event and to whom, in the order given, unless that is what is kept."""
    told = {ACTOR: actor_names(actors), RECIPIENT: actor_names(recipients)}
    kept = parties_of(session, [event_id])[event_id]
    if kept == (told[ACTOR], told[RECIPIENT]):
        return
    if any(kept):
        run(session, _DROP, {"of_event": event_id})
    ids = _actor_ids(session, {name for names in told.values() for name in names})
    rows = [
        {"event_id": event_id, "actor_id": ids[name], "role": role, "position": position}
        for role, names in told.items()
        for position, name in enumerate(names)
    ]
    if rows:
        run(session, _ADD, rows)


def actor_names(names: Collection[str]) -> list[str]:
    """Names as they are kept: each once, none empty, none longer than its column."""
    return [name for name in dict.fromkeys(name.strip()[:MAX_NAME_CHARS] for name in names) if name]


def parties_of(session: Session, event_ids: Collection[int]) -> dict[int, tuple[list[str], list[str]]]:
    """For each event its actors and its recipients, in order."""
    parties: dict[int, tuple[list[str], list[str]]] = {event_id: ([], []) for event_id in event_ids}
    for row in run(session, _PARTIES, {"ids": list(event_ids)}):
        parties[row.event_id][0 if row.role == ACTOR else 1].append(row.name)
    return parties


def _actor_ids(session: Session, names: Collection[str]) -> dict[str, int]:
    known = _known_ids(session, names)
    new = [name for name in sorted(names) if name not in known]
    if not new:
        return known
    session.execute(sa.insert(Actor), [{"name": name, "kind": _kind(name)} for name in new])
    return known | _known_ids(session, new)


def _known_ids(session: Session, names: Collection[str]) -> dict[str, int]:
    rows = run(session, _IDS, {"names": list(names)})
    return {row.name: row.id for row in rows}


def _kind(name: str) -> ActorKind:
    return ActorKind.STATE if find_country(name) else ActorKind.OTHER
