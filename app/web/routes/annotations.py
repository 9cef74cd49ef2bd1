"""Notes: written on events, accounts, passages and pairs, answered, edited, deleted; their list and their threads."""

from dataclasses import replace
from typing import Annotated
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse
from sqlmodel import Session

from app.domain.annotations import OnAccount, OnDyad, OnNote, TargetKind, read_period
from app.domain.dyads import parse_dyad
from app.errors import BadInput, Conflict, NotFound
from app.services.annotate import (
    AnnotationView,
    add_annotation,
    annotate,
    annotate_words,
    delete_annotation,
    edit_annotation,
    get_annotation,
)
from app.services.browse_annotations import (
    AnnotationSearch,
    browse_annotations,
    show_thread,
    tags_in_use,
)
from app.services.find_words import Place, SeveralPlaces, find_words
from app.services.show_source import show_source
from app.web.access import ANALYSES, READS, demand_own
from app.web.annotation_contexts import AnnotationsContext, ListedNote, NewAnnotationContext, ThreadContext
from app.web.annotation_form import AnnotationForm, parse_annotation_form
from app.web.annotation_words import KINDS, pair_words, place_url, place_words
from app.web.contexts import AnnotationContext, Section
from app.web.deps import MAX_ID, AppSettings, Author, Back, Db, Now, RowId, Who
from app.web.forms import FormBody, SentForm
from app.web.history import tell_history
from app.web.rendering import is_swap, page_or_block
from app.web.routes.events import NOTED, event_page
from app.web.urls import article_url, dyad_url, own_path

router = APIRouter()

Cursor = Annotated[int | None, Query(ge=1, le=MAX_ID)]
Short = Annotated[str, Query(max_length=200)]


@router.get("/annotations", dependencies=[READS])
def show_list(
    request: Request,
    db: Db,
    tag: Short = "",
    author: Short = "",
    target: Short = "",
    detached: Short = "",
    before: Cursor = None,
    after: Cursor = None,
) -> Response:
    search = read_search(tag, author, target, detached)
    return list_page(request, db, search, before=before, after=after)


@router.get("/annotations/{annotation_id}", dependencies=[READS])
def show(request: Request, annotation_id: RowId, db: Db, done: Short = "") -> Response:
    page = show_thread(db, annotation_id)
    note = page.thread.note
    url = place_url(note)
    context = ThreadContext(
        title=f"Note {note.id}",
        thread=page.thread,
        on=place_words(note),
        on_url="" if url.startswith("/annotations/") else url,
        history=tell_history(page.history),
        tags=tags_in_use(db),
        notice=NOTED.get(done),
    )
    return page_or_block(request, "pages/annotation_thread.html", context)


@router.post("/events/{event_id}/annotations", dependencies=[ANALYSES])
def add(
    request: Request, event_id: RowId, db: Db, settings: AppSettings, author: Author, now: Now, sent: FormBody
) -> Response:
    form = parse_annotation_form(sent, settings.annotation_max_chars)
    if form.note is None:
        return event_page(request, db, event_id, back=_back(sent), form=form, status_code=422)
    return _written(db, add_annotation(db, event_id, form.note, author, now), sent)


@router.post("/accounts/{account_id}/annotations", dependencies=[ANALYSES])
def add_to_account(
    request: Request, account_id: RowId, db: Db, settings: AppSettings, author: Author, now: Now, sent: FormBody
) -> Response:
    form = parse_annotation_form(sent, settings.annotation_max_chars)
    if form.note is None:
        path = _back(sent) or "/annotations"
        return _ask_again(request, db, sent, form, f"/accounts/{account_id}/annotations", "an account", path)
    return _written(db, annotate(db, OnAccount(account_id), form.note, author, now), sent)


@router.get("/articles/{article_id}/annotations/new", dependencies=[ANALYSES])
def show_passage_form(
    request: Request, article_id: RowId, db: Db, quoted: Annotated[str, Query(alias="quote")] = "", at: Short = ""
) -> Response:
    typed = {"body": "", "tags": "", "words": quoted[:4_000], "at": at}
    return _passage_page(request, db, article_id, AnnotationForm(typed), None)


