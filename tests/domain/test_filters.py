"""The filter and its query string: reading and writing are inverse, and every fault names the value and the mend."""

from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.dates import OPEN_END, parse_edtf
from app.domain.dyads import Direction, Dyad, Scope
from app.domain.events import EventType, Flag, Quad, Review, Status
from app.domain.filters import (
    DAY_SECONDS,
    MAX_ID,
    MAX_TEXT_CHARS,
    MAX_VALUES,
    PARAMETERS,
    Filter,
    Group,
    ParsedFilter,
    parse,
    to_pairs,
    to_query,
)

IND_PAK, PAK_RUS = Dyad("IND", "PAK"), Dyad("PAK", "RUS")
FEB_14 = 737_104


def read(query: str) -> ParsedFilter:
    return parse(parse_qsl(query, keep_blank_values=True))


WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=30)
TEXTS = WORDS.map(lambda text: " ".join(text.split())).filter(bool)
CODES = ["IND", "PAK", "RUS", "USA", "CHN"]
PAIRS = st.lists(st.sampled_from(CODES), min_size=2, max_size=2, unique=True).map(lambda two: Dyad.of(*two))
SECONDS = st.integers(DAY_SECONDS, OPEN_END * DAY_SECONDS - 1)
PERIOD = [None, *map(parse_edtf, ("2019-02", "1998~", "2019-02-14", "200X", "2011-03-02/2011-03-03"))]


@st.composite
def filters(draw: st.DrawFn) -> Filter:
    pairs = tuple(draw(st.lists(PAIRS, max_size=3)))
    directions = [None, *Direction] if pairs else [None, Direction.MUTUAL, Direction.NONE]
    first, last = sorted([draw(SECONDS), draw(SECONDS)])
    begin, end = draw(st.sampled_from(PERIOD)), draw(st.sampled_from(PERIOD))
    if begin and end and begin.earliest > end.latest:
        begin, end = end, begin
    return Filter(
        pairs=pairs,
        direction=draw(st.sampled_from(directions)),
        scope=draw(st.sampled_from([None, *Scope])),
        types=tuple(draw(st.lists(st.sampled_from(EventType)))),
        quads=tuple(draw(st.lists(st.sampled_from(Quad)))),
        statuses=tuple(draw(st.lists(st.sampled_from(Status)))),
        actors=tuple(draw(st.lists(st.sampled_from(["IND", "Jaish-e-Mohammad", "A & B=C"])))),
        sources=tuple(draw(st.lists(TEXTS, max_size=3))),
        reviews=tuple(draw(st.lists(st.sampled_from(Review)))),
        flags=tuple(draw(st.lists(st.sampled_from(Flag)))),
        texts=tuple(draw(st.lists(TEXTS, max_size=3))),
        period_from=begin,
        period_to=end,
        t0=draw(st.sampled_from([None, first])),
        t1=draw(st.sampled_from([None, last])) if first < last else None,
        group=draw(st.sampled_from(Group)),
        folded=tuple(draw(st.lists(st.sampled_from(["", "IND-PAK ab", "A & B=C"])))),
        solo=draw(st.sampled_from([None, "", "IND-PAK ab"])),
        selected=draw(st.none() | st.integers(1, MAX_ID)),
        also=tuple(draw(st.lists(st.integers(1, MAX_ID), max_size=3))),
        focus=draw(st.none() | st.integers(1, MAX_ID)),
    )


@given(filters())
def test_reading_what_was_written_gives_the_same_filter(wanted: Filter) -> None:
    parsed = read(to_query(wanted))
    assert parsed == ParsedFilter(wanted)


@given(st.lists(st.tuples(st.sampled_from([one.name for one in PARAMETERS] + ["other"]), st.text(max_size=40))))
def test_no_query_whatever_raises_and_what_is_kept_is_canonical(query: list[tuple[str, str]]) -> None:
    kept = parse(query).filter
    assert parse(to_pairs(kept)).filter == kept


