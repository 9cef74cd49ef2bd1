"""Country pairs: their list, a page for each, and what the picker suggests."""

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse

from app.domain.countries import countries, country_name, find_country, read_country
from app.domain.dates import parse_edtf
from app.domain.dyads import parse_dyad
from app.domain.filters import Filter
from app.errors import BadInput, NotFound
from app.services.browse_annotations import dyad_threads, tags_in_use
from app.services.browse_dyads import SORTS, DyadPage, Suggestion, list_dyads, show_dyad, suggest
from app.web import words
from app.web.access import READS
from app.web.contexts import PageContext
from app.web.deps import Db
from app.web.facet_words import DIRECTION_WORDS
from app.web.rendering import page_or_block
from app.web.routes.events import NOTED
from app.web.timeline_contexts import DyadContext, DyadNotes, DyadsPage, Link, timeline_url

router = APIRouter()
MAX_TYPED_CHARS = 100
SORT_WORDS = {"pair": "Pair", "events": "Events", "direct": "Direct", "first": "First", "last": "Last"}
Typed = Annotated[str, Query()]


@dataclass(frozen=True, kw_only=True)
class SuggestionList(PageContext):
    """What the picker offers under one of its fields; `typed` is what it is for."""

    suggestions: list[Suggestion]
    typed: str
    partner: str


@router.get("/dyads", dependencies=[READS])
def list_pairs(request: Request, db: Db, country: Typed = "", sort: Typed = "") -> Response:
    found = read_country(country) if country.strip() else None
    fault = ""
    if country.strip() and found is None:
        fault = f"{country.strip()[:60]!r} is no country: write a name like India, a code like IND, or Indian."
    chosen = sort if sort in SORTS else next(iter(SORTS))
    everything = list_dyads(db, sort=chosen)
    pairs = [pair for pair in everything if found is None or found.code in (pair.dyad.a, pair.dyad.b)]
    context = DyadsPage(
        title="Country pairs" if found is None else f"Pairs of {found.name}",
        pairs=[] if fault else pairs,
        sorts={key: Link(label, _list_url(country, key), is_on=key == chosen) for key, label in SORT_WORDS.items()},
        sort=chosen,
        country=found.name if found else country,
        fault=fault,
        total=len(everything),
        all_countries=tuple(sorted(countries().values(), key=lambda one: one.name)),
    )
    return page_or_block(request, "pages/dyads.html", context, block="pairs", status_code=422 if fault else 200)


@router.get("/dyads/{pair}", dependencies=[READS])
def show_pair(request: Request, db: Db, pair: str, done: Typed = "") -> Response:
    try:
        dyad, turned = parse_dyad(pair[:MAX_TYPED_CHARS])
    except BadInput as problem:
        raise NotFound(str(problem)) from problem
    if turned or pair != str(dyad):
        return RedirectResponse(f"/dyads/{dyad}", status_code=303)
    notes = DyadNotes(dyad_threads(db, str(dyad)), tags_in_use(db), NOTED.get(done))
    return page_or_block(request, "pages/dyad.html", _dyad_context(show_dyad(db, dyad), notes))


@router.get("/countries", dependencies=[READS])
def suggest_names(
    request: Request, db: Db, q: Typed = "", partner: Annotated[str, Query(alias="with")] = ""
) -> Response:
    chosen = find_country(partner[:3].upper()) or read_country(partner[:MAX_TYPED_CHARS])
    typed = q[:MAX_TYPED_CHARS]
    context = SuggestionList(
        title="Countries",
        suggestions=suggest(db, typed, chosen.code if chosen else None),
        typed=typed,
        partner=chosen.name if chosen else "",
    )
    return page_or_block(request, "partials/country_suggestions.html", context)


def _dyad_context(page: DyadPage, notes: DyadNotes) -> DyadContext:
    wanted = Filter(pairs=(page.dyad,))
    a, b = country_name(page.dyad.a), country_name(page.dyad.b)
    facets = page.facets
    return DyadContext(
        title=f"{a} and {b}",
        page=page,
        notes=notes,
        names=(a, b),
        directions=[
            Link(label.format(a=a, b=b), timeline_url(wanted.with_(direction=one)), facets.directions.get(one, 0))
            for one, label in DIRECTION_WORDS.items()
        ],
        scopes=[Link(one, timeline_url(wanted.with_(scope=one)), count) for one, count in facets.scopes.items()],
        types=[
            Link(words.type_words(one), timeline_url(wanted.with_(types=(one,))), count, key=one)
            for one, count in sorted(facets.types.items(), key=lambda item: -item[1])
        ],
        decades=[Link(f"{year}s", _decade_url(wanted, year), count) for year, count in page.decades],
        url=timeline_url(wanted),
    )


def _decade_url(wanted: Filter, year: int) -> str:
    decade = parse_edtf(f"{year // 10:03}X")
    return timeline_url(wanted.with_(period_from=decade, period_to=decade))


def _list_url(country: str, sort: str) -> str:
    return "/dyads?" + urlencode({"country": country, "sort": sort} if country.strip() else {"sort": sort})
