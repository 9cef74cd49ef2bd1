"""Removing the samples: a page that says what goes, and the act."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from app.services.samples import count_samples, remove_samples
from app.web.access import EDITS
from app.web.contexts import RemoveSamplesContext
from app.web.deps import Author, Db, Now
from app.web.rendering import page_or_block

router = APIRouter()


@router.get("/articles/samples/remove", dependencies=[EDITS])
def show_what_goes(request: Request, db: Db) -> Response:
    return page_or_block(request, "pages/samples_remove.html", RemoveSamplesContext(samples=count_samples(db)))


@router.post("/articles/samples/remove", dependencies=[EDITS])
def remove(db: Db, author: Author, now: Now) -> Response:
    removed = remove_samples(db, now=now, analyst=author)
    return RedirectResponse(f"/articles?removed={removed.articles}", status_code=303)
