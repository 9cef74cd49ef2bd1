"""Notes on events: written, edited, deleted. Every change is a post that ends on the event's page."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from app.errors import Conflict
from app.services.annotate import (
    AnnotationView,
    add_annotation,
    delete_annotation,
    edit_annotation,
    get_annotation,
)
from app.web.access import ANALYSES, demand_own
from app.web.annotation_form import AnnotationForm, parse_annotation_form
from app.web.contexts import AnnotationContext, Section
from app.web.deps import AppSettings, Author, Back, Db, Now, RowId, Who
from app.web.forms import FormBody, SentForm
from app.web.rendering import page_or_block
from app.web.routes.events import event_page
from app.web.urls import event_url, own_path

router = APIRouter()


@router.post("/events/{event_id}/annotations", dependencies=[ANALYSES])
def add(
    request: Request, event_id: RowId, db: Db, settings: AppSettings, author: Author, now: Now, sent: FormBody
) -> Response:
    form = parse_annotation_form(sent, settings.annotation_max_chars)
    if form.note is None:
        return event_page(request, db, event_id, back=_back(sent), form=form, status_code=422)
    add_annotation(db, event_id, form.note, author, now)
    return _to_event(event_id, sent, "saved")


@router.get("/annotations/{annotation_id}/edit", dependencies=[ANALYSES])
def show_form(request: Request, annotation_id: RowId, db: Db, who: Who, back: Back) -> Response:
    note = _existing(get_annotation(db, annotation_id))
    demand_own(who, note.author, f"Note {annotation_id}")
    return _edit_page(request, note, AnnotationForm.of(note.note), back)


@router.post("/annotations/{annotation_id}", dependencies=[ANALYSES])
def edit(
    request: Request, annotation_id: RowId, db: Db, settings: AppSettings, who: Who, now: Now, sent: FormBody
) -> Response:
    demand_own(who, get_annotation(db, annotation_id).author, f"Note {annotation_id}")
    form = parse_annotation_form(sent, settings.annotation_max_chars)
    version = sent.number("version")
    if form.note is None:
        note = _existing(get_annotation(db, annotation_id))
        return _edit_page(request, note, form, _back(sent), status_code=422)
    try:
        event_id = edit_annotation(db, annotation_id, form.note, version, who.name, now)
    except Conflict:
        note = _existing(get_annotation(db, annotation_id))
        return _edit_page(request, note, form, _back(sent), changed_meanwhile=True, status_code=409)
    return _to_event(event_id, sent, "changed")


@router.post("/annotations/{annotation_id}/delete", dependencies=[ANALYSES])
def delete(annotation_id: RowId, db: Db, who: Who, now: Now, sent: FormBody) -> Response:
    demand_own(who, get_annotation(db, annotation_id).author, f"Note {annotation_id}")
    event_id = delete_annotation(db, annotation_id, sent.number("version"), who.name, now)
    return _to_event(event_id, sent, "deleted")


def _edit_page(
    request: Request,
    note: AnnotationView,
    form: AnnotationForm,
    back: str | None,
    *,
    changed_meanwhile: bool = False,
    status_code: int = 200,
) -> Response:
    context = AnnotationContext(
        title=f"Edit note {note.id}",
        section=Section.TIMELINE,
        note=note,
        form=form,
        changed_meanwhile=changed_meanwhile,
        back=back,
    )
    return page_or_block(request, "pages/annotation.html", context, block="edit", status_code=status_code)


def _existing(note: AnnotationView) -> AnnotationView:
    """The note, unless it was deleted: then there is nothing to edit any more."""
    if note.deleted_at is not None:
        raise Conflict(f"Note {note.id} was deleted meanwhile; its text stays in the history of event {note.event_id}.")
    return note


def _to_event(event_id: int, sent: SentForm, done: str) -> Response:
    return RedirectResponse(event_url(event_id, _back(sent), done) + "#notes", status_code=303)


def _back(sent: SentForm) -> str | None:
    return own_path(sent.text("back"))
