"""What the pages about notes are given."""

from dataclasses import dataclass, field

from app.domain.annotations import TargetKind
from app.services.annotate import AnnotationView, Thread
from app.services.browse_annotations import AnnotationList
from app.services.find_words import Place
from app.web.annotation_form import AnnotationForm
from app.web.contexts import PageContext, Section
from app.web.history import HistoryEntry


@dataclass(frozen=True, kw_only=True)
class NewAnnotationContext(PageContext):
    """
    A note that is being written on a page of its own: on words of an article, or after it was not taken.

    Attributes:
        action: Where the form goes.
        on: What the note stands on, in words.
        on_url: The page that shows that.
        form: As typed; its values hold `words`, `at` and `period` besides.
        asks: Those of `words` and `period` that the form asks for.
        place: The words of the article, found; None where there are none or they are not found.
        places: Where they stand, if they stand several times.
        tags: Those in use.
        back: Our own page that led there, if one did.
    """

    action: str
    on: str
    on_url: str
    form: AnnotationForm
    asks: tuple[str, ...] = ()
    place: Place | None = None
    places: tuple[Place, ...] = ()
    tags: tuple[str, ...] = ()
    back: str | None = None
    section: Section = Section.NOTES


@dataclass(frozen=True, kw_only=True)
class ThreadContext(PageContext):
    """
    A note, the answers to it, and its history.

    Attributes:
        thread: Deleted notes are in it.
        on, on_url: What it stands on, and the page that shows it; empty where nothing does.
        history: Newest first.
        notice: What has just been done; None on an ordinary visit.
    """

    thread: Thread
    on: str
    on_url: str
    history: tuple[HistoryEntry, ...]
    tags: tuple[str, ...]
    notice: str | None
    section: Section = Section.NOTES


@dataclass(frozen=True)
class ListedNote:
    """A note in the list, with what it stands on and the page that shows it."""

    note: AnnotationView
    on: str
    url: str


@dataclass(frozen=True, kw_only=True)
class AnnotationsContext(PageContext):
    """
    All notes, page by page.

    Attributes:
        found: One page of them.
        notes: The same, each with its place.
        query: What the list is narrowed to, as a query string without a question mark.
        tag, author, target, detached: The same one by one.
        kinds: What notes stand on, with its words.
        previous_url, next_url: The pages of newer and of older notes; None at the ends.
        report: How an import ended, in sentences; empty on an ordinary visit.
        faults: What of an import could not be taken.
    """

    found: AnnotationList
    notes: tuple[ListedNote, ...]
    query: str
    tag: str
    author: str
    target: str
    detached: bool
    kinds: dict[TargetKind, str]
    previous_url: str | None
    next_url: str | None
    report: str = ""
    faults: tuple[str, ...] = field(default=())
    section: Section = Section.NOTES

    @property
    def is_filtered(self) -> bool:
        """Whether the list is narrowed at all."""
        return bool(self.query)
