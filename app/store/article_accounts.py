"""The accounts of one article when it is read again: found elsewhere, rewritten, kept with a reason, or deleted."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import Session, col

from app.domain.events import FoundEvent
from app.store.event_accounts import fields_of
from app.store.events import as_found, write_told
from app.store.tables import Account, Annotation, ArticleVersion, Event, Revision, Standing, Star


@dataclass(frozen=True)
class ArticleAccount:
    """
    An account of some version of an article.

    Attributes:
        text: Of the version that it rests on, where its offsets count.
        found: What it says, as `as_kept` gives it.
    """

    id: int
    event_id: int
    version_id: int
    text: str
    standing: Standing
    is_held: bool
    rules_version: str
    found: FoundEvent


def accounts_of_article(session: Session, article_id: int) -> list[ArticleAccount]:
    """Every account of an article, those of its latest version first, then by their age."""
    texts: dict[int, str] = {}
    versions = sa.select(ArticleVersion).where(
        col(ArticleVersion.article_id) == article_id,
        col(ArticleVersion.id).in_(sa.select(col(Account.article_version_id))),
    )
    for version in session.scalars(versions.order_by(col(ArticleVersion.number).desc())):
        texts[version.id or 0] = version.text
    places = list(texts)
    rows = session.scalars(
        sa.select(Account).where(col(Account.article_version_id).in_(texts)).order_by(col(Account.id)),
        execution_options={"populate_existing": True},
    ).all()
    fields = fields_of(session, [row.id or 0 for row in rows])
    return [
        ArticleAccount(
            id=row.id or 0,
            event_id=row.event_id,
            version_id=row.article_version_id,
            text=texts[row.article_version_id],
            standing=Standing(row.standing),
            is_held=row.held,
            rules_version=row.rules_version,
            found=as_found(row, fields[row.id or 0]),
        )
        for row in sorted(rows, key=lambda row: places.index(row.article_version_id))
    ]


def rewrite_accounts(session: Session, version_id: int, said: Mapping[int, FoundEvent]) -> None:
    """Let accounts say something else, on this version of their article; no two may become the same one."""
    # Out of the way first: one may take the place in the text that another leaves.
    aside = {"start": -col(Account.id), "end": -col(Account.id)}
    session.execute(sa.update(Account).where(col(Account.id).in_(said)).values(**aside))
    for account_id, found in said.items():
        session.execute(
            sa.update(Account)
            .where(col(Account.id) == account_id)
            .values(
                article_version_id=version_id,
                quote=found.quote,
                start=found.start,
                end=found.end,
                title=found.title,
                type=found.type,
                confidence=found.confidence,
            )
        )
        write_told(session, account_id, found)


def set_rules_version(session: Session, account_ids: Collection[int], rules_version: str) -> None:
    """Say by which rules accounts were last found."""
    session.execute(sa.update(Account).where(col(Account.id).in_(account_ids)).values(rules_version=rules_version))


def set_standing(session: Session, account_ids: Collection[int], standing: Standing) -> None:
    """Say how accounts stand to their article."""
    session.execute(sa.update(Account).where(col(Account.id).in_(account_ids)).values(standing=standing))


def delete_accounts(session: Session, account_ids: Collection[int]) -> None:
    """Delete accounts with their fields."""
    session.execute(sa.delete(Account).where(col(Account.id).in_(account_ids)))


def touched_events(session: Session, event_ids: Collection[int]) -> set[int]:
    """
    Which of these events a person had to do with: decided, noted (even if the note was deleted), marked, or ordered
    another one by.
    """
    other = sa.orm.aliased(Event)
    touched = sa.or_(
        sa.exists().where(col(Account.event_id) == col(Event.id), col(Account.held)),
        sa.exists().where(col(Annotation.event_id) == col(Event.id)),
        sa.exists().where(col(Annotation.account_id) == col(Account.id), col(Account.event_id) == col(Event.id)),
        sa.exists().where(col(Star.event_id) == col(Event.id)),
        sa.exists().where(col(Revision.event_id) == col(Event.id), col(Revision.user_id).is_not(None)),
        sa.exists().where(sa.or_(col(other.after_id) == col(Event.id), col(other.before_id) == col(Event.id))),
    )
    query = sa.select(col(Event.id)).where(col(Event.id).in_(event_ids), touched)
    return {event_id for event_id in session.scalars(query) if event_id is not None}


def empty_events(session: Session, event_ids: Collection[int]) -> dict[int, str]:
    """Those of these events that no account tells and that lead nowhere, and what leads to them: id and title."""
    told = sa.exists().where(col(Account.event_id) == col(Event.id))
    empty = sa.select(col(Event.id)).where(col(Event.id).in_(event_ids), col(Event.merged_into).is_(None), ~told)
    query = sa.select(col(Event.id), col(Event.title)).where(
        sa.or_(col(Event.id).in_(empty), col(Event.merged_into).in_(empty))
    )
    return {event_id or 0: title for event_id, title in session.execute(query)}
