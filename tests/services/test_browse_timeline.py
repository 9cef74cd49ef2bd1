"""The timeline's view: its parts add up, its list is complete, its gaps are true."""

from dataclasses import astuple
from datetime import date, timedelta

import pytest
from sqlmodel import Session

from app.domain.dyads import Dyad
from app.domain.filters import DAY_SECONDS, Filter, Group
from app.errors import BadInput
from app.services.browse_dyads import list_dyads, show_dyad, suggest
from app.services.browse_timeline import browse_timeline, timeline_version
from app.services.event_list import GAP_DAYS, PAGE_ROWS, ListStart, parse_start
from app.services.export_timeline import Part, export_picture, exporting
from app.timeline.window import Window
from tests.factories import Factories, found_event

IND_PAK = Filter(pairs=(Dyad("IND", "PAK"),))
FEB_14 = date(2019, 2, 14).toordinal()


def in_window(wanted: Filter, first: int, last: int) -> Filter:
    return wanted.with_(t0=first * DAY_SECONDS, t1=(last + 1) * DAY_SECONDS - 1)


@pytest.mark.parametrize("group", list(Group))
def test_total_is_shown_clustered_outside_and_undated(session: Session, factories: Factories, group: Group) -> None:
    article = factories.article()
    for number in range(30):
        factories.event(date="2019-02-14", title=f"Event {number}", article=article)
    for offset in (-400, 30, 31):
        factories.event(date=str(date.fromordinal(FEB_14 + offset)), actors=("IND", "PAK"), recipients=())
    factories.event(date=None)
    counts = browse_timeline(session, in_window(IND_PAK.with_(group=group), FEB_14 - 5, FEB_14 + 30)).counts
    assert counts.total == counts.shown + counts.clustered + counts.outside + counts.undated == 34
    assert (counts.outside, counts.undated) == (2, 1)
    assert counts.clusters >= 1


def test_an_event_in_two_lanes_is_drawn_twice_and_counted_once(session: Session, factories: Factories) -> None:
    factories.event(actors=("IND", "PAK"), recipients=())
    view = browse_timeline(session, Filter(group=Group.ACTOR))
    assert view.picture is not None
    assert [(lane.title, len(lane.marks)) for lane in view.picture.lanes] == [("India", 1), ("Pakistan", 1)]
    assert view.counts.shown == 1


@pytest.mark.parametrize(
    ("group", "titles"),
    [
        (Group.DIRECTION, ["India → Pakistan", "Pakistan → India"]),
        (Group.DYAD, ["India – Pakistan"]),
        (Group.TYPE, ["Accuse", "Assault"]),
        (Group.STATUS, ["Occurred", "Denied"]),
        (Group.PLACE, ["Delhi", "Place not stated"]),
    ],
)
def test_lanes_have_names_a_reader_knows(
    session: Session, factories: Factories, group: Group, titles: list[str]
) -> None:
    factories.event(dyad="PAK-IND", type="ASSAULT", status="denied")
    factories.event(dyad="IND-PAK", place="Delhi")
    view = browse_timeline(session, IND_PAK.with_(group=group))
    assert view.picture is not None
    assert [lane.title for lane in view.picture.lanes] == titles


def test_an_empty_database_has_an_empty_view(session: Session) -> None:
    view = browse_timeline(session, IND_PAK)
    assert (view.picture, view.strip, view.moves, view.events.rows) == (None, None, None, ())
    assert astuple(view.counts) == (0, 0, 0, 0, 0, 0)
    assert (view.article_count, view.event_count, view.frequent) == (0, 0, ())


def test_undated_events_alone_have_a_shelf_and_no_picture(session: Session, factories: Factories) -> None:
    event = factories.event(date=None)
    view = browse_timeline(session, IND_PAK)
    assert view.picture is None
    assert [one.id for one in view.events.undated] == [event.id]
    assert (view.counts.total, view.counts.undated) == (1, 1)


