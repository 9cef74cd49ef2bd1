"""The list beside the picture: its pages both ways, its headings and gaps, how close its rows stand."""

import re

import pytest
from starlette.testclient import TestClient

from app.services.event_list import PAGE_ROWS
from tests.factories import Factories, found_event

PAIR = "/?pair=IND-PAK"


def rows(html: str) -> list[int]:
    """The events of the list in their order, the shelf's after the dated ones."""
    return [int(number) for number in re.findall(r'<li class="event-row[^>]*data-event="(\d+)"', html)]


def link(html: str, words: str) -> str:
    """Where the one link with these words leads, without its anchor."""
    (address,) = re.findall(rf'href="([^"]+)"[^>]*>(?:<span[^>]*>[^<]*</span>\s*)?{re.escape(words)}', html)
    return str(address).replace("&amp;", "&").partition("#")[0]


def test_every_event_of_a_long_list_is_reached_by_links_forwards_and_backwards(
    visitor: TestClient, visitor_factories: Factories
) -> None:
    found = (found_event(title=f"Event {number}", date=f"201{number % 2}-02-14") for number in range(PAGE_ROWS + 2))
    ids = visitor_factories.crowd(found)
    first = visitor.get(PAIR).text
    second = visitor.get(link(first, "Later events")).text
    assert sorted(rows(first) + rows(second)) == ids
    assert rows(visitor.get(link(second, "Earlier events")).text) == rows(first)
    assert rows(visitor.get(link(second, "First page")).text) == rows(first)
    assert rows(visitor.get(link(first, "Last page")).text)[-2:] == rows(second)
    assert re.findall(r'event-list__heading"><h3>([^<]+)', first) == ["February 2010", "February 2011"]


def test_what_is_outside_of_the_window_is_a_link_away(visitor: TestClient, visitor_factories: Factories) -> None:
    inside, later = (visitor_factories.event(date=date).id for date in ("2019-02-14", "2019-05-14"))
    html = visitor.get(f"{PAIR}&t0=2019-02-10&t1=2019-02-20").text
    assert rows(html) == [inside]
    assert "1 event outside of this window" in html
    assert rows(visitor.get(link(html, "the whole time")).text) == [inside, later]


