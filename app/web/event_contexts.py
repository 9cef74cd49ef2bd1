"""What the pages that change events are given."""

from dataclasses import dataclass, field

from app.services.find_event import EventLine
from app.services.find_words import Place
from app.services.read_date import DateReading
from app.services.show_event import AccountView, EventDetail, EventPage
from app.services.show_source import SourceText
from app.web.contexts import PageContext, Section
from app.web.event_form import EventForm


@dataclass(frozen=True, kw_only=True)
class EditEventContext(PageContext):
    """
    The form that changes an event.

    Attributes:
        event: As it stands now.
        version: The version that the person saw; the form carries it.
        account: The account whose article says from which day words like "on Thursday" count.
        form: As typed.
        theirs: Fields that somebody else changed since the form was opened.
        changed_meanwhile: Whether somebody did.
        back: Our own page that led to the event, if one did.
    """

    event: EventDetail
    version: int
    account: AccountView | None
    form: EventForm
    theirs: frozenset[str] = frozenset()
    changed_meanwhile: bool = False
    back: str | None
    section: Section = Section.TIMELINE


@dataclass(frozen=True, kw_only=True)
class DateReadingContext(PageContext):
    """
    What a typed date means.

    Attributes:
        typed: As typed.
        reading: What it means; None where nothing was typed or it cannot be read.
        fault: Why it cannot.
    """

    typed: str
    reading: DateReading | None
    fault: str | None
    title: str = "Read a date"


@dataclass(frozen=True, kw_only=True)
class MergeContext(PageContext):
    """
    Finding the event that is the same happening, and both side by side.

    Attributes:
        event: On whose page it is done.
        other: The chosen one; None while one is looked for.
        found: Events that may be meant.
        q: What was looked for.
        reason: As typed.
        fault: Why nothing was merged; None otherwise.
        back: Our own page that led to the event, if one did.
    """

    event: EventPage
    other: EventPage | None
    found: tuple[EventLine, ...]
    q: str
    reason: str = ""
    fault: str | None = None
    back: str | None
    section: Section = Section.TIMELINE

    @property
    def lives_on(self) -> int:
        """The id that stays; the other one leads to it."""
        return min(self.event.event.id, self.other.event.id) if self.other else self.event.event.id

    @property
    def goes(self) -> int | None:
        """The id whose address leads to the one that stays."""
        return max(self.event.event.id, self.other.event.id) if self.other else None


@dataclass(frozen=True, kw_only=True)
class SplitContext(PageContext):
    """
    Choosing the accounts that tell another happening.

    Attributes:
        event: The event and its accounts.
        chosen: Accounts that were ticked.
        reason: As typed.
        fault: Why nothing was split; None otherwise.
        back: Our own page that led to the event, if one did.
    """

    event: EventPage
    chosen: frozenset[int] = frozenset()
    reason: str = ""
    fault: str | None = None
    back: str | None
    section: Section = Section.TIMELINE


@dataclass(frozen=True, kw_only=True)
class NewEventContext(PageContext):
    """
    The form for an event that a person tells.

    Attributes:
        source: The article that reports it.
        form: As typed; its values and errors hold "quote" besides.
        at: Where the quote begins in the article, in code points; None where it was only pasted.
        places: Where the quote stands, if it stands several times.
    """

    source: SourceText
    form: EventForm
    at: int | None = None
    places: tuple[Place, ...] = field(default=())
    title: str = "New event"
    section: Section = Section.TIMELINE
