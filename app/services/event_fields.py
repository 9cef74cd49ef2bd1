"""The fields of an event as its page shows them: each value, who decided it, its words, and what other accounts say."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
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
from app.services.reasons import Reason, reason_of
from app.settling.adoption import adopt, differ
from app.settling.order import RULE
from app.store.decisions import DecisionView
from app.store.event_queries import AccountView, EventDetail, FieldView

SHOWN = (TITLE, DATE, TYPE, STATUS, ACTORS, RECIPIENTS, PLACE, CONTEXT)
"""The fields of an event's page, in its order."""


class Basis(StrEnum):
    """Who decides the value of a field."""

    ACCOUNTS = "accounts"
    PERSON = "person"
    DISPUTED = "disputed"  # a person leaves it open
    ORDER = "order"  # an undated event's days follow from its neighbours


@dataclass(frozen=True)
class FieldWords:
    """The words that carry a value: `text` is `[start:end]` of an article version."""

    text: str
    article_id: int
    version_id: int
    account_id: int | None
    start: int
    end: int


@dataclass(frozen=True)
class Rival:
    """One of the values that accounts give a field, and which accounts do; dates have their kind."""

    value: Any
    kind: str | None
    accounts: tuple[AccountView, ...]
    is_adopted: bool


@dataclass(frozen=True)
class FieldLine:
    """
    One field of an event.

    Attributes:
        name, value, kind: Which, its present value, and of a date how it is filled.
        basis: Who decides it.
        decision: What a person decided; None where nobody did.
        words: The words that carry the value; None where none do.
        is_wordless: Whether it has a value that words should carry and none do.
        account: The account that the value is taken from; None where a person gave it.
        read: The field of that account, with the words and the rule it was read by.
        reason: Why the rules read it so; None where a person gave it.
        rivals: The values of the accounts that speak of it, the adopted one first.
        differs: Whether they contradict one another, decided or not.
        silent: How many accounts say nothing of it.
    """

    name: str
    value: Any
    kind: str | None
    basis: Basis
    decision: DecisionView | None
    words: FieldWords | None
    is_wordless: bool
    account: AccountView | None
    read: FieldView | None
    reason: Reason | None
    rivals: tuple[Rival, ...]
    differs: bool
    silent: int

    @property
    def is_disputable(self) -> bool:
        """Whether accounts can contradict one another in it, so that one of their values can be adopted."""
        return self.name in DISPUTABLE


def event_fields(
    event: EventDetail,
    told: Sequence[Told],
    accounts: Sequence[AccountView],
    decisions: Mapping[str, DecisionView],
) -> tuple[FieldLine, ...]:
    """Every field of an event; one without accounts keeps its values and has nothing to show for them."""
    adopted = adopt(told, {name: _decision(view) for name, view in decisions.items()}) if told else None
    by_id = {account.id: account for account in accounts}
    return tuple(_line(name, event, told, by_id, decisions.get(name), adopted) for name in SHOWN)


def value_of(event: EventDetail, field: str) -> Any:
    """The present value of a field of an event; a date as its EDTF text, ties by country."""
    if field == CONTEXT:
        ties = {country.code: [role.value for role in country.roles] for country in event.countries}
        tied = {code: [role for role in roles if role not in _PARTY_ROLES] for code, roles in ties.items()}
        return {code: roles for code, roles in tied.items() if roles}
    if field == DATE:
        return event.date_edtf
    return getattr(event, field)


_PARTY_ROLES = ("actor", "recipient")


def _decision(view: DecisionView) -> Decision:
    return Decision(view.value, is_open=view.is_open, has_words=view.words is not None)


def _line(
    name: str,
    event: EventDetail,
    told: Sequence[Told],
    accounts: Mapping[int, AccountView],
    decision: DecisionView | None,
    adopted: Adopted | None,
) -> FieldLine:
    is_set = decision is not None and not decision.is_open
    source = adopted.sources.get(name) if adopted else None
    account = accounts.get(source) if source is not None and not is_set else None
    read = _field_of(account, name)
    live = [one for one in told if one.is_live] or list(told)
    rivals = _rivals(name, event, live, accounts)
    return FieldLine(
        name=name,
        value=value_of(event, name),
        kind=event.date_kind if name == DATE else None,
        basis=_basis(name, event, decision),
        decision=decision,
        words=_decided_words(decision) if is_set else _read_words(account, read),
        is_wordless=adopted is not None and name in adopted.wordless,
        account=account if value_of(event, name) else None,
        read=read,
        reason=reason_of(read) if read else None,
        rivals=rivals,
        differs=name in DISPUTABLE and differ(name, live),
        silent=len(live) - sum(len(rival.accounts) for rival in rivals),
    )


def _basis(name: str, event: EventDetail, decision: DecisionView | None) -> Basis:
    if decision is not None:
        return Basis.DISPUTED if decision.is_open else Basis.PERSON
    return Basis.ORDER if name == DATE and event.date_rule == RULE else Basis.ACCOUNTS


def _field_of(account: AccountView | None, name: str) -> FieldView | None:
    return next((view for view in account.fields if view.name == name), None) if account else None


def _decided_words(decision: DecisionView | None) -> FieldWords | None:
    if decision is None or decision.words is None:
        return None
    assert decision.article_id and decision.version_id  # noqa: S101, PT018 - words stand in a version of an article
    assert decision.start is not None and decision.end is not None  # noqa: S101, PT018 - and have their place in it
    return FieldWords(
        decision.words,
        decision.article_id,
        decision.version_id,
        decision.account_id,
        decision.start,
        decision.end,
    )


def _read_words(account: AccountView | None, read: FieldView | None) -> FieldWords | None:
    if account is None or read is None or read.words is None or read.start is None or read.end is None:
        return None
    return FieldWords(read.words, read.article_id, account.version_id, account.id, read.start, read.end)


def _rivals(
    name: str, event: EventDetail, live: Iterable[Told], accounts: Mapping[int, AccountView]
) -> tuple[Rival, ...]:
    if name not in DISPUTABLE:
        return ()
    tellers: dict[Any, list[Told]] = {}
    for one in live:
        value = getattr(one, name)
        if value:
            tellers.setdefault(_key(name, value, one), []).append(one)
    present = value_of(event, name)
    adopted = _key(name, present, event) if present else None
    rivals = [
        Rival(
            value=getattr(group[0], name),
            kind=group[0].date_kind if name == DATE else None,
            accounts=tuple(accounts[one.account] for one in group),
            is_adopted=key == adopted,
        )
        for key, group in tellers.items()
    ]
    return tuple(sorted(rivals, key=lambda rival: (not rival.is_adopted, -len(rival.accounts))))


def _key(name: str, value: Any, dated: Told | EventDetail) -> Any:
    """What makes two values one: of a place neither case nor spaces, of parties not their order."""
    if name in (ACTORS, RECIPIENTS):
        return frozenset(value)
    if name == PLACE:
        return " ".join(str(value).casefold().split())
    return (value, dated.date_kind) if name == DATE else str(value)