def test_each_parameter_and_each_field_is_declared_once() -> None:
    assert len({one.name for one in PARAMETERS}) == len({one.field for one in PARAMETERS}) == len(PARAMETERS)
    assert {one.field for one in PARAMETERS} == set(vars(Filter()))


def test_the_query_has_one_order_and_leaves_out_what_says_nothing() -> None:
    wanted = read("sel=3&type=THREATEN&type=assault&pair=PAK-RUS&pair=IND-PAK&q=&dir=both&group=none").filter
    assert to_query(wanted) == "pair=IND-PAK&pair=PAK-RUS&type=THREATEN&type=ASSAULT&sel=3"


@pytest.mark.parametrize(
    ("query", "name", "says"),
    [
        ("pair=IND-XXX", "pair", ("XXX", "IND-XXX", "use ISO 3166")),
        ("pair=IND-IND", "pair", ("IND-IND", "two different countries")),
        ("pair=IND", "pair", ("'IND'", "like IND-PAK")),
        ("from=banana", "from", ("banana", "2019-02-14")),
        ("to=2019-02-30", "to", ("2019-02-30", "no day 30")),
        ("from=2019-03&to=2019-02", "from", ("2019-03", "2019-02", "exchange the two")),
        ("dir=up&pair=IND-PAK", "dir", ("up", "ab, ba")),
        ("dir=ab", "dir", ("dir=ab", "choose two countries")),
        ("scope=near", "scope", ("near", "direct, context")),
        ("type=WAR", "type", ("WAR", "ASSAULT")),
        ("quad=hot", "quad", ("hot", "material-conflict")),
        ("status=sure", "status", ("sure", "alleged")),
        ("review=maybe", "review", ("maybe", "accepted")),
        ("flag=odd", "flag", ("odd", "wordless", "conflict")),
        ("group=colour", "group", ("colour", "direction")),
        ("t0=2019-02", "t0", ("2019-02", "like 2019-02-14")),
        ("t1=2019-02-30", "t1", ("2019-02-30", "like 2019-02-14")),
        ("t0=0000-01-01", "t0", ("0000-01-01",)),
        ("t0=2019-03-01&t1=2019-02-01", "t0", ("2019-03-01", "2019-02-01", "earlier")),
        ("sel=0", "sel", ("'0'", "number")),
        (f"sel={2**70}", "sel", ("number",)),
        ("sel=²", "sel", ("²",)),
        (f"q={'x' * (MAX_TEXT_CHARS + 1)}", "q", (f"{MAX_TEXT_CHARS}", "Shorten")),
    ],
)
def test_a_fault_names_the_value_and_the_mend_and_spares_the_rest(query: str, name: str, says: tuple[str, ...]) -> None:
    parsed = read(query + "&status=planned")
    assert list(parsed.faults) == [name]
    assert all(words in parsed.faults[name] for words in says), parsed.faults[name]
    assert parsed.typed[name]
    assert Status.PLANNED in parsed.filter.statuses


def test_a_good_value_beside_a_bad_one_stays() -> None:
    parsed = read("pair=IND-XXX&pair=PAK-RUS")
    assert parsed.filter.pairs == (PAK_RUS,)


def test_too_many_values_are_told() -> None:
    parsed = parse([("q", f"word {number}") for number in range(MAX_VALUES + 1)])
    assert len(parsed.filter.texts) == MAX_VALUES
    assert str(MAX_VALUES) in parsed.faults["q"]


def test_unknown_parts_are_ignored_with_a_notice() -> None:
    parsed = parse([("colour", "red"), ("next", "d1-2")], also_known=frozenset({"next"}))
    assert parsed.filter == Filter()
    assert parsed.notices == ("The address has an unknown part, 'colour': it was ignored.",)


def test_of_a_single_value_given_twice_the_last_counts_with_a_notice() -> None:
    parsed = read("sel=3&sel=4")
    assert parsed.filter.selected == 4
    assert "more than once" in parsed.notices[0]


