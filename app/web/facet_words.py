"""How the facets and their values are called, and where they are opened."""

from collections.abc import Callable

from app.domain.countries import country_name
from app.domain.dyads import Direction
from app.domain.events import EventType, Quad
from app.domain.facet_choices import Facet
from app.domain.filters import ANY, NONE, Filter, to_query
from app.domain.grades import NO_GRADE
from app.domain.summaries import party_names
from app.timeline.words import QUAD_WORDS
from app.web import words

FACET_WORDS = {
    Facet.TYPE: "Type",
    Facet.QUAD: "Class",
    Facet.STATUS: "Status",
    Facet.DIRECTION: "Direction",
    Facet.ACTOR: "Actor",
    Facet.SOURCE: "Source",
    Facet.PLACE: "Place",
    Facet.TAG: "Tag",
    Facet.GRADE: "Grade",
    Facet.REVIEW: "Review",
    Facet.YEAR: "Year",
}
DIRECTION_WORDS = {
    Direction.AB: "{a} → {b}",
    Direction.BA: "{b} → {a}",
    Direction.MUTUAL: "both act",
    Direction.NONE: "not stated",
}


def facet_url(facet: Facet, wanted: Filter, every: str = "") -> str:
    """Where a facet of a filter is counted; with `every` its rare values too."""
    parts = [to_query(wanted.with_()), f"every={every}" if every else ""]
    query = "&".join(filter(None, parts))
    return f"/facets/{facet}" + (f"?{query}" if query else "")


def direction_words(direction: Direction, wanted: Filter) -> str:
    """Who acts on whom, by name where the filter has one pair."""
    pair = wanted.pairs[0] if len(wanted.pairs) == 1 else None
    a, b = (country_name(pair.a), country_name(pair.b)) if pair else ("first", "second")
    return DIRECTION_WORDS[direction].format(a=a, b=b)


def _name(noun: str, say: Callable[[str], str] = str) -> Callable[[str, Filter], str]:
    special = {ANY: f"Any {noun}", NONE: f"No {noun}"}
    return lambda value, wanted: special.get(value) or say(value)


CHOICE_WORDS: dict[Facet, Callable[[str, Filter], str]] = {
    Facet.TYPE: lambda value, wanted: words.type_words(EventType(value)).capitalize(),
    Facet.QUAD: lambda value, wanted: QUAD_WORDS[Quad(value)].capitalize(),
    Facet.STATUS: lambda value, wanted: value.capitalize(),
    Facet.DIRECTION: lambda value, wanted: direction_words(Direction(value), wanted),
    Facet.ACTOR: _name("actor", lambda value: party_names([value])),
    Facet.SOURCE: _name("source"),
    Facet.PLACE: _name("place"),
    Facet.TAG: _name("tag"),
    Facet.GRADE: lambda value, wanted: value if value != NO_GRADE else "Not graded",
    Facet.REVIEW: lambda value, wanted: value.capitalize(),
    Facet.YEAR: _name("date"),
}
"""How a value of each facet is said."""
