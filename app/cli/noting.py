"""`dyadline annotations`: notes from a file of Web Annotations."""

import sys
from pathlib import Path

from app.cli.environment import ready_database, utc_now
from app.config import load_settings
from app.errors import TooLarge, UnreadableFile
from app.services.import_annotations import import_annotations


def import_file(file: Path) -> bool:
    """
    Bring the notes of a file in; what cannot be used is told on standard error.

    Returns:
        Whether all of it could be used.

    Raises:
        BadInput: There is no such file, it is too large, or it holds no annotations.
    """
    settings = load_settings()
    raw = _read(file, settings.upload_max_bytes)
    with ready_database(settings) as session_factory, session_factory() as session:
        done = import_annotations(session, raw, settings.analyst, utc_now(), settings.annotation_max_chars)
    for fault in done.faults:
        print(fault, file=sys.stderr)
    print(done.sentence)
    return not done.faults


def _read(file: Path, most: int) -> bytes:
    try:
        raw = sys.stdin.buffer.read(most + 1) if str(file) == "-" else _bytes_of(file, most)
    except OSError as problem:
        raise UnreadableFile(str(file), f"{problem.strerror or problem}.") from problem
    if len(raw) > most:
        raise TooLarge(f"{file} has more than {most} bytes, the most that is read: import it in parts.", "file")
    return raw


def _bytes_of(file: Path, most: int) -> bytes:
    with file.open("rb") as opened:
        return opened.read(most + 1)
