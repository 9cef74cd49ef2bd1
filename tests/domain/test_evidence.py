"""Evidence of parties as one line of text, there and back."""

import pytest

from app.domain.evidence import PartyEvidence, pack, unpack

HE = PartyEvidence("He", "BRA", "party.pronoun", "Brasília")
PERU = PartyEvidence("Lima", "PER", "party.subject+name.capital-party")


@pytest.mark.parametrize(
    "parties",
    [
        pytest.param((), id="nobody"),
        pytest.param((PERU,), id="one"),
        pytest.param((HE, PERU), id="several"),
        pytest.param(
            (PartyEvidence("the rebels (in the north), again", "Red → Blue Front", "party.object"),), id="odd"
        ),
        pytest.param((PartyEvidence("both\nsides", "CHL", "party.plural", "Chile (again)"), PERU), id="lines"),
    ],
)
def test_there_and_back(parties: tuple[PartyEvidence, ...]) -> None:
    assert unpack(pack(parties)) == parties


def test_a_reader_can_read_it() -> None:
    assert pack([HE, PERU]) == "He → BRA (party.pronoun: Brasília), Lima → PER (party.subject+name.capital-party)"


@pytest.mark.parametrize(
    "anchor", ["publication on 16 March 2019", "Lima → PER", "Lima → PER (party.subject) and more"]
)
def test_another_anchor_holds_no_parties(anchor: str) -> None:
    assert unpack(anchor) == ()
