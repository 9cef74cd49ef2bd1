"""Help: the guide in chapters, with its pictures."""

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse

from app.errors import NotFound
from app.web.access import READS
from app.web.contexts import PageContext, Section
from app.web.guide import HOME, IMAGES, PICTURES, Chapter, chapters, pictures
from app.web.rendering import page_or_block

router = APIRouter()


@dataclass(frozen=True, kw_only=True)
class GuideContext(PageContext):
    """A chapter, among all of them."""

    chapter: Chapter
    chapters: tuple[Chapter, ...]
    section: Section = Section.HELP


@router.get(HOME, dependencies=[READS])
def read_guide(request: Request) -> Response:
    return _chapter_page(request, HOME)


@router.get(f"{HOME}/{{name}}", dependencies=[READS])
def read_chapter(request: Request, name: str) -> Response:
    return _chapter_page(request, f"{HOME}/{name}")


@router.get(f"{IMAGES}/{{name}}", dependencies=[READS])
def send_picture(name: str) -> Response:
    picture = pictures().get(name)
    if picture is None:
        raise NotFound("The guide has no such picture: open it again from Help in the header.")
    return FileResponse(picture, media_type=PICTURES[picture.suffix])


def _chapter_page(request: Request, address: str) -> Response:
    chapter = next((one for one in chapters() if one.address == address), None)
    if chapter is None:
        raise NotFound("The guide has no such chapter: its chapters are listed under Help in the header.")
    context = GuideContext(title=chapter.title, chapter=chapter, chapters=chapters())
    return page_or_block(request, "pages/guide.html", context)
