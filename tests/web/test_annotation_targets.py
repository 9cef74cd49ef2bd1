"""Notes on accounts, passages and pairs, replies, their list, and notes out and in, through forms without scripts."""

import json
import re
from html import unescape

import pytest
from starlette.testclient import TestClient

from tests.factories import Factories
from tests.web.test_escaping import PAYLOADS, Markup, check_same_elements

TEXT = "India accused Pakistan. Pakistan denied it. India accused Pakistan."


def test_a_note_beside_an_account(visitor: TestClient, visitor_factories: Factories) -> None:
    event = visitor_factories.event()
    address = f"/accounts/{event.account_id}/annotations"
    page = visitor.post(address, data={"body": "An *unnamed* official.", "tags": "sourcing"})
    assert page.url.path == f"/events/{event.id}"
    assert "An <em>unnamed</em> official." in page.text
    assert '<datalist id="tags-in-use"><option value="sourcing">' in page.text
    refused = visitor.post(address, data={"body": " ", "tags": "kept"})
    assert refused.status_code == 422
    assert "The note is empty" in refused.text
    assert 'value="kept"' in refused.text
    assert visitor.post("/accounts/99/annotations", data={"body": "x"}).status_code == 404


def test_a_note_on_a_passage_is_marked_in_the_text(visitor: TestClient, visitor_factories: Factories) -> None:
    article = visitor_factories.article(TEXT)
    form = visitor.get(f"/articles/{article.id}/words", params={"quote": "Pakistan\ndenied", "at": "", "as": "note"})
    assert form.url.path == f"/articles/{article.id}/annotations/new"
    assert '<mark class="noted">Pakistan denied</mark>' in form.text
    (words,) = re.findall(r'name="words" value="([^"]*)"', form.text)
    (at,) = re.findall(r'name="at" value="(\d+)"', form.text)
    data = {"words": words, "at": at, "body": "When?", "tags": ""}
    page = visitor.post(f"/articles/{article.id}/annotations", data=data)
    assert page.url.path == f"/articles/{article.id}"
    assert (
        '<mark class="noted">Pakistan denied</mark><a class="note-mark" data-not-text id="m1" href="#note-1">'
        in page.text
    )
    assert "The note is saved." in page.text
    assert TEXT in " ".join(Markup(page.text).text.replace("Note 1", "").split())


def test_words_that_stand_twice_are_asked_for(visitor: TestClient, visitor_factories: Factories) -> None:
    article = visitor_factories.article(TEXT)
    address, data = f"/articles/{article.id}/annotations", {"words": "India accused", "body": "Which?", "tags": "kept"}
    refused = visitor.post(address, data=data)
    assert refused.status_code == 422
    assert "stands 2 times" in unescape(refused.text)
    assert refused.text.count('type="radio"') == 2
    assert "Which?</textarea>" in refused.text
    visitor.post(address, data={**data, "at": str(TEXT.rindex("India"))})
    page = visitor.get(f"/articles/{article.id}").text
    assert page.index('<mark class="noted">') > page.index("denied it")
    missing = visitor.post(address, data={**data, "words": "Nepal accused"})
    assert missing.status_code == 422
    assert "does not stand in this article letter by letter" in unescape(missing.text)
    assert visitor.post("/articles/99/annotations", data=data).status_code == 404


def test_a_note_on_a_pair_and_a_period(visitor: TestClient) -> None:
    address = "/dyads/IND-PAK/annotations"
    page = visitor.post(address, data={"period": "2019-02/2019-03", "body": "Tense weeks.", "tags": ""})
    assert page.url.path == "/dyads/IND-PAK"
    assert "February – March 2019" in page.text
    assert "Tense weeks." in page.text
    refused = visitor.post(address, data={"period": "soon", "body": "Kept.", "tags": ""})
    assert refused.status_code == 422
    assert "Cannot read the date 'soon'" in unescape(refused.text)
    assert "Kept.</textarea>" in refused.text
    assert visitor.post("/dyads/IND-XXX/annotations", data={"body": "x"}).status_code == 404


def test_replies_stand_under_what_they_answer(visitor: TestClient, visitor_factories: Factories) -> None:
    event = visitor_factories.event()
    first = visitor_factories.annotation(event.id, "Asked.")
    page = visitor.post(f"/annotations/{first}/replies", data={"body": "Answered."})
    assert page.url.path == f"/events/{event.id}"
    page = visitor.post("/annotations/2/replies", data={"body": "And once more."})
    thread = page.text[page.text.index('class="thread"') :]
    assert thread.index("Asked.") < thread.index('class="thread__replies"') < thread.index("Answered.")
    assert thread.index("Answered.") < thread.index("And once more.")
    assert visitor.get("/?q=India").text.count("3 notes") == 1
    refused = visitor.post(f"/annotations/{first}/replies", data={"body": ""})
    assert (refused.status_code, "The note is empty" in refused.text) == (422, True)
    gone = visitor.post(f"/annotations/{first}/delete", data={"version": "1"}).text
    assert "This note was deleted" in gone
    assert "Answered." in gone
    assert visitor.post(f"/annotations/{first}/replies", data={"body": "Late."}).status_code == 409
    history = visitor.get(f"/annotations/{first}").text
    assert "<ins>Asked.</ins>" in history
    assert visitor.post("/annotations/99/replies", data={"body": "x"}).status_code == 404


