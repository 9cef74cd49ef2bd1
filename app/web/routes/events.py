"""The page of one event."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse
from sqlmodel import Session

from app.domain.dyads import Scope
from app.services.show_event import EventPage, show_event
from app.web.access import READS
from app.web.annotation_form import AnnotationForm
from app.web.contexts import EventContext, Refusal, Section
from app.web.deps import MAX_ID, Back, Db, RowId, visitor_now
from app.web.event_words import FURTHER_FIELDS
from app.web.history import tell_history
from app.web.rendering import is_swap, page_or_block
from app.web.source_text import lay_out_source, spans_of
from app.web.urls import merged_url

router = APIRouter()

NOTED = {
    "saved": "The note is saved.",
    "changed": "The note is changed; its former text stands in the history.",
    "deleted": "The note is deleted; its text stays in the history.",
    "undone": "That is undone; the history tells both.",
}
DONE = {
    "accepted": "The event is accepted.",
    "rejected": "The event is rejected: it leaves the timeline and keeps this address.",
    "starred": "The event has your star.",
    "unstarred": "Your star is off the event.",
    "edited": "The event is changed. What you set stays as you set it, whatever the accounts say.",
    "kept": "Nothing differs from what stands here, so nothing was changed.",
    "set": "The words are kept as the evidence of this field.",
    "adopted": "The value is adopted, and stays whatever further accounts say.",
    "disputed": "The field is left disputed: what each account says is told side by side.",
    "released": "The accounts decide this field again.",
    "ordered": "The order is kept; the days follow the neighbours.",
    "merged": "The two events are one now. Both addresses lead here.",
    "split": "The chosen accounts are an event of their own now: this one.",
    "graded": "Your grade is kept; former ones stand in the history.",
    "judged": "Your judgement is kept; former ones stand in the history.",
    "created": "The event is on the timeline, with the words that tell it.",
}
"""What `done=` of an address may say; anything else says nothing."""

OptionalId = Annotated[int | None, Query(ge=1, le=MAX_ID)]


@router.get("/events/{event_id}", dependencies=[READS])
def show(
    request: Request,
    event_id: RowId,
    db: Db,
    back: Back,
    done: Annotated[str, Query(max_length=20)] = "",
    account: OptionalId = None,
    field: Annotated[str, Query(max_length=20)] = "",
    was: OptionalId = None,
    history: Annotated[str, Query(max_length=5)] = "",
    words: Annotated[str, Query(max_length=4_000)] = "",
    at: Annotated[str, Query(pattern="^[0-9]{0,9}$")] = "",
) -> Response:
    page = show_event(db, event_id, account)
    into = page.event.merged_into
    if into is not None and not history:
        return RedirectResponse(merged_url(into, event_id, back), status_code=303)  # for now: a merge can be undone
    return answer_event(
        request,
        page,
        back=back,
        notice=NOTED.get(done),
        done=DONE.get(done),
        chosen=field,
        was=was if was in page.merged else None,
        pointed={"words": words, "at": at},
    )


def event_page(
    request: Request,
    db: Session,
    event_id: int,
    *,
    back: str | None,
    form: AnnotationForm | None = None,
    refusal: Refusal | None = None,
    account_id: int | None = None,
    status_code: int = 200,
) -> Response:
    """The event's page after a form of it was not taken; a swap of a note gets notes and history."""
    page = show_event(db, event_id, account_id)
    return answer_event(request, page, back=back, form=form, refusal=refusal, status_code=status_code)


def answer_event(
    request: Request,
    page: EventPage,
    *,
    back: str | None,
    form: AnnotationForm | None = None,
    notice: str | None = None,
    done: str | None = None,
    chosen: str = "",
    was: int | None = None,
    pointed: Mapping[str, str] | None = None,
    refusal: Refusal | None = None,
    status_code: int = 200,
) -> Response:
    """The page of an event that was gathered; `pointed` are words of its source, and where they begin."""
    shown = {view.name: view for view in page.account.fields} if page.account else {}
    source = page.source
    context = EventContext(
        title=page.event.title,
        section=Section.TIMELINE,
        event=page.event,
        lines=page.lines,
        wordless_count=page.wordless_count,
        fields=tuple(shown[name] for name in FURTHER_FIELDS if name in shown),
        reasons=page.reasons,
        accounts=page.accounts,
        account=page.account,
        origins=page.origins,
        source=source,
        runs=lay_out_source(source.text, source.blocks, spans_of(page)) if source else (),
        chosen=refusal.field if refusal else chosen,
        order=page.order,
        merged=page.merged,
        was=was,
        direct=tuple(tie for tie in page.event.dyads if tie.scope is Scope.DIRECT),
        context=tuple(tie for tie in page.event.dyads if tie.scope is Scope.CONTEXT),
        threads=page.threads,
        account_threads=page.account_threads,
        gradings=page.gradings,
        judgements=page.judgements,
        own=next((one for one in page.judgements if one.user == visitor_now(request).name), None),
        sources=page.sources,
        tags=page.tags,
        history=tell_history(page.history, page.actions, page.event.id),
        decision=page.decision,
        is_starred=visitor_now(request).name in page.starred_by,
        form=form or AnnotationForm(),
        notice=notice,
        done=done,
        pointed={"words": "", "at": ""} | dict(refusal.values if refusal else pointed or {}),
        refusal=refusal,
        back=back,
    )
    response = page_or_block(request, "pages/event.html", context, block="notes", status_code=status_code)
    if is_swap(request):  # whichever form of a note asked, it gets all notes
        response.headers["HX-Retarget"] = "#notes"
    return response
