"""What the page adds to the picture: heads of lanes, today, the legend, and what paper and files are told."""

import re
from datetime import UTC, datetime

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from app.domain.events import EventType
from app.timeline.words import TYPE_NAMES
from app.web.deps import utc_now
from tests.factories import Factories


@pytest.fixture
def events(visitor_factories: Factories) -> None:
    """Five events in two directions, early in 2019."""
    for day in range(10, 13):
        visitor_factories.event(date=f"2019-02-{day}", title=f"Event {day}")
    for day in (10, 11):
        visitor_factories.event(dyad="PAK-IND", date=f"2019-03-{day}", title=f"Event {day}")


def link(page: str, key: str) -> str:
    """Where the link with this id leads."""
    (element,) = re.findall(rf'<a [^>]*id="{key}"[^>]*>', page)
    return str(re.findall(r'href="([^"]+)"', element)[0]).replace("&amp;", "&")


def test_lanes_are_folded_and_unfolded_by_links_and_nothing_is_lost(visitor: TestClient, events: None) -> None:
    page = visitor.get("/?pair=IND-PAK&group=direction").text
    folded = visitor.get(link(page, "lane-0-fold")).text
    assert (folded.count('class="cluster"'), folded.count('class="mark ')) == (1, 2)
    assert 'data-total="5" data-shown="2" data-clustered="3"' in folded
    unfolded = visitor.get(link(folded, "lane-0-fold")).text
    assert unfolded.count('class="mark ') == 5


def test_one_lane_alone_folds_the_others(visitor: TestClient, events: None) -> None:
    page = visitor.get("/?pair=IND-PAK&group=direction").text
    alone = visitor.get(link(page, "lane-0-solo")).text
    assert (alone.count('class="cluster"'), alone.count('class="mark ')) == (1, 3)
    assert "All lanes" in alone
    assert visitor.get(link(alone, "lane-0-solo")).text.count('class="mark ') == 5


@pytest.mark.parametrize(
    ("today", "edge"),
    [((2019, 2, 20), ""), ((2018, 1, 1), "timeline__edge--earlier"), ((2026, 1, 1), "timeline__edge--later")],
)
def test_today_is_a_line_or_a_link_at_the_edge_behind_which_it_is(
    visitor: TestClient, events: None, today: tuple[int, int, int], edge: str
) -> None:
    assert isinstance(visitor.app, FastAPI)
    visitor.app.dependency_overrides[utc_now] = lambda: datetime(*today, 9, tzinfo=UTC)
    page = visitor.get("/").text
    picture = page[page.index('id="timeline-picture"') : page.index('class="legend"')]
    assert ('class="tl-today"' in picture) == (not edge)
    assert re.findall(r"timeline__edge--\w+", page) == ([edge] if edge else [])
    assert not edge or link(page, "edge-today").endswith("date=today")


def test_the_legend_on_the_page_names_every_type(visitor: TestClient, events: None) -> None:
    page = visitor.get("/").text
    legend = page[page.index('class="legend"') :]
    assert [name for name in TYPE_NAMES.values() if f"</svg>{name.lower()}</li>" not in legend] == []
    assert len(TYPE_NAMES) == len(EventType)


def test_paper_and_file_say_what_the_filter_leaves_out(visitor: TestClient, events: None) -> None:
    query = "pair=IND-PAK&type=ACCUSE&group=direction"
    sentence = "Filter: Accuse, rejected events left out; lanes by direction."
    assert f'<p class="print-only">{sentence}</p>' in visitor.get(f"/?{query}").text
    file = visitor.get(f"/timeline.svg?{query}").text
    assert "Timeline: India and Pakistan" in file
    assert sentence in file
    assert "5 events = 5 shown + 0 in 0 clusters + 0 outside + 0 undated" in file


def test_a_row_of_the_list_has_the_shape_of_its_mark(visitor: TestClient, visitor_factories: Factories) -> None:
    visitor_factories.event(date="2019-02", kind="between", type="ASSAULT")
    page = visitor.get("/").text
    rows = page[page.index('id="event-list"') :]
    assert 'class="tl-point is-proposed" href="#tl-assault-hollow"' in rows