@router.post("/articles/{article_id}/annotations", dependencies=[ANALYSES])
def add_to_passage(
    request: Request, article_id: RowId, db: Db, settings: AppSettings, author: Author, now: Now, sent: FormBody
) -> Response:
    form = _with(parse_annotation_form(sent, settings.annotation_max_chars), sent, "words", "at")
    at = sent.number("at") if sent.text("at") else None
    try:
        if form.note is not None:
            words = sent.text("words")
            return _written(db, annotate_words(db, article_id, words, at, form.note, author, now), sent)
    except BadInput as problem:
        form = form.with_error("words", str(problem))
    return _passage_page(request, db, article_id, form, _back(sent), status_code=422)


@router.post("/dyads/{pair}/annotations", dependencies=[ANALYSES])
def add_to_dyad(
    request: Request, pair: str, db: Db, settings: AppSettings, author: Author, now: Now, sent: FormBody
) -> Response:
    try:
        dyad, _ = parse_dyad(pair[:100])
    except BadInput as problem:
        raise NotFound(str(problem)) from problem
    form = _with(parse_annotation_form(sent, settings.annotation_max_chars), sent, "period")
    try:
        period = read_period(sent.text("period"))
        if form.note is not None:
            return _written(db, annotate(db, OnDyad(dyad, period), form.note, author, now), sent)
    except BadInput as problem:
        form = form.with_error("period", str(problem))
    action, on = f"/dyads/{dyad}/annotations", pair_words(dyad)
    return _ask_again(request, db, sent, form, action, on, dyad_url(str(dyad)), asks=("period",))


@router.post("/annotations/{annotation_id}/replies", dependencies=[ANALYSES])
def reply(
    request: Request, annotation_id: RowId, db: Db, settings: AppSettings, author: Author, now: Now, sent: FormBody
) -> Response:
    form = parse_annotation_form(sent, settings.annotation_max_chars)
    if form.note is None:
        answered = get_annotation(db, annotation_id)
        action = f"/annotations/{annotation_id}/replies"
        return _ask_again(request, db, sent, form, action, f"note {annotation_id}", place_url(answered))
    return _written(db, annotate(db, OnNote(annotation_id), form.note, author, now), sent)


@router.get("/annotations/{annotation_id}/edit", dependencies=[ANALYSES])
def show_form(request: Request, annotation_id: RowId, db: Db, who: Who, back: Back) -> Response:
    note = _existing(get_annotation(db, annotation_id))
    demand_own(who, note.owner, f"Note {annotation_id}")
    return _edit_page(request, db, note, AnnotationForm.of(note.note), back)


@router.post("/annotations/{annotation_id}", dependencies=[ANALYSES])
def edit(
    request: Request, annotation_id: RowId, db: Db, settings: AppSettings, who: Who, now: Now, sent: FormBody
) -> Response:
    demand_own(who, get_annotation(db, annotation_id).owner, f"Note {annotation_id}")
    form = parse_annotation_form(sent, settings.annotation_max_chars)
    version = sent.number("version")
    if form.note is None:
        note = _existing(get_annotation(db, annotation_id))
        return _edit_page(request, db, note, form, _back(sent), status_code=422)
    try:
        changed = edit_annotation(db, annotation_id, form.note, version, who.name, now)
    except Conflict:
        note = _existing(get_annotation(db, annotation_id))
        return _edit_page(request, db, note, form, _back(sent), changed_meanwhile=True, status_code=409)
    return RedirectResponse(place_url(changed, _back(sent), "changed"), status_code=303)


@router.post("/annotations/{annotation_id}/delete", dependencies=[ANALYSES])
def delete(annotation_id: RowId, db: Db, who: Who, now: Now, sent: FormBody) -> Response:
    demand_own(who, get_annotation(db, annotation_id).owner, f"Note {annotation_id}")
    gone = delete_annotation(db, annotation_id, sent.number("version"), who.name, now)
    return RedirectResponse(place_url(gone, _back(sent), "deleted"), status_code=303)


def read_search(tag: str, author: str, target: str, detached: str) -> AnnotationSearch:
    """
    What the list of notes is narrowed to.

    Raises:
        BadInput: The kind of target is none.
    """
    if target and target not in KINDS:
        raise BadInput(f"{target[:20]!r} is nothing that notes stand on: choose {', '.join(KINDS)}.", "target")
    kind = TargetKind(target) if target else None
    return AnnotationSearch(" ".join(tag.split()).lower() or None, author.strip() or None, kind, bool(detached))