def test_an_edit_leads_back_to_where_the_note_stands(visitor: TestClient, visitor_factories: Factories) -> None:
    article = visitor_factories.article(TEXT)
    visitor.post(f"/articles/{article.id}/annotations", data={"words": "denied it", "body": "One.", "tags": ""})
    visitor.post("/dyads/IND-PAK/annotations", data={"period": "", "body": "Two.", "tags": ""})
    for note, path in ((1, f"/articles/{article.id}"), (2, "/dyads/IND-PAK")):
        page = visitor.post(f"/annotations/{note}", data={"body": "Other.", "tags": "", "version": "1"})
        assert page.url.path == path
        assert "The note is changed" in page.text
        assert visitor.post(f"/annotations/{note}/delete", data={"version": "2"}).url.path == path


def test_the_list_is_narrowed_and_goes_on(visitor: TestClient, visitor_factories: Factories) -> None:
    event = visitor_factories.event()
    for number in range(52):
        visitor_factories.annotation(event.id, f"Note number {number}.", (f"tag {number % 2}",))
    visitor.post("/dyads/IND-PAK/annotations", data={"period": "", "body": "On the pair.", "tags": "tag 0"})
    first = visitor.get("/annotations").text
    assert "53\u202fnotes" in first or "53 notes" in first
    assert "On the pair." in first
    assert "Note number 2." not in first
    (older,) = re.findall(r'href="([^"]*)">Older notes', first)
    second = visitor.get(unescape(older)).text
    assert all(f"Note number {number}." in second for number in range(3))
    (newer,) = re.findall(r'href="([^"]*)"><span aria-hidden="true">‹</span> Newer', second)
    assert "On the pair." in visitor.get(unescape(newer)).text
    narrowed = visitor.get("/annotations", params={"tag": " Tag  0", "target": "dyad", "author": "Ada"}).text
    assert narrowed.count('class="annotation"') == 1
    assert "India and Pakistan, of all time" in narrowed
    assert "No note has this tag" in visitor.get("/annotations?tag=unheard").text
    assert visitor.get("/annotations?target=moon").status_code == 422


def test_notes_go_out_and_come_in(visitor: TestClient, visitor_factories: Factories) -> None:
    event = visitor_factories.event()
    visitor_factories.annotation(event.id, "Out and <b>in</b>.", ("one",))
    answer = visitor.get("/annotations.json?tag=one")
    assert answer.headers["content-type"].startswith("application/ld+json")
    data = json.loads(answer.text)
    assert (data["type"], data["total"], data["id"]) == (
        "AnnotationCollection", 1, "http://127.0.0.1/annotations.json?tag=one",
    )  # fmt: skip
    (item,) = data["first"]["items"]
    assert item["body"][0]["value"] == "Out and <b>in</b>."

    def send(content: bytes) -> tuple[int, str]:
        sent = visitor.post("/annotations/import", files={"file": ("notes.json", content)})
        return sent.status_code, unescape(sent.text)

    assert send(answer.content) == (200, send(answer.content)[1])
    assert "0 notes added, 1 here already." in send(answer.content)[1]
    other = {**item, "id": "urn:uuid:other", "creator": {"name": "Bo <i>"}}
    status, page = send(json.dumps([other, {"type": "Annotation"}]).encode())
    assert status == 200
    assert "1 note added, 0 here already, 1 could not be used." in page
    assert "Item 2: it has no target" in page
    assert "Bo <i>" in page
    status, page = send(b"{")
    assert (status, "line 1, column 2" in page) == (422, True)
    assert send(b"")[0] == 422
    assert "2 notes" in visitor.get("/annotations").text
    assert "<bdi>Bo &lt;i&gt;</bdi>" in visitor.get("/search?q=out").text


@pytest.mark.parametrize("payload", PAYLOADS[:6])
def test_what_a_file_says_is_shown_as_text(visitor: TestClient, payload: str) -> None:
    def item(text: str, name: str) -> dict[str, object]:
        words = {"type": "TextQuoteSelector", "exact": f"w {text}", "prefix": text, "suffix": text}
        body = [{"value": f"b {text}"}, {"value": f"t {text}", "purpose": "tagging"}]
        target = {"source": f"https://example.org/{text}", "dcterms:title": text, "selector": words}
        return {"id": name + text, "type": "Annotation", "creator": f"c {text}", "body": body, "target": target}

    pages: list[tuple[str, str]] = []
    for text in ("plain", payload):
        content = json.dumps([item(text, "x")]).encode()
        sent = visitor.post("/annotations/import", files={"file": (f"{text}.json", content)})
        number = len(pages) + 1
        pages.append((sent.text, visitor.get(f"/annotations/{number}").text))
    check_same_elements(pages[0][1], pages[1][1])
    for part in "wc":
        assert f"{part} {payload}" in Markup(pages[1][1]).text
    assert payload in Markup(pages[1][0]).text
