"""What a person decides about the fields of an event: edited, adopted, left open, given back, set to words, ordered."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse
from sqlmodel import Session

from app.domain.accounts import DECIDABLE
from app.domain.corrections import read_reason
from app.errors import BadInput, Conflict
from app.services.correct_event import adopt_value, correct, leave_open, release
from app.services.find_event import SeveralEvents, name_event
from app.services.find_words import SeveralPlaces
from app.services.order_event import Order, set_event_order
from app.services.read_date import read_date
from app.services.show_event import EventPage, show_event
from app.services.show_source import published_on
from app.services.use_words import Pointed, use_words
from app.web.access import ANALYSES, READS
from app.web.contexts import Refusal
from app.web.deps import MAX_ID, Author, Back, Db, Now, RowId
from app.web.event_contexts import DateReadingContext, EditEventContext
from app.web.event_form import FIELDS, EventForm, parse_event_form, typed_values
from app.web.forms import FormBody, SentForm
from app.web.rendering import page_or_block
from app.web.routes.events import event_page
from app.web.urls import event_done_url, new_event_url, new_note_url, own_path

router = APIRouter()

Typed = Annotated[str, Query(max_length=1_000)]


@router.get("/dates/read", dependencies=[READS])
def read(
    request: Request,
    db: Db,
    typed: Typed = "",
    date: Typed = "",
    article: Annotated[int | None, Query(ge=1, le=MAX_ID)] = None,
) -> Response:
    """What a date means, while it is typed; `date` is how the field of a form names it."""
    text, fault, reading = typed or date, None, None
    try:
        reading = read_date(text, published_on(db, article))
    except BadInput as problem:
        fault = str(problem)
    context = DateReadingContext(typed=text, reading=reading, fault=fault)
    return page_or_block(request, "pages/date_reading.html", context, block="reading")


@router.get("/events/{event_id}/edit", dependencies=[ANALYSES])
def show_form(request: Request, event_id: RowId, db: Db, back: Back) -> Response:
    page = living(show_event(db, event_id))
    form = EventForm.of(page.event, page.account.published_on if page.account else None)
    return _edit_page(request, page, form, back)


@router.post("/events/{event_id}/edit", dependencies=[ANALYSES])
def edit(request: Request, event_id: RowId, db: Db, author: Author, now: Now, sent: FormBody) -> Response:
    page = living(show_event(db, event_id))
    form = parse_event_form(sent, page.account.published_on if page.account else None)
    back, version = back_of(sent), sent.number("version")
    if sent.text("read"):
        return _edit_page(request, page, form, back, version=version)
    if form.errors:
        return _edit_page(request, page, form, back, version=version, status_code=422)
    corrections = form.meant(page.event)
    if not corrections:
        return RedirectResponse(event_done_url(event_id, "kept", back=back), status_code=303)
    try:
        correct(db, event_id, version, corrections, author, now, form.reason)
    except Conflict:
        return _changed_meanwhile(request, living(show_event(db, event_id)), form, back)
    return RedirectResponse(event_done_url(event_id, "edited", back=back), status_code=303)


@router.post("/events/{event_id}/adopt", dependencies=[ANALYSES])
def adopt(request: Request, event_id: RowId, db: Db, author: Author, now: Now, sent: FormBody) -> Response:
    def act() -> str:
        reason, account, version = _reason(sent), sent.number("account"), sent.number("version")
        adopt_value(db, event_id, version, sent.text("field"), account, author, now, reason)
        return "adopted"

    return _decided(request, db, event_id, sent, "adopt", act)


@router.post("/events/{event_id}/dispute", dependencies=[ANALYSES])
def dispute(request: Request, event_id: RowId, db: Db, author: Author, now: Now, sent: FormBody) -> Response:
    def act() -> str:
        reason, version = _reason(sent), sent.number("version")
        leave_open(db, event_id, version, sent.text("field"), author, now, reason)
        return "disputed"

    return _decided(request, db, event_id, sent, "dispute", act)


@router.post("/events/{event_id}/release", dependencies=[ANALYSES])
def give_back(request: Request, event_id: RowId, db: Db, author: Author, now: Now, sent: FormBody) -> Response:
    def act() -> str:
        if sent.text("field") not in DECIDABLE:
            raise BadInput(f"{sent.text('field')[:20]!r} is no field of an event: load the page again.", "field")
        release(db, event_id, sent.number("version"), sent.text("field"), author, now)
        return "released"

    return _decided(request, db, event_id, sent, "release", act)


@router.post("/events/{event_id}/words", dependencies=[ANALYSES])
def set_to_words(request: Request, event_id: RowId, db: Db, author: Author, now: Now, sent: FormBody) -> Response:
    field, pointed = sent.text("as"), pointed_at(sent)
    if field in ("quote", "note"):
        source = show_event(db, event_id, shown_account(sent)).source
        article_id = source.article_id if source else None
        form_url = new_note_url if field == "note" else new_event_url
        return RedirectResponse(form_url(article_id, pointed.words, pointed.at), status_code=303)

    def act() -> str:
        reason, version = read_reason(sent.text("reason")), sent.number("version")
        use_words(db, event_id, version, field, pointed, author, now, reason)
        return "set"

    return _decided(request, db, event_id, sent, "words", act, field=field)


@router.post("/events/{event_id}/order", dependencies=[ANALYSES])
def order(request: Request, event_id: RowId, db: Db, author: Author, now: Now, sent: FormBody) -> Response:
    def act() -> str:
        after, before = (name_event(db, sent.text(name), event_id, name) for name in ("after", "before"))
        reason, version = read_reason(sent.text("reason")), sent.number("version")
        set_event_order(db, event_id, version, Order(after, before), author, now, reason)
        return "ordered"

    return _decided(request, db, event_id, sent, "order", act, field="")


def living(page: EventPage) -> EventPage:
    """The event, unless it is part of another one now: then it is decided there."""
    if page.event.merged_into is not None:
        raise Conflict(f"Event {page.event.id} is part of event {page.event.merged_into} now: decide there.")
    return page


def back_of(sent: SentForm) -> str | None:
    """The way back that a form carries, if it is one of our own pages."""
    return own_path(sent.text("back"))


def pointed_at(sent: SentForm) -> Pointed:
    """The words that a form points at."""
    at = sent.number("at") if sent.text("at") else None
    return Pointed(sent.number("article_version"), sent.text("words"), at)


def shown_account(sent: SentForm) -> int | None:
    """The account whose article stood beside the form."""
    return sent.number("shown") if sent.text("shown") else None


def _decided(
    request: Request,
    db: Session,
    event_id: int,
    sent: SentForm,
    form: str,
    act: Callable[[], str],
    field: str | None = None,
) -> Response:
    """Do what a small form of the event's page asks, or show that page again with what was typed and why not."""
    field = sent.text("field") if field is None else field
    shown, back = shown_account(sent), back_of(sent)
    try:
        done = act()
    except (BadInput, Conflict) as problem:
        living(show_event(db, event_id))
        refusal = _refusal(form, field, problem, sent)
        status_code = 409 if isinstance(problem, Conflict) else 422
        return event_page(request, db, event_id, back=back, refusal=refusal, account_id=shown, status_code=status_code)
    address = event_done_url(event_id, done, back=back, account_id=shown, field=field)
    return RedirectResponse(address, status_code=303)


