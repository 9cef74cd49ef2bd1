"""Moving about in the timeline: to a date, from event to event, and the card of an event."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse

from app.domain import filters
from app.domain.filters import DAY_SECONDS
from app.errors import BadInput, UnreadableDate
from app.services.browse_timeline import browse_timeline
from app.services.show_card import show_card
from app.services.walk_timeline import Way, go_to, step
from app.timeline.shapes import SHAPE_OF_QUAD
from app.web.access import READS
from app.web.deps import MAX_ID, Author, Back, Db, Now, RowId
from app.web.rendering import page_or_block
from app.web.timeline_contexts import CardContext, timeline_page, timeline_url
from app.web.visit import visit_of

router = APIRouter()

GO_PARAMETERS = frozenset({"date"})
STEP_PARAMETERS = frozenset({"way", "of", "day", "lane"})
Day = Annotated[str, Query(max_length=40)]


@router.get("/timeline/go", dependencies=[READS])
def go(request: Request, db: Db, now: Now, date: Annotated[str, Query(max_length=400)] = "") -> Response:
    parsed = filters.parse(request.query_params.multi_items(), GO_PARAMETERS)
    faults = dict(parsed.faults)
    try:
        window = go_to(db, parsed.filter, date, now.date())
    except UnreadableDate as problem:
        faults["date"] = str(problem)
    else:
        wanted = parsed.filter.with_(t0=window.t0, t1=window.t1) if window else parsed.filter
        return RedirectResponse(timeline_url(wanted), status_code=303)
    context = timeline_page(
        browse_timeline(db, parsed.filter),
        visit=visit_of(request, now),
        faults=faults,
        typed={**parsed.typed, "date": date},
        notices=parsed.notices,
    )
    return page_or_block(request, "pages/timeline.html", context, block="view", status_code=422)


@router.get("/timeline/step", dependencies=[READS])
def take_step(
    request: Request,
    db: Db,
    way: Way,
    of: Annotated[int | None, Query(ge=1, le=MAX_ID)] = None,
    day: Day = "",
    lane: Annotated[str | None, Query(max_length=400)] = None,
) -> Response:
    """The event that a key leads to (null for none), whether the window follows it, and the view that shows it."""
    parsed = filters.parse(request.query_params.multi_items(), STEP_PARAMETERS)
    if parsed.faults:
        raise BadInput(" ".join(parsed.faults.values()))
    wanted = parsed.filter
    found = step(db, wanted, way, of=of, day=_day(day), lane=lane)
    if found is None:
        return JSONResponse({"event": None, "moved": False, "url": None})
    window = {"t0": found.window.t0, "t1": found.window.t1} if found.window else {}
    shown = wanted.with_(**window, focus=found.event_id)
    return JSONResponse({"event": found.event_id, "moved": bool(found.window), "url": timeline_url(shown)})


@router.get("/events/{event_id}/card", dependencies=[READS])
def card(request: Request, event_id: RowId, db: Db, author: Author, back: Back) -> Response:
    shown = show_card(db, event_id)
    context = CardContext(
        title=shown.event.title,
        event=shown.event,
        is_starred=author in shown.starred_by,
        back=back,
        shape_of_quad=SHAPE_OF_QUAD,
    )
    return page_or_block(request, "partials/event_card.html", context)


def _day(text: str) -> int | None:
    """A day like 2019-02-14, as the marks carry it; None where none is given."""
    parsed = filters.parse([("t0", text)])
    if parsed.faults:
        raise BadInput(f"{text[:40]!r} is no day: write one like 2019-02-14.", "day")
    return None if parsed.filter.t0 is None else parsed.filter.t0 // DAY_SECONDS
