"""Review by form: accept, reject, star, undo; what is refused, and how two people meet."""

from datetime import timedelta

import pytest
from httpx import Response
from starlette.testclient import TestClient

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
