"""The timeline, and the form that picks a pair."""

import hashlib
from dataclasses import replace

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from sqlmodel import Session

from app import __version__
from app.domain import filters
from app.domain.countries import read_country, suggest_countries
from app.domain.dyads import Dyad
from app.domain.filters import ParsedFilter
from app.domain.people import Visitor
from app.errors import BadInput, NotFound
from app.services.browse_timeline import DEFAULT_WIDTH_PX, browse_timeline, timeline_version
from app.services.event_list import ListStart, parse_start
from app.services.saved_views import ViewRow, get_view, known_views
from app.web.access import READS
from app.web.deps import MAX_ID, Db, Kept, Now, Who
from app.web.kept_answers import answer
from app.web.rendering import is_swap, page_or_block
from app.web.timeline_contexts import PairForm, TimelinePage, timeline_page, timeline_url
from app.web.visit import Visit, visit_of

router = APIRouter()
PAGE = "pages/timeline.html"
WIDTH_HEADER = "Timeline-Width"
"""How many pixels the script has measured for the plot; without it the picture fits every wide screen."""
WIDTH_COOKIE = "timeline-width"
"""The same for visits, so that a page looks alike when it is loaded and when it has been moved about in."""
MOVE_HEADER = "Timeline-Move"
"""Says that the script asks for a view and writes the browser's history itself."""
WIDTH_RANGE = (320, 4_000)
PAGE_PARAMETERS = frozenset({"next", "members", "view"})
PICKER_PARAMETERS = frozenset({"a", "b"})


@router.get("/", dependencies=[READS])
def show_timeline(request: Request, db: Db, who: Who, kept: Kept, now: Now) -> Response:
    parsed = _parsed(request, PAGE_PARAMETERS)
    if parsed.turned and not parsed.faults:
        return RedirectResponse(timeline_url(parsed.filter), status_code=303)
    width, visit = _width(request), visit_of(request, now)
    faults = dict(parsed.faults)
    starts = _list_start(request, "next", faults), _list_start(request, "members", faults)
    etag = _etag(request, timeline_version(db), who, width, visit)
    if not faults and request.headers.get("If-None-Match") == etag:
        return Response(status_code=304, headers=_cache_headers(etag))

    def put_together() -> Response:
        context = _context(request, db, replace(parsed, faults=faults), starts, width, visit, who.name)
        return page_or_block(request, PAGE, context, block="view", status_code=422 if faults else 200)

    response = put_together() if faults else answer(request, kept.get(etag, lambda: bytes(put_together().body)))
    response.headers.update({"Cache-Control": "no-store"} if faults else _cache_headers(etag))
    is_asked_by_form = is_swap(request) and MOVE_HEADER not in request.headers
    if is_asked_by_form and not faults and not PAGE_PARAMETERS & request.query_params.keys():
        response.headers.update(_canonical_address(request, parsed))
    return response


def _context(
    request: Request,
    db: Session,
    parsed: ParsedFilter,
    starts: tuple[ListStart, ListStart],
    width: int | None,
    visit: Visit,
    reader: str,
) -> TimelinePage:
    """What the page is drawn from; `starts` are where the list begins and that of an open cluster."""
    start, members = starts
    view = browse_timeline(db, parsed.filter, width_px=width or DEFAULT_WIDTH_PX, start=start, members=members)
    return timeline_page(
        view,
        visit=visit,
        faults=parsed.faults,
        typed=parsed.typed,
        notices=(*parsed.notices, *_selection_notices(view.selected is None, parsed)),
        is_fitted=width is not None,
        members=request.query_params.get("members", "") if "members" not in parsed.faults else "",
        saved=_saved_view(request, db, reader),
        views=() if request.url.query else known_views(db, reader),
    )


def _saved_view(request: Request, db: Session, reader: str) -> ViewRow | None:
    """The saved view that led here, unless the reader may not see it."""
    number = request.query_params.get("view", "")
    if not (number.isascii() and number.isdecimal() and len(number) <= 10 and 0 < int(number) <= MAX_ID):
        return None
    try:
        return get_view(db, int(number), reader)
    except NotFound:
        return None


