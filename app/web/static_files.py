"""The static folder under an address that changes with its content, so that browsers may keep every file for a year."""

import gzip
import hashlib
import re
import stat
from mimetypes import guess_type
from pathlib import Path
from typing import NamedTuple

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from app.web.modules import modules

SCREEN = "css/screen.css"
"""The address of all style sheets for the screen in one, so that a page waits for one answer and not for fifteen."""
FIRST_SHEETS = ("tokens.css", "base.css")
OTHER_MEDIA = ("print.css",)
FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"
_VERSION = re.compile(r"[0-9a-f]{12}")


class _Kept(NamedTuple):
    """A file as it is sent, compressed once."""

    body: bytes
    compressed: bytes
    media_type: str

    def answer(self, headers: Headers) -> Response:
        is_compressed = "gzip" in headers.get("Accept-Encoding", "")
        response = Response(self.compressed if is_compressed else self.body, media_type=self.media_type)
        if is_compressed:
            response.headers.update({"Content-Encoding": "gzip", "Vary": "Accept-Encoding"})
        return response


class VersionedStatic(StaticFiles):
    """
    Serve `/static/VERSION/css/base.css`, VERSION being the hash of the whole folder.

    One version for all files keeps relative imports between them right. An address with another version (a tab from
    before an upgrade) or with none gets the present file, to be asked for again each time.
    """

    def __init__(self, directory: Path) -> None:
        super().__init__(directory=directory)
        self.version = hash_folder(directory)
        self._folder = directory
        self._screen = one_sheet(directory / "css")
        self._kept: dict[str, _Kept] = {}
        self._needed: dict[tuple[str, ...], list[str]] = {}

    def address(self, path: str) -> str:
        """The address of a file, given below the folder: "css/base.css"."""
        return f"/static/{self.version}/{path}"

    def needed_by(self, *scripts: str) -> list[str]:
        """The addresses of all modules that scripts import, each once."""
        if scripts not in self._needed:
            paths = dict.fromkeys(path for script in scripts for path in modules(self._folder, script))
            self._needed[scripts] = [self.address(path) for path in paths if path not in scripts]
        return self._needed[scripts]

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Answer with a file, whatever version stands before its path."""
        version, _, rest = path.partition("/")
        is_versioned = _VERSION.fullmatch(version) is not None
        file = rest if is_versioned else path
        is_read = scope["method"] in ("GET", "HEAD")
        kept = self._keep(file) if is_read and version == self.version else None
        if kept:
            response = kept.answer(Headers(scope=scope))
        elif is_read and file == SCREEN:
            response = Response(self._screen, media_type="text/css")
        else:
            response = await super().get_response(file, scope)
        response.headers["Cache-Control"] = FOR_EVER if version == self.version else ASK_AGAIN
        return response

    def _keep(self, file: str) -> _Kept | None:
        """A file of the present version, read and compressed once: a first visit asks for two dozen of them."""
        if file not in self._kept:
            place, found = self.lookup_path(file)
            is_file = found is not None and stat.S_ISREG(found.st_mode)
            if not is_file and file != SCREEN:
                return None
            body = self._screen if file == SCREEN else Path(place).read_bytes()
            self._kept[file] = _Kept(body, gzip.compress(body, mtime=0), guess_type(file)[0] or "text/plain")
        return self._kept[file]


def one_sheet(folder: Path) -> bytes:
    """The style sheets for the screen, one after another: tokens and base, then components, which never overlap."""
    components = sorted(path.name for path in folder.glob("*.css") if path.name not in FIRST_SHEETS + OTHER_MEDIA)
    return b"\n".join((folder / name).read_bytes() for name in (*FIRST_SHEETS, *components))


def hash_folder(folder: Path) -> str:
    """Twelve hexadecimal digits that change with the name or content of any file below the folder."""
    digest = hashlib.sha256()
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(f"{file.relative_to(folder).as_posix()}\0".encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:12]
