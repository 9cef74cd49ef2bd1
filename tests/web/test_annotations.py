"""Notes through forms: written, edited, deleted, with and without htmx, and everything that is refused."""

import re
from html import unescape

import pytest
from starlette.testclient import TestClient

from tests.factories import Factories

SWAP = {"HX-Request": "true"}
AS_VISIT_AND_SWAP = pytest.mark.parametrize("headers", [{}, SWAP], ids=["visit", "swap"])


def version_in(html: str) -> str:
    """The version that the form in a page carries."""
    found = re.search(r'name="version" value="(\d+)"', html)
    assert found, html
    return found[1]


@AS_VISIT_AND_SWAP
def test_a_note_is_saved_and_shown(client: TestClient, factories: Factories, headers: dict[str, str]) -> None:
    event = factories.event()
    answer = client.post(
        f"/events/{event.id}/annotations",
        data={"body": "**Confirmed** by two.", "tags": "Key, key; second"},
        headers=headers,
    )
    assert answer.history[0].status_code == 303
    assert answer.status_code == 200
    assert "<strong>Confirmed</strong> by two." in answer.text
    assert answer.text.count('<li class="tag">') == 2
    assert "The note is saved." in answer.text
    assert ("<html" in answer.text) is not bool(headers)


@pytest.mark.parametrize(
    ("body", "tags", "message"),
    [
        ("", "", "The note is empty"),
        (" \r\n\t ", "", "The note is empty"),
        ("x" * 20_001, "", "20001 characters; 20000 is the most"),
        ("fine", "x" * 61, "61 characters; 60 is the most"),
        ("fine", ",".join(map(str, range(21))), "21 tags; 20 is the most"),
    ],
    ids=["empty", "blank", "too long", "a tag too long", "too many tags"],
)
@AS_VISIT_AND_SWAP
def test_a_refused_note_keeps_what_was_typed(
    visitor: TestClient, visitor_factories: Factories, body: str, tags: str, message: str, headers: dict[str, str]
) -> None:
    event = visitor_factories.event()
    answer = visitor.post(f"/events/{event.id}/annotations", data={"body": body, "tags": tags}, headers=headers)
    assert answer.status_code == 422
    assert message in unescape(answer.text)
    assert 'aria-invalid="true"' in answer.text
    assert f'value="{tags}"' in answer.text
    assert body.strip()[:50] in answer.text
    assert 'class="annotation"' not in visitor.get(f"/events/{event.id}").text


def test_the_text_is_cleaned(visitor: TestClient, visitor_factories: Factories) -> None:
    event = visitor_factories.event()
    answer = visitor.post(
        f"/events/{event.id}/annotations", data={"body": "  one\r\ntwo\x00  ", "tags": "  Long   Tag "}
    )
    assert "<p>one<br>\ntwo</p>" in answer.text
    assert "<bdi>long tag</bdi>" in answer.text


def test_a_form_sent_twice_is_one_note(client: TestClient, factories: Factories) -> None:
    event = factories.event()
    for _ in range(2):
        answer = client.post(f"/events/{event.id}/annotations", data={"body": "Once.", "tags": ""})
        assert answer.status_code == 200
    assert answer.text.count('class="annotation"') == 1


@AS_VISIT_AND_SWAP
def test_an_edited_note_shows_its_new_text_and_its_history(
    client: TestClient, factories: Factories, headers: dict[str, str]
) -> None:
    event = factories.event()
    note = factories.annotation(event.id, "First words.", ("old",))
    form = client.get(f"/annotations/{note}/edit", headers=headers)
    assert "First words.</textarea>" in form.text
    assert 'value="old"' in form.text
    answer = client.post(
        f"/annotations/{note}",
        data={"body": "Second words.", "tags": "new", "version": version_in(form.text)},
        headers=headers,
    )
    assert answer.status_code == 200
    assert "<p>Second words.</p>" in answer.text
    assert "<del>First words.</del>" in answer.text
    assert "<ins>Second words.</ins>" in answer.text
    assert "<del>old</del>" in answer.text
    assert "changed note" in answer.text
    assert ">Ada<" in answer.text


@AS_VISIT_AND_SWAP
def test_a_deleted_note_leaves_the_page_but_not_the_history(
    client: TestClient, factories: Factories, headers: dict[str, str]
) -> None:
    event = factories.event()
    note = factories.annotation(event.id, "Passing thought.")
    answer = client.post(f"/annotations/{note}/delete", data={"version": "1"}, headers=headers)
    assert answer.status_code == 200
    assert 'class="annotation"' not in answer.text
    assert "deleted note" in answer.text
    assert "<ins>Passing thought.</ins>" in answer.text


def test_deleting_twice_is_deleting_once(client: TestClient, factories: Factories) -> None:
    event = factories.event()
    note = factories.annotation(event.id)
    for _ in range(2):
        answer = client.post(f"/annotations/{note}/delete", data={"version": "1"})
        assert answer.status_code == 200
    assert answer.text.count("deleted note") == 1


@AS_VISIT_AND_SWAP
def test_a_second_editor_sees_both_texts_and_loses_none(
    client: TestClient, factories: Factories, headers: dict[str, str]
) -> None:
    event = factories.event()
    note = factories.annotation(event.id, "Before.")
    client.post(f"/annotations/{note}", data={"body": "Theirs.", "tags": "", "version": "1"})
    answer = client.post(f"/annotations/{note}", data={"body": "Mine.", "tags": "t", "version": "1"}, headers=headers)
    assert answer.status_code == 409
    assert "<p>Theirs.</p>" in answer.text
    assert "Mine.</textarea>" in answer.text
    assert 'value="t"' in answer.text
    again = client.post(
        f"/annotations/{note}", data={"body": "Mine.", "tags": "t", "version": version_in(answer.text)}, headers=headers
    )
    assert again.status_code == 200
    assert "<p>Mine.</p>" in again.text


