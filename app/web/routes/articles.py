"""The list of articles, one article, and its file."""

from datetime import datetime
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Request, Response
from sqlmodel import Session

from app.config import Settings
from app.services.list_articles import list_articles
from app.services.show_article import Passage, show_article, show_raw
from app.services.show_opinion import show_opinion
from app.web.access import READS
from app.web.contexts import ArticleContext, ArticlesContext
from app.web.deps import MAX_ID, AppSettings, Db, Now, RowId
from app.web.passages import lay_out_text, number_notes
from app.web.rendering import page_or_block
from app.web.routes.events import NOTED
from app.web.security_headers import DOWNLOAD_POLICY
from app.web.urls import articles_url

router = APIRouter()

STATES = {"read": "read", "received": "not yet read", "failed": "failed"}
DONE = {
    "added": "The article is in. Below stand the events that were found in it, marked in its text.",
    "known": "This article was already here, so nothing was added.",
    "version": "This is a new version of an article that was here; the former ones are kept beside it.",
}
ASKED = "asked"
"""What `done=` says after a second opinion; the section about it has the words."""

Words = Annotated[str, Query(max_length=200)]
Cursor = Annotated[int | None, Query(ge=1, le=MAX_ID)]
Count = Annotated[int, Query(ge=0, le=1_000)]
Ids = Annotated[list[Annotated[int, Query(ge=1, le=MAX_ID)]] | None, Query(max_length=50)]


@router.get("/articles", dependencies=[READS])
def show_list(
    request: Request,
    db: Db,
    q: Words = "",
    source: Annotated[str, Query(max_length=300)] = "",
    state: Annotated[str, Query(max_length=20)] = "",
    after: Cursor = None,
    added: Count = 0,
    known: Ids = None,
    renewed: Ids = None,
    removed: Count = 0,
) -> Response:
    q = q.strip()
    articles = list_articles(db, q=q, source=source, state=state, after=after)
    context = ArticlesContext(
        title="Articles",
        articles=articles,
        q=q,
        source=source,
        state=state,
        states=STATES,
        samples=articles.samples,
        added=added,
        known=tuple(known or ()),
        renewed=tuple(renewed or ()),
        removed=removed,
        next_url=articles_url(q=q, source=source, state=state, after=articles.next) if articles.next else None,
    )
    return page_or_block(request, "pages/articles.html", context, block="article_list")


@router.get("/articles/{article_id}", dependencies=[READS])
def show(
    request: Request,
    article_id: RowId,
    db: Db,
    settings: AppSettings,
    now: Now,
    done: Annotated[str | None, Query()] = None,
) -> Response:
    return article_page(request, db, article_id, settings, now, done=done or "")


def article_page(
    request: Request,
    db: Session,
    article_id: int,
    settings: Settings,
    now: datetime,
    *,
    done: str = "",
    refusal: str | None = None,
    status_code: int = 200,
) -> Response:
    """The article's page; a swap gets its second opinion, with `refusal` where none could be asked for."""
    page = show_article(db, article_id)
    context = ArticleContext(
        title=page.article.title,
        row=page.article,
        runs=lay_out_text(page.text, page.blocks, page.passages, number_notes(page.threads)),
        index=_one_for_each_event(page.passages),
        notices=page.notices,
        versions=page.versions,
        detached=page.detached,
        threads=page.threads,
        source_id=page.source_id,
        notice=DONE.get(done) or NOTED.get(done),
        opinion=show_opinion(db, article_id, settings, now),
        opinion_refusal=refusal,
        was_asked=done == ASKED,
    )
    return page_or_block(request, "pages/article.html", context, block="opinion", status_code=status_code)


@router.get("/articles/{article_id}/raw", dependencies=[READS])
def download(article_id: RowId, db: Db, version: Annotated[int | None, Query(ge=1, le=MAX_ID)] = None) -> Response:
    """The file as it came. It is never shown in place: what came from outside must not run here."""
    raw = show_raw(db, article_id, version)
    return Response(
        raw.content,
        media_type="application/octet-stream",
        headers={
            # RFC 6266: the plain name for old programs, the exact one beside it.
            "Content-Disposition": f"attachment; filename=article-{article_id}; filename*=UTF-8''{_quoted(raw.name)}",
            "Content-Security-Policy": DOWNLOAD_POLICY,
        },
    )


def _quoted(name: str) -> str:
    return quote(name.encode("utf-8", "replace"), safe="")


def _one_for_each_event(passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
    return tuple({passage.event_id: passage for passage in reversed(passages)}.values())[::-1]
