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

from app.domain.dates import DateKind
from app.domain.dyads import Direction, Scope
from app.domain.events import EventType, Review, Role, Status
from app.store.types import UtcDateTime, one_of

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


class ArticleState(StrEnum):
    """How far an article has come: kept, read for events, or given up with a reason."""

    RECEIVED = "received"
    READ = "read"
    FAILED = "failed"


class DateBasis(StrEnum):
    """Whether a date is read from words or inferred by one of the five named rules."""

    READ = "read"
    INFERRED = "inferred"


class ActorKind(StrEnum):
    """States are actors with a code; every other actor has only its name."""

    STATE = "state"
    OTHER = "other"


def _link(target: str, *, ondelete: str = "CASCADE", nullable: bool = False, index: bool = True) -> Any:
    """A foreign key column; SQLModel's `Field` is untyped in just this place."""
    return Field(
        default=None if nullable else ...,
        sa_column=sa.Column(sa.Integer, sa.ForeignKey(target, ondelete=ondelete), nullable=nullable, index=index),
    )


def _instant(*, nullable: bool = False) -> Any:
    return Field(default=None if nullable else ..., sa_column=sa.Column(UtcDateTime(), nullable=nullable))


class DataVersion(SQLModel, table=True):
    """One row, raised by every writing transaction: what caches and ETags are valid for."""

    __tablename__ = "data_version"
    id: int | None = Field(default=None, primary_key=True)
    version: int = 0


class User(SQLModel, table=True):
    """A person. Until there are logins, one local row per analyst name."""

    __table_args__ = (PERMANENT,)
    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True, max_length=120)
    created_at: datetime = _instant()


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


class Event(SQLModel, table=True):
    """The happening itself, with one adopted value per field. `earliest` and `latest` are null where it is undated."""

    __table_args__ = (
        one_of("type", EventType),
        one_of("status", Status),
        one_of("review", Review),
        one_of("date_kind", DateKind),
        one_of("date_basis", DateBasis),
        sa.CheckConstraint("(earliest IS NULL) = (latest IS NULL)", name="both_bounds_or_none"),
        sa.Index("ix_event_window", "span_class", "earliest", "id", "latest", "review", "type", "status"),
        PERMANENT,
    )
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
    merged_into: int | None = _link("event.id", ondelete="SET NULL", nullable=True)
    salience: int = 0
    created_at: datetime = _instant()


class Account(SQLModel, table=True):
    """What one article says of one event: `quote` is `text[start:end]` of its article version, letter by letter."""

    __table_args__ = (
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


class Annotation(SQLModel, table=True):
    """An analyst's note on an event. A deleted one keeps its row and its history."""

    __table_args__ = (PERMANENT,)
    id: int | None = Field(default=None, primary_key=True)
    event_id: int = _link("event.id")
    user_id: int = _link("user.id", ondelete="RESTRICT")
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


class Revision(SQLModel, table=True):
    """One field changed from old to new, by whom, when and why; never deleted."""

    __table_args__ = (sa.Index("ix_revision_subject", "subject", "subject_id"), PERMANENT)
    id: int | None = Field(default=None, primary_key=True)
    subject: str = Field(max_length=20)  # event, annotation, article
    subject_id: int
    event_id: int | None = _link("event.id", ondelete="SET NULL", nullable=True)  # whose history page shows it
    field: str = Field(max_length=20)
    old: Any = Field(default=None, sa_column=sa.Column(sa.JSON))
    new: Any = Field(default=None, sa_column=sa.Column(sa.JSON))
    user_id: int | None = _link("user.id", ondelete="RESTRICT", nullable=True)  # null: the machine
    at: datetime = _instant()
    reason: str | None = None
