"""Grading on the page of an event: what an account says, and how likely the event is."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from app.errors import BadInput
from app.services.grade import grade_account, judge_event
from app.services.show_event import event_of
from app.web.access import ANALYSES
from app.web.contexts import Refusal
from app.web.deps import Author, Db, Now, RowId
from app.web.forms import FormBody, SentForm
from app.web.routes.events import event_page
from app.web.urls import event_url, own_path

router = APIRouter()


@router.post("/accounts/{account_id}/grade", dependencies=[ANALYSES])
def grade(request: Request, account_id: RowId, db: Db, author: Author, now: Now, sent: FormBody) -> Response:
    try:
        event_id = grade_account(db, account_id, sent.text("information"), sent.text("reason"), author, now)
    except BadInput as problem:
        refusal = _refusal(f"grade-{account_id}", problem, sent, "information")
        event_id, back = event_of(db, account_id), own_path(sent.text("back"))
        return event_page(request, db, event_id, back=back, refusal=refusal, status_code=422)
    address = event_url(event_id, own_path(sent.text("back")), "graded")
    return RedirectResponse(f"{address}#account-{account_id}", status_code=303)


@router.post("/events/{event_id}/judge", dependencies=[ANALYSES])
def judge(request: Request, event_id: RowId, db: Db, author: Author, now: Now, sent: FormBody) -> Response:
    likelihood, confidence = sent.text("likelihood"), sent.text("confidence")
    back = own_path(sent.text("back"))
    try:
        event_id = judge_event(db, event_id, likelihood, confidence, sent.text("reason"), author, now)
    except BadInput as problem:
        refusal = _refusal("judge", problem, sent, "likelihood", "confidence")
        return event_page(request, db, event_id, back=back, refusal=refusal, status_code=422)
    return RedirectResponse(event_url(event_id, back, "judged") + "#judgement", status_code=303)


def _refusal(form: str, problem: BadInput, sent: SentForm, *names: str) -> Refusal:
    values = {name: sent.text(name) for name in (*names, "reason")}
    return Refusal(form=form, field="", message=str(problem), values=values)
