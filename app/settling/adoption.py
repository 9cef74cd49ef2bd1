"""
What an event adopts from its accounts: one value a field, the same whatever the order in which they came.

A value that more origins tell goes before one that fewer tell; then what is read before what is inferred, the more
precise before the vaguer, the surer account before the other; what is still equal is decided by the content of the
accounts, never by their ids. What a person set stays as it was set.
"""

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.domain.accounts import (
    ACTORS,
    CONTEXT,
    DATE,
    DISPUTABLE,
    PLACE,
    RECIPIENTS,
    STATUS,
    TITLE,
    TYPE,
    Adopted,
    Decision,
    Told,
)
from app.domain.dates import Edtf, parse_edtf
from app.domain.events import EventType, Status

INFERRED = "date.inferred."


def adopt(accounts: Sequence[Told], decided: Mapping[str, Decision]) -> Adopted:
    """
    The values of an event from its accounts and a person's decisions.

    Args:
        accounts: At least one, in any order. Those that are not live count only where none is.
        decided: By field.
    """
    live = sorted([told for told in accounts if told.is_live] or accounts, key=lambda told: told.key)
    settled = {field: decision for field, decision in decided.items() if not decision.is_open}
    dated, sharing = _dated(live), _most_told(live, lambda told: (told.actors, told.recipients), _party_count)
    typed, certain = _most_told(live, lambda told: told.type), _most_told(live, lambda told: told.status)
    placed = _most_told([told for told in live if told.place], lambda told: _plain(told.place), _place_length)
    titled = _most_told([told for told in live if told.type == (typed and typed.type)], lambda told: told.key)
    assert titled and typed and certain and sharing  # noqa: S101, PT018 - there is at least one account
    from_accounts = {
        TITLE: titled, TYPE: typed, STATUS: certain, DATE: dated, PLACE: placed,
        ACTORS: sharing, RECIPIENTS: sharing, CONTEXT: sharing,
    }  # fmt: skip

    def value(field: str) -> Any:
        teller = from_accounts[field]
        return settled[field].value if field in settled else getattr(teller, field) if teller else None

    date = _date(value(DATE) if DATE in settled else None, dated, is_set=DATE in settled)
    actors, recipients = tuple(value(ACTORS)), tuple(value(RECIPIENTS))
    keeps_parties = not {ACTORS, RECIPIENTS} & set(settled)
    return Adopted(
        title=value(TITLE),
        type=EventType(value(TYPE)),
        status=Status(value(STATUS)),
        date=date.edtf,
        date_kind=date.kind,
        date_rule=date.rule,
        place=value(PLACE) or None,
        actors=actors,
        recipients=recipients,
        countries=sharing.countries if keeps_parties else (),
        context=_context(live, settled, {*actors, *recipients, *(sharing.countries if keeps_parties else ())}),
        confidence=max(told.confidence for told in live),
        sources={
            field: teller.account if teller and field not in settled else None
            for field, teller in from_accounts.items()
        },
        differing=tuple(field for field in DISPUTABLE if field not in settled and differ(field, live)),
        wordless=_wordless(from_accounts, settled, value),
    )


def differ(field: str, accounts: Sequence[Told]) -> bool:
    """
    Whether accounts contradict one another in a field.

    A vaguer date, place or list of parties that holds the preciser one does not contradict it, and who says nothing of
    a field contradicts nobody.
    """
    values = list(dict.fromkeys(given for told in accounts if (given := _comparable(field, told)) is not None))
    return any(not _agree(field, one, other) for place, one in enumerate(values) for other in values[place + 1 :])


def _comparable(field: str, told: Told) -> Hashable | None:
    if field == DATE:
        return parse_edtf(told.date) if told.date else None
    if field == PLACE:
        return _plain(told.place) or None
    if field in (ACTORS, RECIPIENTS):
        return frozenset(getattr(told, field)) or None
    return getattr(told, field)  # type: ignore[no-any-return]  # an enumeration


def _agree(field: str, one: Any, other: Any) -> bool:
    if field == DATE:
        return _holds(one, other) or _holds(other, one)
    if field == PLACE:
        return one in other or other in one
    if field in (ACTORS, RECIPIENTS):
        return bool(one <= other or other <= one)
    return bool(one == other)


