"""What marks, clusters and windows are called, for labels and for those who listen (TIMELINE.md S9)."""

from datetime import date

from app.domain.dates import MONTHS
from app.domain.events import EventType, Quad, Review, Status
from app.timeline.model import Cluster, Facts
from app.timeline.units import DAYS_OF_MONTH, DAYS_OF_YEAR
from app.timeline.window import Window

TYPE_WORDS = {
    EventType.AGREE: "agrees", EventType.CONSULT: "consults", EventType.SUPPORT: "supports",
    EventType.CONCEDE: "concedes", EventType.COOPERATE: "cooperates", EventType.AID: "aids",
    EventType.RETREAT: "retreats", EventType.REQUEST: "requests", EventType.ACCUSE: "accuses",
    EventType.REJECT: "rejects", EventType.THREATEN: "threatens", EventType.PROTEST: "protests",
    EventType.SANCTION: "sanctions", EventType.MOBILIZE: "mobilizes", EventType.COERCE: "coerces",
    EventType.ASSAULT: "assaults", EventType.STATEMENT: "states", EventType.MILESTONE: "milestone",
}  # fmt: skip
TYPE_NAMES = {one: one.value.capitalize() for one in EventType}
"""Types as headings and controls call them."""
QUAD_WORDS = {
    Quad.VERBAL_COOPERATION: "verbal cooperation",
    Quad.MATERIAL_COOPERATION: "material cooperation",
    Quad.VERBAL_CONFLICT: "verbal conflict",
    Quad.MATERIAL_CONFLICT: "material conflict",
    Quad.NONE: "statement or milestone",
}


def mark_name(facts: Facts) -> str:
    """
    The accessible name: "about 5 May 2022, Russia to Ukraine, threatens, 3 sources 2 origins, disputed: the title".

    What is plain is not said: that it occurred, that it was accepted. The title comes last, as what is seen beside it.
    """
    parties = f"{facts.who} to {facts.whom}" if facts.who and facts.whom else facts.who or facts.whom
    parts = [
        facts.date_words,
        parties,
        TYPE_WORDS[facts.type],
        "" if facts.status is Status.OCCURRED else facts.status.value,
        f"{counted(facts.source_count, 'source')} {counted(facts.origin_count, 'origin')}",
        "disputed" if facts.is_disputed else "",
        "" if facts.review is Review.ACCEPTED else facts.review.value,
        "starred" if facts.is_starred else "",
    ]
    said = ", ".join(part for part in parts if part)
    return f"{said}: {facts.title}" if facts.title else said


def cluster_name(cluster: Cluster) -> str:
    """The accessible name: how many events from when to when, of what classes."""
    shares = ", ".join(f"{count} {QUAD_WORDS[quad]}" for quad, count in cluster.quads)
    return f"{counted(cluster.count, 'event')}, {days_words(cluster.first_day, cluster.last_day)}: {shares}"


def window_words(window: Window) -> str:
    """The window for a reader: "14 February 2019 to 3 March 2019"."""
    return days_words(window.first_day, window.last_day)


def days_words(first: int, last: int) -> str:
    """A run of days in words, one day said once."""
    return day_words(first) if first == last else f"{day_words(first)} to {day_words(last)}"


def day_words(day: int) -> str:
    """One day: "14 February 2019"."""
    when = date.fromordinal(day)
    return f"{when.day} {MONTHS[when.month]} {when.year}"


def counted(number: int, noun: str) -> str:
    """A number with its noun: "1 event", "1 204 events"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}".replace(",", "\N{NARROW NO-BREAK SPACE}")


def gap_words(days: int) -> str:
    """How long nothing happened, whole units a reader would use, none begun: "23 days", "7 months", "17 years"."""
    if days < 92:
        return counted(days, "day")
    if days < 730:
        return counted(int(days / DAYS_OF_MONTH), "month")
    return counted(int(days / DAYS_OF_YEAR), "year")
