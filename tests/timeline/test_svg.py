"""The picture as text: well-formed, escaped, named, without inline style."""

import re
from xml.etree import ElementTree

import pytest

from app.domain.dates import DateKind
from app.domain.events import EventType, Review, Status
from app.timeline.bins import Bin, LanePlan
from app.timeline.layout import lay_out
from app.timeline.markup import escape
from app.timeline.model import Facts
from app.timeline.overview import overview, strip_bins
from app.timeline.shapes import type_shape
from app.timeline.svg import Hrefs, LaneLink, draw_overview, draw_picture, draw_shapes
from app.timeline.window import Extent, Window
from tests.timeline.made import START, facts_of, many, moment_of, picture_of

NODES = 1_500
HOSTILE = "</text><script>alert('1')</script> & \"q\" \x00\x1b\ufffe"


def drawn(events: list[Facts], window: Window | None = None, selected: int | None = None) -> ElementTree.Element:
    text = draw_picture(picture_of(events, window, selected), Hrefs(lambda one: f"/?sel={one}&x=1", lambda _: "/?t0=1"))
    return ElementTree.fromstring(text)  # noqa: S314 - our own text is what is tested


def links(root: ElementTree.Element, kind: str) -> list[ElementTree.Element]:
    return [one for one in root.iter() if kind in one.get("class", "").split()]


def shapes_of(root: ElementTree.Element) -> list[str]:
    return [one.get("href", "") for one in links(root, "mark")[0].iter("use")]


def test_a_mark_is_a_named_link_that_carries_its_data() -> None:
    root = drawn(
        [facts_of(7, "2019-02-14", type=EventType.ASSAULT, status=Status.ALLEGED, source_count=3, origin_count=2)]
    )
    (mark,) = links(root, "mark")
    assert mark.tag == "a"
    assert mark.get("href") == "/?sel=7&x=1"
    assert mark.get("aria-label") == (
        "14 Feb 2019, India to Pakistan, assaults, alleged, 3 sources 2 origins, proposed: Jets strike a camp"
    )
    assert {key: value for key, value in mark.items() if key.startswith("data-")} == {
        "data-event": "7",
        "data-date": "2019-02-14",
        "data-type": "ASSAULT",
        "data-countries": "IND PAK",
        "data-status": "alleged",
        "data-t0": "2019-02-14",
        "data-t1": "2019-02-14",
        "data-certainty": "exact",
    }


@pytest.mark.parametrize(
    ("text", "kind", "t0", "t1", "certainty"),
    [
        ("2019-03/..", DateKind.SINCE, "2019-03-01", "", "since"),
        ("../2019-03", DateKind.UNTIL, "", "2019-03-31", "until"),
        ("2019-02", DateKind.BETWEEN, "2019-02-01", "2019-02-28", "between"),
    ],
)
def test_open_ends_are_empty_in_the_data(text: str, kind: DateKind, t0: str, t1: str, certainty: str) -> None:
    (mark,) = links(drawn([facts_of(1, text, kind)]), "mark")
    assert (mark.get("data-t0"), mark.get("data-t1"), mark.get("data-certainty")) == (t0, t1, certainty)


def test_a_cluster_is_a_named_link_with_its_count_and_its_shares() -> None:
    events = [facts_of(number, "2019-02-14", type=EventType.AID) for number in range(1, 21)]
    events += [facts_of(number, "2019-02-14", type=EventType.ASSAULT) for number in range(21, 31)]
    (cluster,) = links(drawn(events), "cluster")
    assert cluster.get("data-count") == "26"
    assert cluster.get("aria-label", "").startswith("26 events, 14 February 2019: ")
    strip = {one.get("class"): float(one.get("width", "0%")[:-1]) for one in cluster.iter("rect")}
    shares = strip["quad-fill-material-cooperation"] + strip["quad-fill-material-conflict"]
    assert shares == pytest.approx(strip["tl-cluster-bar"], abs=0.01)


@pytest.mark.parametrize("event_type", list(EventType))
def test_type_and_class_are_said_by_shape_and_colour(event_type: EventType) -> None:
    root = drawn([facts_of(1, "2019-02-14", type=event_type)])
    assert shapes_of(root) == [f"#tl-{type_shape(event_type)}"]
    assert f"quad-{event_type.quad}" in links(root, "mark")[0].get("class", "").split()


def test_no_two_types_look_alike() -> None:
    root = ElementTree.fromstring(draw_shapes())  # noqa: S314 - our own text
    looks = {
        one.get("id"): "".join(path.get("d", "") for path in one.iter("path"))
        for one in root.iter("g")
        if one.get("id", "").removeprefix("tl-").upper() in set(EventType)
    }
    assert len(set(looks.values())) == len(looks) == len(EventType)


BETWEEN = ["#tl-end", "#tl-end", "#tl-assault-hollow"]


