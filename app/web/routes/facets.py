"""One facet of the timeline's filter, counted when it is opened: a fragment for scripts, else a page."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from app.domain import filters
from app.errors import NotFound
from app.services.facets import Choice, Facet, FacetCounts, count_facet
from app.web.access import READS
from app.web.contexts import PageContext, Section
from app.web.deps import Db
from app.web.facet_words import CHOICE_WORDS, FACET_WORDS, facet_url
from app.web.rendering import page_or_block
from app.web.timeline_contexts import filter_words, subject_words, timeline_url

router = APIRouter()
PARAMETERS = frozenset({"every"})


@dataclass(frozen=True)
class ChoiceLink:
    """
    A value of a facet on the page.

    Attributes:
        url: The list of the events with this value alone; `count` is how long it is.
        toggle_url: The list with this value put to the chosen ones or taken from them; None where nothing is chosen.
    """

    label: str
    count: int
    url: str
    toggle_url: str | None
    is_chosen: bool


@dataclass(frozen=True, kw_only=True)
class FacetContext(PageContext):
    """
    A facet.

    Attributes:
        label: How it is called.
        choices: Its values; `special` are those of having one at all, and of having none.
        everything: The list without the facet's restriction.
        every_url: The same facet with all of its values; None where they are here.
        back: The timeline with the present filter.
        subject, filter_words: The pairs of the present filter, and what else it restricts.
    """

    counts: FacetCounts
    label: str
    choices: list[ChoiceLink]
    special: list[ChoiceLink]
    everything: ChoiceLink
    every_url: str | None
    back: str
    subject: str
    filter_words: str
    notices: tuple[str, ...]
    faults: dict[str, str]
    section: Section = Section.TIMELINE


@router.get("/facets/{name}", dependencies=[READS])
def show_facet(request: Request, db: Db, name: str, every: Annotated[str, Query()] = "") -> Response:
    if name not in set(Facet):
        raise NotFound(f"There is no facet {name[:40]!r}: use {', '.join(Facet)}.")
    parsed = filters.parse(request.query_params.multi_items(), PARAMETERS)
    counts = count_facet(db, parsed.filter, Facet(name), shows_all=bool(every))
    context = _context(counts, parsed)
    status = 422 if parsed.faults else 200
    return page_or_block(request, "pages/facet.html", context, block="facet", status_code=status)


def _context(counts: FacetCounts, parsed: filters.ParsedFilter) -> FacetContext:
    label, wanted = FACET_WORDS[counts.facet], parsed.filter
    special = [choice for choice in (counts.any, counts.none) if choice]
    everything = ChoiceLink(
        f"Whatever {label.lower()}", counts.everything, timeline_url(counts.free), None, not counts.is_restricting
    )
    return FacetContext(
        title=f"By {label.lower()}",
        counts=counts,
        label=label,
        choices=[_link(counts.facet, choice, wanted) for choice in counts.choices],
        special=[_link(counts.facet, choice, wanted) for choice in special],
        everything=everything,
        every_url=facet_url(counts.facet, wanted, every="1") if counts.left_out else None,
        back=timeline_url(wanted),
        subject=subject_words(wanted),
        filter_words=filter_words(wanted),
        notices=parsed.notices,
        faults=parsed.faults,
    )


def _link(facet: Facet, choice: Choice, wanted: filters.Filter) -> ChoiceLink:
    return ChoiceLink(
        label=CHOICE_WORDS[facet](choice.value, wanted),
        count=choice.count,
        url=timeline_url(choice.alone),
        toggle_url=timeline_url(choice.toggled) if choice.toggled is not None else None,
        is_chosen=choice.is_chosen,
    )
