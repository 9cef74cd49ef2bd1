"""Bytes to text: by byte order mark, else as declared if that fits, else UTF-8, else a guess; every mend is told."""

import codecs
import re
from dataclasses import dataclass

from app.errors import UnreadableFile

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = {
    b"%PDF-": "a PDF document",
    b"PK\x03\x04": "a ZIP archive or an Office document",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"\x1f\x8b": "a gzip archive",
    b"\x7fELF": "a program",
    b"MZ\x90": "a program",
    b"SQLite format 3": "a database",
    b"\xd0\xcf\x11\xe0": "an old Office document",
}
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.I
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SURROGATES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class Decoded:
    """Text as it is kept, and what was mended on the way, a sentence each."""

    text: str
    notices: tuple[str, ...]


def decode(raw: bytes, name: str, declared: str | None = None) -> Decoded:
    """
    Decode a text or HTML file.

    Args:
        raw: The file's bytes.
        name: How to call it in a message.
        declared: The encoding that an upload or a header claims; one declared in the file itself counts too.

    Raises:
        UnreadableFile: The file is empty, or is no text at all.
    """
    if not raw.strip(b" \t\r\n\x00"):
        raise UnreadableFile(name, "it is empty. Choose a file that holds the article's text.")
    for signature, kind in _SIGNATURES.items():
        if raw.startswith(signature):
            raise UnreadableFile(name, f"it is {kind}. Give plain text (.txt) or a web page (.html).")
    text, notices = _to_text(raw, declared)
    text, mended = mend(text)
    if len(_CONTROLS.findall(text[:20_000])) > len(text[:20_000]) // 50:
        raise UnreadableFile(name, "it is a binary file, not text. Give plain text (.txt) or a web page (.html).")
    return Decoded(text, (*notices, *mended))


def mend(text: str) -> tuple[str, tuple[str, ...]]:
    """Take out what no database keeps (NUL, lone surrogates, byte order mark), make line ends LF, and tell of it."""
    notices = []
    if nuls := text.count("\x00"):
        text = text.replace("\x00", "")
        notices.append(f"{nuls} NUL character{'s were' if nuls > 1 else ' was'} removed.")
    text, surrogates = _SURROGATES.subn("\ufffd", text)
    if surrogates:
        notices.append(f"{surrogates} broken character{'s' if surrogates > 1 else ''} (lone surrogates) replaced by �.")
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return text, tuple(notices)


def _to_text(raw: bytes, declared: str | None) -> tuple[str, list[str]]:
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            return _lossy(raw[len(mark) :], encoding)
    claimed = declared or _declared_inside(raw)
    if claimed and (text := _strict(raw, claimed)) is not None:
        return text, []
    if (text := _strict(raw, "utf-8")) is not None:
        said = f"The file is declared as {claimed} but is UTF-8; it was read as UTF-8." if claimed else None
        return text, [said] if said else []
    from charset_normalizer import from_bytes  # slow to load, and nearly every file has told its encoding by now

    best = from_bytes(raw).best()
    if best is None:
        text, notices = _lossy(raw, "utf-8")
    else:
        text, notices = str(best), [f"The encoding was recognised as {best.encoding}."]
    if claimed:
        notices.insert(0, f"The file is declared as {claimed}, which does not fit its bytes.")
    return text, notices


def _declared_inside(raw: bytes) -> str | None:
    found = _DECLARED.search(raw[:4096])
    return found[1].decode("ascii") if found else None


def _strict(raw: bytes, encoding: str) -> str | None:
    """Decode without a fault, or None; a declared encoding that leaves C1 controls behind was the wrong one."""
    try:
        text = raw.decode(encoding)
    except (LookupError, UnicodeError, ValueError):
        return None
    return None if re.search("[\x80-\x9f]", text) else text


def _lossy(raw: bytes, encoding: str) -> tuple[str, list[str]]:
    text = raw.decode(encoding, errors="replace")
    broken = text.count("\ufffd")
    return text, [f"{broken} broken characters were replaced by �."] if broken else []