@pytest.mark.parametrize(
    ("text", "kind", "shapes"),
    [
        ("2019-02-14", DateKind.DAY, ["#tl-assault"]),
        ("2019-02-01/2019-02-20", DateKind.LASTED, ["#tl-assault"]),
        ("2019-02-01/2019-02-20", DateKind.BETWEEN, BETWEEN),
        ("2019-02", None, BETWEEN),
        ("2019-02-XX", None, BETWEEN),
        ("2019-XX-XX", None, BETWEEN),
        ("2019-21", None, BETWEEN),
        ("199X", None, BETWEEN),
        ("19XX", None, BETWEEN),
        ("2019-02~", DateKind.ABOUT, ["#tl-assault-hollow", "#tl-about"]),
        ("2019-02?", DateKind.ABOUT, ["#tl-assault-hollow", "#tl-unsure"]),
        ("2019-02%", DateKind.ABOUT, ["#tl-assault-hollow", "#tl-about", "#tl-unsure"]),
        ("2019-02-14~", None, ["#tl-assault-hollow", "#tl-about"]),
        ("2018-05~/2018-06~", DateKind.BETWEEN, ["#tl-assault-hollow", "#tl-about"]),
        ("2019-02-14/..", DateKind.SINCE, ["#tl-arrow-right", "#tl-assault"]),
        ("2019-02-14/..", DateKind.AFTER, ["#tl-arrow-right", "#tl-assault-hollow"]),
        ("2019-02-14", DateKind.AFTER, ["#tl-arrow-right", "#tl-assault-hollow"]),
        ("1947/..", DateKind.SINCE, ["#tl-arrow-right", *BETWEEN]),
        ("2019-02~/..", None, ["#tl-arrow-right", "#tl-assault-hollow", "#tl-about"]),
        ("../2019-02-14", DateKind.UNTIL, ["#tl-arrow-left", "#tl-assault"]),
        ("../2019-02-14", DateKind.BEFORE, ["#tl-arrow-left", "#tl-assault-hollow"]),
        ("../2014-07", None, ["#tl-arrow-left", *BETWEEN]),
    ],
)
def test_how_well_the_time_is_known_is_said_by_shape(text: str, kind: DateKind | None, shapes: list[str]) -> None:
    known = facts_of(1, text, kind).stretch
    root = drawn([facts_of(1, text, kind)], Window.of_days(known.first - 10, known.last + 10))
    assert shapes_of(root) == shapes


@pytest.mark.parametrize(
    ("text", "kind", "bar"),
    [
        ("2019-02", DateKind.BETWEEN, ("tl-between", None)),
        ("2019-02", DateKind.LASTED, ("tl-bar", None)),
        ("2019-02~", DateKind.ABOUT, ("tl-bar", "url(#tl-fade)")),
    ],
)
def test_a_bar_says_by_its_pattern_what_is_known(text: str, kind: DateKind, bar: tuple[str, str | None]) -> None:
    (mark,) = links(drawn([facts_of(1, text, kind)]), "mark")
    assert [(one.get("class"), one.get("mask")) for one in mark.iter("rect")] == [bar]


@pytest.mark.parametrize("kind", [DateKind.BETWEEN, DateKind.ABOUT])
def test_a_span_too_narrow_for_a_bar_is_one_hollow_mark(kind: DateKind) -> None:
    events = [facts_of(1, "2019-02", kind), facts_of(2, "1919-02-14")]
    root = drawn(events)
    mark = next(one for one in links(root, "mark") if one.get("data-event") == "1")
    assert not list(mark.iter("rect"))
    assert "#tl-assault-hollow" in [use.get("href") for use in mark.iter("use")]


def test_what_goes_on_beyond_the_window_has_a_chevron_and_no_end_there() -> None:
    first = facts_of(1, "2019-02-01").earliest
    root = drawn([facts_of(1, "2018-12/2019-05", DateKind.BETWEEN)], Window.of_days(first, first + 27))
    assert shapes_of(root) == ["#tl-assault-hollow", "#tl-earlier", "#tl-later"]


def test_rivals_of_a_disputed_date_are_ghosts_under_one_bracket_in_the_same_link() -> None:
    events = [facts_of(1, "2019-02-14", rivals=((START + 3, START + 3), (START + 9, START + 9)), is_disputed=True)]
    root = drawn(events, Window.of_days(START, facts_of(2, "2019-03-01").latest))
    assert shapes_of(root) == ["#tl-assault", "#tl-ghost", "#tl-ghost", "#tl-bracket-left", "#tl-bracket-right"]
    (mark,) = links(root, "mark")
    (line,) = mark.iter("line")
    ghosts = [use.get("x") for use in mark.iter("use") if use.get("href") == "#tl-ghost"]
    assert line.get("x1") == min(ghosts, key=lambda x: float(str(x)[:-1]))


def test_proposed_is_dashed_and_accepted_is_not() -> None:
    for review in (Review.PROPOSED, Review.ACCEPTED):
        (mark,) = links(drawn([facts_of(1, "2019-02-14", review=review)]), "mark")
        dashed = ["is-proposed" in use.get("class", "").split() for use in mark.iter("use")]
        assert dashed == [review is Review.PROPOSED]


