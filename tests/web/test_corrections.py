"""Deciding about the fields of an event through forms: edited, adopted, left open, set to words, ordered."""

from html import unescape

import pytest
from starlette.testclient import TestClient

from tests.factories import Factories, MadeEvent, found_event

SWAP = {"HX-Request": "true"}
AS_VISIT_AND_SWAP = pytest.mark.parametrize("headers", [{}, SWAP], ids=["visit", "swap"])
TEXT = "On Thursday the Norwegian navy shadowed a ship off Bergen. Chile protested on Friday, and on Friday again."
EMPTY = dict.fromkeys(
    ("title", "type", "status", "date", "place", "actors", "recipients", "location", "host", "mentioned"), ""
)
WAS = {
    "was_title": "Norway shadows a Chilean ship",
    "was_type": "COERCE",
    "was_status": "occurred",
    "was_date": "2019-02-14",
    "was_actors": "Norway",
    "was_recipients": "Chile",
}
AS_IT_IS = EMPTY | {name.removeprefix("was_"): value for name, value in WAS.items()} | WAS | {"version": "1"}


def shadowing(factories: Factories) -> MadeEvent:
    """An event of one account."""
    return factories.event(
        article=factories.article(TEXT), title="Norway shadows a Chilean ship", type="COERCE", dyad="NOR-CHL"
    )


def disputed_date(factories: Factories) -> tuple[MadeEvent, int]:
    """An event whose two accounts name different days, and the account that says the second."""
    event = shadowing(factories)
    other = factories.article("A warship followed the freighter on Friday.", source="The Fjord Post")
    found = found_event(other.text, date="2019-02-15", actors=("NOR",), recipients=("CHL",), type="COERCE")
    return event, factories.account(event.id, article=other, found=found)


def test_an_edit_sends_only_what_differs(client: TestClient, factories: Factories) -> None:
    event = shadowing(factories)
    form = client.get(f"/events/{event.id}/edit").text
    assert 'value="Norway shadows a Chilean ship"' in form
    assert 'name="was_date" value="2019-02-14"' in form
    answer = client.post(f"/events/{event.id}/edit", data=AS_IT_IS | {"date": "yesterday", "reason": "as printed"})
    assert answer.status_code == 200
    assert answer.history[0].status_code == 303
    assert "The event is changed." in answer.text
    assert '<time datetime="2019-02-15"' in answer.text
    assert "Set by <bdi>Ada</bdi>" in answer.text
    assert "as printed" in answer.text
    assert answer.text.count("Let the accounts decide again") == 1


def test_an_edit_that_changes_nothing_leaves_no_trace(visitor: TestClient, visitor_factories: Factories) -> None:
    event = shadowing(visitor_factories)
    answer = visitor.post(f"/events/{event.id}/edit", data=AS_IT_IS)
    assert "Nothing differs from what stands here" in answer.text
    assert "Let the accounts decide again" not in answer.text


def test_an_edit_sent_twice_is_one(visitor: TestClient, visitor_factories: Factories) -> None:
    event = shadowing(visitor_factories)
    for _ in range(2):
        answer = visitor.post(f"/events/{event.id}/edit", data=AS_IT_IS | {"place": "off Bergen"})
        assert answer.status_code == 200
    assert visitor.get(f"/events/{event.id}/edit").text.count('name="version" value="2"') == 1


def test_every_field_can_be_set(visitor: TestClient, visitor_factories: Factories) -> None:
    event = shadowing(visitor_factories)
    typed = {
        "title": "Norway warns Chile",
        "type": "THREATEN",
        "status": "alleged",
        "date": "",
        "place": "Bergen",
        "actors": "Norway; the coast guard",
        "recipients": "chl",
        "location": "Sweden",
        "mentioned": "Peru, Brazil",
    }
    page = visitor.post(f"/events/{event.id}/edit", data=AS_IT_IS | typed).text
    for said in ("Norway warns Chile", "threat (verbal conflict)", "alleged", "Undated", "Bergen", "the coast guard"):
        assert said in page
    assert "Brazil (named in the quote); Peru (named in the quote); Sweden (the place is there)" in page


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("title", "", "The title is empty"),
        ("title", "x" * 301, "301 characters; 300 is the most"),
        ("type", "WAR", "'WAR' is no type of event"),
        ("status", "maybe", "'maybe' is no status"),
        ("date", "banana", "Cannot read the date 'banana'"),
        ("date", "2019-02-31", "Cannot read the date"),
        ("place", "x" * 201, "201 characters; 200 is the most"),
        ("actors", "; ".join(map(str, range(13))), "There are 13 parties; 12 is the most"),
        ("recipients", "x" * 301, "301 characters; 300 is the most"),
        ("host", "Atlantis", "'Atlantis' is no country"),
        ("reason", "x" * 501, "501 characters; 500 is the most"),
    ],
)
@AS_VISIT_AND_SWAP
def test_a_refused_edit_keeps_what_was_typed(
    visitor: TestClient, visitor_factories: Factories, field: str, typed: str, message: str, headers: dict[str, str]
) -> None:
    event = shadowing(visitor_factories)
    data = AS_IT_IS | {"mentioned": "Peru", field: typed}
    answer = visitor.post(f"/events/{event.id}/edit", data=data, headers=headers)
    page = unescape(answer.text)
    assert answer.status_code == 422
    assert message in page
    assert f'id="fault-{field}"' in page
    assert f'value="{typed}"' in page
    assert 'value="Peru"' in page
    assert ("<html" in page) is not bool(headers)
    assert "Let the accounts decide again" not in visitor.get(f"/events/{event.id}").text


