"""
The tables (DESIGN.md section 4), in the singular, the same on SQLite and PostgreSQL.

Keys are integers, permanent and never used twice. Days are proleptic Gregorian ordinals. A `table=True` SQLModel class
does not validate: rules live in `domain` and in the constraints here.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from app.domain.annotations import TargetKind
from app.domain.dates import DateKind
from app.domain.dyads import Direction, Scope
from app.domain.events import EventType, Review, Role, Status
from app.domain.grades import Confidence, Likelihood, Reliability
from app.domain.people import UserRole
from app.store.types import instant as _instant
from app.store.types import link as _link
from app.store.types import one_of

# Named before any table is defined: Alembic can only drop on SQLite what has a name.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

PERMANENT = {"sqlite_autoincrement": True}
"""Table option: SQLite hands out an id a second time unless told not to."""

CLUSTERED = {"sqlite_with_rowid": False}
"""Table option: SQLite keeps the rows in the primary key itself; PostgreSQL has no such tables."""


class ArticleState(StrEnum):
    """How far an article has come: kept, read for events, or given up with a reason."""

    RECEIVED = "received"
    READ = "read"
    FAILED = "failed"


class DateBasis(StrEnum):
    """Whether a date is read from words or inferred by one of the five named rules."""

    READ = "read"
    INFERRED = "inferred"


class Standing(StrEnum):
    """How an account stands to its article: found in it by the rules, or why it is kept although it is not."""

    FOUND = "found"
    DETACHED = "detached"  # the article changed, and the quote is no longer in it
    WITHDRAWN = "withdrawn"  # the rules of today do not find it; a person's decision keeps it
    GIVEN = "given"  # a person gave it by hand


class OriginBasis(StrEnum):
    """Who put an article into its origin."""

    MACHINE = "machine"
    PERSON = "person"


class FieldState(StrEnum):
    """What a person decided about a field of an event: its value, or that it stays open."""

    SET = "set"
    DISPUTED = "disputed"


class ActorKind(StrEnum):
    """States are actors with a code; every other actor has only its name."""

    STATE = "state"
    OTHER = "other"


class DataVersion(SQLModel, table=True):
    """One row, raised by every writing transaction: what caches and ETags are valid for."""

    __tablename__ = "data_version"
    id: int | None = Field(default=None, primary_key=True)
    version: int = 0


class User(SQLModel, table=True):
    """A person. Without a password nobody signs in as them: an analyst of the time before there were users."""

    __table_args__ = (one_of("role", UserRole), PERMANENT)
    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True, max_length=120)
    created_at: datetime = _instant()
    role: str = Field(default=UserRole.ANALYST, max_length=10, sa_column_kwargs={"server_default": UserRole.ANALYST})
    password_hash: str | None = Field(default=None, max_length=200)
    disabled_at: datetime | None = _instant(nullable=True)


class Source(SQLModel, table=True):
    """The outlet that published; never a participant."""

    __table_args__ = (PERMANENT,)
    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True, max_length=300)
    is_sample: bool = Field(default=False, sa_column_kwargs={"server_default": sa.false()})


class Origin(SQLModel, table=True):
    """A group of articles that go back to one report."""

    __table_args__ = (PERMANENT,)
    id: int | None = Field(default=None, primary_key=True)
    reason: str = Field(max_length=300)


class IngestBatch(SQLModel, table=True):
    """One run of ingest: where it came from and how it ended. received = new + known + failed."""

    __tablename__ = "ingest_batch"
    __table_args__ = (PERMANENT,)
    id: int | None = Field(default=None, primary_key=True)
    channel: str = Field(max_length=20)  # cli, web, samples
    user_id: int | None = _link("user.id", ondelete="SET NULL", nullable=True)
    started_at: datetime = _instant()
    finished_at: datetime | None = _instant(nullable=True)
    new_count: int = 0
    known_count: int = 0
    failed_count: int = 0
    failures: list[dict[str, str]] = Field(  # [{"name": …, "reason": …}]
        default_factory=list, sa_column=sa.Column(sa.JSON, nullable=False)
    )


class Article(SQLModel, table=True):
    """One published text; what stands in it is kept with its version."""

    __table_args__ = (one_of("state", ArticleState), PERMANENT)
    id: int | None = Field(default=None, primary_key=True)
    source_id: int = _link("source.id", ondelete="RESTRICT")
    origin_id: int = _link("origin.id", ondelete="RESTRICT")
    batch_id: int | None = _link("ingest_batch.id", ondelete="SET NULL", nullable=True)
    title: str
    byline: str | None = None
    dateline: str | None = None
    published_on: int | None = Field(default=None, index=True)  # ordinal
    published_basis: str | None = None
    url: str | None = Field(default=None, index=True)  # canonical, as its page says
    agency: str | None = Field(default=None, max_length=80)  # to whom it is credited
    origin_basis: str = Field(
        default=OriginBasis.MACHINE, max_length=10, sa_column_kwargs={"server_default": OriginBasis.MACHINE.value}
    )
    state: str = Field(default=ArticleState.RECEIVED, index=True, max_length=10)
    state_reason: str | None = None  # why it failed
    notices: list[str] = Field(  # what reading it for events had to say
        default_factory=list, sa_column=sa.Column(sa.JSON, nullable=False)
    )
    received_at: datetime = _instant()
    read_at: datetime | None = _instant(nullable=True)


class ArticleVersion(SQLModel, table=True):
    """An article as it came (bytes) and as it is kept (text): offsets count code points of `text`."""

    __tablename__ = "article_version"
    __table_args__ = (sa.UniqueConstraint("article_id", "number"), PERMANENT)
    id: int | None = Field(default=None, primary_key=True)
    article_id: int = _link("article.id", index=False)
    number: int = 1
    raw: bytes = Field(sa_column=sa.Column(sa.LargeBinary, nullable=False))
    media_type: str = Field(max_length=100)
    name: str  # of the file, or "pasted text"
    sha256: str = Field(unique=True, max_length=64)  # of the bytes
    text: str
    text_sha256: str = Field(unique=True, max_length=64)
    blocks: list[list[Any]] = Field(  # [[start, end, kind], …]
        default_factory=list, sa_column=sa.Column(sa.JSON, nullable=False)
    )
    notices: list[str] = Field(  # what its reader mended
        default_factory=list, sa_column=sa.Column(sa.JSON, nullable=False)
    )
    fetched_at: datetime = _instant()


class ArticleFingerprint(SQLModel, table=True):
    """A stretch of words of an article's body, hashed: articles that share many go back to one report."""

    __tablename__ = "article_fingerprint"
    hash: int = Field(sa_column=sa.Column(sa.BigInteger, primary_key=True, autoincrement=False))
    article_id: int = Field(
        sa_column=sa.Column(sa.Integer, sa.ForeignKey("article.id", ondelete="CASCADE"), primary_key=True, index=True)
    )


