"""Notes out and in: exported as Web Annotations, and brought in from a file of them."""

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import StreamingResponse

from app.domain.web_annotation_output import collection_json
from app.domain.web_annotations import PROFILE
from app.errors import BadInput
from app.services.browse_annotations import AnnotationSearch
from app.services.export_annotations import exporting_annotations
from app.services.import_annotations import import_annotations
from app.web.access import ANALYSES, READS
from app.web.deps import AppSettings, Author, Db, Now
from app.web.forms import FormBody
from app.web.routes.annotations import list_page, read_search, search_query
from app.web.urls import absolute

router = APIRouter()
Short = Annotated[str, Query(max_length=200)]


@router.get("/annotations.json", dependencies=[READS])
def export(
    request: Request, db: Db, tag: Short = "", author: Short = "", target: Short = "", detached: Short = ""
) -> Response:
    search = read_search(tag, author, target, detached)
    query = search_query(search)
    stack = ExitStack()
    found = stack.enter_context(exporting_annotations(db, search, absolute(request, "")))
    address = absolute(request, "/annotations.json" + (f"?{query}" if query else ""))
    chunks = collection_json(address, found.count, found.annotations)
    return StreamingResponse(_streamed(stack, chunks), media_type=PROFILE)


@router.post("/annotations/import", dependencies=[ANALYSES])
def bring_in(request: Request, db: Db, settings: AppSettings, author: Author, now: Now, sent: FormBody) -> Response:
    """The answer is the list with a report, and no redirect: sent again, the same file adds nothing."""
    everything = AnnotationSearch()
    if not sent.files or not sent.files[0].content:
        report = "Choose a file of Web Annotations first: nothing was imported."
        return list_page(request, db, everything, report=report, faults=(), status_code=422)
    try:
        done = import_annotations(db, sent.files[0].content, author, now, settings.annotation_max_chars)
    except BadInput as problem:
        report = f"Nothing was imported from {sent.files[0].name}."
        return list_page(request, db, everything, report=report, faults=(str(problem),), status_code=422)
    return list_page(request, db, everything, report=done.sentence, faults=done.faults)


def _streamed(stack: ExitStack, chunks: Iterator[str]) -> Iterator[str]:
    """The chunks, and then the end of what was open for them."""
    with stack:
        yield from chunks
