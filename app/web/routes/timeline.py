"""The timeline, its data, and the form that picks a pair."""

import hashlib
from dataclasses import asdict, replace
from datetime import date

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse, PlainTextResponse, RedirectResponse

from app import __version__
from app.domain import filters
from app.domain.countries import read_country, suggest_countries
from app.domain.dyads import Dyad
from app.domain.filters import ParsedFilter
from app.domain.summaries import EventSummary
from app.errors import BadInput
from app.services.browse_timeline import DEFAULT_WIDTH_PX, browse_timeline, timeline_version
from app.services.event_evidence import EventEvidence
from app.services.event_list import ListStart, parse_start
from app.services.export_timeline import export_events, export_picture
from app.timeline.file_svg import draw_file
from app.web.csv_export import day_or_nothing, events_csv
from app.web.deps import AppSettings, Db, Now
from app.web.preferences import preferences_of
from app.web.rendering import is_swap, page_or_block
from app.web.timeline_contexts import PairForm, file_words, timeline_page, timeline_url
from app.web.urls import event_url

router = APIRouter()
PAGE = "pages/timeline.html"
WIDTH_HEADER = "Timeline-Width"
"""How many pixels the script has measured for the plot; without it the picture fits every wide screen."""
WIDTH_COOKIE = "timeline-width"
"""The same for visits, so that a page looks alike when it is loaded and when it has been moved about in."""
MOVE_HEADER = "Timeline-Move"
"""Says that the script asks for a view and writes the browser's history itself."""
WIDTH_RANGE = (320, 4_000)
PAGE_PARAMETERS = frozenset({"next"})
PICKER_PARAMETERS = frozenset({"a", "b"})


@router.get("/")
def show_timeline(request: Request, db: Db, settings: AppSettings, now: Now) -> Response:
    parsed = _parsed(request, PAGE_PARAMETERS)
    if parsed.turned and not parsed.faults:
        return RedirectResponse(timeline_url(parsed.filter), status_code=303)
    faults = dict(parsed.faults)
    start = _list_start(request, faults)
    width = _width(request)
    etag = _etag(request, timeline_version(db), settings.analyst, width, now.date())
    if not faults and request.headers.get("If-None-Match") == etag:
        return Response(status_code=304, headers=_cache_headers(etag))
    view = browse_timeline(db, parsed.filter, width_px=width or DEFAULT_WIDTH_PX, start=start)
    context = timeline_page(
        view,
        faults=faults,
        typed=parsed.typed,
        notices=(*parsed.notices, *_selection_notices(view.selected is None, parsed)),
        is_fitted=width is not None,
        today=now.date(),
        preferences=preferences_of(request),
        here=str(request.url.replace(scheme="", netloc="")),
    )
    response = page_or_block(request, PAGE, context, block="view", status_code=422 if faults else 200)
    response.headers.update(_cache_headers(etag) if not faults else {"Cache-Control": "no-store"})
    if is_swap(request) and MOVE_HEADER not in request.headers and not faults and "next" not in request.query_params:
        response.headers.update(_canonical_address(request, parsed))
    return response


@router.get("/pair")
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
        faults=parsed.faults,
        typed=parsed.typed,
        notices=parsed.notices,
        pair_form=form,
        preferences=preferences_of(request),
        today=now.date(),
    )
    return page_or_block(request, PAGE, context, block="view", status_code=422)


@router.get("/timeline.json")
def timeline_json(request: Request, db: Db) -> Response:
    parsed = _usable(request)
    export = export_events(db, parsed.filter, _width(request) or DEFAULT_WIDTH_PX)
    window = export.window
    return JSONResponse(
        {
            "query": filters.to_query(parsed.filter),
            "window": {"first": day_or_nothing(window.first_day), "last": day_or_nothing(window.last_day)}
            if window
            else None,
            "counts": asdict(export.counts),
            "complete": export.is_complete,
            "notices": list(parsed.notices),
            "events": [_event_json(request, event, export.evidence[event.id]) for event in export.events],
        }
    )


@router.get("/timeline.csv")
def timeline_csv(request: Request, db: Db) -> Response:
    parsed = _usable(request)
    export = export_events(db, parsed.filter, DEFAULT_WIDTH_PX)
    counts = export.counts
    left_out = counts.total - len(export.events)
    return PlainTextResponse(
        events_csv(export, lambda event_id: _permalink(request, event_id)),
        media_type="text/csv; charset=utf-8; header=present",
        headers={
            "Content-Disposition": 'attachment; filename="timeline.csv"',
            # A CSV file has no room for a word about itself that every reader would understand.
            "Timeline-Counts": f"total={counts.total}, exported={len(export.events)}, left-out={left_out}",
        },
    )


@router.get("/timeline.svg")
def timeline_svg(request: Request, db: Db, now: Now) -> Response:
    parsed = _usable(request)
    picture, counts = export_picture(db, parsed.filter)
    if picture is None:
        raise BadInput("No event of this filter has a date, so there is nothing to draw: take away a part of it.")
    title, notes = file_words(parsed.filter, picture, counts)
    text = draw_file(picture, title, notes, lambda event_id: _permalink(request, event_id), now.date().toordinal())
    return Response(text, media_type="image/svg+xml")


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


def _usable(request: Request) -> ParsedFilter:
    """For data, which has no fields to put a message at: one fault refuses all."""
    parsed = _parsed(request, PAGE_PARAMETERS)
    if parsed.faults:
        raise BadInput(" ".join(parsed.faults.values()))
    return replace(parsed, filter=parsed.filter.with_(selected=None))


def _list_start(request: Request, faults: dict[str, str]) -> ListStart:
    try:
        return parse_start(request.query_params.get("next", ""))
    except BadInput as problem:
        faults["next"] = str(problem)
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


def _etag(request: Request, version: int, analyst: str, width: int | None, today: date) -> str:
    """Weak, for two answers alike may differ in their compression."""
    static = request.app.state.templates.env.globals["static"]
    page = (is_swap(request), width, analyst, preferences_of(request), today)
    parts = (request.url.query, version, __version__, page, static("css/screen.css"))
    return f'W/"{hashlib.sha256(repr(parts).encode()).hexdigest()[:24]}"'


def _cache_headers(etag: str) -> dict[str, str]:
    return {"ETag": etag, "Cache-Control": "private, no-cache", "Vary": f"HX-Request, {WIDTH_HEADER}, {MOVE_HEADER}"}


def _canonical_address(request: Request, parsed: ParsedFilter) -> dict[str, str]:
    """What a form sends has empty fields and its own order: the address bar gets the canonical query instead."""
    if request.url.query == filters.to_query(parsed.filter):
        return {}
    return {"HX-Push-Url": timeline_url(parsed.filter)}


def _permalink(request: Request, event_id: int) -> str:
    return str(request.base_url).rstrip("/") + event_url(event_id)


def _event_json(request: Request, event: EventSummary, evidence: EventEvidence) -> dict[str, object]:
    """The keys of `EventSummary` and of `EventEvidence`; each dispute has `words` besides: "A says …, B says …"."""
    facts = asdict(event)
    days = {"earliest": day_or_nothing(event.earliest) or None, "latest": day_or_nothing(event.latest) or None}
    decided_at = evidence.decided_at.isoformat() if evidence.decided_at else None
    return {
        **facts,
        **days,
        "date_words": event.date_words,
        "permalink": _permalink(request, event.id),
        "disputes": [{**asdict(dispute), "words": dispute.words} for dispute in evidence.disputes],
        "wordless": list(evidence.wordless),
        "decided_by": evidence.decided_by,
        "decided_at": decided_at,
    }
