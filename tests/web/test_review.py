"""Review by form: accept, reject, star, undo; what is refused, and how two people meet."""

import re
from datetime import timedelta
from html import unescape

import pytest
from httpx import Response
from starlette.testclient import TestClient

from app.domain.events import Evidence
from app.services.review_event import accept
from app.services.show_event import EventPage, show_event
from tests.conftest import NOW
from tests.factories import Factories, found_event

SWAP = {"HX-Request": "true"}


def shown(factories: Factories, event_id: int) -> EventPage:
    with factories.session_factory() as session:
        return show_event(session, event_id)


def decide(client: TestClient, event_id: int, verdict: str, **fields: object) -> Response:
    data = {"version": 1, **fields}
    answer: Response = client.post(f"/events/{event_id}/{verdict}", data=data, follow_redirects=False)
    return answer


def test_accepting_leads_back_to_the_event(client: TestClient, factories: Factories) -> None:
    event = factories.event()
    answer = decide(client, event.id, "accept", back="/?pair=IND-PAK")
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/events/{event.id}?back=%2F%3Fpair%3DIND-PAK&done=accepted&event={event.id}"
    assert "The event is accepted." in client.get(answer.headers["location"]).text
    page = shown(factories, event.id)
    assert (page.event.review, page.event.version) == ("accepted", 2)
    assert page.decision is not None
    assert page.decision.user == "Ada"


def test_a_decision_leads_where_its_form_says_but_never_to_another_site(
    visitor: TestClient, visitor_factories: Factories
) -> None:
    event, other = visitor_factories.event(), visitor_factories.event()
    answer = decide(visitor, event.id, "accept", then="/review?order=newest&at=7")
    assert answer.headers["location"] == f"/review?order=newest&at=7&done=accepted&event={event.id}"
    answer = decide(visitor, other.id, "accept", then="//elsewhere.example/")
    assert answer.headers["location"].startswith(f"/events/{other.id}?")


def test_a_rejection_needs_a_reason_and_keeps_it(client: TestClient, factories: Factories) -> None:
    event = factories.event()
    refused = decide(client, event.id, "reject", reason="   ", then="/review?at=9")
    assert refused.status_code == 422
    assert "Say why" in refused.text
    assert 'name="then" value="/review?at=9"' in refused.text
    assert shown(factories, event.id).event.review == "proposed"
    assert decide(client, event.id, "reject", reason="a rumour").status_code == 303
    page = shown(factories, event.id)
    assert page.event.review == "rejected"
    assert page.decision is not None
    assert page.decision.reason == "a rumour"


def test_a_reason_that_is_too_long_is_kept_as_typed(visitor: TestClient, visitor_factories: Factories) -> None:
    event = visitor_factories.event()
    for verdict in ("accept", "reject"):
        answer = decide(visitor, event.id, verdict, reason="x" * 501)
        assert answer.status_code == 422
        assert f'value="{"x" * 501}"' in answer.text


def test_the_second_of_two_people_sees_what_changed(client: TestClient, factories: Factories) -> None:
    event = factories.event()
    with factories.session_factory() as session:
        accept(session, event.id, 1, "Grace", NOW + timedelta(minutes=1))
    answer = decide(client, event.id, "reject", reason="not between <states>")
    assert answer.status_code == 409
    assert "As you saw it (version 1)" in answer.text
    assert "As it is (version 2)" in answer.text
    assert "accepted" in answer.text
    assert "by <bdi>Grace</bdi>" in answer.text
    assert 'value="not between &lt;states&gt;"' in answer.text
    assert shown(factories, event.id).event.review == "accepted"
    assert decide(client, event.id, "reject", reason="not between states", version=2).status_code == 303


def test_a_swap_gets_the_refused_decision_alone(visitor: TestClient, visitor_factories: Factories) -> None:
    event = visitor_factories.event()
    answer = visitor.post(f"/events/{event.id}/reject", data={"version": 1, "reason": ""}, headers=SWAP)
    assert answer.status_code == 422
    assert "<html" not in answer.text
    assert 'id="review"' in answer.text


def test_accepting_again_takes_in_what_joined_since(client: TestClient, factories: Factories) -> None:
    event = factories.event()
    with factories.session_factory() as session:
        accept(session, event.id, 1, "Ada", NOW - timedelta(days=1))
    factories.account(event.id, found=found_event("India accused Pakistan again."))
    assert shown(factories, event.id).event.fresh_count == 2, "both joined after that day"
    assert decide(client, event.id, "accept", version=2).status_code == 303
    page = shown(factories, event.id)
    assert page.event.fresh_count == 0
    assert [action.kind for action in page.actions] == ["accept", "accept"]
    history = client.get(f"/events/{event.id}/history").text
    assert "accepted this event again, with the accounts that joined since" in history


def test_a_star_is_put_on_and_taken_off(client: TestClient, factories: Factories) -> None:
    event = factories.event()
    for on, stars in ((1, ("Ada",)), (1, ("Ada",)), (0, ())):
        answer = client.post(f"/events/{event.id}/star", data={"on": on}, follow_redirects=False)
        assert answer.status_code == 303
        assert shown(factories, event.id).starred_by == stars


