"""Notes as pages show them: one by one, in threads on what they stand on, and page by page of all."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from app.domain.annotations import Note, TargetKind
from app.store.annotations import tags_of
from app.store.tables import Account, Annotation, AnnotationTag, Article, ArticleVersion, Event, Tag, User

_Root, _First = sa.orm.aliased(Annotation), sa.orm.aliased(Annotation)
_ROOT_ID = sa.func.coalesce(col(Annotation.parent_id), col(Annotation.id))


@dataclass(frozen=True)
class AnnotationView:
    """
    A note as it stands. `version` is what a form must carry back.

    Attributes:
        iri: Its name wherever it goes.
        target: What it stands on; `root` what its thread stands on.
        parent_id: The note that it answers.
        event_id: The event whose page shows it, if one does; `event_title` is its title.
        account_id: The account that its thread is on.
        article_id, article_title: The article of its passage; version_id, version_number: of the version that has it.
        start, end, quote, prefix, suffix: The passage.
        dyad, period: The pair of countries, and EDTF; a period of None is all time.
        detached: Whether what its thread stands on is gone, or never was here.
        claimed: What that was, as a file said it.
        author: Who wrote it; `brought_by` is who brought it here, where that was another.
    """

    id: int
    iri: str
    target: TargetKind
    root: TargetKind
    parent_id: int | None
    event_id: int | None
    event_title: str | None
    account_id: int | None
    article_id: int | None
    article_title: str | None
    version_id: int | None
    version_number: int | None
    start: int | None
    end: int | None
    quote: str | None
    prefix: str | None
    suffix: str | None
    dyad: str | None
    period: str | None
    detached: bool
    claimed: dict[str, Any] | None
    author: str
    brought_by: str | None
    user_id: int
    body: str
    tags: tuple[str, ...]
    version: int
    created_at: datetime
    updated_at: datetime
    deleted_at: datetime | None

    @property
    def owner(self) -> str:
        """The user of this instance who answers for it: only a file says who a note from elsewhere is by."""
        return self.brought_by or self.author

    @property
    def is_lost(self) -> bool:
        """Whether it stands on nothing that is here: then only what a file said of it is known."""
        return self.claimed is not None and self.detached

    @property
    def note(self) -> Note:
        """Its content alone."""
        return Note(self.body, self.tags)

    @property
    def is_edited(self) -> bool:
        """Whether it was changed since it was written."""
        return self.version > 1 or self.updated_at > self.created_at


@dataclass(frozen=True)
class Thread:
    """A note and the answers to it, oldest first; a deleted one is shown only for its answers."""

    note: AnnotationView
    replies: tuple[AnnotationView, ...]

    @property
    def living(self) -> tuple[AnnotationView, ...]:
        """Those of them that are not deleted."""
        return tuple(note for note in (self.note, *self.replies) if note.deleted_at is None)


@dataclass(frozen=True)
class AnnotationSearch:
    """What the list is narrowed to: a tag, a writer, what a thread stands on, or only what is detached."""

    tag: str | None = None
    author: str | None = None
    target: TargetKind | None = None
    detached: bool = False


def find_annotation(session: Session, annotation_id: int) -> AnnotationView | None:
    """The note of this id, a deleted one too, or None."""
    return next(iter(_views(session, col(Annotation.id) == annotation_id)), None)


def list_event_threads(session: Session, event_id: int) -> list[Thread]:
    """The notes on an event itself."""
    return _threads(session, col(_First.event_id) == event_id)


def list_account_threads(session: Session, event_id: int) -> dict[int, tuple[Thread, ...]]:
    """For each account of an event that has any its notes."""
    of_event = sa.select(col(Account.id)).where(col(Account.event_id) == event_id)
    threads: dict[int, tuple[Thread, ...]] = {}
    for thread in _threads(session, col(_First.account_id).in_(of_event)):
        account_id = thread.note.account_id or 0
        threads[account_id] = (*threads.get(account_id, ()), thread)
    return threads


def list_article_threads(session: Session, article_id: int) -> list[Thread]:
    """The notes on passages of an article, in the order of its text; detached ones come last."""
    of_article = sa.select(col(ArticleVersion.id)).where(col(ArticleVersion.article_id) == article_id)
    found = _threads(session, col(_First.article_version_id).in_(of_article))
    return sorted(found, key=lambda thread: (thread.note.detached, thread.note.start or 0, thread.note.id))


def list_dyad_threads(session: Session, dyad: str) -> list[Thread]:
    """The notes on a pair of countries, those of the earliest period first."""
    found = _threads(session, col(_First.dyad) == dyad)
    return sorted(found, key=lambda thread: (thread.note.period or "", thread.note.id))


def find_thread(session: Session, annotation_id: int) -> Thread | None:
    """The thread that a note stands in, deleted notes among them, or None."""
    root = sa.select(_ROOT_ID).where(col(Annotation.id) == annotation_id).scalar_subquery()
    views = _views(session, _in_threads(col(_First.id) == root))
    return _thread(views) if views else None


def find_same(session: Session, condition: dict[str, Any], user_id: int, note: Note) -> int | None:
    """The note of the same words, tags and writer on the same target that is not deleted, or None."""
    on_it = [getattr(Annotation, name) == value for name, value in condition.items()]
    query = sa.select(col(Annotation.id)).where(
        *on_it,
        col(Annotation.user_id) == user_id,
        col(Annotation.creator).is_(None),
        col(Annotation.body) == note.body,
        col(Annotation.deleted_at).is_(None),
    )
    ids = [found for found in session.scalars(query.order_by(col(Annotation.id))) if found is not None]
    tags = tags_of(session, ids)
    return next((found for found in ids if set(tags.get(found, ())) == set(note.tags)), None)


def count_annotations(session: Session, search: AnnotationSearch) -> int:
    """How many notes a search has, deleted ones left out."""
    return session.scalars(sa.select(sa.func.count(col(Annotation.id))).where(*_conditions(search))).one()


def list_annotations(
    session: Session, search: AnnotationSearch, limit: int, *, before: int | None = None, after: int | None = None
) -> list[AnnotationView]:
    """
    Notes of a search that are not deleted.

    Args:
        before: Those of lower ids, the newest first.
        after: Those of higher ids, the oldest first; one of both is given.
    """
    note_id, conditions = col(Annotation.id), _conditions(search)
    if after is not None:
        conditions.append(note_id > after)
    elif before is not None:
        conditions.append(note_id < before)
    order = note_id if after is not None else note_id.desc()
    ids = [found or 0 for found in session.scalars(sa.select(note_id).where(*conditions).order_by(order).limit(limit))]
    return sorted(_views(session, note_id.in_(ids)), key=lambda view: ids.index(view.id))


def list_tags(session: Session) -> list[str]:
    """The tags in use, those of most notes first."""
    query = (
        sa.select(col(Tag.name))
        .join(AnnotationTag, col(AnnotationTag.tag_id) == col(Tag.id))
        .join(Annotation, col(Annotation.id) == col(AnnotationTag.annotation_id))
        .where(col(Annotation.deleted_at).is_(None))
        .group_by(col(Tag.name))
        .order_by(sa.func.count().desc(), col(Tag.name))
    )
    return list(session.scalars(query))


def list_authors(session: Session) -> list[str]:
    """The names of those who wrote notes, sorted."""
    kept = (col(Annotation.deleted_at).is_(None),)
    elsewhere = sa.select(col(Annotation.creator)).where(*kept, col(Annotation.creator).is_not(None)).distinct()
    wrote = sa.exists().where(*kept, col(Annotation.creator).is_(None), col(Annotation.user_id) == col(User.id))
    names = {*session.scalars(elsewhere), *session.scalars(sa.select(col(User.name)).where(wrote))}
    return sorted((name for name in names if name), key=str.casefold)


def find_by_iris(session: Session, iris: list[str]) -> dict[str, AnnotationView]:
    """The notes of these names, deleted ones too."""
    return {view.iri: view for view in _views(session, col(Annotation.iri).in_(iris))}


def _conditions(search: AnnotationSearch) -> list[sa.ColumnElement[bool]]:
    """Of notes alone, without a join, so that the order of their ids gives the pages."""
    conditions: list[sa.ColumnElement[bool]] = [col(Annotation.deleted_at).is_(None)]
    if search.tag:
        tagged = (
            sa.select(col(AnnotationTag.annotation_id))
            .join(Tag, col(Tag.id) == col(AnnotationTag.tag_id))
            .where(col(Tag.name) == search.tag)
        )
        conditions.append(col(Annotation.id).in_(tagged))
    if search.author:
        user = sa.select(col(User.id)).where(col(User.name) == search.author).scalar_subquery()
        wrote_here = sa.and_(col(Annotation.creator).is_(None), col(Annotation.user_id) == user)
        conditions.append(sa.or_(col(Annotation.creator) == search.author, wrote_here))
    if search.target:
        conditions.append(_ROOT_ID.in_(sa.select(col(_First.id)).where(col(_First.target) == search.target)))
    if search.detached:
        conditions.append(_ROOT_ID.in_(sa.select(col(_First.id)).where(col(_First.detached))))
    return conditions


def _threads(session: Session, condition: sa.ColumnElement[bool]) -> list[Thread]:
    """The threads whose first note meets a condition, oldest first; those of which all is deleted are left out."""
    views = _views(session, _in_threads(condition), order=_ROOT_ID)
    threads = [_thread([*some]) for _, some in groupby(views, key=lambda view: view.parent_id or view.id)]
    shown = (Thread(one.note, tuple(view for view in one.replies if view.deleted_at is None)) for one in threads)
    return [thread for thread in shown if thread.living]


def _in_threads(condition: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    """Whether a note, or the one that it answers, meets a condition on `_First`; each half has its index."""
    answer = sa.orm.aliased(Annotation)
    firsts = sa.select(col(_First.id)).where(condition)
    answers = sa.select(col(answer.id)).join(_First, col(_First.id) == col(answer.parent_id)).where(condition)
    return col(Annotation.id).in_(sa.union_all(firsts, answers))


def _thread(views: list[AnnotationView]) -> Thread:
    root, *replies = sorted(views, key=lambda view: (view.parent_id is not None, view.created_at, view.id))
    return Thread(root, tuple(replies))


def _views(
    session: Session,
    *conditions: sa.ColumnElement[bool],
    order: Any = None,
) -> list[AnnotationView]:
    event_id = sa.func.coalesce(col(_Root.event_id), col(Account.event_id))
    columns = (
        Annotation, _Root, col(User.name), col(Event.id), col(Event.title),
        col(Article.id), col(Article.title), col(ArticleVersion.number),
    )  # fmt: skip
    query = (
        sa.select(*columns)
        .select_from(Annotation)
        .join(_Root, col(_Root.id) == _ROOT_ID)
        .join(User, col(User.id) == col(Annotation.user_id))
        .outerjoin(Account, col(Account.id) == col(_Root.account_id))
        .outerjoin(Event, col(Event.id) == event_id)
        .outerjoin(ArticleVersion, col(ArticleVersion.id) == col(_Root.article_version_id))
        .outerjoin(Article, col(Article.id) == col(ArticleVersion.article_id))
        .where(*conditions)
        .order_by(*(() if order is None else (order,)), col(Annotation.id))
    )
    rows = session.execute(query, execution_options={"populate_existing": True}).all()
    tags = tags_of(session, [row[0].id for row in rows])
    return [_view(*row, tags=tags.get(row[0].id, ())) for row in rows]


def _view(
    row: Annotation,
    root: Annotation,
    user: str,
    event_id: int | None,
    event_title: str | None,
    article_id: int | None,
    article_title: str | None,
    version_number: int | None,
    *,
    tags: tuple[str, ...],
) -> AnnotationView:
    return AnnotationView(
        id=row.id or 0,
        iri=row.iri,
        target=TargetKind(row.target),
        root=TargetKind(root.target),
        parent_id=row.parent_id,
        event_id=event_id,
        event_title=event_title,
        account_id=root.account_id,
        article_id=article_id,
        article_title=article_title,
        version_id=root.article_version_id,
        version_number=version_number,
        start=root.start,
        end=root.end,
        quote=root.quote,
        prefix=root.prefix,
        suffix=root.suffix,
        dyad=root.dyad,
        period=root.period,
        detached=root.detached,
        claimed=row.claimed,
        author=row.creator or user,
        brought_by=user if row.creator else None,
        user_id=row.user_id,
        body=row.body,
        tags=tags,
        version=row.version,
        created_at=row.created_at,
        updated_at=row.updated_at,
        deleted_at=row.deleted_at,
    )