def _count() -> Any:
    return Field(default=0, sa_column_kwargs={"server_default": "0"})


_IS_MERGED = sa.text("merged_into IS NOT NULL")
_IS_GRADED = sa.text("grade IS NOT NULL")


def _of_present(name: str, *columns: str) -> sa.Index:
    """An index of the events that are no part of another one: only these are shown and counted."""
    present = sa.text("merged_into IS NULL")
    # SQLite reads the column of the condition once more: without it in the index, from every row.
    return sa.Index(name, *columns, "merged_into", sqlite_where=present, postgresql_where=present)


class Event(SQLModel, table=True):
    """The happening itself, with one adopted value per field. `earliest` and `latest` are null where it is undated."""

    __table_args__ = (
        one_of("type", EventType),
        one_of("status", Status),
        one_of("review", Review),
        one_of("date_kind", DateKind),
        one_of("date_basis", DateBasis),
        sa.CheckConstraint("(earliest IS NULL) = (latest IS NULL)", name="both_bounds_or_none"),
        _of_present(
            "ix_event_window", "span_class", "earliest", "id", "latest", "review", "type", "status", "salience"
        ),
        _of_present("ix_event_kind", "type", "status", "review", "earliest", "latest"),
        _of_present("ix_event_conflict", "review", "conflict_count", "id"),
        _of_present("ix_event_salience", "salience", "earliest", "id", "latest", "review", "type", "status"),
        # Of graded ones only: they are few, and the filter asks for them by letter, by digit, or by both.
        sa.Index(
            "ix_event_grade", "grade", "id", "merged_into",
            sqlite_where=_IS_GRADED, postgresql_where=_IS_GRADED,
        ),
        # Of merged ones only, or SQLite would look for all the others in it.
        sa.Index("ix_event_merged_into", "merged_into", sqlite_where=_IS_MERGED, postgresql_where=_IS_MERGED),
        # All that the queue orders by and counts, so that its index answers alone.
        sa.Index(
            "ix_event_review_queue",
            "review", "confidence", "id", "merged_into",
            "conflict_count", "wordless_count", "detached_count", "fresh_count", "version",
        ),
        PERMANENT,
    )  # fmt: skip
    id: int | None = Field(default=None, primary_key=True)
    title: str
    type: str = Field(max_length=12)
    status: str = Field(max_length=12)
    date_edtf: str | None = Field(default=None, max_length=40)
    date_kind: str | None = Field(default=None, max_length=10)
    date_basis: str | None = Field(default=None, max_length=10)
    date_rule: str | None = Field(default=None, max_length=60)
    earliest: int | None = None  # ordinal, included
    latest: int | None = None  # ordinal, included
    span_class: int = 0  # bit length of the days after the first; see `store.spans`
    place: str | None = None
    confidence: float = 0.0
    review: str = Field(default=Review.PROPOSED, max_length=10)
    version: int = 1
    merged_into: int | None = _link("event.id", ondelete="SET NULL", nullable=True, index=False)
    salience: int = 0  # see `domain.salience`
    after_id: int | None = _link("event.id", ondelete="SET NULL", nullable=True)  # it happened after that one
    before_id: int | None = _link("event.id", ondelete="SET NULL", nullable=True)
    decided_at: datetime | None = _instant(nullable=True)  # when it was last accepted or rejected
    conflict_count: int = _count()  # fields in which its accounts differ and that no person settled
    wordless_count: int = _count()  # fields whose value no words carry
    detached_count: int = _count()  # accounts whose article no longer says it
    fresh_count: int = _count()  # accounts that joined since it was decided
    grade: str | None = Field(default=None, max_length=2)  # the best pair of its accounts, see `domain.grades`
    created_at: datetime = _instant()


