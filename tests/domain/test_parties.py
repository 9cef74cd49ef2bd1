"""From who did what to whom to the dyads of an event."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.dyads import Direction, Scope
from app.domain.events import Role
from app.domain.parties import Roles, country_roles, dyad_ties


def written(roles: Roles) -> list[str]:
    return [f"{tie.dyad} {tie.direction} {tie.scope}" for tie in dyad_ties(roles)]


@pytest.mark.parametrize(
    ("actors", "recipients", "context", "expected"),
    [
        pytest.param(["IND"], ["PAK"], {}, ["IND-PAK ab direct"], id="the first acts on the second"),
        pytest.param(["PAK"], ["IND"], {}, ["IND-PAK ba direct"], id="the second acts on the first"),
        pytest.param(["IND", "PAK"], [], {}, ["IND-PAK mutual direct"], id="both act"),
        pytest.param(["IND", "PAK"], ["IND", "PAK"], {}, ["IND-PAK mutual direct"], id="both act on each other"),
        pytest.param([], ["IND", "PAK"], {}, ["IND-PAK none direct"], id="both are acted on"),
        pytest.param(["Jaish-e-Mohammad"], ["IND", "PAK"], {}, ["IND-PAK none direct"], id="by a group"),
        pytest.param(
            ["Jaish-e-Mohammad"], ["IND"], {"PAK": ["host"]}, ["IND-PAK none context"], id="by a group hosted in one"
        ),
        pytest.param(
            ["CHN", "RUS"],
            ["USA"],
            {},
            ["CHN-RUS mutual direct", "CHN-USA ab direct", "RUS-USA ab direct"],
            id="two act on a third",
        ),
        pytest.param(
            ["IND"],
            ["PAK"],
            {"UZB": ["location"]},
            ["IND-PAK ab direct", "IND-UZB none context", "PAK-UZB none context"],
            id="in a third country",
        ),
        pytest.param(
            ["IND"], [], {"AFG": ["mentioned"], "UZB": ["location"]}, ["AFG-IND none context", "IND-UZB none context"],
            id="two that are only tied to it are no pair",
        ),
        pytest.param(["IND"], ["PAK"], {"PAK": ["location"]}, ["IND-PAK ab direct"], id="a party is more than a place"),
        pytest.param(["IND"], [], {}, [], id="one country is no pair"),
        pytest.param(["NATO"], ["Taliban"], {"AFG": ["location"]}, [], id="no state takes part"),
        pytest.param([], [], {}, [], id="nobody"),
    ],
)  # fmt: skip
def test_dyads(actors: list[str], recipients: list[str], context: dict[str, list[str]], expected: list[str]) -> None:
    states = sorted({name for name in (*actors, *recipients) if len(name) == 3})
    assert written(country_roles(actors, recipients, states, context)) == expected


def test_a_state_that_stands_there_by_a_persons_name_acts() -> None:
    roles = country_roles(["Somebody of Iran"], ["USA"], ["IRN", "USA"], {})
    assert roles == {("IRN", Role.ACTOR), ("USA", Role.RECIPIENT)}


def test_a_country_keeps_all_its_roles() -> None:
    roles = country_roles(["IND"], ["IND"], ["IND"], {"IND": ["location", "mentioned"]})
    assert roles == {("IND", role) for role in (Role.ACTOR, Role.RECIPIENT, Role.LOCATION, Role.MENTIONED)}


CODES = st.sampled_from(["CHN", "IND", "PAK", "RUS", "USA"])


@given(st.frozensets(st.tuples(CODES, st.sampled_from(list(Role)))))
def test_every_pair_with_a_party_is_there_once(roles: Roles) -> None:
    ties = dyad_ties(roles)
    parties = {country for country, role in roles if role in (Role.ACTOR, Role.RECIPIENT)}
    countries = {country for country, _ in roles}
    pairs = {(a, b) for a in countries for b in countries if a < b and {a, b} & parties}
    assert [(tie.dyad.a, tie.dyad.b) for tie in ties] == sorted(pairs)
    for tie in ties:
        assert (tie.scope is Scope.DIRECT) == ({tie.dyad.a, tie.dyad.b} <= parties)
        assert tie.scope is Scope.DIRECT or tie.direction is Direction.NONE
