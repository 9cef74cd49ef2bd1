"""The form that brings articles in: pasted text, or files."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.config import Settings
from app.domain.dates import parse_edtf
from app.errors import BadInput, TooLarge
from app.web.forms import SentFile, SentForm

if TYPE_CHECKING:
    from collections.abc import Callable

PASTED_NAME = "pasted text"
SUFFIXES = (".txt", ".html", ".htm")
MAX_TITLE_CHARS = 300
FIELDS = ("text", "title", "source", "published")


@dataclass(frozen=True)
class ArticleForm:
    """
    What was typed and what is wrong with it.

    Attributes:
        values: Each text field as typed, for showing again.
        errors: A sentence for each field at fault.
        files: What is to be read: the uploaded files, or the pasted text as one.
        too_large: Whether one of the errors is that a limit was passed.
    """

    values: dict[str, str] = field(default_factory=lambda: dict.fromkeys(FIELDS, ""))
    errors: dict[str, str] = field(default_factory=dict)
    files: tuple[SentFile, ...] = ()
    too_large: bool = False

    @property
    def title(self) -> str | None:
        """The title as given, if one was."""
        return self.values["title"] or None

    @property
    def source(self) -> str | None:
        """The outlet as given, if one was."""
        return self.values["source"] or None

    @property
    def published(self) -> str | None:
        """The publication day as ISO date, if one was given."""
        return self.values["published"] or None


def parse_article_form(sent: SentForm, settings: Settings) -> ArticleForm:
    """Check what was sent; the errors name the limit and its value."""
    values = {name: sent.text(name) for name in FIELDS}
    for name in ("title", "source", "published"):
        values[name] = " ".join(values[name].replace("\x00", "").split())
    checks: dict[str, Callable[[], None]] = {
        "text": lambda: _check_content(values["text"], sent.files, settings),
        "files": lambda: _check_files(sent.files, settings),
        "title": lambda: _check_length("title", values["title"]),
        "source": lambda: _check_length("source", values["source"]),
        "published": lambda: _check_day(values["published"]),
    }
    errors: dict[str, str] = {}
    too_large = False
    for name, check in checks.items():
        try:
            check()
        except BadInput as problem:
            errors[name] = str(problem)
            too_large = too_large or isinstance(problem, TooLarge)
    if too_large:
        values["text"] = ""  # sending megabytes back would only be refused again
    return ArticleForm(values, errors, sent.files or _pasted(values["text"]), too_large)


def _pasted(text: str) -> tuple[SentFile, ...]:
    return (SentFile(PASTED_NAME, "text/plain; charset=utf-8", text.encode()),)


def _check_content(text: str, files: tuple[SentFile, ...], settings: Settings) -> None:
    size = len(text.encode())
    if size > settings.paste_max_bytes:
        raise TooLarge(
            f"The pasted text has {size:,} bytes; {settings.paste_max_bytes:,} is the most. "
            "Your browser's Back brings the text back; send it as a file instead.",
            "text",
        )
    if not text.strip() and not files:
        raise BadInput("There is nothing to read: paste the article's text, or choose a file.", "text")
    if text.strip() and files:
        raise BadInput("Send either the pasted text or files: empty one of the two.", "text")


def _check_files(files: tuple[SentFile, ...], settings: Settings) -> None:
    for sent in files:
        if len(sent.content) > settings.upload_max_bytes:
            raise TooLarge(
                f"The file {sent.name} has {len(sent.content):,} bytes; {settings.upload_max_bytes:,} is the most.",
                "files",
            )
        if not sent.name.lower().endswith(SUFFIXES):
            raise BadInput(f"The file {sent.name} is none of {', '.join(SUFFIXES)}: save it as one of these.", "files")


def _check_length(name: str, value: str) -> None:
    if len(value) > MAX_TITLE_CHARS:
        raise TooLarge(f"The {name} has {len(value)} characters; {MAX_TITLE_CHARS} is the most.", name)


def _check_day(value: str) -> None:
    if value and not parse_edtf(value).is_day:
        raise BadInput(f"The publication date {value!r} must be one day: write it like 2019-03-16.", "published")