def test_undated_events_have_pages_too(
    visitor: TestClient, visitor_factories: Factories, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.services.event_list.SHELF_ROWS", 1)
    ids = [visitor_factories.event(date=None).id for _ in range(2)]
    first = visitor.get(PAIR).text
    second = visitor.get(link(first, "More undated events")).text
    assert (rows(first), rows(second)) == (ids[:1], ids[1:])
    assert rows(visitor.get(link(second, "Undated before these")).text) == ids[:1]


def test_the_density_is_chosen_without_scripts_and_kept(visitor: TestClient, visitor_factories: Factories) -> None:
    visitor_factories.event(date=None)
    page = f"{PAIR}&next=u0"
    before = visitor.get(page)
    assert 'class="event-list event-list--airy' in before.text
    assert f'name="back" value="{page.replace("&", "&amp;")}"' in before.text
    answer = visitor.post("/preferences", data={"density": "dense", "back": page}, follow_redirects=False)
    assert (answer.status_code, answer.headers["Location"]) == (303, page)
    assert "HttpOnly" in answer.headers["Set-Cookie"]
    after = visitor.get(page, headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200
    assert "event-list--dense" in visitor.get(PAIR).text
    assert re.search(r'value="dense" aria-pressed="true"', after.text)


@pytest.mark.parametrize("back", ["https://example.org/", "//example.org", ""])
def test_a_choice_never_leads_off_this_site(visitor: TestClient, back: str) -> None:
    answer = visitor.post("/preferences", data={"density": "airy", "back": back}, follow_redirects=False)
    assert answer.headers["Location"] == "/"


def test_a_density_that_is_none_is_refused_and_a_foreign_cookie_ignored(visitor: TestClient) -> None:
    answer = visitor.post("/preferences", data={"density": "loose"})
    assert answer.status_code == 422
    assert "&#39;loose&#39; is no density of a list: use airy or dense." in answer.text
    visitor.cookies.set("density", "loose", domain="127.0.0.1")
    assert visitor.get("/").status_code == 200


def crowd(factories: Factories) -> list[int]:
    """Twenty events of one day, which find no room beside one another."""
    return factories.crowd(found_event(title=f"Event {number}") for number in range(20))


def clusters(html: str) -> list[tuple[str, int]]:
    """Where each cluster of the picture leads, and how many events it folds."""
    found = re.findall(r'href="([^"]+)"[^>]*id="cluster-[\d-]+"[^>]*data-count="(\d+)"', html)
    return [(address.replace("&amp;", "&"), int(count)) for address, count in found]


def members(html: str) -> list[int]:
    return [int(number) for number in re.findall(r'<li class="member-row[^>]*data-event="(\d+)"', html)]


def test_a_cluster_opens_the_list_of_its_members(visitor: TestClient, visitor_factories: Factories) -> None:
    ids = crowd(visitor_factories)
    page = visitor.get(PAIR).text
    ((address, count),) = clusters(page)
    assert address == f"{PAIR}&cluster=2019-02-14..2019-02-14"
    opened = visitor.get(address).text
    alone = {int(number) for number in re.findall(r'<a[^>]*id="mark-(\d+)"', opened)}
    assert members(opened) == [event_id for event_id in ids if event_id not in alone]
    assert len(members(opened)) == count == 16
    assert "16 events folded here" in opened
    assert "16 verbal conflict" in opened
    panel = opened[opened.index('id="cluster"') :]
    assert "14 February 2019</p>" in panel
    assert "member-row__date" not in panel, "members of one day need not say it each"
    assert clusters(opened)[0][0] == link(panel, "Zoom to these")
    assert clusters(visitor.get(clusters(opened)[0][0]).text)[0][0].endswith("cluster=2019-02-14..2019-02-14")
    assert link(opened, '<span class="for-readers-only">Close the cluster') == PAIR


def test_a_member_is_read_while_its_cluster_stays_open(visitor: TestClient, visitor_factories: Factories) -> None:
    crowd(visitor_factories)
    address = clusters(visitor.get(PAIR).text)[0][0]
    before = members(visitor.get(address).text)
    (href,) = re.findall(rf'id="member-{before[0]}" href="([^"]+)"', visitor.get(address).text)
    opened = visitor.get(href.replace("&amp;", "&")).text
    assert members(opened) == before
    assert "Open event" in opened
    assert clusters(opened)[0][1] == 15, "the selected one stands by itself"
    assert not clusters(opened)[0][0].endswith("cluster=2019-02-14..2019-02-14"), "it is open: this leads into it"


def test_the_members_of_a_great_cluster_have_pages_both_ways(
    visitor: TestClient, visitor_factories: Factories, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.services.cluster_members.MEMBER_ROWS", 6)
    crowd(visitor_factories)
    address = clusters(visitor.get(PAIR).text)[0][0]
    pages = [visitor.get(address).text]
    while "Later of these" in pages[-1]:
        pages.append(visitor.get(link(pages[-1], "Later of these")).text)
    assert [len(members(page)) for page in pages] == [6, 6, 4]
    assert len({event_id for page in pages for event_id in members(page)}) == 16
    assert members(visitor.get(link(pages[2], "Earlier of these")).text) == members(pages[1])
    assert members(visitor.get(link(pages[2], "First")).text) == members(pages[0])
    assert members(visitor.get(link(pages[0], "Last")).text)[-4:] == members(pages[2])


def test_where_nothing_is_folded_the_panel_says_so(visitor: TestClient, visitor_factories: Factories) -> None:
    visitor_factories.event()
    html = visitor.get(f"{PAIR}&cluster=2019-02-14..2019-02-14").text
    assert "0 events folded here" in html
    assert "Nothing is folded on these days" in html
    assert visitor.get(f"{PAIR}&cluster=2019-02-14..2019-02-14&members=x").status_code == 422


def test_a_form_s_filter_closes_the_cluster(visitor: TestClient, visitor_factories: Factories) -> None:
    crowd(visitor_factories)
    html = visitor.get(clusters(visitor.get(PAIR).text)[0][0]).text
    form = html[html.index('id="filter-form"') : html.index("</form>", html.index('id="filter-form"'))]
    assert 'name="cluster"' not in form