@AS_VISIT_AND_SWAP
def test_a_second_editor_sees_both_versions_and_loses_nothing(
    client: TestClient, factories: Factories, headers: dict[str, str]
) -> None:
    event = shadowing(factories)
    client.post(f"/events/{event.id}/edit", data=AS_IT_IS | {"title": "Theirs", "place": "Oslo"})
    mine = AS_IT_IS | {"title": "Mine", "date": "2019-02-16", "reason": "because"}
    answer = client.post(f"/events/{event.id}/edit", data=mine, headers=headers)
    assert answer.status_code == 409
    for kept in ('value="Mine"', 'value="2019-02-16"', 'value="because"', 'name="version" value="2"'):
        assert kept in answer.text
    assert "<bdi>Theirs</bdi>" in answer.text
    assert 'name="place" type="text" value="Oslo"' in answer.text, "what was not touched is taken over"
    again = {name: value for name, value in mine.items() if not name.startswith("was_")}
    renewed = {"version": "2", "place": "Oslo", **WAS, "was_title": "Theirs", "was_place": "Oslo"}
    page = client.post(f"/events/{event.id}/edit", data=again | renewed).text
    assert "<h1><bdi>Mine</bdi></h1>" in page
    assert "Oslo" in page


def test_the_date_is_read_without_scripts(visitor: TestClient, visitor_factories: Factories) -> None:
    event = shadowing(visitor_factories)
    data = AS_IT_IS | {"date": "last Thursday", "title": "Half typed", "read": "1"}
    answer = visitor.post(f"/events/{event.id}/edit", data=data)
    assert answer.status_code == 200
    assert 'Read as <time datetime="2019-02-14"><strong>14 Feb 2019</strong>' in answer.text
    assert 'value="Half typed"' in answer.text


@pytest.mark.parametrize("name", ["typed", "date"])
def test_a_date_is_read_while_it_is_typed(visitor: TestClient, visitor_factories: Factories, name: str) -> None:
    article = visitor_factories.article()
    answer = visitor.get("/dates/read", params={name: "on Thursday", "article": str(article.id)}, headers=SWAP)
    assert answer.text.startswith('<p class="date-reading"')
    assert "14 Feb 2019" in answer.text
    assert "counted from publication on 16 February 2019" in answer.text


@pytest.mark.parametrize(
    ("params", "said"),
    [
        ({"typed": ""}, "the event is undated"),
        ({"typed": "banana"}, "Cannot read the date"),
        ({"typed": "on Thursday"}, "nobody can tell which day it counts from"),
        ({"typed": "on Thursday", "article": "999"}, "nobody can tell which day it counts from"),
    ],
)
def test_a_date_that_means_nothing_says_so(visitor: TestClient, params: dict[str, str], said: str) -> None:
    answer = visitor.get("/dates/read", params=params)
    assert answer.status_code == 200
    assert said in unescape(answer.text)
    assert "<h1>Read a date</h1>" in answer.text


def test_differing_accounts_stand_side_by_side(visitor: TestClient, visitor_factories: Factories) -> None:
    event, other = disputed_date(visitor_factories)
    page = visitor.get(f"/events/{event.id}").text
    assert "accounts differ" in page
    assert "Date: values and their sources" in page
    assert "Type: values and their sources" not in page
    assert f'href="/events/{event.id}?account={other}&amp;field=date#w-date"' in page


