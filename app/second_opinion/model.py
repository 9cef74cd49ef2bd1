"""What goes in and out of a second opinion. Offsets count code points of the kept text, ends excluded."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.domain.events import FoundEvent
from app.errors import DyadlineError

Span = tuple[int, int]
"""First offset, and the one after the last."""

ReadDate = Callable[[str, int], str | None]
"""What the words that stand at an offset of the kept text date, as EDTF; None where they are not one date."""


class OpinionFailed(DyadlineError):
    """There is no opinion: the endpoint could not be asked, or what it said cannot be read. Nothing was changed."""


@dataclass(frozen=True)
class Checks:
    """
    What our own reading of the article knows, to hold the answer against.

    Attributes:
        read_date: Reads the words of a date where they stand.
        named: Every party named in the article, by ISO code for states and by name for others, with its mentions.
    """

    read_date: ReadDate
    named: Mapping[str, Sequence[Span]]


class Reason(StrEnum):
    """Why a finding is refused; `sentence` says it to a person."""

    SHAPE = "shape"
    QUOTE_MISSING = "quote-missing"
    QUOTE_AMBIGUOUS = "quote-ambiguous"
    QUOTE_LENGTH = "quote-length"
    QUOTE_INSTRUCTS = "quote-instructs"
    TITLE = "title"
    TITLE_SAYS_MORE = "title-says-more"
    TYPE = "type"
    STATUS = "status"
    DATE_FORM = "date-form"
    DATE_WORDS = "date-words"
    DATE_UNREAD = "date-unread"
    DATE_TOO_PRECISE = "date-too-precise"
    DATE_DISAGREES = "date-disagrees"
    COUNTRY_UNKNOWN = "country-unknown"
    COUNTRY_NOT_NAMED = "country-not-named"
    PARTY_NOT_NAMED = "party-not-named"
    NO_PARTY = "no-party"
    TOO_MANY_PARTIES = "too-many-parties"
    CONTEXT = "context"
    NOT_IN_TEXT = "not-in-text"
    CONFIDENCE = "confidence"
    REPEATED = "repeated"
    TOO_MANY = "too-many"

    @property
    def sentence(self) -> str:
        """The reason in words."""
        return _SENTENCES[self]


_SENTENCES = {
    Reason.SHAPE: "A field is missing or is not of the kind it should be.",
    Reason.QUOTE_MISSING: "The quote does not stand, letter by letter, in a part of the article that tells events.",
    Reason.QUOTE_AMBIGUOUS: "The quote stands in several places, and nothing says which is meant.",
    Reason.QUOTE_LENGTH: "The quote is no sentence or clause: it is too short or too long.",
    Reason.QUOTE_INSTRUCTS: "The quote stands in a paragraph that gives orders to whoever reads it.",
    Reason.TITLE: "The title is empty, too long, or more than plain words.",
    Reason.TITLE_SAYS_MORE: "The title names a country or a number that the article does not.",
    Reason.TYPE: "The type is none of the eighteen.",
    Reason.STATUS: "The status is none of the five.",
    Reason.DATE_FORM: "The date or its kind is not one that can be read.",
    Reason.DATE_WORDS: "The words of the date do not stand in the article.",
    Reason.DATE_UNREAD: "The words of the date are not one whole date as we read them.",
    Reason.DATE_TOO_PRECISE: "The date is more precise than its words.",
    Reason.DATE_DISAGREES: "The date is not the one that its words say.",
    Reason.COUNTRY_UNKNOWN: "A country code is unknown.",
    Reason.COUNTRY_NOT_NAMED: "A country is not named in the article.",
    Reason.PARTY_NOT_NAMED: "An actor or recipient is not named in the article.",
    Reason.NO_PARTY: "Nobody takes part.",
    Reason.TOO_MANY_PARTIES: "More parties take part than an event may have.",
    Reason.CONTEXT: "A country of the context is not tied to the event in a known way.",
    Reason.NOT_IN_TEXT: "The place, the speaker or the telling word does not stand where it should.",
    Reason.CONFIDENCE: "The confidence is no number from 0 to 1.",
    Reason.REPEATED: "The same finding was given before.",
    Reason.TOO_MANY: "There are more findings than one article may have.",
}


@dataclass(frozen=True)
class Refusal:
    """
    A finding that did not pass.

    Attributes:
        reason: The first rule that it broke.
        detail: The value that broke it, shortened: text from outside, to be escaped where it is shown.
        quote: What it claimed to quote, shortened likewise.
    """

    reason: Reason
    detail: str
    quote: str


@dataclass(frozen=True)
class Opinion:
    """
    What the model found in one article, as far as it passed.

    Attributes:
        findings: In the order of their quotes; each is as good as one of ours until somebody reviews it.
        refused: What did not pass, in the order given.
        seconds: How long the asking took.
        model: Who was asked, by the name in the settings.
        notices: What a person should be told, a sentence each.
    """

    findings: tuple[FoundEvent, ...]
    refused: tuple[Refusal, ...]
    seconds: float
    model: str
    notices: tuple[str, ...] = ()

    @property
    def refused_by_reason(self) -> dict[Reason, int]:
        """How many findings each rule refused, the most frequent first."""
        return dict(Counter(refusal.reason for refusal in self.refused).most_common())
