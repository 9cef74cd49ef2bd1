"""What one account says, in the form in which settling compares it with another."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from app.domain.countries import find_country
from app.domain.dates import Edtf, parse_edtf
from app.domain.events import EventType, FoundEvent, Role, Status
from app.domain.evidence import unpack

INFERRED = "date.inferred."
"""How the ids of the rules begin that infer a date (law 2 of the design) instead of reading it."""
BY_PRINT = "date.inferred.fresh-news"
"""The rule that takes the day of publication: no happening follows it, and many go before it."""

_PERSON = ("name.office-holder", "name.person-")  # in the ids of the rules that read a person


@dataclass(frozen=True, slots=True, order=True)
class Called:
    """The words by which a telling calls one of its parties, and whether they are a person's name."""

    words: str
    party: str
    is_person: bool


@dataclass(frozen=True, slots=True)
class Telling:
    """
    One account, as it is compared.

    Attributes:
        key: Says which account it is by its content alone, never by a database id; no two accounts share one.
        article: Key of the article version; two tellings of one version are two happenings.
        type, status: What was done, and whether it was.
        date: When; None where the text gives none.
        date_inferred: Whether no words of the text give the date.
        dated_by_print: Whether it is the day of publication, for want of words.
        actors, recipients: Who and to whom; ISO codes for states, plain names for others.
        hosts: States that an armed group among them lives in.
        tied: Further states that the account names, as location or otherwise.
        called: The words that stand for its parties.
        place: Where, in the words of the text.
        title, quote: The headline and the passage.
        confidence: From 0 to 1.
    """

    key: str
    article: str
    type: EventType
    status: Status
    date: Edtf | None
    date_inferred: bool
    dated_by_print: bool
    actors: frozenset[str]
    recipients: frozenset[str]
    hosts: frozenset[str]
    tied: frozenset[str]
    called: frozenset[Called]
    place: str | None
    title: str
    quote: str
    confidence: float

    @property
    def parties(self) -> frozenset[str]:
        """Everybody who takes part."""
        return self.actors | self.recipients

    @property
    def countries(self) -> frozenset[str]:
        """The states that take part."""
        return frozenset(party for party in self.parties if find_country(party) is not None)


def telling_of(found: FoundEvent, article: str) -> Telling:
    """
    What a found event says, for comparing.

    Args:
        found: The event, with a date that `parse_edtf` can read, or none.
        article: Key of the article version that tells it, for example the SHA-256 of its text.

    Raises:
        UnreadableDate: Its date is no EDTF.
    """
    actors, recipients = frozenset(found.actors), frozenset(found.recipients)
    return Telling(
        key=account_key(article, found.start, found.end, found.type, found.title),
        article=article,
        type=found.type,
        status=found.status,
        date=parse_edtf(found.date) if found.date else None,
        date_inferred=(found.date_rule or "").startswith(INFERRED),
        dated_by_print=(found.date_rule or "").startswith(BY_PRINT),
        actors=actors,
        recipients=recipients,
        hosts=frozenset(code for code, roles in found.context.items() if Role.HOST in roles),
        tied=frozenset(found.context) - actors - recipients,
        called=frozenset(_called(found)),
        place=found.place,
        title=found.title,
        quote=found.quote,
        confidence=found.confidence,
    )


def account_key(article: str, start: int, end: int, event_type: EventType, title: str) -> str:
    """Which account it is, by what makes it unique: the article version, the passage, the type and the title."""
    content = f"{article}\n{start}\n{end}\n{event_type.value}\n{title}"
    return sha256(content.encode()).hexdigest()


def _called(found: FoundEvent) -> Iterator[Called]:
    for field in ("actors", "recipients"):
        why = found.why.get(field)
        for one in unpack(why.anchor or "") if why else ():
            yield Called(one.words, one.party, any(mark in one.rule for mark in _PERSON))