def test_deleting_an_older_version_is_refused(client: TestClient, factories: Factories) -> None:
    event = factories.event()
    note = factories.annotation(event.id, "Before.")
    client.post(f"/annotations/{note}", data={"body": "After.", "tags": "", "version": "1"})
    answer = client.post(f"/annotations/{note}/delete", data={"version": "1"})
    assert answer.status_code == 409
    assert "<p>After.</p>" in client.get(f"/events/{event.id}").text


def test_a_note_deleted_meanwhile_cannot_be_edited(client: TestClient, factories: Factories) -> None:
    event = factories.event()
    note = factories.annotation(event.id)
    client.post(f"/annotations/{note}/delete", data={"version": "1"})
    assert client.get(f"/annotations/{note}/edit").status_code == 409
    late = client.post(f"/annotations/{note}", data={"body": "Late.", "tags": "", "version": "1"})
    assert late.status_code == 409
    assert "deleted meanwhile" in late.text


@AS_VISIT_AND_SWAP
def test_a_refused_edit_keeps_what_was_typed(
    visitor: TestClient, visitor_factories: Factories, headers: dict[str, str]
) -> None:
    event = visitor_factories.event()
    note = visitor_factories.annotation(event.id, "Stays.")
    answer = visitor.post(f"/annotations/{note}", data={"body": "", "tags": "mine", "version": "1"}, headers=headers)
    assert answer.status_code == 422
    assert "The note is empty" in answer.text
    assert 'value="mine"' in answer.text
    assert "<p>Stays.</p>" in visitor.get(f"/events/{event.id}").text


@pytest.mark.parametrize("version", ["", "x", "-1", "1.5", "٣", "99999999999"])
def test_a_version_that_is_no_number_is_refused(
    visitor: TestClient, visitor_factories: Factories, version: str
) -> None:
    event = visitor_factories.event()
    note = visitor_factories.annotation(event.id)
    answer = visitor.post(f"/annotations/{note}", data={"body": "x", "tags": "", "version": version})
    assert answer.status_code == 422
    assert "must be a number" in answer.text


@pytest.mark.parametrize("number", ["999", "0", "-1", "abc", str(2**31), str(2**70), "NaN"])
def test_unknown_events_and_notes_are_not_found(visitor: TestClient, number: str) -> None:
    answers = [
        visitor.post(f"/events/{number}/annotations", data={"body": "x"}),
        visitor.post(f"/annotations/{number}", data={"body": "x", "version": "1"}),
        visitor.post(f"/annotations/{number}/delete", data={"version": "1"}),
        visitor.get(f"/annotations/{number}/edit"),
    ]
    for answer in answers:
        assert answer.status_code == 404
        assert "<h1>Nothing here</h1>" in answer.text


def test_a_swap_of_a_missing_note_gets_the_message_alone(visitor: TestClient) -> None:
    answer = visitor.get("/annotations/999/edit", headers=SWAP)
    assert answer.status_code == 404
    assert "<html" not in answer.text
    assert "There is no note 999." in answer.text


def test_only_posts_change_notes(visitor: TestClient) -> None:
    for path in ("/events/1/annotations", "/annotations/1/replies", "/annotations/1/delete"):
        assert visitor.get(path).status_code == 405
        assert visitor.put(path).status_code == 405


def test_the_way_back_is_kept(visitor: TestClient, visitor_factories: Factories) -> None:
    event = visitor_factories.event()
    back = "/?pair=IND-PAK&sel=3"
    page = visitor.get(f"/events/{event.id}", params={"back": back})
    assert 'href="/?pair=IND-PAK&amp;sel=3"' in page.text
    answer = visitor.post(f"/events/{event.id}/annotations", data={"body": "x", "tags": "", "back": back})
    assert answer.url.params["back"] == back
    assert 'href="/?pair=IND-PAK&amp;sel=3"' in answer.text


def test_the_way_back_stays_on_the_site(visitor: TestClient, visitor_factories: Factories) -> None:
    event = visitor_factories.event()
    data = {"body": "x", "tags": "", "back": "//evil.example/"}
    answer = visitor.post(f"/events/{event.id}/annotations", data=data, follow_redirects=False)
    assert answer.headers["location"] == f"/events/{event.id}?done=saved#notes"
    assert "Back to where" not in visitor.get(f"/events/{event.id}", params={"back": "//evil.example/"}).text


def test_broken_text_is_told_and_not_saved(visitor: TestClient, visitor_factories: Factories) -> None:
    event = visitor_factories.event()
    answer = visitor.post(
        f"/events/{event.id}/annotations",
        content=b"body=caf%E9&tags=",
        headers={"Content-Type": "application/x-www-form-urlencoded"},
    )
    assert answer.status_code == 422
    assert "not UTF-8" in answer.text


def test_what_no_form_sends_is_refused(visitor: TestClient, visitor_factories: Factories) -> None:
    event = visitor_factories.event()
    answer = visitor.post(f"/events/{event.id}/annotations", json={"body": "x"})
    assert answer.status_code == 422
    assert answer.headers["content-type"].startswith("text/html")
