"""The data of a view: the same query as its page, with another suffix."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import asdict
from functools import partial

from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse

from app.domain import filters
from app.domain.filters import Filter, ParsedFilter
from app.errors import BadInput
from app.services.browse_timeline import DEFAULT_WIDTH_PX
from app.services.export_timeline import Export, Part, export_picture, exporting
from app.timeline.file_svg import draw_file
from app.web.access import READS
from app.web.csv_export import day_or_nothing, events_csv
from app.web.deps import Db, Now
from app.web.json_export import events_json
from app.web.timeline_contexts import file_words
from app.web.urls import absolute, event_url

router = APIRouter()
DATA_PARAMETERS = frozenset({"next", "members", "part", "width"})
"""Beside the filter: `part` and `width`; the page's places in its lists mean nothing to data."""
WIDTH_RANGE = (320, 4_000)


@router.get("/timeline.json", dependencies=[READS])
def timeline_json(request: Request, db: Db) -> Response:
    parsed, part, width = _asked(request)
    stack = ExitStack()
    export = stack.enter_context(exporting(db, parsed.filter, part, width))
    window = export.window
    days = window and {"first": day_or_nothing(window.first_day), "last": day_or_nothing(window.last_day)}
    head = {
        "query": filters.to_query(parsed.filter),
        "part": part,
        "window": days,
        "counts": asdict(export.counts),
        "complete": True,
        "left_out": left_out_words(export),
        "notices": list(parsed.notices),
    }
    chunks = events_json(head, export.events, partial(_permalink, request))
    return StreamingResponse(_streamed(stack, chunks), media_type="application/json")


@router.get("/timeline.csv", dependencies=[READS])
def timeline_csv(request: Request, db: Db) -> Response:
    parsed, part, width = _asked(request)
    stack = ExitStack()
    export = stack.enter_context(exporting(db, parsed.filter, part, width))
    chunks = events_csv(export.events, partial(_permalink, request))
    # A CSV file has no room for a word about itself that every reader would understand: its name and head say it.
    headers = {
        "Content-Disposition": f'attachment; filename="{file_name(parsed.filter, export)}.csv"',
        "Timeline-Counts": f"total={export.counts.total}, exported={export.count}, left-out={export.left_out}",
    }
    if words := left_out_words(export):
        headers["Timeline-Left-Out"] = words
    return StreamingResponse(
        _streamed(stack, chunks), media_type="text/csv; charset=utf-8; header=present", headers=headers
    )


@router.get("/timeline.svg", dependencies=[READS])
def timeline_svg(request: Request, db: Db, now: Now) -> Response:
    parsed, part, width = _asked(request)
    picture, counts = export_picture(db, parsed.filter, part, width)
    if picture is None:
        raise BadInput("No event of this filter has a date, so there is nothing to draw: take away a part of it.")
    title, notes = file_words(parsed.filter, picture, counts)
    text = draw_file(picture, title, notes, partial(_permalink, request), now.date().toordinal())
    return Response(text, media_type="image/svg+xml")


def left_out_words(export: Export) -> str | None:
    """What of the filter is not in an export, and how to get it; None where all of it is."""
    if not export.left_out:
        return None
    number = f"{export.left_out} event{'' if export.left_out == 1 else 's'}"
    return f"{number} of the filter outside of the window left out: add part=all to the address for the whole."


def file_name(wanted: Filter, export: Export) -> str:
    """A name that says what is in the file: "timeline-IND-PAK-2019-02-01-to-2019-02-28"; the whole has no days."""
    pairs = [str(pair) for pair in wanted.pairs[:3]]
    window = export.window if export.left_out else None
    days = [f"{day_or_nothing(window.first_day)}-to-{day_or_nothing(window.last_day)}"] if window else []
    return "-".join(["timeline", *pairs, *days])


def _asked(request: Request) -> tuple[ParsedFilter, Part, int]:
    """For data, which has no fields to put a message at: one fault refuses all."""
    parsed = filters.parse(request.query_params.multi_items(), DATA_PARAMETERS)
    faults = list(parsed.faults.values())
    part, width = request.query_params.get("part", ""), request.query_params.get("width", "")
    if part and part not in set(Part):
        faults.append(f"{part[:20]!r} is no part of a view: use part=window or part=all.")
    least, most = WIDTH_RANGE
    if width and not (width.isascii() and width.isdecimal() and len(width) <= 5 and least <= int(width) <= most):
        faults.append(f"{width[:20]!r} is no width of a picture: give {least} to {most} pixels.")
    if faults:
        raise BadInput(" ".join(faults))
    view = ParsedFilter(parsed.filter.with_(selected=None, cluster=None), notices=parsed.notices)
    return view, Part(part or Part.WINDOW), int(width or DEFAULT_WIDTH_PX)


def _permalink(request: Request, event_id: int) -> str:
    return absolute(request, event_url(event_id))


def _streamed(stack: ExitStack, chunks: Iterator[str]) -> Iterator[str]:
    """The chunks, and then the end of what was open for them."""
    with stack:
        yield from chunks
