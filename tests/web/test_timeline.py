"""The timeline's page: what it carries, what it says of bad addresses, and its two answers."""

import re
import time
from collections.abc import Iterator
from urllib.parse import unquote

import pytest
from starlette.testclient import TestClient

from tests.factories import Factories

SWAP = {"HX-Request": "true"}


def marks(html: str, event_id: int) -> list[str]:
    """The start tags of everything that stands for an event."""
    return re.findall(rf'<(?:a|li)\b[^>]*data-event="{event_id}"[^>]*>', html)


def counts(html: str) -> dict[str, int]:
    (tag,) = re.findall(r"<[^>]*data-total[^>]*>", html)
    return {name: int(number) for name, number in re.findall(r'data-(\w+)="(\d+)"', tag)}


def test_an_event_stands_in_the_picture_and_in_the_list_with_its_data(client: TestClient, factories: Factories) -> None:
    event = factories.event(date="2011-03-02/2011-03-03", status="planned", type="CONSULT", dyad="PAK-RUS")
    html = client.get("/?pair=PAK-RUS").text
    found = marks(html, event.id)
    assert [tag[:3] for tag in found] == ["<a ", "<li"]
    for tag in found:
        assert 'data-date="2011-03-02/2011-03-03"' in tag
        assert 'data-type="CONSULT"' in tag
        assert 'data-countries="PAK RUS"' in tag
        assert 'data-status="planned"' in tag
    assert counts(html) == {"total": 1, "shown": 1, "clustered": 0, "outside": 0, "undated": 0}


def test_what_is_always_the_same_is_no_part_of_a_swap(client: TestClient, factories: Factories) -> None:
    factories.event()
    page, swap = client.get("/").text, client.get("/", headers=SWAP).text
    for constant in ('<datalist id="all-countries">', 'class="timeline__shapes"'):
        assert (page.count(constant), swap.count(constant)) == (1, 0)
    assert page.index("timeline__shapes") < page.index('href="#tl-')


