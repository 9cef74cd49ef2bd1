"""Decisions about one event (accept, reject, star), its history, and taking back what was done."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from sqlmodel import Session

from app.domain.people import Right
from app.errors import Conflict
from app.services.review_event import accept, reject
from app.services.show_history import show_history as gather
from app.services.star_event import star
from app.services.undo import concerns_many, undo, whose_word
from app.web.access import ANALYSES, READS, demand, demand_own
from app.web.contexts import DecisionContext, HistoryContext, Section
from app.web.decision_form import DecisionForm, Verdict, parse_decision_form
from app.web.deps import Author, Back, Db, Now, RowId, Who
from app.web.error_pages import error_page
from app.web.forms import FormBody, SentForm
from app.web.history import changes_since, tell_history
from app.web.rendering import page_or_block
from app.web.urls import done_url, event_url, own_path

router = APIRouter()


@router.get("/events/{event_id}/history", dependencies=[READS])
def show_history(request: Request, event_id: RowId, db: Db, back: Back) -> Response:
    page = gather(db, event_id)
    context = HistoryContext(
        title=f"History of: {page.event.title}",
        section=Section.TIMELINE,
        event=page.event,
        history=tell_history(page.revisions, page.actions, event_id),
        back=back,
    )
    return page_or_block(request, "pages/history.html", context)


@router.post("/events/{event_id}/accept", dependencies=[ANALYSES])
def accept_event(request: Request, event_id: RowId, db: Db, author: Author, now: Now, sent: FormBody) -> Response:
    form = parse_decision_form(sent, Verdict.ACCEPT)
    version = sent.number("version")
    if form.errors:
        return _ask_again(request, db, event_id, sent, form, status_code=422)
    try:
        accept(db, event_id, version, author, now, form.reason)
    except Conflict as conflict:
        return _ask_again(request, db, event_id, sent, form, message=str(conflict), status_code=409)
    return _onwards(event_id, sent, "accepted")


@router.post("/events/{event_id}/reject", dependencies=[ANALYSES])
def reject_event(request: Request, event_id: RowId, db: Db, author: Author, now: Now, sent: FormBody) -> Response:
    form = parse_decision_form(sent, Verdict.REJECT)
    version = sent.number("version")
    if form.reason is None:
        return _ask_again(request, db, event_id, sent, form, status_code=422)
    try:
        reject(db, event_id, version, author, now, form.reason)
    except Conflict as conflict:
        return _ask_again(request, db, event_id, sent, form, message=str(conflict), status_code=409)
    return _onwards(event_id, sent, "rejected")


@router.post("/events/{event_id}/star", dependencies=[ANALYSES])
def star_event(event_id: RowId, db: Db, author: Author, now: Now, sent: FormBody) -> Response:
    is_on = sent.number("on") == 1
    star(db, event_id, author, now, on=is_on)
    return _onwards(event_id, sent, "starred" if is_on else "unstarred")


@router.post("/actions/{action_id}/undo", dependencies=[ANALYSES])
def undo_action(request: Request, action_id: RowId, db: Db, who: Who, now: Now, sent: FormBody) -> Response:
    if concerns_many(db, action_id):
        demand(who, Right.EDIT)
    if (grader := whose_word(db, action_id)) is not None:
        demand_own(who, grader, "This grade")
    then = own_path(sent.text("then"))
    try:
        event_id = undo(db, action_id, who.name, now)
    except Conflict as conflict:
        return error_page(
            request, 409, title="Not taken back", message=str(conflict), mend="Nothing was changed.", back=then
        )
    return RedirectResponse(done_url(then or (event_url(event_id) if event_id else "/"), "undone"), status_code=303)


def _ask_again(
    request: Request,
    db: Session,
    event_id: int,
    sent: SentForm,
    form: DecisionForm,
    *,
    message: str | None = None,
    status_code: int,
) -> Response:
    """The event as it stands, what changed since the person saw it, and the decision once more."""
    page = gather(db, event_id)
    seen = sent.number("version")
    context = DecisionContext(
        title=f"{form.verdict.capitalize()}: {page.event.title}",
        event=page.event,
        decision=page.decision,
        message=message,
        seen=seen,
        changes=changes_since(seen, page.event.version, page.revisions, event_id),
        form=form,
        then=own_path(sent.text("then")),
        back=own_path(sent.text("back")),
    )
    return page_or_block(request, "pages/decision.html", context, block="review", status_code=status_code)


def _onwards(event_id: int, sent: SentForm, done: str) -> Response:
    """Back to where the form stood: a place in the queue, or the event's own page."""
    then = own_path(sent.text("then")) or event_url(event_id, own_path(sent.text("back")))
    return RedirectResponse(done_url(then, done, event_id), status_code=303)
