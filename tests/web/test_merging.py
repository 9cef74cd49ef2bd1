"""Merging two events and splitting one, each said before it is done."""

from html import unescape

import pytest
from starlette.testclient import TestClient

from tests.factories import Factories, found_event

SWAP = {"HX-Request": "true"}
AS_VISIT_AND_SWAP = pytest.mark.parametrize("headers", [{}, SWAP], ids=["visit", "swap"])


def pair(factories: Factories) -> tuple[int, int]:
    """Two events of one country pair, a day apart."""
    first = factories.event(dyad="NOR-CHL", title="Norway shadows a ship", date="2019-02-14")
    second = factories.event(dyad="NOR-CHL", title="Oslo tails a freighter", date="2019-02-15")
    return first.id, second.id


def test_near_events_are_offered_first(client: TestClient, factories: Factories) -> None:
    first, second = pair(factories)
    far = factories.event(dyad="NOR-CHL", date="2018-01-01", title="Norway thanks Chile").id
    factories.event(dyad="IND-PAK", date="2019-02-14", title="Of another pair")
    page = client.get(f"/events/{first}/merge").text
    assert page.index(f"other={second}") < page.index(f"other={far}")
    assert "Of another pair" not in page


@pytest.mark.parametrize("q", ["2", "event 2", "#2", "oslo FREIGHTER"])
def test_the_other_event_is_found(visitor: TestClient, visitor_factories: Factories, q: str) -> None:
    first, second = pair(visitor_factories)
    page = visitor.get(f"/events/{first}/merge", params={"q": q}).text
    assert f"/events/{first}/merge?other={second}" in page


@pytest.mark.parametrize("q", ["999", "nothing like it", "1", "%"])
def test_an_event_that_is_not_found_says_so(visitor: TestClient, visitor_factories: Factories, q: str) -> None:
    first, _ = pair(visitor_factories)
    assert "No other event is called" in visitor.get(f"/events/{first}/merge", params={"q": q}).text


def test_both_stand_side_by_side_before_anything_happens(visitor: TestClient, visitor_factories: Factories) -> None:
    first, second = pair(visitor_factories)
    page = visitor.get(f"/events/{second}/merge", params={"other": str(first)}).text
    assert "Norway shadows a ship" in page
    assert "Oslo tails a freighter" in page
    assert f"Event {first} lives on" in page
    assert f"The address of event {second} leads to event {first}" in page


@AS_VISIT_AND_SWAP
def test_a_merged_event_leads_to_the_one_that_lives_on(
    client: TestClient, factories: Factories, headers: dict[str, str]
) -> None:
    first, second = pair(factories)
    data = {"version": "1", "other": str(first), "reason": "one ship"}
    answer = client.post(f"/events/{second}/merge", data=data, headers=headers)
    assert answer.url.path == f"/events/{first}"
    led = client.get(f"/events/{second}")
    assert led.history[0].status_code == 303
    assert led.url.path == f"/events/{first}"
    assert f"Event {second} is part of this one now" in led.text
    assert "2 accounts" in led.text
    own = client.get(f"/events/{second}", params={"history": "1"})
    assert own.history == []
    assert f'part of <a href="/events/{first}">event {first}</a>' in own.text
    assert "Oslo tails a freighter" in own.text


def test_a_merge_sent_twice_is_one(visitor: TestClient, visitor_factories: Factories) -> None:
    first, second = pair(visitor_factories)
    for event, other in ((first, second), (first, second), (second, first)):
        answer = visitor.post(f"/events/{event}/merge", data={"version": "1", "other": str(other)})
        assert answer.status_code == 200
        assert answer.url.path == f"/events/{first}"
    assert "2 accounts" in answer.text