def _holds(outer: Edtf, inner: Edtf) -> bool:
    return outer.earliest <= inner.earliest and inner.latest <= outer.latest


def _plain(place: str | None) -> str:
    return " ".join((place or "").casefold().split())


def _most_told(
    accounts: Sequence[Told], value: Callable[[Told], Hashable], preference: Callable[[Told], int] = lambda told: 0
) -> Told | None:
    """The account to take a field from: of the value that most origins tell, then as preferred, then the surest."""
    groups: dict[Hashable, list[Told]] = {}
    for told in accounts:
        groups.setdefault(value(told), []).append(told)
    ranked = [
        (-_origins(group), -preference(told), -told.confidence, told.key, told)
        for group in groups.values()
        for told in group
    ]
    return min(ranked, key=lambda each: each[:4])[4] if ranked else None


def _origins(accounts: Sequence[Told]) -> int:
    """How many independent reports; an article without a traced origin is one of its own."""
    return len({told.origin if told.origin is not None else told.key for told in accounts})


def _party_count(told: Told) -> int:
    return len(told.actors) + len(told.recipients)


def _place_length(told: Told) -> int:
    return len(told.place or "")


def _dated(accounts: Sequence[Told]) -> Told | None:
    """The account to take the date from: of those that the most told one holds, the preciser."""
    dated = [told for told in accounts if told.date]
    first = _most_told(dated, lambda told: told.date, _precision)
    if first is None:
        return None
    held = [told for told in dated if _holds(parse_edtf(first.date or ""), parse_edtf(told.date or ""))]
    return min(held, key=lambda told: (-_precision(told), -_sayers(told, held), -told.confidence, told.key))


def _sayers(told: Told, accounts: Sequence[Told]) -> int:
    return _origins([other for other in accounts if other.date == told.date])


def _precision(told: Told) -> int:
    """Greater is better: read goes before inferred, then fewer days go before more."""
    days = parse_edtf(told.date or "").days or 10_000_000
    return (0 if (told.date_rule or "").startswith(INFERRED) else 100_000_000) - days


@dataclass(frozen=True)
class _Date:
    edtf: Edtf | None = None
    kind: str | None = None
    rule: str | None = None


def _date(chosen: Any, told: Told | None, *, is_set: bool) -> _Date:
    if is_set:
        if not chosen:
            return _Date()
        edtf = parse_edtf(chosen["edtf"])
        return _Date(edtf, chosen["kind"] or edtf.usual_kind.value, "date.set")
    if told is None or not told.date:
        return _Date()
    edtf = parse_edtf(told.date)
    return _Date(edtf, told.date_kind or edtf.usual_kind.value, told.date_rule)


def _context(
    accounts: Sequence[Told], settled: Mapping[str, Decision], parties: Collection[str]
) -> dict[str, tuple[str, ...]]:
    """Every tie that some account knows; who takes part himself is not tied besides, save as a place or as host."""
    if CONTEXT in settled:
        return {code: tuple(roles) for code, roles in settled[CONTEXT].value.items()}
    ties: dict[str, set[str]] = {}
    for told in accounts:
        for code, roles in told.context.items():
            ties.setdefault(code, set()).update(map(str, roles))
    kept = {code: roles - {"mentioned"} if code in parties else roles for code, roles in ties.items()}
    return {code: tuple(sorted(roles)) for code, roles in sorted(kept.items()) if roles}


def _wordless(
    tellers: Mapping[str, Told | None], settled: Mapping[str, Decision], value: Callable[[str], Any]
) -> tuple[str, ...]:
    """That something occurred is what no word says and every tense does; every other value has words or lacks them."""
    lacking = []
    for field in DISPUTABLE:
        teller = tellers[field]
        if not value(field) or (field == STATUS and value(field) == Status.OCCURRED):
            continue
        has_words = settled[field].has_words if field in settled else bool(teller and field in teller.worded)
        if not has_words:
            lacking.append(field)
    return tuple(lacking)
