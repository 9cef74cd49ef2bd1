"""What an event is: PLOVER's sixteen types and our two, their quads, status, review, and what extraction proposes."""

from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.dates import DateKind


class Quad(StrEnum):
    """PLOVER's four classes, and `none` for what is neither cooperation nor conflict."""

    VERBAL_COOPERATION = "verbal-cooperation"
    MATERIAL_COOPERATION = "material-cooperation"
    VERBAL_CONFLICT = "verbal-conflict"
    MATERIAL_CONFLICT = "material-conflict"
    NONE = "none"


class EventType(StrEnum):
    """The sixteen types of PLOVER (openeventdata), and STATEMENT and MILESTONE of ours."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"
    STATEMENT = "STATEMENT"
    MILESTONE = "MILESTONE"

    @property
    def quad(self) -> Quad:
        """The class it belongs to; SANCTION is material conflict, as the summary table of the manual has it."""
        return QUAD_OF[self]


_TYPES_OF_QUAD = {
    Quad.VERBAL_COOPERATION: "AGREE CONSULT SUPPORT CONCEDE",
    Quad.MATERIAL_COOPERATION: "COOPERATE AID RETREAT",
    Quad.VERBAL_CONFLICT: "REQUEST ACCUSE REJECT THREATEN",
    Quad.MATERIAL_CONFLICT: "PROTEST SANCTION MOBILIZE COERCE ASSAULT",
    Quad.NONE: "STATEMENT MILESTONE",
}
TYPES_OF_QUAD = {quad: tuple(map(EventType, names.split())) for quad, names in _TYPES_OF_QUAD.items()}
QUAD_OF = {event_type: quad for quad, types in TYPES_OF_QUAD.items() for event_type in types}


class Status(StrEnum):
    """Whether it happened, as the text tells it."""

    OCCURRED = "occurred"
    PLANNED = "planned"
    ALLEGED = "alleged"
    DENIED = "denied"
    HYPOTHETICAL = "hypothetical"


class Review(StrEnum):
    """What a person decided about an event: what the machine found is proposed."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class Flag(StrEnum):
    """What about an event asks for a person's eye."""

    CONFLICT = "conflict"  # its accounts contradict one another, and nobody has settled it
    WORDLESS = "wordless"  # a field has a value that no words carry
    DETACHED = "detached"  # an article no longer says what one of its accounts quotes
    FRESH = "fresh"  # accounts joined since it was accepted or rejected
    STARRED = "starred"  # somebody marked it


class Role(StrEnum):
    """How a country has to do with an event. `host` is the home state of an armed group that takes part."""

    ACTOR = "actor"
    RECIPIENT = "recipient"
    LOCATION = "location"
    HOST = "host"
    MENTIONED = "mentioned"


@dataclass(frozen=True)
class Evidence:
    """
    Why a field has its value.

    Attributes:
        text: The words it was read from, letter by letter; None where no words carry it.
        start, end: Their code point offsets in the kept text, end excluded; None with `text`.
        rule: Stable id of the rule that read it, for example "date.last-month".
        anchor: What the rule leaned on, in words a reader understands, for example "publication on 16 March 2019".
    """

    text: str | None
    start: int | None
    end: int | None
    rule: str
    anchor: str | None = None


@dataclass(frozen=True)
class FoundEvent:
    """
    What extraction proposes from one article, before it is stored.

    Attributes:
        quote: The passage that reports it: `text[start:end]` of the kept text, letter by letter.
        start, end: Code point offsets, end excluded.
        title: A headline: subject, verb, object.
        date: EDTF text, or None where the text gives none.
        date_kind: How it fills that date; None with `date`.
        date_text: The expression in the text; None where the date is only inferred.
        date_rule: Id of the rule, "date.inferred.…" for the five inferences of law 2; None with `date`.
        countries: ISO codes of every state that takes part, sorted.
        actors, recipients: ISO codes for states and plain names for others; mutual acts have every party in `actors`.
        context: Further countries and how they are tied to it: {"PAK": ("host",)}.
        place: Where, in the words of the text.
        attributed_to: Who is said to say so.
        confidence: From 0 to 1.
        trigger: The word that tells the act.
        why: For each field the evidence, keyed by the names above.
    """

    quote: str
    start: int
    end: int
    title: str
    date: str | None
    date_kind: DateKind | None
    date_text: str | None
    date_rule: str | None
    status: Status
    type: EventType
    countries: tuple[str, ...]
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    context: dict[str, tuple[Role, ...]]
    place: str | None
    attributed_to: str | None
    confidence: float
    trigger: str
    why: dict[str, Evidence] = field(default_factory=dict)


@dataclass(frozen=True)
class Extraction:
    """All that one article gave: its found events in the order of their quotes, and what a person should be told."""

    events: tuple[FoundEvent, ...]
    notices: tuple[str, ...] = ()