class Account(SQLModel, table=True):
    """
    What one article says of one event: `quote` is `text[start:end]` of its article version, letter by letter.

    The machine never moves one that is `held`: a person's decision keeps it with its event.
    """

    __table_args__ = (
        one_of("standing", Standing),
        sa.UniqueConstraint("article_version_id", "start", "end", "type", "title", name="uq_account_once"),
        PERMANENT,
    )
    id: int | None = Field(default=None, primary_key=True)
    article_version_id: int = _link("article_version.id", index=False)
    event_id: int = _link("event.id")
    quote: str
    start: int
    end: int
    title: str
    type: str = Field(max_length=12)
    confidence: float
    rules_version: str = Field(max_length=40)
    held: bool = Field(default=False, sa_column_kwargs={"server_default": sa.false()})
    standing: str = Field(
        default=Standing.FOUND, max_length=10, sa_column_kwargs={"server_default": Standing.FOUND.value}
    )
    joined_at: datetime = _instant()  # its event


class AccountParty(SQLModel, table=True):
    """Who takes part in an account and when: how settling finds the accounts that might tell the same happening."""

    __tablename__ = "account_party"
    __table_args__ = (sa.Index("ix_account_party_near", "party", "earliest", "latest", "account_id"),)
    account_id: int = Field(
        sa_column=sa.Column(sa.Integer, sa.ForeignKey("account.id", ondelete="CASCADE"), primary_key=True)
    )
    party: str = Field(primary_key=True, max_length=300)
    earliest: int | None = None  # of the account's own date; null where it is undated
    latest: int | None = None


class EventField(SQLModel, table=True):
    """
    What a person decided about one field of an event; where there is no row, the accounts decide.

    `start` and `end` point at words of the article version that carry the value; null where none do.
    """

    __tablename__ = "event_field"
    __table_args__ = (one_of("state", FieldState),)
    event_id: int = Field(
        sa_column=sa.Column(sa.Integer, sa.ForeignKey("event.id", ondelete="CASCADE"), primary_key=True)
    )
    field: str = Field(primary_key=True, max_length=12)
    state: str = Field(max_length=10)
    value: Any = Field(default=None, sa_column=sa.Column(sa.JSON))
    account_id: int | None = _link("account.id", ondelete="SET NULL", nullable=True)  # whose value was adopted
    article_version_id: int | None = _link("article_version.id", ondelete="SET NULL", nullable=True)
    start: int | None = None
    end: int | None = None
    reason: str | None = None


class Star(SQLModel, table=True):
    """An event that a user marked."""

    event_id: int = Field(
        sa_column=sa.Column(sa.Integer, sa.ForeignKey("event.id", ondelete="CASCADE"), primary_key=True)
    )
    user_id: int = Field(
        sa_column=sa.Column(sa.Integer, sa.ForeignKey("user.id", ondelete="RESTRICT"), primary_key=True, index=True)
    )


