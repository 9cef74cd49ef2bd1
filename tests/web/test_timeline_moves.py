"""Going to a date, stepping from event to event, the card, and what is selected besides."""

import re
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from tests.factories import Factories

SWAP = {"HX-Request": "true"}


def test_going_to_a_date_keeps_the_filter_and_moves_the_window(
    visitor: TestClient, visitor_factories: Factories
) -> None:
    visitor_factories.event()
    response = visitor.get("/timeline/go?pair=IND-PAK&type=ACCUSE&date=May+2022", follow_redirects=False)
    assert response.status_code == 303
    assert re.fullmatch(r"/\?pair=IND-PAK&type=ACCUSE&t0=2022-04-\d\d&t1=2022-06-\d\d", response.headers["Location"])


@pytest.mark.parametrize("headers", [{}, SWAP], ids=["visit", "swap"])
def test_what_is_no_date_is_told_at_the_field(
    visitor: TestClient, visitor_factories: Factories, headers: dict[str, str]
) -> None:
    visitor_factories.event()
    response = visitor.get("/timeline/go?pair=IND-PAK&date=%3Cbanana%3E", headers=headers)
    assert response.status_code == 422
    assert "Cannot read the date &#39;&lt;banana&gt;&#39;" in response.text
    (field,) = re.findall(r'<input[^>]*id="go-date"[^>]*>', response.text)
    assert 'value="&lt;banana&gt;"' in field
    assert 'aria-describedby="fault-date"' in field
    assert '<details class="menu" id="menu-go" open>' in response.text


def test_without_a_dated_event_there_is_nowhere_to_go(visitor: TestClient) -> None:
    response = visitor.get("/timeline/go?date=2019", follow_redirects=False)
    assert (response.status_code, response.headers["Location"]) == (303, "/")


def test_a_step_names_the_event_and_the_view_that_shows_it(visitor: TestClient, visitor_factories: Factories) -> None:
    first, second = (visitor_factories.event(date=day).id for day in ("2019-02-14", "2019-06-01"))
    window = "t0=2019-02-01&t1=2019-02-28"
    near = visitor.get(f"/timeline/step?pair=IND-PAK&{window}&way=first").json()
    assert near == {"event": first, "moved": False, "url": f"/?pair=IND-PAK&{window}&at={first}"}
    far = visitor.get(f"/timeline/step?pair=IND-PAK&{window}&way=next&of={first}").json()
    assert (far["event"], far["moved"]) == (second, True)
    assert f"at={second}" in far["url"]
    assert window not in far["url"]
    assert visitor.get(f"/timeline/step?way=next&of={second}").json() == {"event": None, "moved": False, "url": None}
    assert visitor.get("/timeline/step?way=previous&day=2019-06-01").json()["event"] == first


@pytest.mark.parametrize("query", ["way=next&day=banana", "way=next&t0=banana"])
def test_a_step_that_cannot_be_read_is_refused_in_words(visitor: TestClient, query: str) -> None:
    response = visitor.get(f"/timeline/step?{query}")
    assert response.status_code == 422
    assert "banana" in response.text


def test_the_event_under_the_focus_stands_outside_its_cluster(
    visitor: TestClient, visitor_factories: Factories
) -> None:
    article = visitor_factories.article()
    ids = [visitor_factories.event(title=f"Event {number}", article=article).id for number in range(20)]
    folded = next(one for one in ids if f'id="mark-{one}"' not in visitor.get("/").text)
    html = visitor.get(f"/?at={folded}").text
    assert f'id="mark-{folded}"' in html
    assert 'data-clustered="15"' in html
    address = f'data-address="/?at={folded}"'
    assert not re.search(rf"[?&;]at={folded}\b", html.split("<main")[1].replace(address, ""))


def test_several_events_are_selected_at_once(visitor: TestClient, visitor_factories: Factories) -> None:
    first, second, third = (visitor_factories.event(date=f"2019-02-0{day}").id for day in (1, 2, 3))
    html = visitor.get(f"/?sel={second}&also={third}").text
    current = re.findall(r'<a [^>]*aria-current="true" data-event="(\d+)"', html)
    assert {int(one) for one in current} == {second, third}
    assert f'href="/?sel={first}"' in html
    assert "Fit selection" in html
    assert "Fit selection" not in visitor.get("/").text


def test_the_card_tells_the_event_in_short(visitor: TestClient, visitor_factories: Factories) -> None:
    article = visitor_factories.article("India <accused> Pakistan.", source="The Daily & Co")
    event = visitor_factories.event(article=article)
    back = f"/?pair=IND-PAK&sel={event.id}"
    html = visitor.get(f"/events/{event.id}/card?back={quote(back, safe='')}").text
    for said in (
        "14 Feb 2019",
        "Read from the text.",
        "India &lt;accused&gt; Pakistan.",
        "The Daily &amp; Co",
        "1 origin",
    ):
        assert said in html
    assert "<html" not in html
    assert f'href="/events/new?article={article.id}&amp;date=2019-02-14"' in html
    assert 'value="2019-02-14"' in visitor.get(f"/events/new?article={article.id}&date=2019-02-14").text


def test_the_card_knows_the_star(visitor: TestClient, visitor_factories: Factories) -> None:
    event = visitor_factories.event()
    assert "Take star off" not in visitor.get(f"/events/{event.id}/card").text
    visitor.post(f"/events/{event.id}/star", data={"on": "1"})
    assert "Take star off" in visitor.get(f"/events/{event.id}/card").text
    assert visitor.get("/events/999/card").status_code == 404


def test_a_view_that_the_script_asks_for_leaves_the_history_to_it(visitor: TestClient) -> None:
    asked = "/?group=type&t1=2019-03-01&t0=2019-02-01"  # in another order than the canonical one
    assert "HX-Push-Url" in visitor.get(asked, headers=SWAP).headers
    own = visitor.get(asked, headers=SWAP | {"Timeline-Move": "replace"})
    assert "HX-Push-Url" not in own.headers
    assert 'data-address="/?t0=2019-02-01&amp;t1=2019-03-01&amp;group=type"' in own.text
    assert "Timeline-Move" in own.headers["Vary"]
