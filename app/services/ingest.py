"""Ingest: files or forms in, articles and events out. What fails is told by name, and the rest goes on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.errors import BadInput, DyadlineError, TooLarge, Unavailable, UnreadableFile
from app.extraction.publication_year import with_year
from app.readers import DEFAULT_LIMITS, ReaderLimits, read_article
from app.services.finish_article import finish_article
from app.services.receive_article import receive_article
from app.store.batches import BatchCounts, finish_batch, start_batch
from app.store.engine import SessionFactory, writing
from app.store.users import user_id

SUFFIXES = {".txt": "text/plain", ".html": "text/html", ".htm": "text/html"}
"""What is taken from folders, and the media type of each."""

MAX_BYTES = 20_000_000
"""Largest article, as the file it comes in."""

Clock = Callable[[], datetime]
OnProgress = Callable[[int, int, str], None]
"""Called before each input: how many are done, how many there are, the name of the next."""


@dataclass(frozen=True)
class Incoming:
    """One article on its way in. What a person says of it (`published`, an ISO day, and so on) wins over its text."""

    raw: bytes
    name: str
    media_type: str = "text/plain"
    published: str | None = None
    source: str | None = None
    title: str | None = None


@dataclass(frozen=True)
class IngestedArticle:
    """
    An article that is in, with the events it started and joined now.

    Attributes:
        known: Whether it was there already, in these words.
        version: Its number; that of a new article is 1, that of one which was there in other words is more.
        quotes_detached: How many accounts rest on words that this version does not have any more.
    """

    name: str
    article_id: int
    title: str
    known: bool
    version: int
    events_new: int
    events_joined: int
    quotes_detached: int
    notices: tuple[str, ...]

    @property
    def is_new_version(self) -> bool:
        """Whether it came as another version of an article that was there."""
        return not self.known and self.version > 1


@dataclass(frozen=True)
class FailedInput:
    """An input that gave no events, and why. `article_id` is set where its text is kept all the same."""

    name: str
    reason: str
    article_id: int | None = None


@dataclass(frozen=True)
class IngestReport:
    """How every input of a batch ended: received = new + new versions + known + failed."""

    ingested: tuple[IngestedArticle, ...]
    failed: tuple[FailedInput, ...]

    @property
    def received(self) -> int:
        """Number of inputs."""
        return len(self.ingested) + len(self.failed)

    @property
    def new(self) -> int:
        """Number of articles that were not there in any words."""
        return sum(not article.known and not article.is_new_version for article in self.ingested)

    @property
    def new_versions(self) -> int:
        """Number of articles that were there in other words."""
        return sum(article.is_new_version for article in self.ingested)

    @property
    def known(self) -> int:
        """Number of articles that were there already."""
        return sum(article.known for article in self.ingested)

    @property
    def events_new(self) -> int:
        """Number of events started."""
        return sum(article.events_new for article in self.ingested)

    @property
    def events_joined(self) -> int:
        """Number of accounts that joined an event of another article."""
        return sum(article.events_joined for article in self.ingested)


def ingest(
    session_factory: SessionFactory,
    inputs: Sequence[Path | Incoming],
    *,
    channel: str,
    analyst: str | None,
    clock: Clock,
    published: str | None = None,
    max_bytes: int = MAX_BYTES,
    limits: ReaderLimits = DEFAULT_LIMITS,
    on_progress: OnProgress | None = None,
) -> IngestReport:
    """
    Ingest a batch of articles, one after the other.

    Args:
        inputs: Files, and articles that come with their bytes; `files_in` gives those of folders.
        channel: Where they come from: cli, web, samples.
        analyst: Who does it; None is the program itself.
        clock: Tells the present instant, in UTC.
        published: ISO day of publication of the files.
        max_bytes: Largest input taken.
        limits: Bounds of each reading.
        on_progress: Told before each input.

    An input that is missing, too large or unreadable is among the failed ones; the others go on. A batch of which
    nothing can be kept leaves the database as it was.

    Raises:
        Unavailable: The database is gone. What was acknowledged is in.
    """
    batch = _Batch(session_factory, channel, analyst, clock)
    ingested: list[IngestedArticle] = []
    failed: list[FailedInput] = []
    for number, given in enumerate(inputs):
        if on_progress:
            on_progress(number, len(inputs), _name(given))
        try:
            incoming = _loaded(given, published, max_bytes)
            outcome = _take_in(session_factory, incoming, batch, limits, clock())
        except Unavailable:
            raise
        except DyadlineError as problem:
            outcome = FailedInput(_name(given), str(problem))
        (failed if isinstance(outcome, FailedInput) else ingested).append(outcome)  # type: ignore[arg-type]  # as tested
    report = IngestReport(tuple(ingested), tuple(failed))
    batch.finish(report)
    return report


class _Batch:
    """The row of a run of ingest, written when the first article can be kept."""

    def __init__(self, session_factory: SessionFactory, channel: str, analyst: str | None, clock: Clock) -> None:
        self._session_factory, self._clock = session_factory, clock
        self._channel, self._analyst = channel, analyst
        self._id: int | None = None

    def started(self) -> int:
        """The id of the row; the first call writes it."""
        if self._id is None:
            with self._session_factory() as session, writing(session):
                now = self._clock()
                user = user_id(session, self._analyst, now) if self._analyst else None
                self._id = start_batch(session, self._channel, user, now)
        return self._id

    def finish(self, report: IngestReport) -> None:
        """Write down how it ended, if it ever started."""
        if self._id is None:
            return
        taken = report.new + report.new_versions
        counts = BatchCounts(taken, report.known, tuple((one.name, one.reason) for one in report.failed))
        with self._session_factory() as session, writing(session):
            finish_batch(session, self._id, counts, self._clock())


def ingest_one(
    session_factory: SessionFactory,
    incoming: Incoming,
    *,
    channel: str,
    analyst: str,
    now: datetime,
    max_bytes: int = MAX_BYTES,
    limits: ReaderLimits = DEFAULT_LIMITS,
) -> IngestedArticle:
    """
    Ingest one article, as a batch of its own.

    Raises:
        BadInput: No article can be made of it, or no events can be read from it.
    """
    report = ingest(
        session_factory,
        [incoming],
        channel=channel,
        analyst=analyst,
        clock=lambda: now,
        max_bytes=max_bytes,
        limits=limits,
    )
    for failure in report.failed:
        raise BadInput(failure.reason, "file")
    return report.ingested[0]


def files_in(paths: Sequence[Path]) -> list[Path]:
    """Each file itself, and for each folder the articles anywhere below it; a folder without any stands for itself."""
    return [file for path in paths for file in (_articles_below(path) if path.is_dir() else [path])]


def _articles_below(folder: Path) -> list[Path]:
    found = sorted(file for file in folder.rglob("*") if file.suffix.lower() in SUFFIXES and file.is_file())
    return found or [folder]


def _name(given: Path | Incoming) -> str:
    return given.name if isinstance(given, Incoming) else str(given)


def _loaded(given: Path | Incoming, published: str | None, max_bytes: int) -> Incoming:
    """The bytes of a file, and what its name says of them; checks the size of either kind of input."""
    incoming = given if isinstance(given, Incoming) else _read_file(given, published, max_bytes)
    if len(incoming.raw) > max_bytes:
        raise TooLarge(f"{incoming.name} has {len(incoming.raw)} bytes; {max_bytes} is the most an article may have.")
    return incoming


def _read_file(path: Path, published: str | None, max_bytes: int) -> Incoming:
    if path.is_dir():
        raise UnreadableFile(str(path), f"the folder holds no article ({', '.join(SUFFIXES)}).")
    try:
        with path.open("rb") as file:
            raw = file.read(max_bytes + 1)
    except OSError as problem:
        raise UnreadableFile(str(path), f"{problem.strerror or problem}.") from problem
    return Incoming(raw, path.name, SUFFIXES.get(path.suffix.lower(), "text/plain"), published)


def _take_in(
    session_factory: SessionFactory, incoming: Incoming, batch: _Batch, limits: ReaderLimits, now: datetime
) -> IngestedArticle | FailedInput:
    """Read, keep, finish: an article known but never finished is finished now."""
    read = with_year(
        read_article(incoming.raw, incoming.name, incoming.media_type, published=incoming.published, limits=limits)
    )
    batch_id = batch.started()
    with session_factory() as session:
        received = receive_article(
            session,
            read,
            incoming.raw,
            name=incoming.name,
            media_type=incoming.media_type,
            source_name=incoming.source,
            title=incoming.title,
            batch_id=batch_id,
            now=now,
        )
        finished = finish_article(session, received.article_id, now=now)
    if finished.failure:
        return FailedInput(incoming.name, finished.failure, received.article_id)
    return IngestedArticle(
        name=incoming.name,
        article_id=received.article_id,
        title=received.title,
        known=received.known,
        version=received.version,
        events_new=finished.events_new,
        events_joined=finished.events_joined,
        quotes_detached=finished.quotes_detached,
        notices=(*received.notices, *finished.notices),
    )
