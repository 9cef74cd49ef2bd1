"""Who takes part in a claimed finding: known codes, and nobody whom the article does not name."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from app.domain.countries import find_country, read_country
from app.domain.events import Role
from app.second_opinion.fields import TITLE_CHARS, Claim, Refused, is_plain
from app.second_opinion.model import Checks, Reason
from app.second_opinion.passages import Passages

MAX_PARTIES = 12
"""Most parties of one event (RELIABILITY.md, section 2)."""

T = TypeVar("T")

_TIES = {role.value: role for role in (Role.LOCATION, Role.HOST, Role.MENTIONED)}


@dataclass(frozen=True)
class Parties:
    """Who takes part, as `FoundEvent` has it."""

    countries: tuple[str, ...]
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    context: dict[str, tuple[Role, ...]]


def parties_of(claim: Claim, passages: Passages, checks: Checks) -> Parties:
    """
    Read `countries`, `actors`, `recipients` and `context`.

    A state among the actors or recipients takes part even where `countries` leaves it out.
    """
    codes = [_named_country(code, checks) for code in _list(claim, "countries")]
    actors = _unique([_party(party, passages, checks) for party in _list(claim, "actors")])
    recipients = _unique([_party(party, passages, checks) for party in _list(claim, "recipients")])
    taking_part = {*codes, *filter(find_country, (*actors, *recipients))}
    if not (taking_part or actors or recipients):
        raise Refused(Reason.NO_PARTY, "")
    context = {code: roles for code, roles in _context(claim, checks).items() if code not in taking_part}
    return Parties(tuple(sorted(taking_part)), actors, recipients, context)


def _list(claim: Claim, key: str) -> list[Any]:
    """A list that may be missing."""
    value = claim.get(key)
    if value is None:
        return []
    if not isinstance(value, list):
        raise Refused(Reason.SHAPE, value)
    if len(value) > MAX_PARTIES:
        raise Refused(Reason.TOO_MANY_PARTIES, len(value))
    return value


def _named_country(code: Any, checks: Checks) -> str:
    if not isinstance(code, str) or find_country(code) is None:
        raise Refused(Reason.COUNTRY_UNKNOWN, code)
    if code not in checks.named:
        raise Refused(Reason.COUNTRY_NOT_NAMED, code)
    return code


def _party(party: Any, passages: Passages, checks: Checks) -> str:
    """A state as its code, whatever name it was given; anybody else by a name that the article prints or means."""
    if not isinstance(party, str) or not party.strip() or len(party) > TITLE_CHARS or not is_plain(party):
        raise Refused(Reason.SHAPE, party)
    name = party.strip()
    if find_country(name):
        return _named_country(name, checks)
    country = read_country(name)
    # Two or three letters may be a country's short code or somebody's initials: the article decides.
    if country and (len(name) > 3 or country.code in checks.named):
        return _named_country(country.code, checks)
    if name not in checks.named and not passages.hold(name):
        raise Refused(Reason.PARTY_NOT_NAMED, name)
    return name


def _context(claim: Claim, checks: Checks) -> dict[str, tuple[Role, ...]]:
    value = claim.get("context")
    if value is None:
        return {}
    if not isinstance(value, Mapping) or len(value) > MAX_PARTIES:
        raise Refused(Reason.CONTEXT, value)
    return {_named_country(code, checks): _ties(roles) for code, roles in sorted(value.items())}


def _ties(value: Any) -> tuple[Role, ...]:
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list) or not names or not all(isinstance(name, str) and name in _TIES for name in names):
        raise Refused(Reason.CONTEXT, value)
    return _unique([_TIES[name] for name in names])


def _unique(values: list[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(values))
