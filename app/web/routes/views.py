"""Saved views: the list, one that leads to its timeline, and the forms that save, change and delete one."""

from dataclasses import dataclass, field

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from app.domain import filters
from app.domain.saved_views import ViewDraft, filter_of, make_view
from app.errors import BadInput
from app.services.saved_views import (
    ListedView,
    ViewRow,
    browse_views,
    edit_view,
    get_view,
    mark_seen,
    remove_view,
    save_view,
)
from app.web.access import ANALYSES, READS
from app.web.contexts import PageContext, Section
from app.web.deps import Author, Db, Now, RowId
from app.web.forms import FormBody, SentForm
from app.web.rendering import page_or_block
from app.web.timeline_contexts import filter_words, subject_words, timeline_url
from app.web.urls import done_url

router = APIRouter()
DONE = {"saved": "The view is saved.", "changed": "The view is changed.", "deleted": "The view is deleted."}
FORM = "pages/view_form.html"


@dataclass(frozen=True)
class ViewForm:
    """A view as typed; `draft` is None while there are errors or nothing was typed yet."""

    values: dict[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    draft: ViewDraft | None = None

    @property
    def is_shared(self) -> bool:
        """Whether the box is ticked."""
        return bool(self.values.get("shared"))


@dataclass(frozen=True)
class ViewLine:
    """A view in the list, with its filter in words."""

    listed: ListedView
    words: str


@dataclass(frozen=True, kw_only=True)
class StripContext(PageContext):
    """The views of the home page; `news` is what is new in each, by id."""

    views: list[ViewRow]
    news: dict[int, ListedView]


@dataclass(frozen=True, kw_only=True)
class ViewsContext(PageContext):
    """The list: one's own views and those that others share; `done` is what has just been done."""

    mine: list[ViewLine]
    shared: list[ViewLine]
    done: str
    section: Section = Section.VIEWS


@dataclass(frozen=True, kw_only=True)
class ViewFormContext(PageContext):
    """The form. `view` is None for a new one; `words` say what the filter is."""

    view: ViewRow | None
    form: ViewForm
    words: str
    section: Section = Section.VIEWS


@router.get("/views", dependencies=[READS])
def show_views(request: Request, db: Db, author: Author, done: str = "") -> Response:
    lines = [ViewLine(one, _words(one.view.query)) for one in browse_views(db, author)]
    context = ViewsContext(
        title="Saved views",
        mine=[line for line in lines if line.listed.is_mine],
        shared=[line for line in lines if not line.listed.is_mine],
        done=DONE.get(done, ""),
    )
    return page_or_block(request, "pages/views.html", context)


@router.get("/views/strip", dependencies=[READS])
def show_strip(request: Request, db: Db, author: Author) -> Response:
    """What the home page asks for when it is drawn."""
    listed = browse_views(db, author)
    context = StripContext(
        title="Saved views", views=[one.view for one in listed], news={one.view.id: one for one in listed}
    )
    return page_or_block(request, "partials/views_strip.html", context)


@router.get("/views/new", dependencies=[ANALYSES])
def show_new(request: Request) -> Response:
    wanted = filters.parse(request.query_params.multi_items()).filter
    values = {"name": "", "description": "", "query": filters.to_query(wanted.with_(selected=None)), "shared": ""}
    return _form_page(request, None, ViewForm(values))


@router.post("/views", dependencies=[ANALYSES])
def save(request: Request, db: Db, author: Author, now: Now, sent: FormBody) -> Response:
    form = _read(sent)
    if form.draft is None:
        return _form_page(request, None, form, status_code=422)
    save_view(db, form.draft, author, now)
    return RedirectResponse(done_url("/views", "saved"), status_code=303)


@router.get("/views/{view_id}", dependencies=[READS])
def show(view_id: RowId, db: Db, author: Author) -> Response:
    return _to_timeline(get_view(db, view_id, author))


@router.post("/views/{view_id}/open", dependencies=[READS])
def open_view(view_id: RowId, db: Db, author: Author, now: Now) -> Response:
    return _to_timeline(mark_seen(db, view_id, author, now))


@router.get("/views/{view_id}/edit", dependencies=[ANALYSES])
def show_edit(request: Request, view_id: RowId, db: Db, author: Author) -> Response:
    view = get_view(db, view_id, author)
    values = {"name": view.name, "description": view.description, "query": view.query}
    return _form_page(request, view, ViewForm({**values, "shared": "1" if view.is_shared else ""}))


@router.post("/views/{view_id}/edit", dependencies=[ANALYSES])
def edit(request: Request, view_id: RowId, db: Db, author: Author, now: Now, sent: FormBody) -> Response:
    form = _read(sent)
    if form.draft is None:
        return _form_page(request, get_view(db, view_id, author), form, status_code=422)
    edit_view(db, view_id, form.draft, sent.number("version"), author, now)
    return RedirectResponse(done_url("/views", "changed"), status_code=303)


@router.post("/views/{view_id}/delete", dependencies=[ANALYSES])
def delete(view_id: RowId, db: Db, author: Author) -> Response:
    remove_view(db, view_id, author)
    return RedirectResponse(done_url("/views", "deleted"), status_code=303)


def _read(sent: SentForm) -> ViewForm:
    values = {name: sent.text(name) for name in ("name", "description", "query", "shared")}
    try:
        draft = make_view(values["name"], values["description"], values["query"], is_shared=bool(values["shared"]))
    except BadInput as problem:
        return ViewForm(values, {problem.field or "name": str(problem)})
    return ViewForm(values, {}, draft)


def _form_page(request: Request, view: ViewRow | None, form: ViewForm, *, status_code: int = 200) -> Response:
    context = ViewFormContext(
        title=f"Change {view.name}" if view else "Save this view",
        view=view,
        form=form,
        words=_words(form.values["query"]) if "query" not in form.errors else "",
    )
    return page_or_block(request, FORM, context, status_code=status_code)


def _words(query: str) -> str:
    """What a saved filter shows, in one line."""
    wanted = filter_of(query.rpartition("?")[2])
    return f"{subject_words(wanted)}. {filter_words(wanted)}"


def _to_timeline(view: ViewRow) -> Response:
    return RedirectResponse(timeline_url(filter_of(view.query), view=str(view.id)), status_code=303)
