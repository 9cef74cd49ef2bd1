"""Posted forms, read in one place: within limits, and with broken text told instead of replaced."""

import re
from dataclasses import dataclass, field
from typing import Annotated, cast
from urllib.parse import parse_qsl

from fastapi import Depends, Request
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import Field, File, FormParser, parse_options_header

from app.errors import BadInput

MAX_FIELDS = 100
MAX_FILES = 50
MAX_NAME_CHARS = 200
FORM_TOKEN = "form_token"  # noqa: S105 - the name of the field
"""The hidden field that says for which session a form was made."""

_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f]")


@dataclass(frozen=True)
class SentFile:
    """A file as it was sent; `name` is its last part, for showing only: nothing is ever stored under it."""

    name: str
    media_type: str | None
    content: bytes


@dataclass(frozen=True)
class SentForm:
    """What a form sent: each field's last value, and the files that have a name or content."""

    fields: dict[str, str] = field(default_factory=dict)
    files: tuple[SentFile, ...] = ()

    def text(self, name: str) -> str:
        """The value of a field, empty if it was not sent; line ends are LF."""
        return self.fields.get(name, "").replace("\r\n", "\n")

    def number(self, name: str) -> int:
        """
        The value of a field that holds a whole number of at most nine digits.

        Raises:
            BadInput: It is none; the form was not sent from our page.
        """
        value = self.fields.get(name, "")
        if not re.fullmatch("[0-9]{1,9}", value):
            raise BadInput(f"The form's field {name!r} must be a number: load the page again and repeat.", name)
        return int(value)


async def read_form(request: Request) -> SentForm:
    """
    Read the body of a form; asked again for the same request, it gives the same.

    Raises:
        BadInput: It is no form, is broken, has too many parts, or a text in it is not UTF-8.
        TooLarge: The body passes the limit at the door.
    """
    if not hasattr(request.state, "sent_form"):
        request.state.sent_form = await _read(request)
    return cast("SentForm", request.state.sent_form)


FormBody = Annotated[SentForm, Depends(read_form)]


async def _read(request: Request) -> SentForm:
    header = request.headers.get("content-type", "")
    media_type, options = parse_options_header(header)
    if media_type == b"application/x-www-form-urlencoded":
        return _read_urlencoded(await request.body())
    if media_type == b"multipart/form-data" and options.get(b"boundary"):
        return await _read_multipart(request, options[b"boundary"])
    raise BadInput("This address takes only what a form sends: open the page and use its form.")


def _read_urlencoded(body: bytes) -> SentForm:
    try:
        pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=MAX_FIELDS)
    except UnicodeDecodeError as problem:
        raise BadInput("The form holds text that is not UTF-8, so it was not saved: type it again.") from problem
    except ValueError as problem:
        raise BadInput(f"The form has more than {MAX_FIELDS} fields, the most that are read.") from problem
    return SentForm(dict(pairs))


async def _read_multipart(request: Request, boundary: bytes) -> SentForm:
    fields: dict[str, str] = {}
    files: list[SentFile] = []

    def keep_field(sent: Field) -> None:
        if len(fields) >= MAX_FIELDS:
            raise BadInput(f"The form has more than {MAX_FIELDS} fields, the most that are read.")
        name = _text(sent.field_name, "a field's name")
        fields[name] = _text(sent.value, name)

    def keep_file(sent: File) -> None:
        if len(files) >= MAX_FILES:
            raise BadInput(f"There are more than {MAX_FILES} files, the most that one form may send.", "files")
        sent.file_object.seek(0)
        content = sent.file_object.read()
        sent.close()
        if sent.file_name or content:  # a file field left empty is sent as a part with neither
            files.append(SentFile(_file_name(sent.file_name), sent.content_type, content))

    # Files stay in memory: the door has already bounded the whole body.
    parser = FormParser(
        "multipart/form-data", keep_field, keep_file, boundary=boundary, config={"MAX_MEMORY_FILE_SIZE": 2**31}
    )
    try:
        async for chunk in request.stream():
            parser.write(chunk)
        parser.finalize()
    except FormParserError as problem:
        raise BadInput("The form arrived broken and nothing was saved: send it again.") from problem
    return SentForm(fields, tuple(files))


def _text(value: bytes | None, name: str) -> str:
    try:
        return (value or b"").decode("utf-8")
    except UnicodeDecodeError as problem:
        raise BadInput(
            f"The text of {name!r} is not UTF-8 from byte {problem.start} on, so it was not saved: "
            "send the text as a file, whose encoding is found out, or paste it again.",
            name,
        ) from problem


def _file_name(sent: bytes | None) -> str:
    """The last part of a sent file name, in one printable line."""
    name = re.split(r"[/\\]", (sent or b"").decode("utf-8", "replace"))[-1]
    return _UNPRINTABLE.sub("", name)[:MAX_NAME_CHARS].strip() or "a file without a name"
