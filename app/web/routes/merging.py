"""Two events that were one happening, and one that was two: both say what they do before they do it."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse
from sqlmodel import Session

from app.domain.corrections import read_reason
from app.errors import BadInput, Conflict, NotFound
from app.services.find_event import find_events
from app.services.merge_events import merge, split
from app.services.show_event import show_event
from app.web.access import EDITS
from app.web.deps import MAX_ID, Author, Back, Db, Now, RowId
from app.web.event_contexts import MergeContext, SplitContext
from app.web.forms import FormBody, SentForm
from app.web.rendering import page_or_block
from app.web.routes.corrections import back_of, living
from app.web.urls import event_done_url

router = APIRouter()

ACCOUNT = "account-"
"""How the names of the check boxes of a split begin; the account's id follows."""


@router.get("/events/{event_id}/merge", dependencies=[EDITS])
def show_merge(
    request: Request,
    event_id: RowId,
    db: Db,
    back: Back,
    q: Annotated[str, Query(max_length=200)] = "",
    other: Annotated[int | None, Query(ge=1, le=MAX_ID)] = None,
) -> Response:
    return _merge_page(request, db, event_id, other, back, q=q)


@router.post("/events/{event_id}/merge", dependencies=[EDITS])
def do_merge(request: Request, event_id: RowId, db: Db, author: Author, now: Now, sent: FormBody) -> Response:
    version, other, back = sent.number("version"), sent.number("other"), back_of(sent)
    try:
        reason = read_reason(sent.text("reason"))
        lives_on = merge(db, event_id, version, other, author, now, reason)
    except (BadInput, Conflict, NotFound) as problem:
        older, younger = sorted((event_id, other))
        if isinstance(problem, Conflict) and show_event(db, younger).event.merged_into == older:
            return RedirectResponse(event_done_url(older, "merged", back=back), status_code=303)  # sent twice
        status_code = 409 if isinstance(problem, Conflict) else 422
        reason = sent.text("reason")
        shown = None if isinstance(problem, NotFound) or event_id == other else other
        return _merge_page(
            request, db, event_id, shown, back, reason=reason, fault=str(problem), status_code=status_code
        )
    return RedirectResponse(event_done_url(lives_on, "merged", back=back), status_code=303)


@router.get("/events/{event_id}/split", dependencies=[EDITS])
def show_split(request: Request, event_id: RowId, db: Db, back: Back) -> Response:
    return _split_page(request, db, event_id, back)


@router.post("/events/{event_id}/split", dependencies=[EDITS])
def do_split(request: Request, event_id: RowId, db: Db, author: Author, now: Now, sent: FormBody) -> Response:
    version, chosen, back = sent.number("version"), _chosen(sent), back_of(sent)
    try:
        reason = read_reason(sent.text("reason"))
        new_id = split(db, event_id, version, chosen, author, now, reason)
    except (BadInput, Conflict) as problem:
        status_code = 409 if isinstance(problem, Conflict) else 422
        typed = sent.text("reason")
        return _split_page(
            request, db, event_id, back, chosen=chosen, reason=typed, fault=str(problem), status_code=status_code
        )
    return RedirectResponse(event_done_url(new_id, "split", back=back), status_code=303)


def _chosen(sent: SentForm) -> frozenset[int]:
    return frozenset(
        int(number)
        for name in sent.fields
        if name.startswith(ACCOUNT) and (number := name.removeprefix(ACCOUNT)).isascii() and number.isdigit()
    )


def _merge_page(
    request: Request,
    db: Session,
    event_id: int,
    other_id: int | None,
    back: str | None,
    *,
    q: str = "",
    reason: str = "",
    fault: str | None = None,
    status_code: int = 200,
) -> Response:
    event = living(show_event(db, event_id))
    other = living(show_event(db, other_id)) if other_id is not None and other_id != event_id else None
    context = MergeContext(
        title=f"Merge event {event_id}",
        event=event,
        other=other,
        found=() if other else find_events(db, q, event_id),
        q=q,
        reason=reason,
        fault=fault,
        back=back,
    )
    return page_or_block(request, "pages/event_merge.html", context, block="merge", status_code=status_code)


def _split_page(
    request: Request,
    db: Session,
    event_id: int,
    back: str | None,
    *,
    chosen: frozenset[int] = frozenset(),
    reason: str = "",
    fault: str | None = None,
    status_code: int = 200,
) -> Response:
    event = living(show_event(db, event_id))
    context = SplitContext(
        title=f"Split event {event_id}", event=event, chosen=chosen, reason=reason, fault=fault, back=back
    )
    return page_or_block(request, "pages/event_split.html", context, block="split", status_code=status_code)
