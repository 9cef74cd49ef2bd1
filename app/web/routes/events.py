"""The page of one event."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from sqlmodel import Session

from app.domain.dyads import Scope
from app.services.show_event import show_event
from app.web.annotation_form import AnnotationForm
from app.web.contexts import EventContext, Section
from app.web.deps import Back, Db, RowId, get_settings
from app.web.event_words import SHOWN_FIELDS
from app.web.history import tell_history
from app.web.rendering import page_or_block

router = APIRouter()

DONE = {
    "saved": "The note is saved.",
    "changed": "The note is changed; its former text stands in the history.",
    "deleted": "The note is deleted; its text stays in the history.",
    "accepted": "The event is accepted.",
    "rejected": "The event is rejected: it leaves the timeline and keeps this address.",
    "starred": "The event has your star.",
    "unstarred": "Your star is off the event.",
    "undone": "That is undone; the history tells both.",
}
"""What `done=` of an address may say; anything else says nothing."""


@router.get("/events/{event_id}")
def show(
    request: Request, event_id: RowId, db: Db, back: Back, done: Annotated[str | None, Query()] = None
) -> Response:
    return event_page(request, db, event_id, back=back, notice=DONE.get(done or ""))


def event_page(
    request: Request,
    db: Session,
    event_id: int,
    *,
    back: str | None,
    form: AnnotationForm | None = None,
    notice: str | None = None,
    status_code: int = 200,
) -> Response:
    """The event's page; a swap gets its notes and history."""
    page = show_event(db, event_id)
    shown = {view.name: view for view in page.fields}
    context = EventContext(
        title=page.event.title,
        section=Section.TIMELINE,
        event=page.event,
        fields=tuple(shown[name] for name in SHOWN_FIELDS if name in shown),
        reasons=page.reasons,
        accounts=page.accounts,
        direct=tuple(tie for tie in page.event.dyads if tie.scope is Scope.DIRECT),
        context=tuple(tie for tie in page.event.dyads if tie.scope is Scope.CONTEXT),
        annotations=page.annotations,
        history=tell_history(page.history, page.actions, event_id),
        decision=page.decision,
        is_starred=get_settings(request).analyst in page.starred_by,
        form=form or AnnotationForm(),
        notice=notice,
        back=back,
    )
    return page_or_block(request, "pages/event.html", context, block="notes", status_code=status_code)
