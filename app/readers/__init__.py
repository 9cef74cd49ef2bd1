"""Bytes in, a read article out; each format a module. HTML is parsed in a child process that can be killed."""

from app.domain.articles import ReadArticle
from app.readers.decoding import decode
from app.readers.limits import DEFAULT_LIMITS, ReaderLimits
from app.readers.plain_text import read_text

__all__ = ["DEFAULT_LIMITS", "ReaderLimits", "looks_like_html", "read_article", "read_text"]

_HTML_OPENINGS = (
    "<!doctype html",
    "<html",
    "<head",
    "<body",
    "<article",
    "<?xml",
    "<!--",
    "<meta",
    "<div",
    "<p>",
    "<p ",
)


def read_article(
    raw: bytes,
    name: str,
    media_type: str | None = None,
    *,
    published: str | None = None,
    charset: str | None = None,
    limits: ReaderLimits = DEFAULT_LIMITS,
) -> ReadArticle:
    """
    Read one article from the bytes of a text or HTML file; what it is, is seen from the content.

    Args:
        raw: The bytes as they came.
        name: The file's name, for messages.
        media_type: As declared, for example "text/html; charset=windows-1252"; only its charset is believed.
        published: ISO day of publication where a person gives it.
        charset: As declared, if known apart from the media type.
        limits: Bounds on text, time and memory.

    Raises:
        UnreadableFile: Empty, binary, or its reader had to be stopped.
    """
    decoded = decode(raw, name, charset or _charset(media_type))
    if looks_like_html(decoded.text):
        # The HTML parser is only loaded in the child, and what starts a child only where there is HTML.
        from app.readers.child import run_in_child
        from app.readers.html import read_html

        read = run_in_child(read_html, decoded.text, name, published, limits, name=name, limits=limits)
    else:
        read = read_text(decoded.text, published=published, text_chars=limits.text_chars)
    return _with_notices(read, decoded.notices)


def looks_like_html(text: str) -> bool:
    """Whether a text begins like a web page."""
    return text[:2000].lstrip().lower().startswith(_HTML_OPENINGS)


def _charset(media_type: str | None) -> str | None:
    if not media_type or "charset=" not in media_type.lower():
        return None
    return media_type.lower().partition("charset=")[2].split(";")[0].strip(" \"'") or None


def _with_notices(read: ReadArticle, notices: tuple[str, ...]) -> ReadArticle:
    from dataclasses import replace

    return replace(read, notices=(*notices, *read.notices)) if notices else read