def search_query(search: AnnotationSearch) -> str:
    """The query string of a search, without a question mark; empty where nothing is narrowed."""
    given = {
        "tag": search.tag,
        "author": search.author,
        "target": search.target,
        "detached": "1" if search.detached else None,
    }
    return urlencode({name: value for name, value in given.items() if value}, quote_via=quote)


def list_page(
    request: Request,
    db: Session,
    search: AnnotationSearch,
    *,
    before: int | None = None,
    after: int | None = None,
    report: str = "",
    faults: tuple[str, ...] = (),
    status_code: int = 200,
) -> Response:
    """The list of notes; `report` and `faults` say how an import ended."""
    found = browse_annotations(db, search, before=before, after=after)
    query = search_query(search)

    def page_url(name: str, cursor: int | None) -> str | None:
        return f"/annotations?{query}{'&' if query else ''}{name}={cursor}" if cursor else None

    context = AnnotationsContext(
        title="Notes",
        found=found,
        notes=tuple(ListedNote(note, place_words(note), place_url(note)) for note in found.notes),
        query=query,
        tag=search.tag or "",
        author=search.author or "",
        target=search.target or "",
        detached=search.detached,
        kinds=KINDS,
        previous_url=page_url("after", found.previous),
        next_url=page_url("before", found.next),
        report=report,
        faults=faults,
    )
    return page_or_block(request, "pages/annotations.html", context, block="list", status_code=status_code)


def _passage_page(
    request: Request,
    db: Session,
    article_id: int,
    form: AnnotationForm,
    back: str | None,
    *,
    status_code: int = 200,
) -> Response:
    """The form of a note on words of an article, with the words as they stand in it."""
    source = show_source(db, article_id)
    at, place = form.values["at"], None
    places: tuple[Place, ...] = ()
    try:
        if form.values["words"]:
            place = find_words(source.text, form.values["words"], int(at) if at.isdecimal() and len(at) < 10 else None)
    except SeveralPlaces as several:
        places = several.places
        form = form.with_error("words", str(several))
    except BadInput as problem:
        form = form.with_error("words", str(problem))
    context = NewAnnotationContext(
        title="Note on a passage",
        action=f"/articles/{article_id}/annotations",
        on=source.title,
        on_url=article_url(article_id),
        form=form,
        asks=("words",),
        place=place,
        places=places,
        tags=tags_in_use(db),
        back=back,
    )
    return page_or_block(request, "pages/annotation_new.html", context, status_code=status_code)


def _ask_again(
    request: Request,
    db: Session,
    sent: SentForm,
    form: AnnotationForm,
    action: str,
    on: str,
    on_url: str,
    *,
    asks: tuple[str, ...] = (),
) -> Response:
    """A note that was not taken, with what was typed and why."""
    context = NewAnnotationContext(
        title=f"Note on {on}",
        action=action,
        on=on,
        on_url=on_url,
        form=form,
        asks=asks,
        tags=tags_in_use(db),
        back=_back(sent),
    )
    return page_or_block(request, "pages/annotation_new.html", context, status_code=422)


def _with(form: AnnotationForm, sent: SentForm, *names: str) -> AnnotationForm:
    return replace(form, values={**form.values, **{name: sent.text(name) for name in names}})


def _edit_page(
    request: Request,
    db: Session,
    note: AnnotationView,
    form: AnnotationForm,
    back: str | None,
    *,
    changed_meanwhile: bool = False,
    status_code: int = 200,
) -> Response:
    context = AnnotationContext(
        title=f"Edit note {note.id}",
        section=Section.NOTES,
        note=note,
        on=place_words(note),
        on_url=place_url(note, back),
        form=form,
        tags=tags_in_use(db),
        swaps=is_swap(request),
        changed_meanwhile=changed_meanwhile,
        back=back,
    )
    return page_or_block(request, "pages/annotation.html", context, block="edit", status_code=status_code)


def _existing(note: AnnotationView) -> AnnotationView:
    """The note, unless it was deleted: then there is nothing to edit any more."""
    if note.deleted_at is not None:
        raise Conflict(f"Note {note.id} was deleted meanwhile; its text stays in its history.")
    return note


def _written(db: Session, annotation_id: int, sent: SentForm) -> Response:
    note = get_annotation(db, annotation_id)
    return RedirectResponse(place_url(note, _back(sent), "saved"), status_code=303)


def _back(sent: SentForm) -> str | None:
    return own_path(sent.text("back"))
