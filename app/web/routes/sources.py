"""Sources: their list, and one of them with its grades and their history."""

from dataclasses import dataclass, field
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse
from sqlmodel import Session

from app.errors import BadInput
from app.services.browse_sources import SourceGradeView, SourcePage, SourceRow, list_all_sources, show_source_page
from app.services.grade import grade_source
from app.web.access import ANALYSES, READS
from app.web.contexts import PageContext, Section
from app.web.deps import Author, Db, Now, RowId
from app.web.forms import FormBody
from app.web.grade_words import RELIABILITIES, from_words
from app.web.history import HistoryEntry, tell_source_history
from app.web.rendering import page_or_block
from app.web.urls import source_url

router = APIRouter()
DONE = {
    "graded": "The grade is kept. Events that this source tells show it from now on.",
    "undone": "That is undone; the history tells both.",
}


@dataclass(frozen=True, kw_only=True)
class SourcesContext(PageContext):
    """The list of sources; `meanings` says what each grade means."""

    sources: list[SourceRow]
    meanings: dict[str, str]
    title: str = "Sources"
    section: Section = Section.SOURCES


@dataclass(frozen=True, kw_only=True)
class SourceContext(PageContext):
    """
    One source.

    Attributes:
        grades: Each with the day from which it holds, in words; the latest first.
        meanings: What each grade means.
        history: Newest first.
        values: As typed into the form.
        fault: Why it was not taken; None otherwise.
        notice: What has just been done; None on an ordinary visit.
    """

    source: SourceRow
    grades: tuple[tuple[SourceGradeView, str], ...]
    meanings: dict[str, str]
    history: tuple[HistoryEntry, ...]
    values: dict[str, str] = field(default_factory=lambda: {"grade": "", "from": "", "reason": ""})
    fault: BadInput | None = None
    notice: str | None = None
    section: Section = Section.SOURCES


@router.get("/sources", dependencies=[READS])
def show_list(request: Request, db: Db) -> Response:
    context = SourcesContext(sources=list_all_sources(db), meanings=RELIABILITIES)
    return page_or_block(request, "pages/sources.html", context)


@router.get("/sources/{source_id}", dependencies=[READS])
def show(request: Request, source_id: RowId, db: Db, done: Annotated[str, Query(max_length=20)] = "") -> Response:
    return _page(request, db, source_id, notice=DONE.get(done))


@router.post("/sources/{source_id}/grade", dependencies=[ANALYSES])
def grade(request: Request, source_id: RowId, db: Db, author: Author, now: Now, sent: FormBody) -> Response:
    values = {name: sent.text(name) for name in ("grade", "from", "reason")}
    try:
        grade_source(db, source_id, values["grade"], values["from"], values["reason"], author, now)
    except BadInput as problem:
        return _page(request, db, source_id, values=values, fault=problem, status_code=422)
    return RedirectResponse(source_url(source_id, "graded"), status_code=303)


def _page(
    request: Request,
    db: Session,
    source_id: int,
    *,
    values: dict[str, str] | None = None,
    fault: BadInput | None = None,
    notice: str | None = None,
    status_code: int = 200,
) -> Response:
    page: SourcePage = show_source_page(db, source_id)
    context = SourceContext(
        title=page.source.name,
        source=page.source,
        grades=tuple((one, from_words(one.from_day)) for one in page.grades),
        meanings=RELIABILITIES,
        history=tell_source_history(page.history, page.actions),
        values=values or {"grade": "", "from": "", "reason": ""},
        fault=fault,
        notice=notice,
    )
    return page_or_block(request, "pages/source.html", context, status_code=status_code)
