"""The user's guide, `docs/*.md`, as pages of the program: its links and pictures lead to addresses of our own."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from app.config import PROJECT_ROOT

FOLDER = PROJECT_ROOT / "docs"
HOME = "/help"
FILES = {"guide.md": HOME, "timeline.md": f"{HOME}/timeline", "people.md": f"{HOME}/people"}
"""The chapters in order, and where each is read."""
IMAGES = f"{HOME}/images"
PICTURES = {".png": "image/png", ".svg": "image/svg+xml"}


@dataclass(frozen=True)
class Part:
    """A heading within a chapter, with the fragment that leads to it."""

    title: str
    anchor: str


@dataclass(frozen=True)
class Chapter:
    """
    One document of the guide.

    Attributes:
        title: Its first heading, which `html` leaves out.
        address: Where it is read.
        parts: Its second headings in order.
        html: The rest of it, safe to stand in a page: the text is our own.
    """

    title: str
    address: str
    parts: tuple[Part, ...]
    html: Markup


@cache
def chapters() -> tuple[Chapter, ...]:
    """All chapters, rendered once."""
    return tuple(_chapter((FOLDER / name).read_text("utf-8"), address) for name, address in FILES.items())


@cache
def pictures() -> dict[str, Path]:
    """The files of the guide's pictures, by name."""
    return {path.name: path for path in sorted((FOLDER / "images").iterdir()) if path.suffix in PICTURES}


def _chapter(text: str, address: str) -> Chapter:
    markdown = MarkdownIt("commonmark").enable("table")
    tokens = markdown.parse(text)
    title = tokens[1].content  # the first heading: opening, words, closing
    tokens = tokens[3:]
    parts = tuple(_anchored(tokens))
    for token in tokens:
        for inner in token.children or ():
            _lead_home(inner)
    return Chapter(title, address, parts, Markup(markdown.renderer.render(tokens, markdown.options, {})))  # noqa: S704 - our own text


def _anchored(tokens: list[Token]) -> Iterator[Part]:
    """Give each second heading the fragment that it has where the document is read as a file."""
    for opening, words in pairwise(tokens):
        if opening.type == "heading_open" and opening.tag == "h2":
            anchor = "-".join(words.content.lower().split())
            opening.attrSet("id", anchor)
            yield Part(words.content, anchor)


def _lead_home(token: Token) -> None:
    """Turn what is relative to the folder into addresses here."""
    if token.type == "image":
        token.attrSet("src", f"{IMAGES}/{posixpath.basename(str(token.attrGet('src')))}")
        token.attrSet("loading", "lazy")
    elif token.type == "link_open":
        target = urlsplit(str(token.attrGet("href")))
        if target.scheme:
            token.attrSet("rel", "noopener noreferrer")
        elif target.path in FILES:
            token.attrSet("href", FILES[target.path] + (f"#{target.fragment}" if target.fragment else ""))
        else:
            raise ValueError(f"the guide links to {target.path!r}, which is no chapter of it")