def test_the_selected_event_is_read_even_where_the_filter_hides_it(session: Session, factories: Factories) -> None:
    hidden = factories.event(dyad="CHN-USA").id
    shown = factories.event().id
    assert browse_timeline(session, IND_PAK.with_(selected=shown)).selected_is_hidden is False
    view = browse_timeline(session, IND_PAK.with_(selected=hidden))
    assert view.selected is not None
    assert (view.selected.id, view.selected_is_hidden) == (hidden, True)
    assert browse_timeline(session, IND_PAK.with_(selected=999)).selected is None


def test_gaps_are_said_where_nothing_can_have_happened(session: Session, factories: Factories) -> None:
    for text, kind in (
        ("../2019-03-01", "before"),  # its start is unknown: it covers nothing
        ("2019-01-01/2019-02-01", "between"),
        ("2019-01-10", None),
        (str(date(2019, 2, 2) + timedelta(GAP_DAYS)), None),
        ("2019-03/..", "since"),
        ("2019-04-01", None),
    ):
        factories.event(date=text, kind=kind)
    gaps = [row.gap_days for row in browse_timeline(session, IND_PAK).events.rows]
    assert gaps == [0, 0, 0, GAP_DAYS, 16, 30]


def test_nothing_is_said_of_the_time_before_the_window(session: Session, factories: Factories) -> None:
    factories.event(date="1999/..", kind="since")
    factories.event(date="2018-12-31")
    factories.event(date="2019-02-14")
    window = in_window(IND_PAK, FEB_14 - 20, FEB_14 + 20)
    assert [row.gap_days for row in browse_timeline(session, window).events.rows] == [0, 20]