@AS_VISIT_AND_SWAP
def test_a_value_is_adopted_with_a_reason_and_given_back(
    client: TestClient, factories: Factories, headers: dict[str, str]
) -> None:
    event, other = disputed_date(factories)
    data = {"version": "1", "field": "date", "account": str(other), "reason": "the later report is right"}
    answer = client.post(f"/events/{event.id}/adopt", data=data, headers=headers)
    assert answer.history[0].status_code == 303
    page = client.get(f"/events/{event.id}").text
    assert '<time datetime="2019-02-15"' in page
    assert "Adopted by <bdi>Ada</bdi>" in page
    assert "the later report is right" in page
    released = client.post(f"/events/{event.id}/release", data={"version": "2", "field": "date"}).text
    assert "The accounts decide this field again." in released
    assert "Adopted by" not in released


def test_a_field_is_left_disputed_with_a_reason(visitor: TestClient, visitor_factories: Factories) -> None:
    event, _ = disputed_date(visitor_factories)
    data = {"version": "1", "field": "date", "reason": "nobody knows"}
    page = visitor.post(f"/events/{event.id}/dispute", data=data).text
    assert "Left disputed by <bdi>Ada</bdi>" in page
    assert "nobody knows" in page


@pytest.mark.parametrize("deed", ["adopt", "dispute"])
@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"reason": ""}, "Say why, in a few words"),
        ({"reason": "x" * 501}, "501 characters"),
        ({"field": "title"}, "'title' is no field in which accounts can differ"),
        ({"version": "x"}, "must be a number"),
    ],
)
def test_a_refused_decision_says_why(
    visitor: TestClient, visitor_factories: Factories, deed: str, typed: dict[str, str], message: str
) -> None:
    event, other = disputed_date(visitor_factories)
    data = {"version": "1", "field": "date", "account": str(other), "reason": "a good one"} | typed
    answer = visitor.post(f"/events/{event.id}/{deed}", data=data)
    assert answer.status_code == 422
    assert message in unescape(answer.text)
    assert "Let the accounts decide again" not in answer.text


def test_a_decision_on_an_older_version_keeps_the_reason(visitor: TestClient, visitor_factories: Factories) -> None:
    event, other = disputed_date(visitor_factories)
    visitor.post(f"/events/{event.id}/dispute", data={"version": "1", "field": "date", "reason": "theirs"})
    data = {"version": "1", "field": "date", "account": str(other), "reason": "mine"}
    answer = visitor.post(f"/events/{event.id}/adopt", data=data)
    assert answer.status_code == 409
    assert "changed meanwhile" in answer.text
    assert 'value="mine"' in answer.text
    assert "Left disputed" in answer.text


def test_an_account_of_another_event_is_not_adopted(visitor: TestClient, visitor_factories: Factories) -> None:
    event, _ = disputed_date(visitor_factories)
    stranger = visitor_factories.event()
    data = {"version": "1", "field": "date", "account": str(stranger.account_id), "reason": "x"}
    assert visitor.post(f"/events/{event.id}/adopt", data=data).status_code == 404


def words(event: MadeEvent, text: str, use: str, **more: str) -> dict[str, str]:
    """What the form of words sends."""
    return {
        "version": "1",
        "article_version": str(event.article.version_id),
        "words": text,
        "as": use,
        "at": "",
        **more,
    }


@pytest.mark.parametrize(
    ("text", "use", "said"),
    [
        ("On Thursday", "date", '<time datetime="2019-02-14"'),
        ("Norwegian navy", "recipients", "Norway"),
        ("Chile", "actors", "Chile"),
        ("off  Bergen", "place", "off Bergen"),
    ],
)
def test_words_become_the_value_and_its_evidence(
    client: TestClient, factories: Factories, text: str, use: str, said: str
) -> None:
    event = shadowing(factories)
    before = client.get(f"/events/{event.id}").text
    page = client.post(f"/events/{event.id}/words", data=words(event, text, use)).text
    assert "The words are kept as the evidence" in page
    assert said in page
    assert before.count("no words carry this") - page.count("no words carry this") == (0 if use == "place" else 1)
    assert f'data-words-of="{use}"' in page


def test_words_that_stand_twice_are_asked_about(visitor: TestClient, visitor_factories: Factories) -> None:
    event = shadowing(visitor_factories)
    answer = visitor.post(f"/events/{event.id}/words", data=words(event, "on Friday", "date", reason="why not"))
    assert answer.status_code == 422
    assert "“on Friday” stands 2 times" in answer.text
    assert answer.text.count('type="radio" name="at"') == 2
    assert 'value="why not"' in answer.text
    second = str(TEXT.rindex("on Friday"))
    page = visitor.post(f"/events/{event.id}/words", data=words(event, "on Friday", "date", at=second)).text
    assert '<time datetime="2019-02-15"' in page


