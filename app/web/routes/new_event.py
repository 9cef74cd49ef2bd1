"""An event that a person tells, from words of an article; and the way from words on the article's page."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse

from app.domain.accounts import DATE
from app.domain.events import EventType, Status
from app.errors import BadInput
from app.services.create_event import Draft, create_event
from app.services.find_words import FIELD as WORDS
from app.services.find_words import Place, SeveralPlaces, find_words, place_at
from app.services.show_event import show_event
from app.services.show_source import SourceText, show_source
from app.web.access import ANALYSES
from app.web.deps import MAX_ID, Author, Db, Now, RowId
from app.web.event_contexts import NewEventContext
from app.web.event_form import EventForm, parse_event_form
from app.web.forms import FormBody
from app.web.rendering import page_or_block
from app.web.urls import new_event_url, new_note_url, words_url

router = APIRouter()

QUOTE, NOTE = "quote", "note"
Offset = Annotated[int | None, Query(ge=0, le=MAX_ID)]
Text = Annotated[str, Query(max_length=4_000)]


@router.get("/events/new", dependencies=[ANALYSES])
def show_form(
    request: Request,
    db: Db,
    article: Annotated[int | None, Query(ge=1, le=MAX_ID)] = None,
    quote: Text = "",
    at: str = "",
    start: Offset = None,
    end: Offset = None,
    date: Annotated[str, Query(max_length=200)] = "",
) -> Response:
    if article is None:
        raise BadInput("An event rests on words of an article: open the article and select them there.", "article")
    source = show_source(db, article)
    form = EventForm()
    form.values.update({"type": EventType.STATEMENT.value, "status": Status.OCCURRED.value, QUOTE: quote, DATE: date})
    if start is not None and end is not None:
        place = place_at(source.text, start, end)
        form.values[QUOTE], at = place.words, str(place.start)
    return _form_page(request, source, form, at=_number(at))


@router.post("/events/new", dependencies=[ANALYSES])
def create(request: Request, db: Db, author: Author, now: Now, sent: FormBody) -> Response:
    source = show_source(db, sent.number("article"))
    form = parse_event_form(sent, source.published_on, is_new=True)
    form.values[QUOTE] = sent.text(QUOTE)
    at = _number(sent.text("at"))
    if sent.text("read"):
        return _form_page(request, source, replace(form, errors={}), at=at)
    try:
        place = find_words(source.text, sent.text(QUOTE), at)
        if not form.errors:
            draft = Draft(source.article_id, place.start, place.end, form.corrections)
            return RedirectResponse(f"/events/{create_event(db, draft, author, now)}?done=created", 303)
    except BadInput as problem:
        form.errors[QUOTE if problem.field in (WORDS, None) else problem.field] = str(problem)
        places = problem.places if isinstance(problem, SeveralPlaces) else ()
        return _form_page(request, source, form, at=at, places=places, status_code=422)
    return _form_page(request, source, form, at=at, status_code=422)


@router.get("/articles/{article_id}/words", dependencies=[ANALYSES])
def take_words(
    article_id: RowId,
    db: Db,
    quote: Text = "",
    at: str = "",
    use: Annotated[str, Query(alias="as", max_length=20)] = QUOTE,
    event: Annotated[int | None, Query(alias="of", ge=1, le=MAX_ID)] = None,
) -> Response:
    """From the article's page: to the form of a note or a new event, or to the page of an event it tells."""
    if use == NOTE:
        return RedirectResponse(new_note_url(article_id, quote, _number(at)), status_code=303)
    if event is None or use == QUOTE:
        return RedirectResponse(new_event_url(article_id, quote, _number(at)), status_code=303)
    accounts = show_event(db, event).accounts
    shown = next((account.id for account in accounts if account.article_id == article_id), None)
    return RedirectResponse(words_url(event, shown, quote, _number(at)), status_code=303)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _form_page(
    request: Request,
    source: SourceText,
    form: EventForm,
    *,
    at: int | None,
    places: tuple[Place, ...] = (),
    status_code: int = 200,
) -> Response:
    context = NewEventContext(source=source, form=form, at=at, places=places)
    return page_or_block(request, "pages/event_new.html", context, block="edit", status_code=status_code)
