"""Templates to answers: one page template gives a whole page to a visit and one of its blocks to an htmx swap."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, cast

from fastapi import Request, Response
from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from jinja2_fragments.fastapi import Jinja2Blocks
from markupsafe import Markup

from app import __version__
from app.config import PROJECT_ROOT, Settings
from app.domain.countries import country_name
from app.domain.dates import MONTHS, DateKind, in_words
from app.web import event_words, foreign_text, grade_words, urls, words
from app.web.contexts import PageContext
from app.web.deps import visitor_now
from app.web.forms import FORM_TOKEN
from app.web.markdown import note_html
from app.web.static_files import VersionedStatic

if TYPE_CHECKING:
    from types import CodeType


class _CompiledOnce(BytecodeCache):
    """Compiled templates of this process: a second application over the same templates compiles nothing."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self._codes[bucket.key, bucket.checksum] = bucket.code


_COMPILED = _CompiledOnce()


def make_templates(settings: Settings, static: VersionedStatic) -> Jinja2Blocks:
    """
    The templates with everything that all of them may use.

    Args:
        settings: Whose analyst and limits the pages show.
        static: Knows the addresses of static files.
    """
    environment = Environment(
        loader=FileSystemLoader(PROJECT_ROOT / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_COMPILED,
    )
    environment.globals |= {
        "static": static.address,
        "needed_by": static.needed_by,
        "settings": settings,
        "program_version": __version__,
        "event_url": urls.event_url,
        "article_url": urls.article_url,
        "edit_url": urls.edit_url,
        "field_url": urls.field_url,
        "event_page_url": urls.event_page_url,
        "merge_url": urls.merge_url,
        "pair_url": urls.pair_url,
        "source_url": urls.source_url,
        "annotation_url": urls.annotation_url,
        "search_url": urls.search_url,
        "view_url": urls.view_url,
        "versions_url": urls.versions_url,
        "words": words,
        "event_words": event_words,
        "grade_words": grade_words,
    }
    environment.filters |= {
        "country_name": country_name,
        "counted": counted,
        "date_words": date_words,
        "day_words": day_words,
        "field_label": words.field_words,
        "foreign": foreign_text.mark_controls,
        "instant_words": instant_words,
        "markdown": note_html,
        "megabytes": megabytes,
    }
    return Jinja2Blocks(env=environment)


def compile_templates(templates: Jinja2Blocks) -> None:
    """Compile every template before the first visit, so that nobody waits for it."""
    for name in templates.env.list_templates():
        templates.env.get_template(name)


def page_or_block(
    request: Request, page: str, context: PageContext, *, block: str | None = None, status_code: int = 200
) -> Response:
    """
    Answer a visit with the whole page, an htmx swap with one block of it.

    Args:
        request: Decides which of the two is wanted.
        page: The template, for example "pages/event.html".
        context: Its attributes and properties are the template's variables.
        block: The block that a swap gets; None for a page that is never swapped.
        status_code: The HTTP status of either.
    """
    templates = cast("Jinja2Blocks", request.app.state.templates)
    wanted = block if is_swap(request) else None
    values = {**_values(context), **_of_visitor(request)}
    response = templates.TemplateResponse(request, page, values, status_code, block_name=wanted)
    response.headers["Vary"] = "HX-Request"  # one address, two answers: a cache must not give one for the other
    return response


def _of_visitor(request: Request) -> dict[str, Any]:
    """Who looks at the page, what they may do, and what each form that posts has to carry (`{{ form_token }}`)."""
    who = visitor_now(request)
    field = Markup('<input type="hidden" name="{}" value="{}">').format(FORM_TOKEN, who.form_token)
    return {"visitor": who, "may": who.may, "form_token": field if who.form_token else ""}


def _values(context: PageContext) -> dict[str, Any]:
    """The attributes and properties of a context as the variables of its template."""
    properties = {
        name: getattr(context, name)
        for kind in type(context).__mro__
        for name, member in vars(kind).items()
        if isinstance(member, property)
    }
    return {**vars(context), **properties}


def is_swap(request: Request) -> bool:
    """Whether htmx asks for a fragment."""
    return request.headers.get("HX-Request") == "true"


def date_words(edtf: str | None, kind: str | None = None) -> str:
    """An event's date as a reader would say it; "undated" where there is none."""
    return in_words(edtf, DateKind(kind) if kind else None) if edtf else "undated"


def day_words(day: int | date | str | None) -> str:
    """A publication day, given as ordinal, date or ISO text: "16 March 2019"."""
    if day is None:
        return "date unknown"
    if isinstance(day, str):
        day = date.fromisoformat(day)
    elif isinstance(day, int):
        day = date.fromordinal(day)
    return f"{day.day} {MONTHS[day.month]} {day.year}"


def instant_words(at: datetime) -> str:
    """A moment in UTC: "16 March 2019, 14:05 UTC"."""
    return f"{day_words(at.date())}, {at:%H:%M} UTC"


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """A number with its noun: "1 event", "1 204 events" with a narrow no-break space between thousands."""
    return f"{number:,} ".replace(",", "\u202f") + (noun if number == 1 else plural or noun + "s")


def megabytes(size: int) -> str:
    """A limit in bytes as people say it: "2 MB"; below one megabyte in bytes."""
    return f"{size / 1_000_000:g} MB" if size >= 1_000_000 else f"{size:,} bytes"
