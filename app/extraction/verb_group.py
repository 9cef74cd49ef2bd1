"""A verb with its auxiliaries, as the finder of verbs hands it on."""

from dataclasses import dataclass
from enum import StrEnum


class Form(StrEnum):
    """The shape of a verb group."""

    FINITE = "finite"
    INFINITIVE = "infinitive"
    GERUND = "gerund"
    PARTICIPLE = "participle"  # passive without an auxiliary: "the town taken by rebels"


@dataclass(slots=True)
class VerbGroup:
    """
    A verb with its auxiliaries; token indices, `last` included.

    Attributes:
        first, head, last: First auxiliary, main verb, last particle.
        lemma: With its particles: "shoot_down".
        form: Its shape.
        tense: past, present, perfect, pluperfect, future (also "is to", "is due to") or modal.
        modal: The modal word, if any.
        passive: Whether the subject is done to.
        negated: Whether a negation stands in the group.
    """

    first: int
    head: int
    last: int
    lemma: str
    form: Form
    tense: str
    modal: str | None = None
    passive: bool = False
    negated: bool = False
