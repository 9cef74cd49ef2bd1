"""The first transaction: an article is kept, bytes and text, before anything is made of it."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from app.domain.articles import ReadArticle
from app.errors import UnreadableFile
from app.store.articles import UNNAMED_SOURCE, AlreadyKept, KnownArticle, NewArticle, add_article, find_known
from app.store.engine import reading, writing
from app.store.events import clip_title

if TYPE_CHECKING:
    from sqlmodel import Session

SAMPLE_SOURCE = "Dyadline sample"
MAX_SOURCE_CHARS = 300
MAX_MEDIA_TYPE_CHARS = 100
_UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True)
class Received:
    """An article that is kept, now or since earlier (`known`), and what its reader mended."""

    article_id: int
    known: bool
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

    An article that is the same in bytes or in kept text is a known one, even if both come at once.

    Raises:
        UnreadableFile: Its text holds characters that cannot be kept as they are, so that offsets would shift.
    """
    if _UNKEEPABLE.search(read.text):
        raise UnreadableFile(name, "its text holds NUL or half characters; save it as UTF-8 and try again.")
    source = (source_name or read.publisher or UNNAMED_SOURCE).strip()[:MAX_SOURCE_CHARS]
    new = NewArticle(
        read=read,
        raw=raw,
        name=name,
        media_type=media_type[:MAX_MEDIA_TYPE_CHARS],
        title=clip_title((title or read.title or name).strip()),
        source=source,
        is_sample=source == SAMPLE_SOURCE,
        batch_id=batch_id,
        received_at=now,
    )
    known = _find(session, new)
    if known is None:
        try:
            with writing(session):
                return Received(add_article(session, new), False, new.title, read.notices)
        except AlreadyKept:
            # Somebody kept it between our look and our write.
            known = _find(session, new)
            if known is None:
                raise
    return Received(known.id, True, known.title, read.notices)


def _find(session: "Session", new: NewArticle) -> KnownArticle | None:
    with reading(session):
        return find_known(session, new.sha256, new.text_sha256)