def test_the_list_goes_on_page_by_page_to_the_last_event_and_back(session: Session, factories: Factories) -> None:
    ids = factories.crowd(
        found_event(date=str(date.fromordinal(FEB_14 + number // 3)), title=f"Event {number}")
        for number in range(PAGE_ROWS + 5)
    )
    first = browse_timeline(session, IND_PAK).events
    assert first.next is not None
    second = browse_timeline(session, IND_PAK, start=parse_start(first.next)).events
    assert [row.event.id for row in (*first.rows, *second.rows)] == ids
    assert (first.previous, first.is_first, second.is_first, second.next) == (None, True, False, None)
    assert second.previous is not None
    assert browse_timeline(session, IND_PAK, start=parse_start(second.previous)).events == first
    end = browse_timeline(session, IND_PAK, start=parse_start("end")).events
    assert [row.event.id for row in end.rows] == ids[5:]
    assert (end.next, end.is_first, end.undated) == (None, False, ())
    last = PAGE_ROWS + 3
    middle = browse_timeline(session, IND_PAK, start=parse_start(f"b{FEB_14 + last // 3}-{ids[last]}")).events
    assert [row.event.id for row in middle.rows] == ids[3:last]
    assert middle.next == f"d{FEB_14 + (last - 1) // 3}-{ids[last - 1]}"


def test_a_gap_is_said_across_pages_unless_an_earlier_event_reaches_over_it(
    session: Session, factories: Factories, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.services.event_list.PAGE_ROWS", 2)
    lasting = factories.event(date="2019-01-01/2019-03-01", kind="lasted").id
    for text in ("2019-01-02", "2019-02-25", "2019-03-31"):
        factories.event(date=text)
    second = browse_timeline(session, IND_PAK, start=parse_start(f"d{FEB_14 - 43}-{lasting + 1}")).events
    assert [(row.event.date, row.gap_days) for row in second.rows] == [("2019-02-25", 0), ("2019-03-31", 29)]


def test_the_shelf_is_read_page_by_page_both_ways(
    session: Session, factories: Factories, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.services.event_list.SHELF_ROWS", 2)
    ids = [factories.event(date=None).id for _ in range(5)]

    def shelf(token: str) -> tuple[list[int], str | None, str | None]:
        events = browse_timeline(session, IND_PAK, start=parse_start(token)).events
        return [one.id for one in events.undated], events.previous_undated, events.next_undated

    assert shelf("") == (ids[:2], None, f"u{ids[1]}")
    assert shelf(f"u{ids[1]}") == (ids[2:4], f"v{ids[2]}", f"u{ids[3]}")
    assert shelf(f"v{ids[4]}") == shelf(f"u{ids[1]}")
    assert shelf(f"v{ids[2]}") == shelf("")
    assert shelf(f"u{ids[3]}") == (ids[4:], f"v{ids[4]}", None)


@pytest.mark.parametrize(
    "token", ["x", "d5", "d12345678-1", "u99999999999", "u-1", "u2147483648", "d1-2 ", "b-1", "end "]
)
def test_a_place_in_the_list_that_is_none_is_told(token: str) -> None:
    with pytest.raises(BadInput, match="first page"):
        parse_start(token)


def test_places_in_the_list() -> None:
    assert parse_start("") == ListStart()
    assert parse_start("d737104-3") == ListStart(after_dated=(737_104, 3))
    assert parse_start("b737104-3") == ListStart(before_dated=(737_104, 3))
    assert parse_start("u3") == ListStart(after_undated=3)
    assert parse_start("v3") == ListStart(before_undated=3)


def test_the_version_rises_with_every_change(session: Session, factories: Factories) -> None:
    before = timeline_version(session)
    factories.event()
    assert timeline_version(session) > before


def test_an_export_has_the_window_and_the_undated_or_all_and_the_counts_of_the_page(
    session: Session, factories: Factories, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.services.export_timeline.BATCH", 2)
    inside, undated, outside = (factories.event(date=date).id for date in ("2019-02-14", None, "2020-01-01"))
    wanted = in_window(IND_PAK, FEB_14, FEB_14)
    with exporting(session, wanted) as export:
        assert [event.id for event, _ in export.events] == [inside, undated]
        assert (export.window, export.count, export.left_out) == (Window.of_days(FEB_14, FEB_14), 2, 1)
    assert export.counts == browse_timeline(session, wanted).counts
    with exporting(session, wanted, Part.ALL) as export:
        assert [event.id for event, _ in export.events] == [inside, outside, undated]
        assert export.left_out == 0
    picture, counts = export_picture(session, wanted)
    assert picture is not None
    assert picture.shown == counts.shown == 1
    picture, counts = export_picture(session, wanted, Part.ALL)
    assert picture is not None
    assert picture.shown == counts.shown == 2


def test_a_pair_at_a_glance(session: Session, factories: Factories) -> None:
    first, last = factories.event(date="1947", type="MILESTONE"), factories.event(date="2019-02-14")
    factories.event(date=None)
    page = show_dyad(session, IND_PAK.pairs[0])
    assert (page.total, page.undated, page.decades) == (3, 1, ((1940, 1), (2010, 1)))
    assert page.first is not None
    assert page.last is not None
    assert (page.first.id, page.last.id) == (first.id, last.id)
    assert [event.id for event in page.recent] == [last.id, first.id]


def test_a_pair_without_events_is_a_page_of_noughts(session: Session) -> None:
    page = show_dyad(session, Dyad("BRA", "NOR"))
    assert (page.total, page.first, page.recent, page.decades) == (0, None, (), ())


@pytest.mark.parametrize(
    ("sort", "pairs"),
    [
        ("events", ["IND-PAK", "CHN-USA"]),
        ("pair", ["CHN-USA", "IND-PAK"]),
        ("first", ["CHN-USA", "IND-PAK"]),
        ("last", ["IND-PAK", "CHN-USA"]),
        ("direct", ["IND-PAK", "CHN-USA"]),
    ],
)
def test_pairs_in_every_order(session: Session, factories: Factories, sort: str, pairs: list[str]) -> None:
    factories.event(date="2019-02-14")
    factories.event(date="2019-02-15")
    factories.event(dyad="CHN-USA", date="1979")
    assert [str(pair.dyad) for pair in list_dyads(session, sort=sort)] == pairs


def test_suggestions_say_how_many_events_there_would_be(session: Session, factories: Factories) -> None:
    factories.event()
    factories.event(dyad="IND-CHN")
    factories.event(dyad="IND-CHN")

    def names(typed: str, partner: str | None = None) -> list[tuple[str, int]]:
        return [(one.country.code, one.event_count) for one in suggest(session, typed, partner)]

    assert names("") == [("IND", 3), ("CHN", 2), ("PAK", 1)]
    assert names("", "PAK") == [("IND", 1)]
    assert names("paki", "IND") == [("PAK", 1)]
    assert "IND" not in dict(names("Indian", "IND"))
    assert names("zzz") == []