class AccountField(SQLModel, table=True):
    """One field of an account with the words it was read from; a null span means that no words carry it."""

    __tablename__ = "account_field"
    account_id: int = Field(
        sa_column=sa.Column(sa.Integer, sa.ForeignKey("account.id", ondelete="CASCADE"), primary_key=True)
    )
    field: str = Field(primary_key=True, max_length=20)  # the names of `domain.events.FoundEvent`
    value: Any = Field(default=None, sa_column=sa.Column(sa.JSON))
    start: int | None = None
    end: int | None = None
    rule: str = Field(max_length=60)
    anchor: str | None = None


class EventCountry(SQLModel, table=True):
    """The truth about which countries have to do with an event, and how."""

    __tablename__ = "event_country"
    __table_args__ = (one_of("role", Role),)
    event_id: int = Field(
        sa_column=sa.Column(sa.Integer, sa.ForeignKey("event.id", ondelete="CASCADE"), primary_key=True)
    )
    country: str = Field(primary_key=True, max_length=3, index=True)
    role: str = Field(primary_key=True, max_length=10)


class Dyad(SQLModel, table=True):
    """A pair of countries that some event has."""

    __table_args__ = (sa.UniqueConstraint("a", "b"), sa.CheckConstraint("a < b", name="sorted"), PERMANENT)
    id: int | None = Field(default=None, primary_key=True)
    a: str = Field(max_length=3)
    b: str = Field(max_length=3, index=True)


class EventDyad(SQLModel, table=True):
    """
    A row for every pair of countries of an event: the hot path of the filter, derived from event and event_country.

    It carries what the timeline needs so that its index answers alone (PERFORMANCE.md, point 2).
    """

    __tablename__ = "event_dyad"
    __table_args__ = (
        one_of("direction", Direction),
        one_of("scope", Scope),
        sa.Index(
            "ix_event_dyad_window",
            "dyad_id", "span_class", "earliest", "event_id", "latest", "scope", "review", "type", "direction", "status",
            "salience",
        ),
        sa.Index(
            "ix_event_dyad_salience",
            "dyad_id", "salience", "earliest", "event_id", "latest", "scope", "review", "type", "direction", "status",
        ),
        sa.Index("ix_event_dyad_event_id", "event_id"),
    )  # fmt: skip
    dyad_id: int = Field(
        sa_column=sa.Column(sa.Integer, sa.ForeignKey("dyad.id", ondelete="RESTRICT"), primary_key=True)
    )
    event_id: int = Field(
        sa_column=sa.Column(sa.Integer, sa.ForeignKey("event.id", ondelete="CASCADE"), primary_key=True)
    )
    direction: str = Field(max_length=6)
    scope: str = Field(max_length=7)
    span_class: int
    earliest: int | None = None
    latest: int | None = None
    review: str = Field(max_length=10)
    type: str = Field(max_length=12)
    status: str = Field(max_length=12)
    salience: int = _count()


class DyadTile(SQLModel, table=True):
    """
    How many events of a dyad start in each stretch of days: `bucket` is `day >> level` (see `store.tiles`).

    Dyad 0 with scope '' stands for all events, each once. Undated events and open starts have levels of their own.
    """

    __tablename__ = "dyad_tile"
    __table_args__ = (CLUSTERED,)
    dyad_id: int = Field(primary_key=True)
    scope: str = Field(primary_key=True, max_length=7)
    review: str = Field(primary_key=True, max_length=10)
    level: int = Field(primary_key=True)
    bucket: int = Field(primary_key=True)
    n: int


class DyadTypeTile(SQLModel, table=True):
    """The same by type, without the finest levels."""

    __tablename__ = "dyad_type_tile"
    __table_args__ = (CLUSTERED,)
    dyad_id: int = Field(primary_key=True)
    scope: str = Field(primary_key=True, max_length=7)
    review: str = Field(primary_key=True, max_length=10)
    type: str = Field(primary_key=True, max_length=12)
    level: int = Field(primary_key=True)
    bucket: int = Field(primary_key=True)
    n: int


class DyadFacet(SQLModel, table=True):
    """How many events of a dyad there are of each kind, of all time: the counts beside the filter's controls."""

    __tablename__ = "dyad_facet"
    __table_args__ = (CLUSTERED,)
    dyad_id: int = Field(primary_key=True)
    scope: str = Field(primary_key=True, max_length=7)
    review: str = Field(primary_key=True, max_length=10)
    direction: str = Field(primary_key=True, max_length=6)
    type: str = Field(primary_key=True, max_length=12)
    status: str = Field(primary_key=True, max_length=12)
    n: int