@pytest.mark.parametrize(
    ("text", "use", "message"),
    [
        ("", "date", "Paste some words"),
        ("On Wednesday", "date", "“On Wednesday” does not stand in this article letter by letter"),
        ("a ship", "date", "Cannot read the date 'a ship'"),
        ("x" * 2001, "place", "2001 characters; 2000 is the most"),
        ("Chile", "title", "Words cannot be used as 'title'"),
    ],
)
def test_words_that_cannot_be_used_are_kept_and_told(
    visitor: TestClient, visitor_factories: Factories, text: str, use: str, message: str
) -> None:
    event = shadowing(visitor_factories)
    answer = visitor.post(f"/events/{event.id}/words", data=words(event, text, use))
    assert answer.status_code == 422
    assert message in unescape(answer.text)
    assert f"{text}</textarea>" in answer.text


def test_words_of_no_article_are_not_found(visitor: TestClient, visitor_factories: Factories) -> None:
    event = shadowing(visitor_factories)
    data = words(event, "Chile", "actors") | {"article_version": "999"}
    assert visitor.post(f"/events/{event.id}/words", data=data).status_code == 404


def test_words_of_an_older_version_are_kept(visitor: TestClient, visitor_factories: Factories) -> None:
    event = shadowing(visitor_factories)
    visitor.post(f"/events/{event.id}/words", data=words(event, "Chile", "actors"))
    answer = visitor.post(f"/events/{event.id}/words", data=words(event, "off Bergen", "place"))
    assert answer.status_code == 409
    assert "off Bergen</textarea>" in answer.text


def test_an_undated_event_is_ordered(client: TestClient, factories: Factories) -> None:
    first, last = factories.event(date="2019-02-14"), factories.event(date="2019-03-01", title="Envoys meet in Oslo")
    event = factories.event(date=None)
    data = {"version": "1", "after": f"event {first.id}", "before": "envoys oslo", "reason": ""}
    page = client.post(f"/events/{event.id}/order", data=data).text
    assert "The order is kept" in page
    assert "It happened <strong>between 14 February and 1 March 2019</strong>, because it came" in page
    assert f'href="/events/{first.id}">event {first.id}</a>' in page
    assert "Ordered by this event" in client.get(f"/events/{last.id}").text
    freed = client.post(f"/events/{event.id}/order", data={"version": "2", "after": "", "before": ""}).text
    assert "Undated" in freed


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"after": "999"}, "No other event is called '999'"),
        ({"before": "zzz"}, "No other event is called 'zzz'"),
        ({"after": "India accuses"}, "Several events have 'India accuses' in their title"),
        ({"after": "2", "before": "1"}, "nothing lies between them"),
    ],
)
def test_a_refused_order_keeps_what_was_typed(
    visitor: TestClient, visitor_factories: Factories, typed: dict[str, str], message: str
) -> None:
    visitor_factories.event(date="2019-02-14")
    visitor_factories.event(date="2019-03-01")
    event = visitor_factories.event(date=None)
    data = {"version": "1", "after": "", "before": "", "reason": "as told"} | typed
    answer = visitor.post(f"/events/{event.id}/order", data=data)
    assert answer.status_code == 422
    assert message in unescape(answer.text)
    assert 'value="as told"' in answer.text


POSTS = ("edit", "adopt", "dispute", "release", "words", "order")


@pytest.mark.parametrize("number", ["999", "0", "abc", str(2**70)])
@pytest.mark.parametrize("deed", POSTS)
def test_unknown_events_are_not_found(visitor: TestClient, deed: str, number: str) -> None:
    data = AS_IT_IS | {"field": "date", "account": "1", "reason": "x", "article_version": "1", "as": "place"}
    assert visitor.post(f"/events/{number}/{deed}", data=data).status_code == 404


@pytest.mark.parametrize("deed", POSTS)
def test_a_merged_event_is_decided_where_it_went(visitor: TestClient, visitor_factories: Factories, deed: str) -> None:
    stays, goes = shadowing(visitor_factories), visitor_factories.event()
    visitor.post(f"/events/{stays.id}/merge", data={"version": "1", "other": str(goes.id)})
    data = AS_IT_IS | {"field": "date", "account": "1", "reason": "x", "words": "India", "as": "place"}
    version = {"version": "2", "article_version": str(goes.article.version_id)}
    answer = visitor.post(f"/events/{goes.id}/{deed}", data=data | version)
    assert answer.status_code == 409
    assert f"is part of event {stays.id} now" in answer.text


def test_only_posts_decide(visitor: TestClient) -> None:
    for deed in POSTS[1:]:
        assert visitor.get(f"/events/1/{deed}").status_code == 405
