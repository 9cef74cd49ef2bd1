"""What forbids joining two tellings although each comparison by itself would let them."""

from collections.abc import Iterator
from itertools import product

from app.domain.events import Status
from app.settling.comparing import FIRM, Two, listed, types
from app.settling.nearness import gap, is_loose
from app.settling.wording import Person, Wording

STRONG = 0.75  # wording that is nearly the same


def vetoes(two: Two) -> Iterator[str]:
    """Every reason against joining, in words."""
    if two.a.article == two.b.article:
        yield "one article tells both"
    yield from _of_status(two)
    yield from _of_date(two)
    if two.is_thin:
        yield from _of_thinness(two)
    yield from _of_names(two.words_a, two.words_b, is_mutual=two.a.type in types("mutual"))


def _of_status(two: Two) -> Iterator[str]:
    both = {two.a.status, two.b.status}
    if len(both) == 1 or both == {Status.OCCURRED, Status.ALLEGED}:
        return
    if both != {Status.OCCURRED, Status.PLANNED}:
        yield f"it is {two.a.status} in the one and {two.b.status} in the other"
    elif gap(two.a, two.b) or not (two.wording.value >= STRONG or two.place.value == 1):
        yield "it is planned in the one, and day or wording differ"


def _of_date(two: Two) -> Iterator[str]:
    """Without a date that says when, nearly the same words of the same act are needed; a day apart, a tie beside."""
    if is_loose(two.a) != is_loose(two.b) or (two.a.date is None) != (two.b.date is None):
        yield "a date in the one, none or a vague one in the other"
    elif is_loose(two.a) and (two.a.type is not two.b.type or _sameness(two.words_a, two.words_b) < STRONG):
        yield "their dates are absent or long, and the wording differs"
    if gap(two.a, two.b):
        if two.place.value < 1 and two.wording.value <= FIRM:
            yield "the days differ, and nothing but the parties is the same"
        if two.words_a.is_repeated != two.words_b.is_repeated:
            yield "the days differ, and one is said to be done again"


def _sameness(a: Wording, b: Wording) -> float:
    """How much of all that the two say is said by both."""
    return len(a.content & b.content) / max(len(a.content | b.content), 1)


def _of_thinness(two: Two) -> Iterator[str]:
    """Where neither the place nor a word of what it is about is the same, all else must be."""
    a, b = two.a, two.b
    if a.type is not b.type:
        yield f"{a.type} and {b.type}, and nothing but the parties is the same"
    if {a.type, b.type} & types("said"):
        yield "nothing said is the same"
    if len(a.parties & b.parties) == 1 and a.parties != b.parties:
        yield "one party alone is the same"
    if any(telling.date is None or not telling.date.is_day for telling in (a, b)):
        yield "not of one day, and nothing but the parties is the same"


def _of_names(a: Wording, b: Wording, *, is_mutual: bool) -> Iterator[str]:
    """Another person, ministry, agreement, round or way of acting."""
    strangers = product(
        (person for person in a.persons if not person.words & b.said),
        (person for person in b.persons if not person.words & a.said),
    )
    if any(_is_one_side(*two, is_mutual=is_mutual) for two in strangers):
        yield "other persons"
    for what, one, other in (
        ("offices", a.offices, b.offices),
        ("agreements", a.agreements, b.agreements),
        ("rounds", a.rounds, b.rounds),
        ("acts", a.acts, b.acts),
    ):
        if one and other and not one & other:
            yield f"other {what}: {listed(one)}; {listed(other)}"


def _is_one_side(a: Person, b: Person, *, is_mutual: bool) -> bool:
    """
    Whether two persons act for one state, as far as the words say: "Israeli Premier X", "Israeli envoy Y".

    Where the words do not say it, they do in what one side does; in a meeting they may be the two who meet.
    """
    return bool(a.state & b.state) or not (a.state or b.state or is_mutual)
