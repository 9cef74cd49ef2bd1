"""
The first transaction: an article is kept, bytes and text, before anything is made of it.

The same bytes or the same kept text is a known article; else the same canonical address, or the same source, title and
publication day, is a new version of one; else it is a new article. Nothing is fetched to find that out.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from app.domain.articles import ReadArticle
from app.errors import UnreadableFile
from app.services.reanchor_notes import reanchor_notes
from app.services.recorded import recorded
from app.store.articles import (
    UNNAMED_SOURCE,
    KnownArticle,
    NewArticle,
    add_article,
    add_version,
    find_earlier,
    find_known,
    write_head,
)
from app.store.engine import reading, writing
from app.store.events import clip_title
from app.store.revisions import ARTICLE, fields_set_by_people

if TYPE_CHECKING:
    from sqlmodel import Session

SAMPLE_SOURCE = "Dyadline sample"
MAX_SOURCE_CHARS = 300
MAX_MEDIA_TYPE_CHARS = 100
NEW_VERSION = "new version"
"""The kind of the action by which an article's head follows a new version of it."""
_UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True)
class Received:
    """
    An article that is kept, now or since earlier.

    Attributes:
        known: Whether these bytes or this text were there already, as some version of it.
        version: The number of the version that it is: 1 of a new article, more of one that was there in other words.
        notices: What its reader mended.
    """

    article_id: int
    known: bool
    version: int
    title: str
    notices: tuple[str, ...]


def receive_article(
    session: "Session",
    read: ReadArticle,
    raw: bytes,
    *,
    name: str,
    media_type: str,
    source_name: str | None,
    title: str | None = None,
    batch_id: int | None,
    now: datetime,
) -> Received:
    """
    Keep an article as `received`; it is acknowledged when this returns.

    Args:
        read: What its reader made of the bytes.
        raw: The bytes as they came.
        name: Of the file, or "pasted text".
        media_type: As declared or guessed from the name.
        source_name: The outlet as a person gives it; None takes what the text says.
        title: Likewise.
        batch_id: The run of ingest it belongs to.
        now: The instant of receipt.

    Two that come at once take turns: the later one finds the earlier.

    Raises:
        UnreadableFile: Its text holds characters that cannot be kept as they are, so that offsets would shift.
    """
    if _UNKEEPABLE.search(read.text):
        raise UnreadableFile(name, "its text holds NUL or half characters; save it as UTF-8 and try again.")
    source = (source_name or read.publisher or UNNAMED_SOURCE).strip()[:MAX_SOURCE_CHARS]
    heading = (title or read.title or "").strip()
    new = NewArticle(
        read=read,
        raw=raw,
        name=name,
        media_type=media_type[:MAX_MEDIA_TYPE_CHARS],
        title=clip_title(heading or name.strip()),
        is_titled=bool(heading),
        source=source,
        is_sample=source == SAMPLE_SOURCE,
        batch_id=batch_id,
        received_at=now,
    )
    with reading(session):
        known = find_known(session, new)
    if known is None:
        with writing(session):
            # Looked for once more: writers take turns, so nobody can come between this look and the write.
            known = find_known(session, new)
            if known is None:
                return _keep(session, new)
    return Received(known.id, True, known.version, known.title, read.notices)


def _keep(session: "Session", new: NewArticle) -> Received:
    earlier = find_earlier(session, new)
    if earlier is None:
        return Received(add_article(session, new), False, 1, new.title, new.read.notices)
    number = earlier.version + 1
    add_version(session, earlier.id, number, new)
    reanchor_notes(session, earlier.id, new.received_at)
    title = _follow(session, earlier, new)
    return Received(earlier.id, False, number, title, new.read.notices)


def _follow(session: "Session", earlier: KnownArticle, new: NewArticle) -> str:
    """Let the article's head say what its new version says of itself, save where a person set it; gives the title."""
    kept = fields_set_by_people(session, ARTICLE, earlier.id)
    values = {name: value for name, value in new.head.items() if value is not None and name not in kept}
    if "published_on" in kept:
        values.pop("published_basis", None)
    with recorded(session, NEW_VERSION, None, new.received_at) as recorder:
        recorder.watch([(ARTICLE, earlier.id)])
        write_head(session, earlier.id, values)
    return str(values.get("title", earlier.title))