@pytest.fixture
def zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Sets TZ; the process is put back into its own zone."""
    yield monkeypatch
    monkeypatch.undo()
    time.tzset()


def test_no_day_moves_with_the_servers_time_zone(
    visitor: TestClient, visitor_factories: Factories, zone: pytest.MonkeyPatch
) -> None:
    """UTC-11 and UTC+14: page, data and picture are the same, letter by letter."""
    for edtf in ("2019-02-14", "2019-02", "2018-02~", "2017-01-01/2018-12-31", "2016/..", "../2015-05-01", "2018-21"):
        visitor_factories.event(date=edtf)
    seen = []
    for name in ("<-11>11", "<+14>-14"):
        zone.setenv("TZ", name)
        time.tzset()
        seen.append([visitor.get(path).text for path in ("/?t0=2014-01-01", "/timeline.json", "/timeline.svg")])
    assert 'data-date="2019-02-14"' in seen[0][0]
    assert seen[0] == seen[1]


def test_the_counts_add_up_in_words_and_data(client: TestClient, factories: Factories) -> None:
    for date in ("2019-02-14", "2019-02-15", "2001-01-01", None):
        factories.event(date=date)
    html = client.get("/?pair=IND-PAK&t0=2019-02-01&t1=2019-02-28").text
    assert counts(html) == {"total": 4, "shown": 2, "clustered": 0, "outside": 1, "undated": 1}
    assert "4 events</strong> = 2 shown + 0 in 0 clusters + 1 outside + " in html
    assert '<a href="#undated">1 undated</a>' in html
    assert 'id="undated"' in html


@pytest.mark.parametrize(
    ("query", "name", "says"),
    [
        ("pair=IND-XXX", "pair", "&#39;XXX&#39; in &#39;IND-XXX&#39; is no country code"),
        ("pair=IND-IND", "pair", "names one country twice"),
        ("from=banana", "from", "Cannot read the date &#39;banana&#39;"),
        ("from=2019-03&to=2019-02", "from", "The period begins on 2019-03, after its end on 2019-02"),
        ("type=WAR", "type", "&#39;WAR&#39; is no event type"),
        ("sel=banana", "sel", "is no event"),
        (f"sel={2**70}", "sel", "is no event"),
        ("t0=2019-03-01&t1=2019-02-01", "t0", "The window begins at 2019-03-01"),
        ("next=banana", "next", "is no place in the list"),
        ("group=%00", "group", None),
    ],
)
def test_a_bad_value_has_its_message_and_the_rest_of_the_page_works(
    visitor: TestClient, query: str, name: str, says: str | None
) -> None:
    response = visitor.get(f"/?{query}")
    assert response.status_code == (422 if says else 200)
    assert "Show pair" in response.text
    if says:
        assert says in response.text
        assert f'id="told-{name}"' in response.text
        assert response.headers["Cache-Control"] == "no-store"


def test_the_message_of_a_field_is_tied_to_it_and_what_was_typed_stays(visitor: TestClient) -> None:
    html = visitor.get("/?from=%3Cbanana%3E").text
    (field,) = re.findall(r'<input[^>]*id="filter-from"[^>]*>', html)
    assert 'value="&lt;banana&gt;"' in field
    assert 'aria-invalid="true"' in field
    assert 'aria-describedby="fault-from"' in field
    assert html.count('id="fault-from"') == 1


def test_unknown_parts_are_ignored_with_a_notice(visitor: TestClient) -> None:
    response = visitor.get("/?colour=red")
    assert response.status_code == 200
    assert "unknown part, &#39;colour&#39;" in response.text


@pytest.mark.parametrize(
    ("asked", "address"),
    [
        ("pair=PAK-IND", "/?pair=IND-PAK"),
        ("pair=PAK-IND&dir=ab&type=AID", "/?pair=IND-PAK&dir=ba&type=AID"),
        ("pair=RUS-PAK&pair=IND-PAK", "/?pair=IND-PAK&pair=PAK-RUS"),
    ],
)
def test_a_pair_in_the_other_order_leads_to_its_one_address(visitor: TestClient, asked: str, address: str) -> None:
    response = visitor.get(f"/?{asked}", follow_redirects=False)
    assert (response.status_code, response.headers["Location"]) == (303, address)


def test_a_swap_gets_the_view_alone_and_caches_know(visitor: TestClient) -> None:
    page, block = visitor.get("/"), visitor.get("/", headers=SWAP)
    assert page.text.lstrip().startswith("<!doctype html>")
    assert block.text.lstrip().startswith('<div id="view"')
    assert "<html" not in block.text
    for response in (page, block):
        assert response.headers["Vary"].startswith("Accept-Encoding, HX-Request, Timeline-Width")
    assert page.headers["ETag"] != block.headers["ETag"]


def test_a_swap_of_a_form_puts_the_canonical_address_in_the_bar(visitor: TestClient) -> None:
    response = visitor.get("/?type=&q=+jets+&pair=IND-PAK&group=none", headers=SWAP)
    assert response.headers["HX-Push-Url"] == "/?pair=IND-PAK&q=jets"
    assert "HX-Push-Url" not in visitor.get("/?pair=IND-PAK&q=jets", headers=SWAP).headers


def test_a_swap_with_a_fault_is_told_in_the_view(visitor: TestClient) -> None:
    response = visitor.get("/?from=banana", headers=SWAP)
    assert response.status_code == 422
    assert response.text.lstrip().startswith('<div id="view"')
    assert "HX-Push-Url" not in response.headers


def test_what_has_not_changed_is_not_sent_again(client: TestClient, factories: Factories) -> None:
    factories.event()
    first = client.get("/?pair=IND-PAK")
    again = client.get("/?pair=IND-PAK", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    factories.event(date="2019-02-20")
    later = client.get("/?pair=IND-PAK", headers={"If-None-Match": first.headers["ETag"]})
    assert later.status_code == 200


@pytest.mark.parametrize("width", ["700", "99999", "-5", "", "wide", "²"])
def test_the_width_that_a_script_measured_is_used_within_reason(
    client: TestClient, factories: Factories, width: str
) -> None:
    factories.event()
    html = client.get("/", headers={"Timeline-Width": width.encode()}).text
    expected = {"700": "700", "99999": "4000"}.get(width, "1040")
    assert f'data-width="{expected}"' in html
    assert ("timeline__plot--fitted" in html) is (expected != "1040")
    if width.isascii() and width:
        client.cookies["timeline-width"] = width
        assert f'data-width="{expected}"' in client.get("/").text


def test_the_selected_event_is_read_beside_the_list(client: TestClient, factories: Factories) -> None:
    article = factories.article("India <accused> Pakistan.", source="The Daily & Co")
    event = factories.event(article=article)
    factories.annotation(event.id)
    html = client.get(f"/?pair=IND-PAK&sel={event.id}").text
    pane = html[html.index('id="reading"') :]
    assert "India &lt;accused&gt; Pakistan." in pane
    assert "The Daily &amp; Co" in pane
    assert "1 note" in pane
    (back,) = re.findall(rf'href="/events/{event.id}\?back=([^"]+)"', pane)
    assert unquote(back) == f"/?pair=IND-PAK&sel={event.id}"
    assert all('aria-current="true"' in tag or tag.startswith("<li") for tag in marks(html, event.id))


def test_a_selected_event_that_the_filter_hides_is_said_to_be_hidden(client: TestClient, factories: Factories) -> None:
    factories.event()
    hidden = factories.event(dyad="CHN-USA")
    assert "The filter hides this event" in client.get(f"/?pair=IND-PAK&sel={hidden.id}").text
    assert "There is no event 999" in client.get("/?pair=IND-PAK&sel=999").text


def test_foreign_text_is_shown_as_text(client: TestClient, factories: Factories) -> None:
    factories.event(title="<script>alert(1)</script>", actors=("<img src=x onerror=alert(1)>",), recipients=("IND",))
    html = client.get("/?q=script&source=%3Cb%3E").text + client.get("/").text
    assert "<script>alert" not in html
    assert "<img" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_windows_are_links_that_work_without_scripts(client: TestClient, factories: Factories) -> None:
    for date in ("2019-02-14", "2019-05-14"):
        factories.event(date=date)
    html = client.get("/?pair=IND-PAK").text
    (inner,) = re.findall(r'id="move-in" href="([^"]+)"', html)
    assert not re.search(r'id="move-(?:fit|out)"', html)
    zoomed = client.get(inner.replace("&amp;", "&")).text
    assert counts(zoomed)["outside"] == 2
    assert re.search(r'id="move-fit" href="/\?pair=IND-PAK', zoomed)
    assert "Nothing in this window. 2 events of the filter are outside of it" in zoomed


def test_a_crowded_day_is_a_cluster_whose_members_are_all_in_the_list(client: TestClient, factories: Factories) -> None:
    article = factories.article()
    ids = [factories.event(title=f"Event {number}", article=article).id for number in range(20)]
    html = client.get("/?pair=IND-PAK").text
    assert re.findall(r'data-count="(\d+)"', html) == ["16"]
    assert counts(html)["clustered"] == 16
    assert all(any(tag.startswith("<li") for tag in marks(html, event_id)) for event_id in ids)


def test_gaps_stand_in_the_list(client: TestClient, factories: Factories) -> None:
    factories.event(date="2019-02-14")
    factories.event(date="2019-03-10")
    assert "23 days without events" in client.get("/").text


@pytest.mark.parametrize("group", ["dyad", "direction", "actor", "type", "source", "place", "status"])
def test_every_grouping_draws_lanes(client: TestClient, factories: Factories, group: str) -> None:
    event = factories.event(place="Delhi")
    html = client.get(f"/?group={group}").text
    assert re.search(r'role="list" aria-label="[^"]+, 1 event" data-lane="[^"]+"', html)
    assert marks(html, event.id)


def test_without_articles_the_page_says_how_to_begin(visitor: TestClient) -> None:
    html = visitor.get("/").text
    assert "There are no articles yet" in html
    assert 'href="/articles/new"' in html
    assert counts(html)["total"] == 0


def test_a_pair_without_events_leads_to_those_that_have_some(client: TestClient, factories: Factories) -> None:
    factories.event()
    html = client.get("/?pair=IND-PER").text
    assert "No events between India and Peru in this article." in html
    assert 'href="/?pair=IND-PAK"' in html


def test_a_filter_that_lets_nothing_through_can_be_taken_away(client: TestClient, factories: Factories) -> None:
    factories.event()
    html = client.get("/?pair=IND-PAK&type=AID").text
    assert "No event between India and Pakistan passes this filter." in html
    assert re.search(r'href="/\?pair=IND-PAK">Keep only the pair', html)


def test_articles_without_events_are_said_to_have_none(client: TestClient, factories: Factories) -> None:
    factories.article()
    assert "No event was found in 1 article" in client.get("/").text


def test_chips_take_away_what_they_name(client: TestClient, factories: Factories) -> None:
    factories.event()
    html = client.get("/?pair=IND-PAK&type=ACCUSE&from=2019&q=India").text
    chips = dict(re.findall(r'class="chip" href="([^"]+)"><bdi>([^<]+)', html))
    assert chips == {
        "/?pair=IND-PAK&amp;q=India&amp;from=2019": "Accuse",
        "/?pair=IND-PAK&amp;type=ACCUSE&amp;from=2019": "“India”",
        "/?pair=IND-PAK&amp;type=ACCUSE&amp;q=India": "from 2019",
    }


def test_the_page_cannot_be_written_to(visitor: TestClient) -> None:
    assert visitor.post("/").status_code == 405
