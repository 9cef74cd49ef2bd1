"""The address of an article on the web, as one text whichever way it was shared. Nothing here is ever fetched."""

import re
import tomllib
from functools import cache
from pathlib import Path
from urllib.parse import SplitResult, urlsplit, urlunsplit

_DATA = Path(__file__).parent / "data" / "tracking.toml"
_UNPRINTABLE = re.compile(r"[\x00-\x20\x7f]")
_DEFAULT_PORTS = {"http": 80, "https": 443}
MAX_ADDRESS_CHARS = 2000


def article_address(text: str) -> str | None:
    """
    Give the canonical form of an article's address, or None where the text is none.

    Only an absolute http or https address of a page counts: that of a whole site names no article, and a site that
    calls each of its pages by it must not make one article of them all. The host is put into lower case; its usual
    port, the fragment and the parameters that only tell how a reader came are dropped (RFC 3986, section 6.2).
    """
    stripped = text.strip()
    if len(stripped) > MAX_ADDRESS_CHARS or _UNPRINTABLE.search(stripped):
        return None
    try:
        parts = urlsplit(stripped)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme not in _DEFAULT_PORTS or not host or "@" in parts.netloc:
        return None
    query = _without_tracking(parts.query)
    if not parts.path.strip("/") and not query:
        return None
    shown = f"[{host}]" if ":" in host else host
    place = shown if port in (None, _DEFAULT_PORTS[parts.scheme]) else f"{shown}:{port}"
    return urlunsplit(SplitResult(parts.scheme, place, parts.path or "/", query, ""))


def _without_tracking(query: str) -> str:
    """The parameters of the page itself, in their order and as they were written."""
    prefixes, names = _tracking()
    kept = []
    for parameter in filter(None, query.split("&")):
        name = parameter.partition("=")[0].lower()
        if name not in names and not name.startswith(prefixes):
            kept.append(parameter)
    return "&".join(kept)


@cache
def _tracking() -> tuple[tuple[str, ...], frozenset[str]]:
    table = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    return tuple(table["prefixes"]), frozenset(table["names"])
