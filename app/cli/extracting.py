"""`dyadline extract`: articles in, found events out; no database."""

import gc
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from app.cli.streams import lines_in
from app.domain.events import FoundEvent
from app.errors import BadInput, DyadlineError, UnreadableFile
from app.extraction.output import event_record
from app.extraction.pipeline import extract
from app.extraction.publication_year import with_year
from app.extraction.rulebook import rulebook
from app.readers import read_article, read_text

STANDARD_INPUT = "-"
MAX_BYTES = 20_000_000
UNPUBLISHED = (
    "it has no publication date: only full dates are dated, in a history also those that follow them"
    " (--published DATE gives one)."
)


def print_events(
    files: Sequence[str], published: str | None, without: frozenset[str], *, explain: bool, as_table: bool
) -> bool:
    """
    Print the events of each file as soon as it is read, by all rules but some. Returns whether all could be read.

    Raises:
        BadInput: `published` is no day, or no rule has one of these ids.
    """
    _check_rules(without)
    _collect_seldom()
    day = _day(published, "--published") if published else None
    all_read = True
    for file in files:
        try:
            events = _events_of(file, day, without, explain=explain)
        except DyadlineError as problem:
            print(problem, file=sys.stderr)
            all_read = False
            continue
        heading = {"file": file} if len(files) > 1 else {}
        for line in _table(events, file) if as_table else _json_lines(events, heading, explain=explain):
            print(line)
    return all_read


def answer_batch(without: frozenset[str], *, explain: bool) -> None:
    """
    Answer each JSON line of standard input with a JSON list of events, by all rules but some; a bad line with [].

    Raises:
        BadInput: No rule has one of these ids.
    """
    _check_rules(without)
    _collect_seldom()
    for number, line in enumerate(lines_in(), start=1):
        try:
            text, published = _request(line)
            read = with_year(read_text(text, published=published))
        except DyadlineError as problem:
            _remark(f"line {number}", [str(problem)])
            print("[]", flush=True)
            continue
        extraction = extract(read, without, explain=explain)
        _remark(f"line {number}", (*read.notices, *extraction.notices))
        records = [event_record(event, explain) for event in extraction.events]
        print(json.dumps(records, ensure_ascii=False), flush=True)


def _collect_seldom() -> None:
    """Look for cycles among the many objects of the gazetteer, which stay, less often: it quickens a start."""
    gc.set_threshold(50_000, 20, 50)


def _check_rules(ids: Iterable[str]) -> None:
    """Refuse an id that no rule has: a typing error would look like a rule that is worth nothing."""
    known = rulebook()
    for unknown in sorted(set(ids) - known.keys()):
        near = get_close_matches(unknown, known, cutoff=0.5)
        meant = f"did you mean {' or '.join(near)}?" if near else "--explain shows the ids of those that were followed."
        raise BadInput(f"There is no rule {unknown!r}: {meant}", "--without")


def _events_of(file: str, published: str | None, without: frozenset[str], *, explain: bool) -> tuple[FoundEvent, ...]:
    raw = _bytes_of(file)
    if not raw.strip():
        _remark(file, ["it is empty: it tells no events."])
        return ()
    read = with_year(read_article(raw, file, published=published))
    extraction = extract(read, without, explain=explain)
    _remark(file, (*read.notices, *extraction.notices))
    if read.published is None:
        _remark(file, [UNPUBLISHED])
    return extraction.events


def _bytes_of(file: str) -> bytes:
    if file == STANDARD_INPUT:
        return sys.stdin.buffer.read(MAX_BYTES)
    try:
        with Path(file).open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError as problem:
        raise UnreadableFile(file, f"{problem.strerror or problem}.") from problem
    if len(raw) > MAX_BYTES:
        raise UnreadableFile(file, f"it has more than {MAX_BYTES} bytes.")
    return raw


def _request(line: str) -> tuple[str, str | None]:
    """Text and publication day of one line of a batch."""
    try:
        asked = json.loads(line)
    except ValueError:
        raise BadInput("this is not JSON.") from None
    if not isinstance(asked, dict) or not isinstance(asked.get("text"), str):
        raise BadInput('this needs to be an object with a "text".')
    published = asked.get("published") or asked.get("date")
    # JSON can spell half a character, which no text has and no output takes.
    text = asked["text"].encode("utf-8", "replace").decode("utf-8")
    return text, _day(published, "published") if published else None


def _day(text: object, field: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()  # type: ignore[arg-type]  # what is no text raises, too
    except (TypeError, ValueError):
        raise BadInput(f"{text!r} is no day: write {field} like 2019-03-16.", field) from None


def _json_lines(events: Iterable[FoundEvent], heading: dict[str, str], *, explain: bool) -> Iterator[str]:
    for event in events:
        record: dict[str, Any] = {**heading, **event_record(event, explain)}
        yield json.dumps(record, ensure_ascii=False)


def _table(events: Iterable[FoundEvent], file: str) -> Iterator[str]:
    """Columns of date, type, status and title, as wide as they need to be."""
    rows = [(event.date or "undated", event.type.value, event.status.value, event.title) for event in events]
    yield f"{file}: {len(rows)} events"
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(3)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        yield "  ".join(["", *cells, row[3]])


def _remark(name: str, notices: Iterable[str]) -> None:
    for notice in notices:
        print(f"{name}: {notice}", file=sys.stderr)
