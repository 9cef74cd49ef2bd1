"""The queue of proposed events, and the acceptance of a whole filter."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from sqlmodel import Session

from app.errors import BadInput, Conflict
from app.services.review_queue import MAX_AT_ONCE, accept_queue, preview_queue, show_queue
from app.web.access import EDITS, READS
from app.web.deps import Author, Db, Now
from app.web.event_words import ground_words
from app.web.forms import FormBody
from app.web.history_words import action_words
from app.web.rendering import page_or_block
from app.web.review_contexts import (
    BulkContext,
    QueueQuery,
    ReviewContext,
    ReviewLinks,
    differing_words,
    parse_queue,
    read_seen,
    review_url,
    write_seen,
)
from app.web.urls import done_url

router = APIRouter()


@router.get("/review", dependencies=[READS])
def show_review(request: Request, db: Db, author: Author) -> Response:
    query = parse_queue(request.query_params.multi_items())
    page = show_queue(db, query.queue, query.at, author)
    current = page.current
    context = ReviewContext(
        page=page,
        links=ReviewLinks(query.queue),
        faults=query.faults,
        notices=query.notices,
        done=query.done,
        differing=differing_words(current) if current else (),
        doubts=ground_words(*current.doubt) if current and current.doubt else "",
        is_starred=current is not None and author in current.starred_by,
        last_deed=action_words(page.last_action, (), None, None) if page.last_action else None,
    )
    return page_or_block(request, "pages/review.html", context, block="review", status_code=_status(query))


@router.get("/review/bulk", dependencies=[EDITS])
def preview_bulk(request: Request, db: Db) -> Response:
    return _preview(request, db, _whole_filter(request))


@router.post("/review/bulk", dependencies=[EDITS])
def accept_bulk(request: Request, db: Db, author: Author, now: Now, sent: FormBody) -> Response:
    query = _whole_filter(request)
    seen = read_seen(sent.text("seen"))
    try:
        accept_queue(db, query.queue, seen, author, now)
    except Conflict as conflict:
        return _preview(request, db, query, message=str(conflict), status_code=409)
    return RedirectResponse(done_url(review_url(query.queue), "bulk"), status_code=303)


def _preview(
    request: Request, db: Session, query: QueueQuery, *, message: str | None = None, status_code: int = 200
) -> Response:
    preview = preview_queue(db, query.queue)
    context = BulkContext(
        preview=preview,
        links=ReviewLinks(query.queue),
        seen=write_seen(preview.seen),
        notices=query.notices,
        message=message,
        max_at_once=MAX_AT_ONCE,
    )
    return page_or_block(request, "pages/review_bulk.html", context, status_code=status_code)


def _whole_filter(request: Request) -> QueueQuery:
    """What is accepted must be just what was asked for: one fault refuses all."""
    query = parse_queue(request.query_params.multi_items())
    if query.faults:
        raise BadInput(" ".join(query.faults))
    if query.queue.is_fresh:
        raise BadInput(
            "Events with new accounts since they were decided are looked at one by one: take away flag=fresh."
        )
    return query


def _status(query: QueueQuery) -> int:
    return 422 if query.faults else 200
