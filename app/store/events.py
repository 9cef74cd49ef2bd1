"""Events and the accounts they rest on, as extraction writes them."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from app.domain.dates import DateKind, Edtf, parse_edtf
from app.domain.events import EventType, Evidence, FoundEvent, Role, Status
from app.store.actors import actor_names, set_event_actors
from app.store.plain import run
from app.store.spans import span_class
from app.store.tables import Account, AccountField, AccountParty, DateBasis, Event, Standing
from app.store.tiles import touch

MAX_TITLE_CHARS = 300
MAX_RULE_CHARS = 60
INFERRED = "date.inferred."
"""How the ids of the five rules begin that infer a date instead of reading it."""

# What an account says, field by field; quote and offsets are columns of their own.
FIELDS = (
    "title", "date", "date_kind", "status", "type", "countries", "actors", "recipients", "context", "place",
    "attributed_to", "confidence", "trigger",
)  # fmt: skip

_ADD_FIELDS, _ADD_PARTIES = sa.insert(AccountField), sa.insert(AccountParty)


def add_event(session: Session, found: FoundEvent, now: datetime) -> int:
    """Start an event with the values of its first account. Countries and dyads are written apart."""
    event = Event(created_at=now, **_adopted(found))
    session.add(event)
    session.flush()
    assert event.id is not None  # noqa: S101 - the flush gave it one
    touch(session, [event.id], are_new=True)
    set_event_actors(session, event.id, found.actors, found.recipients)
    return event.id


def add_account(
    session: Session,
    version_id: int,
    event_id: int,
    found: FoundEvent,
    rules_version: str,
    now: datetime,
    *,
    standing: Standing = Standing.FOUND,
) -> int:
    """Keep what one article says of an event, each field with the words it was read from."""
    account = Account(
        article_version_id=version_id,
        event_id=event_id,
        quote=found.quote,
        start=found.start,
        end=found.end,
        title=clip_title(found.title),
        type=found.type,
        confidence=found.confidence,
        rules_version=rules_version,
        standing=standing,
        joined_at=now,
    )
    session.add(account)
    session.flush()
    assert account.id is not None  # noqa: S101 - the flush gave it one
    _write_fields(session, account.id, found)
    touch(session, [event_id])
    return account.id


def is_told(session: Session, version_id: int, found: FoundEvent) -> int | None:
    """The event of which an article version tells just this already, or None."""
    query = sa.select(col(Account.event_id)).where(
        col(Account.article_version_id) == version_id,
        col(Account.start) == found.start,
        col(Account.end) == found.end,
        col(Account.type) == found.type,
        col(Account.title) == clip_title(found.title),
    )
    return session.scalar(query)


def write_told(session: Session, account_id: int, found: FoundEvent) -> None:
    """Write the fields of an account, and the parties and days by which settling finds it, in place of former ones."""
    session.execute(sa.delete(AccountField).where(col(AccountField.account_id) == account_id))
    session.execute(sa.delete(AccountParty).where(col(AccountParty.account_id) == account_id))
    _write_fields(session, account_id, found)


def _write_fields(session: Session, account_id: int, found: FoundEvent) -> None:
    run(session, _ADD_FIELDS, list(_field_rows(account_id, found)))
    edtf = _edtf(found)
    days = {"earliest": edtf.earliest if edtf else None, "latest": edtf.latest if edtf else None}
    parties = actor_names([*found.actors, *found.recipients, *found.countries])
    if parties:
        rows = [{"account_id": account_id, "party": party, **days} for party in parties]
        run(session, _ADD_PARTIES, rows)


def raise_versions(session: Session, event_ids: Collection[int]) -> None:
    """Say that events are no longer as a form has shown them."""
    session.execute(sa.update(Event).where(col(Event.id).in_(event_ids)).values(version=col(Event.version) + 1))


def told_by(session: Session, account_id: int) -> FoundEvent | None:
    """What one account says, as it was found, or None."""
    return next((found for _, found in _told(session, col(Account.id) == account_id)), None)


def told_in(session: Session, version_id: int) -> list[tuple[int, FoundEvent]]:
    """What one version of an article tells, as it was found, each with its event."""
    return _told(session, col(Account.article_version_id) == version_id)


def clip_title(title: str) -> str:
    """A title no longer than a title may be."""
    return title if len(title) <= MAX_TITLE_CHARS else title[: MAX_TITLE_CHARS - 1] + "…"


def _edtf(found: FoundEvent) -> Edtf | None:
    return parse_edtf(found.date) if found.date else None


def _adopted(found: FoundEvent) -> dict[str, Any]:
    edtf = _edtf(found)
    earliest, latest = (edtf.earliest, edtf.latest) if edtf else (None, None)
    return {
        "title": clip_title(found.title),
        "type": found.type,
        "status": found.status,
        "date_edtf": edtf.text if edtf else None,
        "date_kind": (found.date_kind or edtf.usual_kind) if edtf else None,
        "date_basis": basis_of(found.date_rule) if edtf else None,
        "date_rule": _rule(found.date_rule) if edtf else None,
        "earliest": earliest,
        "latest": latest,
        "span_class": span_class(earliest, latest),
        "place": found.place,
        "confidence": found.confidence,
    }


def _told(session: Session, condition: sa.ColumnElement[bool]) -> list[tuple[int, FoundEvent]]:
    """The accounts that meet a condition, oldest first, each with its event."""
    fields: dict[int, dict[str, AccountField]] = defaultdict(dict)
    of_account = sa.select(AccountField).join(Account, col(Account.id) == col(AccountField.account_id)).where(condition)
    for row in session.scalars(of_account):
        fields[row.account_id][row.field] = row
    accounts = session.scalars(sa.select(Account).where(condition).order_by(col(Account.id)))
    return [(account.event_id, as_found(account, fields[account.id or 0])) for account in accounts]


def as_kept(found: FoundEvent) -> FoundEvent:
    """What a found event is once it was kept and is read again: what no column holds is not there any more."""
    rows = {row["field"]: AccountField(**row) for row in _field_rows(0, found)}
    account = Account(
        quote=found.quote,
        start=found.start,
        end=found.end,
        title=clip_title(found.title),
        type=found.type,
        confidence=found.confidence,
        rules_version="",
    )
    return as_found(account, rows)


def as_found(account: Account, told: Mapping[str, AccountField]) -> FoundEvent:
    """What an account says, as it was found; its evidence points at the words and does not repeat them."""
    value: dict[str, Any] = {field: told[field].value if field in told else None for field in FIELDS}
    return FoundEvent(
        quote=account.quote,
        start=account.start,
        end=account.end,
        title=account.title,
        date=value["date"],
        date_kind=DateKind(value["date_kind"]) if value["date_kind"] else None,
        date_text=None,
        date_rule=told["date"].rule if value["date"] else None,
        status=Status(value["status"]),
        type=EventType(account.type),
        countries=tuple(value["countries"] or ()),
        actors=tuple(value["actors"] or ()),
        recipients=tuple(value["recipients"] or ()),
        context={code: tuple(map(Role, roles)) for code, roles in (value["context"] or {}).items()},
        place=value["place"],
        attributed_to=value["attributed_to"],
        confidence=account.confidence,
        trigger=value["trigger"] or "",
        why={field: Evidence(None, row.start, row.end, row.rule, row.anchor) for field, row in told.items()},
    )


def basis_of(rule: str | None) -> DateBasis:
    """Whether the rule that gave a date read it or inferred it."""
    return DateBasis.INFERRED if rule and rule.startswith(INFERRED) else DateBasis.READ


def _field_rows(account_id: int, found: FoundEvent) -> Iterator[dict[str, Any]]:
    """One row for each field that the account tells; what it does not tell has none."""
    for field in FIELDS:
        value = getattr(found, field)
        evidence = found.why.get(field) or Evidence(None, None, None, _fallback_rule(field, found))
        if value in (None, (), {}) and field not in found.why:
            continue
        yield {
            "account_id": account_id,
            "field": field,
            "value": value,
            "start": evidence.start,
            "end": evidence.end,
            "rule": _rule(evidence.rule),
            "anchor": evidence.anchor,
        }


def _rule(name: str | None) -> str | None:
    return name[:MAX_RULE_CHARS] if name else None


def _fallback_rule(field: str, found: FoundEvent) -> str:
    return (found.date_rule if field == "date" else None) or f"{field}.unexplained"
