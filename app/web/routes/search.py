"""The search over everything."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from app.domain.filters import Filter
from app.errors import BadInput
from app.services.search import Part, Search, Section, search
from app.web.access import READS
from app.web.contexts import PageContext
from app.web.deps import MAX_ID, Db
from app.web.rendering import page_or_block
from app.web.timeline_contexts import timeline_url

router = APIRouter()
PART_WORDS = {Part.EVENTS: "Events", Part.QUOTES: "Quotes", Part.ARTICLES: "Articles", Part.ANNOTATIONS: "Notes"}
MAX_SHOWN_CHARS = 2_000
"""Of a query that is too long, to be shown again in its field."""


@dataclass(frozen=True, kw_only=True)
class SearchContext(PageContext):
    """
    The page of a search.

    Attributes:
        found: None where the query was refused.
        typed: What stands in the field, with `fault` where it cannot be looked for.
        part: The only part that is shown, None for all.
        labels: How the parts are called.
        timeline: The address of the timeline with the same words.
        is_later: Whether this is a page behind the first.
    """

    found: Search | None
    typed: str
    fault: str
    part: Part | None
    labels: dict[Part, str]
    timeline: str
    is_later: bool

    @property
    def shown(self) -> tuple[Section, ...]:
        """The parts that have something, or the chosen one."""
        sections = self.found.sections if self.found else ()
        return tuple(one for one in sections if one.hits or (one.part is self.part))


@router.get("/search", dependencies=[READS])
def show_search(
    request: Request,
    db: Db,
    q: Annotated[str, Query()] = "",
    part: Annotated[str, Query(alias="in")] = "",
    after: Annotated[int | None, Query(ge=1, le=MAX_ID)] = None,
) -> Response:
    chosen = Part(part) if part in set(Part) else None
    found, fault = None, ""
    try:
        found = search(db, q, chosen, after)
    except BadInput as problem:
        fault = str(problem)
    typed = found.typed if found else q[:MAX_SHOWN_CHARS]
    context = SearchContext(
        title=f"Search: {typed[:60]}" if typed else "Search",
        found=found,
        typed=typed,
        fault=fault,
        part=chosen,
        labels=PART_WORDS,
        timeline=timeline_url(Filter(texts=(typed,))) if found and typed else "/",
        is_later=after is not None,
    )
    return page_or_block(request, "pages/search.html", context, block="found", status_code=422 if fault else 200)
