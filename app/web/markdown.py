"""An analyst's Markdown to HTML that may stand in a page."""

from functools import cache

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markupsafe import Markup

MAX_CHARS = 20_000
"""Longest text rendered: both libraries take quadratic time on hostile input."""

TAGS = frozenset("p br hr em strong s code pre blockquote ul ol li a h3 h4 h5 h6 table thead tbody tr th td".split())
SCHEMES = frozenset({"http", "https", "mailto"})


def note_html(text: str) -> Markup:
    """
    Render a note.

    HTML in it is shown as text, pictures are left out because they would be loaded from other hosts, and links
    neither tell where they were clicked nor pass the page on. A longer text than `MAX_CHARS` is shown as it is.
    """
    if len(text) > MAX_CHARS:
        return Markup("<p>{}</p>").format(text)
    rendered = _renderer().render(text)
    clean = nh3.clean(
        rendered,
        tags=set(TAGS),
        attributes={"a": {"href", "title"}, "ol": {"start"}},
        url_schemes=set(SCHEMES),
        link_rel="nofollow noopener noreferrer",
    )
    return Markup(clean)  # noqa: S704 - nh3 has just cleaned it


@cache
def _renderer() -> MarkdownIt:
    renderer = MarkdownIt("commonmark", {"html": False, "breaks": True})
    renderer.enable(["table", "strikethrough"]).disable("image")
    renderer.core.ruler.push("lower_headings", _lower_headings)
    return renderer


def _lower_headings(state: StateCore) -> None:
    """Headings of a note stand below those of the page: its first level becomes the page's third."""
    for token in state.tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) + 2)}"
