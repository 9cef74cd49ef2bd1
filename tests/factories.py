"""The smallest valid things: a test names only what matters to it, and gets ids back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import col

from app.domain.annotations import Note
from app.domain.articles import Block, BlockKind, Published, ReadArticle
from app.domain.dates import DateKind, parse_edtf
from app.domain.events import EventType, Evidence, FoundEvent, Review, Role, Status
from app.services.annotate import add_annotation
from app.services.receive_article import receive_article
from app.services.rederive import rederive
from app.store.articles import find_kept, mark_read
from app.store.dyads import event_roles, write_event_dyads
from app.store.engine import SessionFactory, reading, writing
from app.store.events import add_account, add_event
from app.store.tables import Event
from app.store.tiles import touch

RULES = "test-rules"


@dataclass(frozen=True)
class MadeArticle:
    """An article that is kept and read."""

    id: int
    version_id: int
    text: str


@dataclass(frozen=True)
class MadeEvent:
    """An event with one account, in an article."""

    id: int
    account_id: int
    article: MadeArticle


def read_article_of(
    text: str,
    *,
    title: str | None = None,
    publisher: str | None = "The Example Times",
    published: str | None = "2019-02-16",
    notices: tuple[str, ...] = (),
    url: str | None = None,
) -> ReadArticle:
    """What a reader gives for a plain text: every paragraph is body."""
    blocks, start = [], 0
    for paragraph in text.split("\n"):
        if paragraph.strip():
            blocks.append(Block(start, start + len(paragraph), BlockKind.BODY))
        start += len(paragraph) + 1
    return ReadArticle(
        text=text,
        blocks=tuple(blocks),
        title=title,
        publisher=publisher,
        published=Published(published, "given by you") if published else None,
        notices=notices,
        url=url,
    )


def found_event(
    text: str = "India accused Pakistan.",
    *,
    quote: str | None = None,
    title: str = "India accuses Pakistan",
    date: str | None = "2019-02-14",
    kind: str | None = None,
    rule: str = "date.full",
    type: str = "ACCUSE",
    status: str = "occurred",
    actors: tuple[str, ...] = ("IND",),
    recipients: tuple[str, ...] = ("PAK",),
    countries: tuple[str, ...] | None = None,
    context: Mapping[str, tuple[str, ...]] | None = None,
    place: str | None = None,
    why: Mapping[str, Evidence] | None = None,
) -> FoundEvent:
    """A found event whose quote is the whole text, or the part of it that is given."""
    quote = text if quote is None else quote
    start = max(text.find(quote), 0)
    states = {name for name in (*actors, *recipients) if len(name) == 3 and name.isupper()}
    return FoundEvent(
        quote=quote,
        start=start,
        end=start + len(quote),
        title=title,
        date=date,
        date_kind=(DateKind(kind) if kind else parse_edtf(date).usual_kind) if date else None,
        date_text=None,
        date_rule=rule if date else None,
        status=Status(status),
        type=EventType(type),
        countries=tuple(sorted(states)) if countries is None else countries,
        actors=actors,
        recipients=recipients,
        context={code: tuple(map(Role, roles)) for code, roles in (context or {}).items()},
        place=place,
        attributed_to=None,
        confidence=0.7,
        trigger="accused",
        why=dict(why or {}),
    )


class Factories:
    """Makes things in one database."""

    def __init__(self, session_factory: SessionFactory, now: datetime) -> None:
        self.session_factory = session_factory
        self.now = now
        self.count = 0

    def article(
        self,
        text: str | None = None,
        *,
        title: str | None = None,
        source: str | None = "The Example Times",
        published: str | None = "2019-02-16",
        notices: tuple[str, ...] = (),
        url: str | None = None,
        read: bool = True,
    ) -> MadeArticle:
        """An article, by default one that has been read for events; each without `text` has its own."""
        self.count += 1
        text = text or f"India accused Pakistan, report {self.count} says."
        given = read_article_of(
            text,
            title=title or f"Article {self.count}",
            publisher=source,
            published=published,
            notices=notices,
            url=url,
        )
        with self.session_factory() as session:
            received = receive_article(
                session,
                given,
                text.encode(),
                name=f"article-{self.count}.txt",
                media_type="text/plain",
                source_name=None,
                batch_id=None,
                now=self.now,
            )
            with reading(session):
                kept = find_kept(session, received.article_id)
            assert kept is not None
            if read:
                with writing(session):
                    mark_read(session, kept.id, (), self.now)
        return MadeArticle(kept.id, kept.version_id, text)

    def event(
        self,
        *,
        dyad: str | None = None,
        title: str = "India accuses Pakistan",
        date: str | None = "2019-02-14",
        kind: str | None = None,
        rule: str = "date.full",
        type: str = "ACCUSE",
        status: str = "occurred",
        review: str = "proposed",
        actors: tuple[str, ...] = ("IND",),
        recipients: tuple[str, ...] = ("PAK",),
        countries: tuple[str, ...] | None = None,
        context: Mapping[str, tuple[str, ...]] | None = None,
        place: str | None = None,
        why: Mapping[str, Evidence] | None = None,
        article: MadeArticle | None = None,
    ) -> MadeEvent:
        """
        An event of its own with one account, in a new article unless one is given.

        `dyad="CHN-USA"` is short for CHN acting on USA. `review` is set without a history.
        """
        if dyad:
            actors, recipients = ((code,) for code in dyad.split("-"))
        article = article or self.article()
        found = found_event(
            article.text,
            title=title,
            date=date,
            kind=kind,
            rule=rule,
            type=type,
            status=status,
            actors=actors,
            recipients=recipients,
            countries=countries,
            context=context,
            place=place,
            why=why,
        )
        with self.session_factory() as session, writing(session):
            event_id = add_event(session, found, self.now)
            account_id = add_account(session, article.version_id, event_id, found, RULES, self.now)
            rederive(session, [event_id])
        if review != Review.PROPOSED:
            self.review(event_id, review)
        return MadeEvent(event_id, account_id, article)

    def crowd(self, found: Iterable[FoundEvent], article: MadeArticle | None = None) -> list[int]:
        """Many events of one article in one transaction, which is much quicker; each needs a title of its own."""
        article = article or self.article()
        with self.session_factory() as session, writing(session):
            ids = []
            for one in found:
                ids.append(add_event(session, one, self.now))
                add_account(session, article.version_id, ids[-1], one, RULES, self.now)
            rederive(session, ids)
        return ids

    def account(self, event_id: int, *, article: MadeArticle | None = None, found: FoundEvent | None = None) -> int:
        """One more account of an event, in a new article unless one is given."""
        article = article or self.article()
        found = found or found_event(article.text)
        with self.session_factory() as session, writing(session):
            account_id = add_account(session, article.version_id, event_id, found, RULES, self.now)
            rederive(session, [event_id])
        return account_id

    def annotation(
        self, event_id: int, body: str = "Seen twice.", tags: tuple[str, ...] = (), author: str = "Ada"
    ) -> int:
        """A note on an event."""
        with self.session_factory() as session:
            return add_annotation(session, event_id, Note(body, tags), author, self.now)

    def review(self, event_id: int, review: str) -> None:
        """Set the review state of an event."""
        with self.session_factory() as session, writing(session):
            touch(session, [event_id])
            session.execute(sa.update(Event).where(col(Event.id) == event_id).values(review=Review(review)))
            write_event_dyads(session, event_id, event_roles(session, event_id))
