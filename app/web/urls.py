"""Addresses of our own pages, built in one place."""

from collections.abc import Sequence
from urllib.parse import quote, urlencode

MAX_BACK_CHARS = 2_000


def event_url(event_id: int, back: str | None = None, done: str | None = None) -> str:
    """The page of an event; `back` is our own path to return to, `done` what has just been done there."""
    return f"/events/{event_id}" + _query(back=back, done=done)


def done_url(path: str, done: str, event_id: int | None = None) -> str:
    """One of our own paths, with what has just been done, and with which event."""
    address, hash_sign, anchor = path.partition("#")
    said = _query(done=done, event=str(event_id) if event_id else None)[1:]
    return f"{address}{'&' if '?' in address else '?'}{said}{hash_sign}{anchor}"


def edit_url(annotation_id: int, back: str | None = None) -> str:
    """The form that changes a note; `back` is what led to its event."""
    return f"/annotations/{annotation_id}/edit" + _query(back=back)


def article_url(article_id: int, event_id: int | None = None, done: str | None = None) -> str:
    """The page of an article, at the passage of one of its events; `done` is what has just been done with it."""
    return f"/articles/{article_id}" + _query(done=done) + (f"#e{event_id}" if event_id else "")


def versions_url(article_id: int, older: int | None = None, newer: int | None = None) -> str:
    """What changed from one version of an article to another, by default to the last."""
    numbers = {"from": str(older) if older else None, "to": str(newer) if newer else None}
    return f"/articles/{article_id}/versions" + _query(**numbers)


def articles_url(
    *, added: int = 0, known: Sequence[int] = (), renewed: Sequence[int] = (), **search: str | int | None
) -> str:
    """
    The list of articles: narrowed by a search, or after some were added, others found to be known, and others
    renewed by another version.
    """
    values = {**search, "added": added or None, "known": [*known], "renewed": [*renewed]}
    given = {key: value for key, value in values.items() if value}
    return "/articles" + ("?" + urlencode(given, doseq=True, quote_via=quote) if given else "")


def pair_url(dyad: str) -> str:
    """The timeline of a country pair such as IND-PAK."""
    return "/" + _query(pair=dyad)


def own_path(path: str | None) -> str | None:
    """
    A path that stays on this site, or None for anything that might not.

    Browsers read `//host` and `/\\host` as another host and drop tabs and line ends, so only plain characters pass.
    """
    if not path or len(path) > MAX_BACK_CHARS or not path.startswith("/") or path.startswith(("//", "/\\")):
        return None
    if "\\" in path or any(ord(char) <= 32 or ord(char) == 127 for char in path):
        return None
    return path


def _query(**values: str | None) -> str:
    given = {key: value for key, value in values.items() if value}
    return "?" + urlencode(given, quote_via=quote) if given else ""