def test_undo_takes_a_decision_back_and_undoing_that_does_it_again(client: TestClient, factories: Factories) -> None:
    event = factories.event()
    decide(client, event.id, "reject", reason="a rumour")
    for review in ("proposed", "rejected"):
        last = shown(factories, event.id).actions[-1].id
        answer = client.post(f"/actions/{last}/undo", data={"then": ""}, follow_redirects=False)
        assert answer.headers["location"] == f"/events/{event.id}?done=undone"
        assert shown(factories, event.id).event.review == review


def test_what_is_undone_already_is_told_with_a_way_back(visitor: TestClient, visitor_factories: Factories) -> None:
    event = visitor_factories.event()
    decide(visitor, event.id, "accept")
    action = shown(visitor_factories, event.id).actions[-1].id
    visitor.post(f"/actions/{action}/undo", data={"then": ""})
    answer = visitor.post(f"/actions/{action}/undo", data={"then": f"/events/{event.id}"})
    assert answer.status_code == 409
    assert "This was undone already." in answer.text
    assert f'href="/events/{event.id}">Back to where you were' in answer.text


@pytest.mark.parametrize("path", ["/events/99/accept", "/events/99/reject", "/events/99/star", "/actions/99/undo"])
def test_what_is_not_there_is_not_found(visitor: TestClient, path: str) -> None:
    assert visitor.post(path, data={"version": 1, "reason": "no", "on": 1}).status_code == 404


@pytest.mark.parametrize("verdict", ["accept", "reject"])
@pytest.mark.parametrize("version", ["", "one", "-1", "1.5", str(2**70)])
def test_a_decision_needs_the_version_it_is_about(
    visitor: TestClient, visitor_factories: Factories, verdict: str, version: str
) -> None:
    event = visitor_factories.event()
    assert decide(visitor, event.id, verdict, version=version, reason="no").status_code == 422
    assert shown(visitor_factories, event.id).event.review == "proposed"


def form_field(html: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', html)
    assert found is not None, name
    return unescape(found[1])


def current_title(html: str) -> str:
    found = re.search(r'<h2[^>]* id="current"[^>]*>(.*?)</h2>', html)
    assert found is not None
    return unescape(re.sub("<[^>]*>", "", found[1]))


def test_the_queue_shows_one_event_with_what_decides_it(client: TestClient, factories: Factories) -> None:
    why = {"confidence": Evidence(None, None, None, "confidence.doubts", "its date is inferred")}
    event = factories.event(title="India accuses <Pakistan>", why=why)
    factories.account(
        event.id, found=found_event("Delhi threatened.", title="India accuses <Pakistan>", type="THREATEN")
    )
    later = factories.event(title="Later")
    html = client.get("/review").text
    assert "2 proposed, 1 with accounts that differ, 0 new since decided" in html
    assert "Event 1 of 2" in html
    assert current_title(html) == "India accuses <Pakistan>"
    assert "because its date is inferred" in html
    assert "Where the accounts differ" in html
    assert "Delhi threatened." in html
    assert f'href="/review?at={later.id}" data-key="n j"' in html
    assert f'href="/events/{event.id}/edit?back=/review%3Fat%3D{event.id}" data-key="e"' in html


def test_a_decision_makes_the_next_event_the_current_one(client: TestClient, factories: Factories) -> None:
    first, second, third = (factories.event(title=f"Event {number}").id for number in range(3))
    html = client.get(f"/review?order=newest&at={second}").text
    then = form_field(html.partition("/accept")[2], "then")
    assert then == f"/review?order=newest&at={first}", "the next one behind the second in this order"
    answer = client.post(f"/events/{second}/accept", data={"version": 1, "then": then})
    assert answer.status_code == 200
    assert f"Event {second} is accepted." in answer.text
    assert current_title(answer.text) == "Event 0"
    assert "2 proposed" in answer.text
    assert f'<li class="review-row quad-verbal-conflict" data-event="{third}"' in answer.text


def test_the_last_thing_done_is_taken_back_from_the_queue(client: TestClient, factories: Factories) -> None:
    event, _ = factories.event(), factories.event()
    decide(client, event.id, "reject", reason="a rumour")
    html = client.get("/review").text
    assert f'Undo my last <span class="for-readers-only">(you rejected event {event.id}' in html
    action = re.search(r'action="(/actions/\d+/undo)"', html)
    assert action is not None
    answer = client.post(action[1], data={"then": form_field(html.partition(action[1])[2], "then")})
    assert "That is undone." in answer.text
    assert "Event 1 of 2" in answer.text


def test_a_swap_gets_the_queue_alone(visitor: TestClient, visitor_factories: Factories) -> None:
    visitor_factories.event()
    answer = visitor.get("/review", headers=SWAP)
    assert answer.text.lstrip().startswith('<div class="review" id="review"')
    assert "Event 1 of 1: India accuses Pakistan" in re.findall(r'data-said="([^"]*)"', answer.text)[0]
    assert answer.headers["vary"].startswith("HX-Request")


def test_the_queue_is_narrowed_by_the_filter_of_the_timeline(visitor: TestClient, visitor_factories: Factories) -> None:
    visitor_factories.event(title="Ours")
    visitor_factories.event(title="Theirs", dyad="CHN-USA")
    html = visitor.get("/review?pair=CHN-USA&order=confidence").text
    assert "1 proposed" in html
    assert current_title(html) == "Theirs"
    assert 'class="chip" href="/review?order=confidence"><bdi>China – United States</bdi>' in html
    assert 'href="/review/bulk?pair=CHN-USA&amp;order=confidence"' in html


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("order=alphabet", "is no order of the queue: use article"),
        ("article=many", "article is a number like 12"),
        ("at=0", "at is a number like 12"),
        ("at=99999999999", "at is a number like 12"),
        ("flag=odd", "is no flag"),
        ("type=WAR", "WAR"),
        ("from=2019-02-30", "2019-02-30"),
    ],
)
def test_what_cannot_be_used_of_the_address_is_said(visitor: TestClient, query: str, said: str) -> None:
    answer = visitor.get(f"/review?{query}")
    assert answer.status_code == 422
    assert said in unescape(answer.text)
    assert visitor.get(f"/review/bulk?{query}").status_code == 422


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("colour=red", "unknown part"),
        ("review=accepted", "review was left aside"),
        ("flag=fresh&flag=conflict", "the other flags were left aside"),
    ],
)
def test_what_is_left_aside_is_said(visitor: TestClient, query: str, said: str) -> None:
    answer = visitor.get(f"/review?{query}")
    assert answer.status_code == 200
    assert said in answer.text