@pytest.mark.parametrize(
    ("query", "direction", "turned"),
    [
        ("pair=PAK-IND&dir=ab", Direction.BA, True),
        ("dir=ba&pair=PAK-IND", Direction.AB, True),
        ("pair=PAK-IND&dir=mutual", Direction.MUTUAL, True),
        ("pair=PAK-IND", None, True),
        ("pair=IND-PAK&dir=ab", Direction.AB, False),
        ("pair=PAK-IND&pair=RUS-PAK&dir=ab", Direction.BA, True),
    ],
)
def test_a_pair_in_the_other_order_turns_the_direction_with_it(
    query: str, direction: Direction | None, turned: bool
) -> None:
    parsed = read(query)
    assert (parsed.filter.direction, parsed.turned, parsed.faults) == (direction, turned, {})


def test_a_direction_over_pairs_in_two_orders_has_no_meaning() -> None:
    parsed = read("pair=PAK-IND&pair=PAK-RUS&dir=ab")
    assert "different orders" in parsed.faults["dir"]
    assert parsed.filter == Filter(pairs=(IND_PAK, PAK_RUS))


def test_a_day_of_the_window_means_its_first_or_last_second() -> None:
    wanted = read("t0=2019-02-14&t1=2019-02-14").filter
    assert (wanted.t0, wanted.t1) == (FEB_14 * DAY_SECONDS, (FEB_14 + 1) * DAY_SECONDS - 1)


def test_an_instant_of_the_window_is_kept_to_the_second() -> None:
    query = "t0=2019-02-14T06:07:08&t1=2019-02-15T00:00:00"
    assert to_query(read(query).filter) == query


def test_proposed_and_accepted_are_what_is_shown_anyway() -> None:
    assert read("review=accepted&review=proposed").filter == Filter()
    assert Filter().shown_reviews == (Review.PROPOSED, Review.ACCEPTED)
    assert read("review=rejected").filter.shown_reviews == (Review.REJECTED,)


def test_another_pair_lets_the_window_and_the_selection_go() -> None:
    wanted = read("pair=IND-PAK&dir=ab&t0=2019-02-14&sel=3&type=AID&group=type").filter
    other = wanted.with_(pairs=(PAK_RUS,))
    assert to_query(other) == "pair=PAK-RUS&dir=ab&type=AID&group=type"
    assert to_query(wanted.with_(pairs=())) == "type=AID&group=type"


def test_toggling_puts_a_value_in_and_takes_it_out() -> None:
    once = Filter().toggled("types", EventType.AID)
    assert once.types == (EventType.AID,)
    assert once.toggled("types", EventType.AID) == Filter()


@pytest.mark.parametrize(
    ("query", "restricts"),
    [("", False), ("t0=2019-02-14&sel=3&group=type", False), ("pair=IND-PAK", True), ("q=x", True)],
)
def test_only_what_keeps_events_out_restricts(query: str, restricts: bool) -> None:
    assert read(query).filter.restricts is restricts


@pytest.mark.parametrize("typed", ["IND", "India", "india", "Indian"])
def test_an_actor_may_be_named_as_people_name_it(typed: str) -> None:
    assert parse([("actor", typed)]).filter.actors == ("IND",)


def test_an_actor_that_is_no_country_stays_as_it_is() -> None:
    assert parse([("actor", "Jaish-e-Mohammad")]).filter.actors == ("Jaish-e-Mohammad",)


def test_lanes_are_folded_by_name_or_all_but_one() -> None:
    folded = read("group=dyad&fold=IND-PAK&fold=-").filter
    assert [folded.is_folded(key) for key in ("IND-PAK", "", "PAK-RUS")] == [True, True, False]
    alone = read("group=dyad&fold=IND-PAK&solo=IND-PAK").filter
    assert [alone.is_folded(key) for key in ("IND-PAK", "", "PAK-RUS")] == [False, True, True]


def test_without_lanes_and_in_other_lanes_nothing_is_folded() -> None:
    assert to_query(read("fold=IND-PAK&solo=IND-PAK").filter) == ""
    folded = read("group=dyad&fold=IND-PAK").filter
    assert not folded.restricts
    assert to_query(folded.with_(group=Group.TYPE)) == "group=type"
