"""The smallest telling: a test names only what matters to it."""

from app.domain.dates import parse_edtf
from app.domain.events import EventType, Status
from app.settling.tellings import Telling


def telling(
    key: str = "a",
    *,
    article: str | None = None,
    type: str = "ASSAULT",
    status: str = "occurred",
    date: str | None = "2003-08-12",
    by_print: bool = False,
    actors: str = "PAK",
    recipients: str = "IND",
    hosts: str = "",
    tied: str = "",
    place: str | None = None,
    title: str = "Pakistani troops shelled Indian posts",
    quote: str | None = None,
) -> Telling:
    """An account of shelling; lists of parties are parted by commas, and each telling has an article of its own."""
    return Telling(
        key=key,
        article=article or f"article of {key}",
        type=EventType(type),
        status=Status(status),
        date=parse_edtf(date) if date else None,
        date_inferred=by_print,
        dated_by_print=by_print,
        actors=_names(actors),
        recipients=_names(recipients),
        hosts=_names(hosts),
        tied=_names(tied),
        called=frozenset(),
        place=place,
        title=title,
        quote=title if quote is None else quote,
        confidence=0.9,
    )


def _names(listed: str) -> frozenset[str]:
    return frozenset(name.strip() for name in listed.split(",") if name.strip())