def test_an_empty_queue_says_what_to_do(visitor: TestClient, visitor_factories: Factories) -> None:
    assert "There is no event to review yet." in visitor.get("/review").text
    event = visitor_factories.event()
    assert "Nothing of this filter waits" in visitor.get("/review?pair=CHN-USA").text
    assert "Nothing of this filter waits" in visitor.get("/review?flag=conflict").text
    assert "No decided event of this filter was joined" in visitor.get("/review?flag=fresh").text
    decide(visitor, event.id, "accept")
    assert "Every event is decided." in visitor.get("/review").text


def test_what_was_just_done_in_the_queue_is_one_of_our_sentences(visitor: TestClient) -> None:
    assert "Event 7 is accepted." in visitor.get("/review?done=accepted&event=7").text
    assert "Event is accepted." in visitor.get("/review?done=accepted&event=%3Cb%3E").text
    assert "buy now" not in visitor.get("/review?done=buy+now").text


def test_a_whole_filter_is_previewed_and_accepted(client: TestClient, factories: Factories) -> None:
    ours = [factories.event(title=f"Ours {number}").id for number in range(3)]
    theirs = factories.event(dyad="CHN-USA").id
    factories.account(ours[1], found=found_event(type="THREATEN"))
    preview = client.get("/review/bulk?pair=IND-PAK").text
    assert "<h1>Accept 3 events</h1>" in preview
    assert '<strong class="figures">1</strong> with accounts that differ' in preview
    assert "Ours 2" in preview
    answer = client.post("/review/bulk?pair=IND-PAK", data={"seen": form_field(preview, "seen")})
    assert "All of them are accepted, as one action." in answer.text
    assert [shown(factories, event).event.review for event in (*ours, theirs)] == [*["accepted"] * 3, "proposed"]
    actions = {shown(factories, event).actions[-1].id for event in ours}
    assert len(actions) == 1
    client.post(f"/actions/{actions.pop()}/undo", data={"then": "/review"})
    assert [shown(factories, event).event.review for event in ours] == ["proposed"] * 3


def test_a_filter_that_changed_since_is_shown_anew(client: TestClient, factories: Factories) -> None:
    first, _ = factories.event(), factories.event()
    seen = form_field(client.get("/review/bulk").text, "seen")
    decide(client, first.id, "reject", reason="no")
    answer = client.post("/review/bulk", data={"seen": seen})
    assert answer.status_code == 409
    assert "had 2 events when you looked and has 1 now" in answer.text
    assert "<h1>Accept 1 event</h1>" in answer.text
    assert form_field(answer.text, "seen") != seen


@pytest.mark.parametrize("seen", ["", "all", "1-2-3", "1-2-3-x", "1-2-3-4-5"])
def test_a_whole_filter_needs_what_was_seen(visitor: TestClient, visitor_factories: Factories, seen: str) -> None:
    event = visitor_factories.event()
    assert visitor.post("/review/bulk", data={"seen": seen}).status_code == 422
    assert shown(visitor_factories, event.id).event.review == "proposed"


def test_what_is_not_there_is_not_accepted_as_a_whole(visitor: TestClient) -> None:
    assert "there is nothing to accept" in visitor.get("/review/bulk").text
    assert visitor.get("/review/bulk?flag=fresh").status_code == 422
