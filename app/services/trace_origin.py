"""
Tracing: an article joins the origin of those it goes back to one report with, or stays its own.

An origin that a person put an article into is held: the machine joins it to no other, and only articles that are
nearer to it than to any free origin enter it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from app.domain.articles import Block
from app.services.recorded import recorded
from app.settling.origins import Kinship, Report, agency_named, credit, fingerprints, kinship, read_report
from app.store.engine import SessionFactory, reading, writing
from app.store.origins import (
    Placed,
    articles_sharing,
    events_told_by,
    held_origins,
    members_of,
    move_articles,
    placed,
    set_origin_reason,
    untraced_articles,
    write_prints,
)
from app.store.revisions import ARTICLE
from app.store.tables import OriginBasis

if TYPE_CHECKING:
    from sqlmodel import Session

MOST_CANDIDATES = 50
"""Articles compared with a new one, those that share most fingerprints with it first."""
TRACE = "trace"


@dataclass(frozen=True)
class Kin:
    """An article that goes back to the same report as another, and why."""

    article: Placed
    kinship: Kinship


def trace_origin(
    session: "Session", article_id: int, now: datetime, *, byline: str | None = None, publisher: str | None = None
) -> None:
    """
    Give an article its fingerprints, its agency and its origin, inside the caller's writing transaction.

    Args:
        article_id: The article; its latest version is compared.
        now: The instant.
        byline: What its reader gave, which may name the agency.
        publisher: Its outlet, which may be an agency itself.
    """
    article = placed(session, [article_id])[0]
    agency = agency_of(article.text, article.blocks, byline, publisher)
    write_prints(session, article_id, fingerprints(article.text, article.blocks), agency)
    _join(session, article, kin_of(session, article, agency), now)


def trace_all(session_factory: SessionFactory, now: datetime) -> int:
    """
    Trace the articles that were kept before there were fingerprints, each in a transaction of its own.

    Returns:
        How many were traced.
    """
    with session_factory() as session:
        with reading(session):
            waiting = untraced_articles(session)
        for article_id in waiting:
            with writing(session):
                source = placed(session, [article_id])[0].source
                trace_origin(session, article_id, now, publisher=source)
    return len(waiting)


def agency_of(text: str, blocks: tuple[Block, ...], byline: str | None, publisher: str | None) -> str | None:
    """The agency that a text is credited to, or the one that published it itself."""
    return credit(text, blocks, byline) or agency_named(publisher or "")


def report_of(article: Placed) -> Report:
    """What is compared of an article."""
    return read_report(article.text, article.blocks, article.agency, article.published_on)


def kin_of(session: "Session", article: Placed, agency: str | None) -> list[Kin]:
    """The articles that go back to one report with this one, the nearest first."""
    report = read_report(article.text, article.blocks, agency, article.published_on)
    near = placed(session, articles_sharing(session, article.id, MOST_CANDIDATES))
    found = [Kin(other, tie) for other in near if (tie := kinship(report, report_of(other)))]
    return sorted(found, key=lambda kin: (-kin.kinship.share, kin.article.id))


def watch_and_move(
    session: "Session",
    article_ids: Collection[int],
    origin_id: int,
    basis: OriginBasis,
    *,
    kind: str,
    user_id: int | None,
    reason: str,
    now: datetime,
) -> None:
    """Put articles into an origin as one action; what their events adopt from origins is derived anew."""
    with recorded(session, kind, user_id, now, reason=reason) as action:
        action.watch([(ARTICLE, article_id) for article_id in article_ids])
        action.watch_events(events_told_by(session, article_ids))
        move_articles(session, article_ids, origin_id, basis)


def _join(session: "Session", article: Placed, kin: list[Kin], now: datetime) -> None:
    origins = {one.article.origin_id for one in kin} - {article.origin_id}
    held = held_origins(session, origins | {article.origin_id})
    if not origins or article.by_person or article.origin_id in held:
        return
    free = origins - held
    nearest = next(one for one in kin if one.article.origin_id in origins)
    alone = members_of(session, [article.origin_id]) == [article.id]
    if nearest.article.origin_id in held and alone and not _as_near(kin, nearest, free):
        moved, target = [article.id], nearest.article.origin_id
    elif free:
        together = sorted({article.origin_id, *free})
        moved, target = members_of(session, together[1:]), together[0]
        nearest = next(one for one in kin if one.article.origin_id in free)
        set_origin_reason(session, target, nearest.kinship.reason)
    else:
        return
    why = f"“{article.title[:120]}” and “{nearest.article.title[:120]}”: {nearest.kinship.reason}"
    watch_and_move(session, moved, target, OriginBasis.MACHINE, kind=TRACE, user_id=None, reason=why, now=now)


def _as_near(kin: list[Kin], nearest: Kin, free: set[int]) -> bool:
    """Whether an article of a free origin is as near as the nearest of a held one."""
    return any(one.article.origin_id in free and one.kinship.share >= nearest.kinship.share for one in kin)