class ReviewTally(SQLModel, table=True):
    """How many present events of a review state carry exactly these flags: `flags` is a `store.flags.flag_number`."""

    __tablename__ = "review_tally"
    __table_args__ = (CLUSTERED,)
    review: str = Field(primary_key=True, max_length=10)
    flags: int = Field(primary_key=True)
    n: int


class Actor(SQLModel, table=True):
    """Who takes part: a state by its code, anybody else by name."""

    __table_args__ = (one_of("kind", ActorKind), PERMANENT)
    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True, max_length=300)  # the code for states
    kind: str = Field(max_length=10)


class EventActor(SQLModel, table=True):
    """An actor of an event as doer or as done-to, in the order that the account names them."""

    __tablename__ = "event_actor"
    event_id: int = Field(
        sa_column=sa.Column(sa.Integer, sa.ForeignKey("event.id", ondelete="CASCADE"), primary_key=True)
    )
    actor_id: int = Field(
        sa_column=sa.Column(sa.Integer, sa.ForeignKey("actor.id", ondelete="RESTRICT"), primary_key=True, index=True)
    )
    role: str = Field(primary_key=True, max_length=10)  # actor or recipient
    position: int = 0


_HAS_ITS_TARGET = " OR ".join(
    (
        "target = 'event' AND (event_id IS NOT NULL OR detached)",
        "target = 'account' AND (account_id IS NOT NULL OR detached)",
        "target = 'passage' AND quote IS NOT NULL AND (article_version_id IS NOT NULL OR detached)",
        "target = 'dyad' AND dyad IS NOT NULL",
        "target = 'reply' AND (parent_id IS NOT NULL OR detached)",
    )
)


class Annotation(SQLModel, table=True):
    """
    An analyst's note on an event, an account, a passage, a pair of countries in a period, or another note.

    A reply has no target of its own: it goes where the note goes that it answers. A deleted note keeps its row and its
    history. A detached one has lost what it was written on, or never had it here; `claimed` says what that was.
    """

    __table_args__ = (
        one_of("target", TargetKind),
        sa.CheckConstraint(_HAS_ITS_TARGET, name="has_its_target"),
        sa.CheckConstraint("(earliest IS NULL) = (latest IS NULL)", name="both_bounds_or_none"),
        PERMANENT,
    )
    id: int | None = Field(default=None, primary_key=True)
    iri: str = Field(unique=True, max_length=500)  # the same wherever the note goes
    target: str = Field(
        default=TargetKind.EVENT, max_length=10, sa_column_kwargs={"server_default": TargetKind.EVENT.value}
    )
    event_id: int | None = _link("event.id", nullable=True)
    account_id: int | None = _link("account.id", ondelete="CASCADE", nullable=True)
    article_version_id: int | None = _link("article_version.id", ondelete="CASCADE", nullable=True)
    start: int | None = None  # of a passage, in code points of that version's text
    end: int | None = None
    quote: str | None = None  # text[start:end], and what stands around it
    prefix: str | None = None
    suffix: str | None = None
    dyad: str | None = Field(default=None, max_length=7, index=True)  # IND-PAK, with or without events
    period: str | None = Field(default=None, max_length=80)  # EDTF as typed; null means of all time
    earliest: int | None = None
    latest: int | None = None
    parent_id: int | None = _link("annotation.id", nullable=True)
    detached: bool = Field(default=False, sa_column_kwargs={"server_default": sa.false()})
    claimed: dict[str, Any] | None = Field(default=None, sa_column=sa.Column(sa.JSON))  # the target as a file had it
    user_id: int = _link("user.id", ondelete="RESTRICT")  # who wrote it here, or brought it in
    creator: str | None = Field(default=None, max_length=120)  # who wrote it elsewhere, as its file says
    body: str
    version: int = 1
    created_at: datetime = _instant()
    updated_at: datetime = _instant()
    deleted_at: datetime | None = _instant(nullable=True)


class Tag(SQLModel, table=True):
    """A word that notes share, in lower case."""

    __table_args__ = (PERMANENT,)
    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True, max_length=60)


class AnnotationTag(SQLModel, table=True):
    """Which tags a note has."""

    __tablename__ = "annotation_tag"
    annotation_id: int = Field(
        sa_column=sa.Column(sa.Integer, sa.ForeignKey("annotation.id", ondelete="CASCADE"), primary_key=True)
    )
    tag_id: int = Field(
        sa_column=sa.Column(sa.Integer, sa.ForeignKey("tag.id", ondelete="RESTRICT"), primary_key=True, index=True)
    )


