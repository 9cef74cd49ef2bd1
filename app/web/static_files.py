"""The static folder under an address that changes with its content, so that browsers may keep every file for a year."""

import hashlib
import re
from pathlib import Path

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

SCREEN = "css/screen.css"
"""The address of all style sheets for the screen in one, so that a page waits for one answer and not for fifteen."""
FIRST_SHEETS = ("tokens.css", "base.css")
OTHER_MEDIA = ("print.css",)
FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"
_VERSION = re.compile(r"[0-9a-f]{12}")


class VersionedStatic(StaticFiles):
    """
    Serve `/static/VERSION/css/base.css`, VERSION being the hash of the whole folder.

    One version for all files keeps relative imports between them right. An address with another version (a tab from
    before an upgrade) or with none gets the present file, to be asked for again each time.
    """

    def __init__(self, directory: Path) -> None:
        super().__init__(directory=directory)
        self.version = hash_folder(directory)
        self._screen = one_sheet(directory / "css")

    def address(self, path: str) -> str:
        """The address of a file, given below the folder: "css/base.css"."""
        return f"/static/{self.version}/{path}"

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Answer with a file, whatever version stands before its path."""
        version, _, rest = path.partition("/")
        is_versioned = _VERSION.fullmatch(version) is not None
        file = rest if is_versioned else path
        if file == SCREEN and scope["method"] in ("GET", "HEAD"):
            response = Response(self._screen, media_type="text/css")
        else:
            response = await super().get_response(file, scope)
        response.headers["Cache-Control"] = FOR_EVER if version == self.version else ASK_AGAIN
        return response


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
