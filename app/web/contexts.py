"""What templates are given: frozen dataclasses, one for each page; the rest is caught by StrictUndefined."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.articles import BlockKind
from app.domain.grades import Pair
from app.domain.parties import DyadTie
from app.services.annotate import AnnotationView, Thread
from app.services.find_words import Place
from app.services.list_articles import ArticleList, ArticleRow
from app.services.samples import RemovedSamples
from app.services.show_article import DetachedQuote, Passage, VersionView
from app.services.show_event import (
    AccountGrading,
    AccountView,
    ActionView,
    EventDetail,
    EventLine,
    EventOrder,
    EventOrigin,
    FieldLine,
    FieldView,
    JudgementView,
    Reason,
    SourceText,
)
from app.services.show_opinion import OpinionPage
from app.services.show_versions import Comparison
from app.web.annotation_form import AnnotationForm
from app.web.article_form import ArticleForm
from app.web.compared import LaidOut
from app.web.decision_form import DecisionForm
from app.web.history import FieldChange, HistoryEntry
from app.web.passages import Run
from app.web.source_text import SourceRun


class Section(StrEnum):
    """The part of the header that is marked as the present one."""

    NONE = ""
    TIMELINE = "timeline"
    REVIEW = "review"
    DYADS = "dyads"
    VIEWS = "views"
    ARTICLES = "articles"
    NOTES = "notes"
    SOURCES = "sources"
    ADD = "add"
    ACTIVITY = "activity"
    USERS = "users"
    ACCOUNT = "account"
    HELP = "help"


@dataclass(frozen=True, kw_only=True)
class PageContext:
    """
    What `base.html` needs of every page.

    Attributes:
        title: Names the page in the browser's tab; the program's name is added.
        section: The entry of the header that leads here.
    """

    title: str
    section: Section = Section.NONE


@dataclass(frozen=True, kw_only=True)
class ErrorContext(PageContext):
    """
    A page that says what went wrong.

    Attributes:
        status_code: The HTTP status, shown small.
        message: What was wrong and where, in a sentence.
        mend: What to do next.
        request_id: Finds the entry in the log; None where nothing is logged.
        back: Our own page where it was tried, if that is known.
        sign_in: Where to sign in, if that would help.
    """

    status_code: int
    message: str
    mend: str
    request_id: str | None = None
    back: str | None = None
    sign_in: str | None = None


@dataclass(frozen=True, kw_only=True)
class ArticlesContext(PageContext):
    """
    The list of articles.

    Attributes:
        articles: One page of it.
        q, source, state: What it is narrowed to, as typed.
        states: The states that can be asked for, and their labels.
        samples: How many sample articles there are in all.
        added: How many articles were just added; 0 on an ordinary visit.
        known: Ids of articles that were sent but already here.
        renewed: Ids of articles of which a new version was just added.
        removed: How many samples were just removed; 0 on an ordinary visit.
        next_url: The page of older articles; None on the last.
    """

    articles: ArticleList
    q: str
    source: str
    state: str
    states: dict[str, str]
    samples: int
    added: int
    known: tuple[int, ...]
    renewed: tuple[int, ...]
    removed: int
    next_url: str | None
    section: Section = Section.ARTICLES

    @property
    def is_filtered(self) -> bool:
        """Whether the list is narrowed at all."""
        return bool(self.q or self.source or self.state)


@dataclass(frozen=True, kw_only=True)
class ArticleContext(PageContext):
    """
    One article.

    Attributes:
        row: Its head.
        runs: Its text, cut at the passages.
        index: One passage for each of its events, in the order of the text.
        notices: What was mended or left out.
        versions: How it came.
        detached: What events rest on that does not stand in the text any more.
        threads: The notes on its passages, in the order of the text.
        tags: Those in use.
        notice: What has just been done; None on an ordinary visit.
        opinion: What there is to say of second opinions; None where they are off.
        opinion_refusal: Why none could be asked for just now; None otherwise.
        was_asked: Whether one was asked for just now.
    """

    row: ArticleRow
    runs: tuple[Run, ...]
    index: tuple[Passage, ...]
    notices: tuple[str, ...]
    versions: tuple[VersionView, ...]
    detached: tuple[DetachedQuote, ...]
    threads: tuple[Thread, ...]
    source_id: int | None
    notice: str | None
    opinion: OpinionPage | None = None
    opinion_refusal: str | None = None
    was_asked: bool = False
    section: Section = Section.ARTICLES

    @property
    def has_title(self) -> bool:
        """Whether its text holds its title: then that is the page's heading, and it is not said twice."""
        return any(block.kind is BlockKind.TITLE for run in self.runs for block in run.blocks)


@dataclass(frozen=True, kw_only=True)
class VersionsContext(PageContext):
    """
    The versions of an article.

    Attributes:
        row: Its head.
        versions: Oldest first.
        comparison: What changed between two of them; None where there is one only.
        laid_out: The same by paragraphs.
    """

    row: ArticleRow
    versions: tuple[VersionView, ...]
    comparison: Comparison | None
    laid_out: LaidOut | None
    section: Section = Section.ARTICLES


@dataclass(frozen=True, kw_only=True)
class AddArticleContext(PageContext):
    """
    The form that brings articles in.

    Attributes:
        form: As typed, with its errors.
        taken: Articles of the same form that went in although others did not: id and title.
    """

    form: ArticleForm = field(default_factory=ArticleForm)
    taken: tuple[tuple[int, str], ...] = ()
    title: str = "Add articles"
    section: Section = Section.ADD