def test_rejected_is_struck_out() -> None:
    assert shapes_of(drawn([facts_of(1, "2019-02-14", review=Review.REJECTED)])) == ["#tl-assault", "#tl-rejected"]


@pytest.mark.parametrize("status", [one for one in Status if one is not Status.OCCURRED])
def test_what_did_not_plainly_occur_has_its_glyph(status: Status) -> None:
    assert f"#tl-{status}" in shapes_of(drawn([facts_of(1, "2019-02-14", status=status)]))


def test_the_selected_mark_is_told_apart_and_said_to_be_current() -> None:
    (mark,) = links(drawn([facts_of(4, "2019-02-14")], selected=4), "mark")
    assert mark.get("aria-current") == "true"
    assert "is-selected" in mark.get("class", "").split()


def test_foreign_text_stays_text() -> None:
    root = drawn([facts_of(1, "2019-02-14", title=HOSTILE)])
    assert not [one for one in root.iter() if one.tag.endswith("script")]
    assert links(root, "tl-label")[0].text == "</text><script>alert('1')</scri…"
    assert "\ufffd" in links(root, "mark")[0].get("aria-label", "")


def test_escaping_covers_every_special_character() -> None:
    assert escape("<a b='c' d=\"e\">&\x00\ud800") == "&lt;a b=&#39;c&#39; d=&#34;e&#34;&gt;&amp;\ufffd\ufffd"


def test_there_is_no_inline_style_and_every_reference_has_its_shape() -> None:
    page = draw_shapes() + draw_picture(picture_of(many(80)), Hrefs(str, lambda _: "/"))
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=", page)
    defined = set(re.findall(r'\sid="(tl-[^"]+)"', page))
    assert set(re.findall(r'href="#(tl-[^"]+)"', page)) | set(re.findall(r"url\(#(tl-[^)]+)\)", page)) <= defined


@pytest.mark.parametrize("count", [200, 2_000])
@pytest.mark.parametrize("spread", [3, 400, 20_000])
def test_the_limit_of_nodes_holds(count: int, spread: int) -> None:
    root = drawn(many(count, spread_days=spread))
    assert sum(1 for _ in root.iter()) + sum(1 for _ in ElementTree.fromstring(draw_shapes()).iter()) <= NODES  # noqa: S314 - our own text


def test_every_mark_and_cluster_is_in_a_list_that_says_how_many() -> None:
    root = drawn(many(50))
    (listing,) = [one for one in root.iter("g") if one.get("role") == "list"]
    assert {one.get("role") for one in listing} == {"listitem"}
    assert listing.get("aria-label") == "Events, 50 events"


def test_the_overview_has_two_paths_and_the_window() -> None:
    bins = strip_bins(Extent(START, START + 100))
    rest = [0] * (len(bins.starts) - 1)
    text = draw_overview(overview(bins, bins.whole, [3, *rest], [9, *rest]))
    root = ElementTree.fromstring(text)  # noqa: S314 - our own text
    assert [one.get("class") for one in root.iter("path")] == ["overview__all", "overview__bars"]
    assert root.get("data-t0") == str(bins.whole.t0)


def test_today_is_a_line_in_the_window_and_nothing_outside_of_it() -> None:
    picture = picture_of([facts_of(1, "2019-02-14")], Window.of_days(START, START + 99))
    root = ElementTree.fromstring(draw_picture(picture, Hrefs(str), today=START + 49))  # noqa: S314 - our own text
    assert [one.get("x1") for one in links(root, "tl-today")] == ["49.500%"]
    assert "tl-today" not in draw_picture(picture, Hrefs(str), today=START + 100)


def test_the_name_of_today_stays_inside_at_the_right_edge() -> None:
    picture = picture_of([facts_of(1, "2019-02-14")], Window.of_days(START, START + 99))
    root = ElementTree.fromstring(draw_picture(picture, Hrefs(str), today=START + 99))  # noqa: S314 - our own text
    assert [one.get("text-anchor") for one in links(root, "tl-today-label")] == ["end"]


def test_the_head_of_a_lane_has_its_links_and_names_them() -> None:
    moments = [moment_of(facts_of(1, "2019-02-14"))]
    plans = (LanePlan("IND-PAK", "India – Pakistan", (Bin(START, (START, START + 99), tuple(moments), ()),)),)
    picture = lay_out(plans, {1: facts_of(1, "2019-02-14")}, Window.of_days(START, START + 99), 1_040, 1)
    fold = LaneLink("fold", "Fold", "Fold the lane India – Pakistan", "/?fold=IND-PAK")
    root = ElementTree.fromstring(draw_picture(picture, Hrefs(str, lane=lambda lane: [fold])))  # noqa: S314 - our own text
    (head,) = links(root, "lane-link")
    assert (head.get("href"), head.get("aria-label"), head.get("id")) == (fold.href, fold.name, "lane-0-fold")
    assert "India – Pakistan · 1" in [one.text for one in root.iter("text")]
