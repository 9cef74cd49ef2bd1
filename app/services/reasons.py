"""Why a field of an event has its value, in sentences: an id of a rule says nothing to who never saw the rules."""

from dataclasses import dataclass

from app.domain.evidence import unpack
from app.extraction.rulebook import steps
from app.store.event_queries import FieldView

UNEXPLAINED = ".unexplained"


@dataclass(frozen=True)
class Step:
    """A rule that was followed: its id, and the sentence that it supposes; the id again where it has none."""

    rule: str
    says: str


@dataclass(frozen=True)
class PartyReason:
    """Why one party takes part: its words, the rules, and the name that words without a name point back to."""

    words: str
    party: str
    steps: tuple[Step, ...]
    leans_on: str | None


@dataclass(frozen=True)
class Reason:
    """
    Why a field has its value.

    Attributes:
        steps: The rules that were followed; none where nothing explains the value.
        anchor: What they leaned on; None where `parties` says it.
        parties: One for each party of a list of parties.
    """

    steps: tuple[Step, ...]
    anchor: str | None
    parties: tuple[PartyReason, ...]


def reason_of(field: FieldView) -> Reason:
    """The reason that was kept with a field."""
    if field.rule.endswith(UNEXPLAINED):
        return Reason((), field.anchor, ())
    parties = tuple(
        PartyReason(party.words, party.party, steps_of(party.rule), party.leans_on)
        for party in unpack(field.anchor or "")
    )
    return Reason(steps_of(field.rule), None if parties else field.anchor, parties)


def steps_of(rule: str) -> tuple[Step, ...]:
    """The rules that "+" joins in an id."""
    return tuple(Step(part, sentence) for part, sentence in steps(rule))
