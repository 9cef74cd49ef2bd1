"""What a person takes along: the address, the files, and sentences to quote a view or an event by."""

import re
from datetime import date, timedelta
from html import unescape
from typing import Any

from starlette.testclient import TestClient

from app.web.citations import view_citation
from app.web.deps import utc_now
from tests.conftest import NOW
from tests.factories import Factories, found_event

ROOT = "http://127.0.0.1"
VIEW = "/?pair=IND-PAK&t0=2019-02-01&t1=2019-02-28"


def texts(html: str) -> dict[str, str]:
    """The texts to copy, each in a field that can be selected and not changed."""
    found = re.findall(r'<textarea[^>]*id="([^"]+)"[^>]*readonly>([^<]*)</textarea>', html)
    return {name: unescape(text) for name, text in found}


def set_clock(client: TestClient, now: Any) -> None:
    app: Any = client.app
    app.dependency_overrides[utc_now] = lambda: now


def test_a_view_and_its_selected_event_can_be_quoted(visitor: TestClient, visitor_factories: Factories) -> None:
    set_clock(visitor, NOW)
    article = visitor_factories.article(source="The Daily & Co")
    title = 'India "accuses" <Pakistan>.'
    event = visitor_factories.event(title=title, article=article)
    other = visitor_factories.article(source="Dawn")
    visitor_factories.account(event.id, article=other, found=found_event(other.text, title=title))
    assert texts(visitor.get(f"{VIEW}&q=accuses&sel={event.id}").text) == {
        "view-link": f"{ROOT}/?pair=IND-PAK&q=accuses&t0=2019-02-01&t1=2019-02-28&sel={event.id}",
        "view-citation": "“Timeline: India and Pakistan,” 1 February 2019 to 28 February 2019, 1 event, filtered by “accuses”, "
        f"Dyadline, accessed 6 May 2024, {ROOT}/?pair=IND-PAK&q=accuses&t0=2019-02-01&t1=2019-02-28.",
        "event-citation": "“India ’accuses’ <Pakistan>,” 14 Feb 2019, as told by Dawn and The Daily & Co, "
        f"Dyadline, accessed 6 May 2024, {ROOT}/events/{event.id}.",
        "event-link": f"{ROOT}/events/{event.id}",
    }


def test_the_day_of_access_is_that_of_the_clock_and_never_an_old_one(
    visitor: TestClient, visitor_factories: Factories
) -> None:
    visitor_factories.event()
    set_clock(visitor, NOW)
    first = visitor.get(VIEW)
    assert visitor.get(VIEW, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    set_clock(visitor, NOW + timedelta(days=1))
    later = visitor.get(VIEW, headers={"If-None-Match": first.headers["ETag"]})
    assert later.status_code == 200
    assert "accessed 7 May 2024" in later.text


def test_the_files_of_the_window_and_of_the_whole_are_linked_and_give_what_they_say(
    visitor: TestClient, visitor_factories: Factories
) -> None:
    inside, undated, outside = (visitor_factories.event(date=date).id for date in ("2019-02-14", None, "2020-01-01"))
    html = visitor.get(f"{VIEW}&sel={inside}&group=type").text
    assert "This window, 2 events, the undated ones among them" in html
    assert "The whole filter, 3 events" in html
    addresses = [unescape(link) for link in re.findall(r'href="(/timeline\.[^"]+)"', html)]
    assert len(addresses) == 6
    assert all("sel=" not in address for address in addresses)
    given = [[event["id"] for event in visitor.get(one).json()["events"]] for one in addresses if ".json" in one]
    assert given == [[inside, undated], [inside, outside, undated]]
    page_marks = re.findall(r'<a[^>]*id="mark-(\d+)"', html)
    (picture,) = [one for one in addresses if ".svg" in one and "part=all" not in one]
    assert re.findall(r'data-event="(\d+)"', visitor.get(picture).text) == page_marks == [str(inside)]


def test_a_citation_without_a_date_or_a_teller() -> None:
    said = view_citation("All countries", "undated", [], "http://x/", date(2024, 5, 6))
    assert said == "“Timeline: All countries,” undated, Dyadline, accessed 6 May 2024, http://x/."
