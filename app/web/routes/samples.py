"""Removing the samples: a page that says what goes, and the act."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from app.services.samples import count_samples, remove_samples
from app.web.contexts import RemoveSamplesContext
from app.web.deps import AppSettings, Db, Now
from app.web.rendering import page_or_block

router = APIRouter()


@router.get("/articles/samples/remove")
def show_what_goes(request: Request, db: Db) -> Response:
    return page_or_block(request, "pages/samples_remove.html", RemoveSamplesContext(samples=count_samples(db)))


@router.post("/articles/samples/remove")
def remove(db: Db, settings: AppSettings, now: Now) -> Response:
    removed = remove_samples(db, now=now, analyst=settings.analyst)
    return RedirectResponse(f"/articles?removed={removed.articles}", status_code=303)