def _refusal(form: str, field: str, problem: BadInput | Conflict, sent: SentForm) -> Refusal:
    message = str(problem)
    if isinstance(problem, Conflict):
        message += " The page shows it as it is now; what you typed stands in its form: send it again if it holds."
    return Refusal(
        form=form,
        field=(problem.field or field) if form == "order" and isinstance(problem, BadInput) else field,
        message=message,
        values={name: sent.text(name) for name in ("reason", "words", "at", "after", "before")},
        places=problem.places if isinstance(problem, SeveralPlaces) else (),
        events=problem.events if isinstance(problem, SeveralEvents) else (),
    )


def _reason(sent: SentForm) -> str:
    return read_reason(sent.text("reason"), needed=True) or ""


def _changed_meanwhile(request: Request, page: EventPage, form: EventForm, back: str | None) -> Response:
    present = typed_values(page.event)
    theirs = frozenset(name for name in FIELDS if present[name] != form.was[name])
    return _edit_page(request, page, form.rebased(page.event), back, theirs=theirs, status_code=409)


def _edit_page(
    request: Request,
    page: EventPage,
    form: EventForm,
    back: str | None,
    *,
    version: int | None = None,
    theirs: frozenset[str] | None = None,
    status_code: int = 200,
) -> Response:
    context = EditEventContext(
        title=f"Edit: {page.event.title}",
        event=page.event,
        version=page.event.version if version is None else version,
        account=page.account,
        form=form,
        theirs=theirs or frozenset(),
        changed_meanwhile=theirs is not None,
        back=back,
    )
    return page_or_block(request, "pages/event_edit.html", context, block="edit", status_code=status_code)
