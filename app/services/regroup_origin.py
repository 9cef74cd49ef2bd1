"""An article's origin as a person sees it and sets it right."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from app.errors import BadInput, Conflict
from app.services.gone import not_there
from app.services.trace_origin import MOST_CANDIDATES, report_of, watch_and_move
from app.settling.origins import kinship, overlap
from app.store.engine import reading, writing
from app.store.origins import (
    Placed,
    add_origin,
    articles_of_event,
    articles_sharing,
    members_of,
    origin_reason,
    placed,
)
from app.store.revisions import ARTICLE
from app.store.tables import OriginBasis
from app.store.users import user_id

if TYPE_CHECKING:
    from sqlmodel import Session

__all__ = ["EventOrigin", "OriginPage", "Placed", "Relative", "list_event_origins", "regroup", "show_origin"]

REGROUP = "regroup"
MOST_REASON_CHARS = 300
_BY_PERSON = "a person put it here"
_BY_OTHERS = "it goes back to the same report as others of this origin"


@dataclass(frozen=True)
class Relative:
    """
    An article beside the one that is looked at.

    Attributes:
        share: Of the shorter text's words that both have, from 0 to 1, quotations left out.
        reason: Why both are one origin, or None.
    """

    article: Placed
    share: float
    reason: str | None


@dataclass(frozen=True)
class OriginPage:
    """
    An article among the origins.

    Attributes:
        article: Itself.
        reason: Why its origin is a group.
        members: The other articles of its origin, in the order of their ids.
        candidates: Articles of other origins that share words with it, the nearest first.
    """

    article: Placed
    reason: str
    members: tuple[Relative, ...]
    candidates: tuple[Relative, ...]


@dataclass(frozen=True)
class EventOrigin:
    """One of the origins that tell an event, why it is a group, and its articles that tell the event."""

    id: int
    reason: str
    articles: tuple[Placed, ...]


def show_origin(session: "Session", article_id: int) -> OriginPage:
    """
    Gather an article's origin and what is near it.

    Raises:
        NotFound: There is no such article.
    """
    with reading(session):
        article = _article(session, article_id)
        others = [one for one in members_of(session, [article.origin_id]) if one != article_id]
        near = set(articles_sharing(session, article_id, MOST_CANDIDATES)) - set(others)
        return OriginPage(
            article=article,
            reason=origin_reason(session, article.origin_id) or "",
            members=tuple(_member(article, other) for other in placed(session, others)),
            candidates=tuple(
                sorted((_relative(article, other) for other in placed(session, near)), key=lambda one: -one.share)
            ),
        )


def list_event_origins(session: "Session", event_id: int) -> tuple[EventOrigin, ...]:
    """The origins of an event's articles, oldest first, inside the caller's transaction."""
    articles = placed(session, articles_of_event(session, event_id))
    return tuple(
        EventOrigin(
            origin_id,
            origin_reason(session, origin_id) or "",
            tuple(article for article in articles if article.origin_id == origin_id),
        )
        for origin_id in sorted({article.origin_id for article in articles})
    )


def regroup(
    session: "Session",
    article_id: int,
    *,
    target: int | None,
    seen: int,
    reason: str,
    analyst: str,
    now: datetime,
) -> None:
    """
    Put an article into an origin by hand; no machine moves it from there. It can be undone as any action.

    Args:
        article_id: The article.
        target: The origin it belongs to; None starts one of its own.
        seen: The origin it was in when the person looked.
        reason: Why, in the person's words.
        analyst: Who says so.
        now: The instant.

    Raises:
        NotFound: There is no such article.
        BadInput: The reason is missing or too long, the origin has no articles, or the article is in it already.
        Conflict: It was moved meanwhile.
    """
    why = reason.strip()
    if not why:
        raise BadInput("Say why it belongs there: others will ask.", "reason")
    if len(why) > MOST_REASON_CHARS:
        raise BadInput(f"The reason has {len(why)} characters; {MOST_REASON_CHARS} are the most.", "reason")
    with writing(session):
        article = _article(session, article_id)
        if article.origin_id != seen:
            raise Conflict(
                f"Article {article_id} was moved to origin {article.origin_id} meanwhile; nothing was changed."
            )
        if target is not None:
            _check_target(session, article, target)
        watch_and_move(
            session,
            [article_id],
            add_origin(session, why) if target is None else target,
            OriginBasis.PERSON,
            kind=REGROUP,
            user_id=user_id(session, analyst, now),
            reason=why,
            now=now,
        )


def _check_target(session: "Session", article: Placed, target: int) -> None:
    if target == article.origin_id:
        raise BadInput(f"The article is in origin {target} already: choose another.", "origin")
    if not members_of(session, [target]):
        raise BadInput(f"There is no origin {target} with articles: choose one of the list.", "origin")


def _article(session: "Session", article_id: int) -> Placed:
    found = placed(session, [article_id])
    if not found:
        raise not_there(session, ARTICLE, article_id)
    return found[0]


def _relative(article: Placed, other: Placed) -> Relative:
    a, b = report_of(article), report_of(other)
    tie = kinship(a, b)
    return Relative(other, overlap(a, b).share, tie.reason if tie else None)


def _member(article: Placed, other: Placed) -> Relative:
    relative = _relative(article, other)
    if other.by_person:
        return Relative(other, relative.share, _BY_PERSON)
    return Relative(other, relative.share, relative.reason or _BY_OTHERS)