@dataclass(frozen=True, kw_only=True)
class RemoveSamplesContext(PageContext):
    """What goes with the samples."""

    samples: RemovedSamples
    title: str = "Remove the samples"
    section: Section = Section.ARTICLES


@dataclass(frozen=True)
class Refusal:
    """
    A small form of the event's page that was not taken.

    Attributes:
        form: Which: "adopt", "words", "order" …
        field: The field of the event that it is about; empty where it is about none.
        message: Why not, and what to do.
        values: What was typed, for showing again.
        places: Where the words stand, if they stand several times.
        events: Which events may be meant, if several.
    """

    form: str
    field: str
    message: str
    values: Mapping[str, str]
    places: tuple[Place, ...] = ()
    events: tuple[EventLine, ...] = ()


@dataclass(frozen=True, kw_only=True)
class EventContext(PageContext):
    """
    One event.

    Attributes:
        event: Its adopted values.
        lines: Its fields, in the order of the page.
        wordless_count: How many of them have a value that no words carry.
        fields: What else the shown account says.
        reasons: Why each of its fields has its value, by its name.
        accounts: Every account, oldest first.
        account: The one whose article is shown; None where there is none.
        origins: The reports that its articles go back to.
        source: The article version that it counts in.
        runs: Its text, marked.
        chosen: The field whose words are brought forward; empty for none.
        order: Where the event stands among others by a person's word.
        merged, was: Events that are part of it now, and the one of them whose address led here.
        direct, context: The country pairs it belongs to, by scope.
        threads: The notes on it, with the answers to each.
        account_threads: The same by account.
        gradings: The grades of each account.
        judgements: How likely people hold it.
        own: The judgement of whoever looks, if there is one.
        sources: The ids of the sources of its accounts, by name.
        tags: Those in use.
        history: What was changed, newest first.
        decision: By what action it was accepted or rejected last, if it was.
        is_starred: Whether the analyst marked it.
        form: The form for a new note.
        notice: What has just been done with a note; None on an ordinary visit.
        done: What has just been done with the event; None on an ordinary visit.
        pointed: Words of the source that wait to be used, and where they begin.
        refusal: Which of its forms was not taken, and why.
        back: Our own page that led here, if one did.
        then, stay: Where a decision and a star lead; None for this page.
    """

    event: EventDetail
    lines: tuple[FieldLine, ...]
    wordless_count: int
    fields: tuple[FieldView, ...]
    reasons: dict[str, Reason]
    accounts: tuple[AccountView, ...]
    account: AccountView | None
    origins: tuple[EventOrigin, ...]
    source: SourceText | None
    runs: tuple[SourceRun, ...]
    chosen: str
    order: EventOrder
    merged: tuple[int, ...]
    was: int | None
    direct: tuple[DyadTie, ...]
    context: tuple[DyadTie, ...]
    threads: tuple[Thread, ...]
    account_threads: Mapping[int, tuple[Thread, ...]]
    gradings: Mapping[int, AccountGrading]
    judgements: tuple[JudgementView, ...]
    own: JudgementView | None
    sources: Mapping[str, int]
    tags: tuple[str, ...]
    history: tuple[HistoryEntry, ...]
    decision: ActionView | None
    is_starred: bool
    form: AnnotationForm
    notice: str | None
    done: str | None
    pointed: Mapping[str, str]
    refusal: Refusal | None
    back: str | None
    then: str | None = None
    stay: str | None = None

    @property
    def pair(self) -> Pair | None:
        """The best pair of the accounts that their articles bear out, as the list shows it."""
        live = [told.id for told in self.accounts if not (told.is_detached or told.is_withdrawn)]
        pairs = [self.gradings[one].pair for one in live if one in self.gradings]
        return min((pair for pair in pairs if pair), default=None)

    @property
    def article_count(self) -> int:
        """How many articles tell it."""
        return len({account.article_id for account in self.accounts})


@dataclass(frozen=True, kw_only=True)
class HistoryContext(PageContext):
    """The history of an event on a page of its own; names as in `EventContext`."""

    event: EventDetail
    history: tuple[HistoryEntry, ...]
    back: str | None
    then: str | None = None


@dataclass(frozen=True, kw_only=True)
class DecisionContext(PageContext):
    """
    A decision that could not be taken as it was sent.

    Attributes:
        event: As it stands.
        decision: By what action it was accepted or rejected last, if it was.
        message: Why it was not taken; None where only the form was at fault.
        seen: The version that the person saw.
        changes: What became different since then.
        form: As typed.
        then: Where to go afterwards; None for the event's page.
        back: Our own page that led to the event, if one did.
    """

    event: EventDetail
    decision: ActionView | None
    message: str | None
    seen: int
    changes: tuple[FieldChange, ...]
    form: DecisionForm
    then: str | None
    back: str | None
    section: Section = Section.REVIEW


@dataclass(frozen=True, kw_only=True)
class AnnotationContext(PageContext):
    """
    The form that changes a note.

    Attributes:
        note: As it stands now; the form carries its version.
        on, on_url: What it stands on, and the page that shows it.
        tags: Those in use.
        form: As typed.
        swaps: Whether the form comes into a page that htmx swaps parts of.
        changed_meanwhile: Whether somebody else saved another text since this one was opened.
        back: Our own page that led to the event, if one did.
    """

    note: AnnotationView
    on: str
    on_url: str
    form: AnnotationForm
    tags: tuple[str, ...]
    swaps: bool
    changed_meanwhile: bool
    back: str | None