@router.get("/pair", dependencies=[READS])
def pick_pair(request: Request, db: Db, now: Now) -> Response:
    parsed = _parsed(request, PICKER_PARAMETERS)
    form, dyad = read_pair(request.query_params.get("a", ""), request.query_params.get("b", ""))
    if not form.faults:
        if dyad is None:
            return RedirectResponse(timeline_url(parsed.filter.with_(pairs=())), status_code=303)
        wanted = parsed.filter.with_(pairs=(dyad,), direction=None)
        return RedirectResponse(timeline_url(wanted), status_code=303)
    view = browse_timeline(db, parsed.filter)
    context = timeline_page(
        view,
        visit=visit_of(request, now),
        faults=parsed.faults,
        typed=parsed.typed,
        notices=parsed.notices,
        pair_form=form,
    )
    return page_or_block(request, PAGE, context, block="view", status_code=422)


def read_pair(first: str, second: str) -> tuple[PairForm, Dyad | None]:
    """
    Read the picker's two fields by name, code or demonym.

    Two empty fields are no pair and no fault; else each fault stands at its field.
    """
    typed = {"a": " ".join(first.split()), "b": " ".join(second.split())}
    if not any(typed.values()):
        return PairForm(), None
    found = {name: read_country(text) for name, text in typed.items()}
    faults = {name: _country_fault(typed[name]) for name, country in found.items() if country is None}
    a, b = found["a"], found["b"]
    if a and b and a.code == b.code:
        faults["b"] = f"{a.name} stands in both fields: a pair needs two different countries."
    form = PairForm(typed["a"], typed["b"], faults)
    return form, Dyad.of(a.code, b.code) if a and b and not faults else None


def _country_fault(typed: str) -> str:
    if not typed:
        return "Choose a country: a pair needs two."
    near = [country.name for country in suggest_countries(typed, 3)]
    meant = f"did you mean {' or '.join(near)}?" if near else "write a name like India, a code like IND, or Indian."
    return f"{typed[:60]!r} is no country we know by that word: {meant}"


def _parsed(request: Request, also_known: frozenset[str] = frozenset()) -> ParsedFilter:
    return filters.parse(request.query_params.multi_items(), also_known)


def _list_start(request: Request, name: str, faults: dict[str, str]) -> ListStart:
    try:
        return parse_start(request.query_params.get(name, ""), name)
    except BadInput as problem:
        faults[name] = str(problem)
        return ListStart()


def _selection_notices(is_missing: bool, parsed: ParsedFilter) -> tuple[str, ...]:
    if parsed.filter.selected is None or not is_missing:
        return ()
    return (f"There is no event {parsed.filter.selected}: nothing is selected.",)


def _width(request: Request) -> int | None:
    value = request.headers.get(WIDTH_HEADER) or request.cookies.get(WIDTH_COOKIE, "")
    if not (value.isascii() and value.isdecimal() and len(value) <= 5):
        return None
    least, most = WIDTH_RANGE
    return max(least, min(most, int(value)))


def _etag(request: Request, version: int, who: Visitor, width: int | None, visit: Visit) -> str:
    """Weak, for two answers alike may differ in their compression."""
    static = request.app.state.templates.env.globals["static"]
    page = (is_swap(request), width, who, visit)
    parts = (request.url.query, version, __version__, page, static("css/screen.css"))
    return f'W/"{hashlib.sha256(repr(parts).encode()).hexdigest()[:24]}"'


def _cache_headers(etag: str) -> dict[str, str]:
    varies = f"Accept-Encoding, HX-Request, {WIDTH_HEADER}, {MOVE_HEADER}"
    return {"ETag": etag, "Cache-Control": "private, no-cache", "Vary": varies}


def _canonical_address(request: Request, parsed: ParsedFilter) -> dict[str, str]:
    """What a form sends has empty fields and its own order: the address bar gets the canonical query instead."""
    if request.url.query == filters.to_query(parsed.filter):
        return {}
    return {"HX-Push-Url": timeline_url(parsed.filter)}
