"""The versions of an article, and what changed between two of them."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from app.services.show_versions import show_versions
from app.web.access import READS
from app.web.compared import lay_out_difference
from app.web.contexts import VersionsContext
from app.web.deps import MAX_ID, Db, RowId
from app.web.rendering import page_or_block

router = APIRouter()


@router.get("/articles/{article_id}/versions", dependencies=[READS])
def show(
    request: Request,
    article_id: RowId,
    db: Db,
    older: Annotated[int | None, Query(ge=1, le=MAX_ID, alias="from")] = None,
    newer: Annotated[int | None, Query(ge=1, le=MAX_ID, alias="to")] = None,
) -> Response:
    page = show_versions(db, article_id, older, newer)
    context = VersionsContext(
        title=f"Versions of {page.article.title}",
        row=page.article,
        versions=page.versions,
        comparison=page.comparison,
        laid_out=lay_out_difference(page.comparison.difference.runs) if page.comparison else None,
    )
    return page_or_block(request, "pages/article_versions.html", context)