class SourceGrade(SQLModel, table=True):
    """How reliable a source is from a day on; of two for one day the later row holds. Undoing withdraws a row."""

    __tablename__ = "source_grade"
    __table_args__ = (one_of("grade", Reliability), PERMANENT)
    id: int | None = Field(default=None, primary_key=True)
    source_id: int = _link("source.id")
    grade: str = Field(max_length=1)
    from_day: int = 0  # ordinal; 0 means from the beginning
    reason: str | None = None
    user_id: int = _link("user.id", ondelete="RESTRICT")
    at: datetime = _instant()
    withdrawn: bool = Field(default=False, sa_column_kwargs={"server_default": sa.false()})


class AccountGrade(SQLModel, table=True):
    """How credible a user holds what an account says: the present grade; former ones are revisions."""

    __tablename__ = "account_grade"
    __table_args__ = (sa.CheckConstraint("information BETWEEN 1 AND 6", name="information_known"),)
    account_id: int = Field(
        sa_column=sa.Column(sa.Integer, sa.ForeignKey("account.id", ondelete="CASCADE"), primary_key=True)
    )
    user_id: int = Field(
        sa_column=sa.Column(sa.Integer, sa.ForeignKey("user.id", ondelete="RESTRICT"), primary_key=True, index=True)
    )
    information: int
    reason: str | None = None
    at: datetime = _instant()


class EventJudgement(SQLModel, table=True):
    """How likely a user holds an event, and, kept apart, how confident the user is; at least one of the two."""

    __tablename__ = "event_judgement"
    __table_args__ = (
        one_of("likelihood", Likelihood),
        one_of("confidence", Confidence),
        sa.CheckConstraint("likelihood IS NOT NULL OR confidence IS NOT NULL", name="says_something"),
    )
    event_id: int = Field(
        sa_column=sa.Column(sa.Integer, sa.ForeignKey("event.id", ondelete="CASCADE"), primary_key=True)
    )
    user_id: int = Field(
        sa_column=sa.Column(sa.Integer, sa.ForeignKey("user.id", ondelete="RESTRICT"), primary_key=True, index=True)
    )
    likelihood: str | None = Field(default=None, max_length=20)
    confidence: str | None = Field(default=None, max_length=10)
    reason: str | None = None
    at: datetime = _instant()


class Action(SQLModel, table=True):
    """One thing that a person, or on events that exist the machine, did: its revisions are undone together."""

    __table_args__ = (sa.Index("ix_action_at", "at", "id", "user_id"), PERMANENT)
    id: int | None = Field(default=None, primary_key=True)
    kind: str = Field(max_length=20)
    event_id: int | None = _link("event.id", ondelete="SET NULL", nullable=True)  # the one it was done on
    user_id: int | None = _link("user.id", ondelete="RESTRICT", nullable=True)  # null: the machine
    at: datetime = _instant()
    reason: str | None = None
    undoes: int | None = Field(
        default=None, sa_column=sa.Column(sa.Integer, sa.ForeignKey("action.id", ondelete="RESTRICT"), unique=True)
    )


_LOOSE = sa.text("action_id IS NULL")


class Revision(SQLModel, table=True):
    """One field changed from old to new, by whom, when and why; never deleted."""

    __table_args__ = (
        sa.Index("ix_revision_subject", "subject", "subject_id"),
        # Of what no action stands for: the activity tells the others by their actions, and they are far more.
        sa.Index("ix_revision_at", "at", "id", sqlite_where=_LOOSE, postgresql_where=_LOOSE),
        PERMANENT,
    )
    id: int | None = Field(default=None, primary_key=True)
    subject: str = Field(max_length=20)  # event, annotation, article, account, source, user
    subject_id: int
    event_id: int | None = _link("event.id", ondelete="SET NULL", nullable=True)  # whose history page shows it
    field: str = Field(max_length=20)
    old: Any = Field(default=None, sa_column=sa.Column(sa.JSON))
    new: Any = Field(default=None, sa_column=sa.Column(sa.JSON))
    user_id: int | None = _link("user.id", ondelete="RESTRICT", nullable=True)  # null: the machine
    at: datetime = _instant()
    reason: str | None = None
    action_id: int | None = _link("action.id", ondelete="RESTRICT", nullable=True)
