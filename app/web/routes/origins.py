"""The origin of an article: why it stands where it does, and the form that moves it."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse
from sqlmodel import Session

from app.errors import BadInput, Conflict
from app.services.regroup_origin import regroup, show_origin
from app.web.access import ANALYSES, READS
from app.web.contexts import Section
from app.web.deps import Author, Db, Now, RowId
from app.web.forms import FormBody
from app.web.origin_contexts import ArticleOriginContext, RegroupForm
from app.web.rendering import page_or_block

router = APIRouter()

NEW = "new"


@router.get("/articles/{article_id}/origin", dependencies=[READS])
def show(request: Request, article_id: RowId, db: Db, done: Annotated[str | None, Query()] = None) -> Response:
    return _page(request, db, article_id, RegroupForm(), notice="The article was moved." if done == "moved" else None)


@router.post("/articles/{article_id}/origin", dependencies=[ANALYSES])
def move(request: Request, article_id: RowId, db: Db, author: Author, now: Now, sent: FormBody) -> Response:
    values = {"origin": sent.text("origin"), "reason": sent.text("reason")}
    seen = sent.number("seen")
    try:
        target = _target(values["origin"])
        regroup(db, article_id, target=target, seen=seen, reason=values["reason"], analyst=author, now=now)
    except Conflict as moved:
        return _page(request, db, article_id, RegroupForm(values), moved_meanwhile=str(moved), status_code=409)
    except BadInput as problem:
        form = RegroupForm(values, {problem.field or "origin": str(problem)})
        return _page(request, db, article_id, form, status_code=422)
    return RedirectResponse(f"/articles/{article_id}/origin?done=moved", status_code=303)


def _target(origin: str) -> int | None:
    if origin == NEW:
        return None
    if not (origin.isascii() and origin.isdigit() and len(origin) < 10):
        raise BadInput("Choose an origin of the list, or one of its own.", "origin")
    return int(origin)


def _page(
    request: Request,
    db: Session,
    article_id: int,
    form: RegroupForm,
    *,
    notice: str | None = None,
    moved_meanwhile: str | None = None,
    status_code: int = 200,
) -> Response:
    page = show_origin(db, article_id)
    context = ArticleOriginContext(
        title=f"Origin of {page.article.title}",
        section=Section.ARTICLES,
        page=page,
        form=form,
        notice=notice,
        moved_meanwhile=moved_meanwhile,
    )
    return page_or_block(request, "pages/article_origin.html", context, block="origin", status_code=status_code)
