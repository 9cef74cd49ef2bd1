"""Addresses of our own pages, built in one place."""

from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

if TYPE_CHECKING:
    from fastapi import Request

MAX_BACK_CHARS = 2_000


def event_url(event_id: int, back: str | None = None, done: str | None = None) -> str:
    """The page of an event; `back` is our own path to return to, `done` what has just been done there."""
    return f"/events/{event_id}" + _query(back=back, done=done)


def done_url(path: str, done: str, event_id: int | None = None) -> str:
    """One of our own paths, with what has just been done, and with which event."""
    address, hash_sign, anchor = path.partition("#")
    said = _query(done=done, event=str(event_id) if event_id else None)[1:]
    return f"{address}{'&' if '?' in address else '?'}{said}{hash_sign}{anchor}"


def event_done_url(
    event_id: int, done: str, *, back: str | None = None, account_id: int | None = None, field: str = ""
) -> str:
    """The page of an event after something was done there, at the field that it was done to."""
    shown = str(account_id) if account_id else None
    return (
        f"/events/{event_id}"
        + _query(account=shown, field=field, done=done, back=back)
        + (f"#f-{field}" if field else "")
    )


def new_event_url(article_id: int | None, words: str, at: int | None) -> str:
    """The form for an event that words of an article tell; `at` is where they begin."""
    given = {"article": str(article_id or ""), "quote": words[:1_500], "at": "" if at is None else str(at)}
    return "/events/new" + _query(**given)


def new_note_url(article_id: int | None, words: str, at: int | None) -> str:
    """The form for a note on words of an article; `at` is where they begin."""
    return f"/articles/{article_id}/annotations/new" + _query(quote=words[:1_500], at="" if at is None else str(at))


def words_url(event_id: int, account_id: int | None, words: str, at: int | None) -> str:
    """The page of an event with words of an article filled in, to say what they are used for."""
    given = {"account": str(account_id or ""), "words": words[:1_500], "at": "" if at is None else str(at)}
    return f"/events/{event_id}" + _query(**given) + "#use-words"


def event_page_url(event_id: int, page: str, back: str | None = None) -> str:
    """A page about an event: "edit", "merge" or "split"."""
    return f"/events/{event_id}/{page}" + _query(back=back)


def merge_url(event_id: int, other_id: int, back: str | None = None) -> str:
    """The page that shows two events side by side before they are merged."""
    return f"/events/{event_id}/merge" + _query(other=str(other_id), back=back)


def merged_url(event_id: int, was: int, back: str | None = None) -> str:
    """The page of an event that another one is part of now, from whose address one came."""
    return f"/events/{event_id}" + _query(was=str(was), back=back)


def field_url(event_id: int, field: str, account_id: int | None = None, back: str | None = None) -> str:
    """The page of an event at the words of one of its fields, in the article of an account."""
    shown = str(account_id) if account_id else None
    return f"/events/{event_id}" + _query(account=shown, field=field, back=back) + f"#w-{field}"


def edit_url(annotation_id: int, back: str | None = None) -> str:
    """The form that changes a note; `back` is what led to its event."""
    return f"/annotations/{annotation_id}/edit" + _query(back=back)


def annotation_url(annotation_id: int, done: str | None = None) -> str:
    """The page of a note, its answers and its history."""
    return f"/annotations/{annotation_id}" + _query(done=done)


def source_url(source_id: int, done: str | None = None) -> str:
    """The page of a source and its grades."""
    return f"/sources/{source_id}" + _query(done=done)


def dyad_url(dyad: str, done: str | None = None) -> str:
    """The page of a country pair such as IND-PAK."""
    return f"/dyads/{dyad}" + _query(done=done)


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


def login_url(request: "Request") -> str:
    """The page to sign in on, and from there back to the page that was asked for."""
    asked = own_path(str(request.url.replace(scheme="", netloc=""))) if request.method == "GET" else None
    return "/login" + _query(next=asked if asked != "/" else None)


def activity_url(suffix: str = "", **values: str) -> str:
    """The page of who did what, or with a suffix its data; the values are parameters of its address."""
    return f"/activity{suffix}" + _query(**values)


def view_url(view_id: int, page: str = "") -> str:
    """A saved view, or a page about it: "edit", "open", "delete"."""
    return f"/views/{view_id}" + (f"/{page}" if page else "")


def new_view_url(query: str) -> str:
    """The form that saves a filter of the timeline, given as its query string."""
    return "/views/new" + (f"?{query}" if query else "")


def search_url(typed: str, part: str | None = None, after: int | None = None) -> str:
    """A search; in one part of what there is, and behind the last hit of the page before."""
    return "/search" + _query(q=typed, **{"in": part, "after": str(after) if after else None})


def absolute(request: "Request", path: str) -> str:
    """The address of one of our own paths as others can open it."""
    return str(request.base_url).rstrip("/") + path


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
