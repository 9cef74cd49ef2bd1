"""Asking a language model about an article; the answer stands on the article's page."""

from typing import Annotated, cast

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse

from app.errors import NotFound
from app.services.opinion_desk import Busy, OpinionDesk
from app.services.second_opinion import ask_second_opinion
from app.web.access import ANALYSES
from app.web.deps import AppSettings, Db, Now, RowId, Sessions
from app.web.routes.articles import article_page
from app.web.urls import article_url

router = APIRouter()


def opinion_desk(request: Request) -> OpinionDesk:
    """Where this process counts who waits for a model."""
    return cast("OpinionDesk", request.app.state.opinion_desk)


@router.post("/articles/{article_id}/opinion", dependencies=[ANALYSES])
def ask(
    request: Request,
    article_id: RowId,
    db: Db,
    sessions: Sessions,
    settings: AppSettings,
    now: Now,
    desk: Annotated[OpinionDesk, Depends(opinion_desk)],
) -> Response:
    if not settings.llm_url:
        raise NotFound("Second opinions are off here; DYADLINE_LLM_URL and DYADLINE_LLM_MODEL switch them on.")
    try:
        with desk.seat(article_id):
            report = ask_second_opinion(sessions, article_id, settings, now)
        refusal = None if report.was_asked else report.failure
    except Busy as problem:
        refusal = str(problem)
    if refusal:
        return article_page(request, db, article_id, settings, now, refusal=refusal, status_code=409)
    return RedirectResponse(article_url(article_id, done="asked") + "#opinion", status_code=303)