@pytest.mark.parametrize(
    ("other", "more", "status", "message"),
    [
        ("1", {}, 422, "This is the event itself"),
        ("999", {}, 422, "There is no event 999"),
        ("2", {"reason": "x" * 501}, 422, "501 characters"),
        ("2", {"version": "7"}, 409, "changed meanwhile"),
        ("2", {"version": "x"}, 422, "must be a number"),
        ("", {}, 422, "must be a number"),
    ],
)
def test_a_refused_merge_says_why(
    visitor: TestClient, visitor_factories: Factories, other: str, more: dict[str, str], status: int, message: str
) -> None:
    first, second = pair(visitor_factories)
    data = {"version": "1", "other": other, "reason": "kept reason"} | more
    answer = visitor.post(f"/events/{first}/merge", data=data)
    assert answer.status_code == status
    assert message in unescape(answer.text)
    if "version" not in more and other:
        assert data["reason"] in answer.text or other in ("1", "999")
    assert visitor.get(f"/events/{second}", follow_redirects=False).status_code == 200


def test_a_merge_with_one_that_went_elsewhere_is_refused(visitor: TestClient, visitor_factories: Factories) -> None:
    first, second = pair(visitor_factories)
    third = visitor_factories.event().id
    visitor.post(f"/events/{first}/merge", data={"version": "1", "other": str(second)})
    assert visitor.post(f"/events/{third}/merge", data={"version": "1", "other": str(second)}).status_code == 409
    assert visitor.get(f"/events/{second}/merge").status_code == 409
    assert visitor.get(f"/events/{third}/merge", params={"other": str(second)}).status_code == 409


def two_told(factories: Factories) -> tuple[int, int, int]:
    """An event with two accounts, and their ids."""
    event = factories.event(dyad="NOR-CHL")
    article = factories.article("Another ship was shadowed off Narvik.")
    found = found_event(article.text, title="Another ship", actors=("NOR",), recipients=("CHL",))
    return event.id, event.account_id, factories.account(event.id, article=article, found=found)


@AS_VISIT_AND_SWAP
def test_ticked_accounts_become_an_event_of_their_own(
    client: TestClient, factories: Factories, headers: dict[str, str]
) -> None:
    event, kept, taken = two_told(factories)
    form = client.get(f"/events/{event}/split").text
    assert f'name="account-{kept}"' in form
    assert "Another ship was shadowed off Narvik." in form
    data = {"version": "1", f"account-{taken}": "1", "reason": "another ship"}
    answer = client.post(f"/events/{event}/split", data=data, headers=headers)
    assert answer.status_code == 200
    new = answer.url.path
    assert new != f"/events/{event}"
    page = client.get(new).text
    assert "Another ship was shadowed off Narvik." in page
    assert "1 account <" in page
    assert "1 account <" in client.get(f"/events/{event}").text


@pytest.mark.parametrize(
    ("ticked", "more", "status", "message"),
    [
        ((), {}, 422, "Choose at least one account"),
        ((1, 2), {}, 422, "leave at least one in"),
        ((2,), {"reason": "x" * 501}, 422, "501 characters"),
        ((999,), {}, 409, "no longer part of this event"),
        ((2,), {"version": "9"}, 409, "changed meanwhile"),
    ],
)
def test_a_refused_split_keeps_the_ticks(
    visitor: TestClient,
    visitor_factories: Factories,
    ticked: tuple[int, ...],
    more: dict[str, str],
    status: int,
    message: str,
) -> None:
    event, _, _ = two_told(visitor_factories)
    data = {"version": "1", "reason": "kept reason"} | {f"account-{one}": "1" for one in ticked} | more
    answer = visitor.post(f"/events/{event}/split", data=data)
    assert answer.status_code == status
    assert message in unescape(answer.text)
    assert data["reason"] in answer.text
    assert answer.text.count(" checked") == len(set(ticked) & {1, 2})


def test_a_split_sent_twice_is_one(visitor: TestClient, visitor_factories: Factories) -> None:
    event, _, taken = two_told(visitor_factories)
    data = {"version": "1", f"account-{taken}": "1"}
    assert visitor.post(f"/events/{event}/split", data=data).status_code == 200
    assert visitor.post(f"/events/{event}/split", data=data).status_code == 409


@pytest.mark.parametrize("number", ["999", "0", "abc", str(2**70)])
@pytest.mark.parametrize("deed", ["merge", "split"])
def test_unknown_events_are_not_found(visitor: TestClient, deed: str, number: str) -> None:
    assert visitor.get(f"/events/{number}/{deed}").status_code == 404
    assert visitor.post(f"/events/{number}/{deed}", data={"version": "1", "other": "1"}).status_code == 404
