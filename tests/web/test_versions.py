"""The versions of an article on its pages: brought in again with other words, and compared."""

import re
from html import unescape

import pytest
from starlette.testclient import TestClient

from app.services.resume import finish_received
from app.web.compared import MAX_CHARS
from tests.factories import Factories
from tests.web.test_escaping import PAYLOADS, Markup, check_same_elements

HEAD = {"title": "Delhi speaks", "source": "The Example Times", "published": "2019-02-16"}
STANDS = "NEW DELHI - Ministers said that India accused Pakistan on Friday of sheltering the group behind the attack."
GOES = "On 16 February 2019 China condemned India over the border."
TEXT = f"{STANDS}\n\n{GOES}\n\nThe talks go on.\n"
CHANGED = TEXT.replace("China condemned India", "China praised Nepal").replace("The talks", "Talks")


def bring(client: TestClient, text: str, **head: str) -> str:
    """Adds a text through the form; gives the page that the answer leads to."""
    answer = client.post("/articles/new", data={"text": text, **HEAD, **head})
    assert answer.status_code == 200
    page: str = answer.text
    return page


def event_of(client: TestClient, quote: str) -> str:
    """The address of the event that a sentence of article 1 is quoted by."""
    page = Markup(client.get("/articles/1").text)
    links = [attributes["href"] for name, attributes in page.elements if name == "a" and attributes.get("class")]
    events = sorted({link for link in links if link and link.startswith("/events/")})
    quoted = f'<blockquote class="account__quote" dir="auto">{quote}</blockquote>'
    return next(event for event in events if quoted in unescape(client.get(event).text))


def plain(html: str) -> str:
    """What a person reads, in one line."""
    return " ".join(Markup(html).text.split())


def test_a_changed_article_detaches_the_quote_that_went(client: TestClient) -> None:
    bring(client, TEXT)
    stands, goes = event_of(client, STANDS), event_of(client, GOES)
    page = bring(client, CHANGED)
    assert "This is a new version of an article that was here" in page
    assert 'href="/articles/1/versions"' in page
    assert "See what changed" in page
    assert "1 quote that changed or went" in plain(page)
    assert f'href="{goes}"' in page
    assert "The article changed: this sentence stood in version 1 of 2." in plain(client.get(goes).text)
    assert GOES in unescape(client.get(goes).text)
    assert "The article changed" not in client.get(stands).text
    compared = client.get("/articles/1/versions").text
    assert "1 quote that events rest on changed or went" in plain(compared)
    assert f'href="{goes}"' in compared
    assert f'href="{stands}"' not in compared


def test_the_article_shows_its_last_version_and_gives_all(client: TestClient) -> None:
    bring(client, TEXT)
    page = bring(client, CHANGED)
    assert "In 2 versions; above stands the last." in plain(page)
    assert "China praised Nepal" in page
    assert client.get("/articles/1/raw").text == CHANGED
    assert client.get("/articles/1/raw?version=2").text == CHANGED
    assert client.get("/articles/1/raw?version=1").text == TEXT
    assert 'href="/articles/1/raw?version=1"' in page


def test_the_old_words_again_are_known(client: TestClient) -> None:
    bring(client, TEXT)
    bring(client, CHANGED)
    assert "already here" in bring(client, TEXT)


def test_several_files_are_told_by_what_became_of_them(client: TestClient) -> None:
    head = "The Example Times\n16 February 2019\n\nA headline about the accusation\n\n"
    bring(client, head + TEXT, title="", source="", published="")
    files = [
        ("files", (name, content.encode(), "text/plain"))
        for name, content in [
            ("a.txt", head + CHANGED),
            ("b.txt", head + TEXT),
            ("c.txt", "Another\n\nNepal met China."),
        ]
    ]
    answer = client.post("/articles/new", files=files)
    assert "1 article added" in plain(answer.text)
    assert "New versions came of article 1: see what changed." in plain(answer.text)
    assert "Already here, and not added again: article 1." in plain(answer.text)


def test_files_that_come_with_one_title_stay_articles_of_their_own(visitor: TestClient) -> None:
    files = [("files", (f"{n}.txt", f"Report {n} says that Nepal met China.".encode(), "text/plain")) for n in (1, 2)]
    answer = visitor.post("/articles/new", files=files, data=HEAD)
    assert "2 articles added" in plain(answer.text)


@pytest.fixture
def versions(visitor: TestClient) -> TestClient:
    """One article in three versions."""
    bring(visitor, TEXT)
    bring(visitor, CHANGED)
    bring(visitor, f"{CHANGED}\n\nNobody was hurt.\n")
    return visitor


@pytest.mark.parametrize("query", ["", "?from=2", "?to=3", "?from=2&to=3", "?from=3&to=2"])
def test_the_last_two_are_compared_unless_others_are_chosen(versions: TestClient, query: str) -> None:
    page = versions.get(f"/articles/1/versions{query}").text
    assert "0 words went, 3 words came" in plain(page)
    assert '<ins class="added"><span class="for-readers-only">came: </span>Nobody was hurt.</ins>' in page
    assert '<option value="2" selected>' in page
    assert '<option value="3" selected>' in page


def test_first_and_last(versions: TestClient) -> None:
    page = versions.get("/articles/1/versions?from=1&to=3").text
    assert re.search(r'<del class="removed">.{0,60}condemned India', page)
    assert re.search(r'<ins class="added">.{0,60}praised Nepal', page)
    assert "stood in version 1" in plain(page)


def test_a_version_and_itself(versions: TestClient) -> None:
    page = plain(versions.get("/articles/1/versions?from=2&to=2").text)
    assert "Word for word the article is the same in both" in page


@pytest.mark.parametrize(
    ("path", "words"),
    [
        pytest.param("/articles/9/versions", "no article 9", id="no article"),
        pytest.param(
            "/articles/1/versions?from=1&to=9", "Article 1 has no version 9: its versions are 1 to 3.", id="to"
        ),
        pytest.param("/articles/1/versions?from=8", "Article 1 has no version 8", id="from"),
        pytest.param("/articles/1/raw?version=9", "Article 1 has no version 9.", id="file"),
    ],
)
def test_what_is_not_there(versions: TestClient, path: str, words: str) -> None:
    answer = versions.get(path)
    assert answer.status_code == 404
    assert words in plain(answer.text)


@pytest.mark.parametrize("query", ["from=0", "to=-1", "from=x", "to=99999999999999999999", "from=", "from=1e3"])
@pytest.mark.parametrize("page", ["versions", "raw"])
def test_a_bad_number_is_refused_by_a_page(versions: TestClient, page: str, query: str) -> None:
    query = query if page == "versions" else re.sub("from|to", "version", query)
    answer = versions.get(f"/articles/1/{page}?{query}")
    assert answer.status_code == 422
    assert answer.headers["content-type"].startswith("text/html")


def test_one_version_says_so(visitor: TestClient) -> None:
    bring(visitor, TEXT)
    answer = visitor.get("/articles/1/versions")
    assert answer.status_code == 200
    assert "This article came in one version only." in plain(answer.text)
    assert "came in one version only" in plain(visitor.get("/articles/1/versions?to=2").text)
    assert "versions" not in plain(visitor.get("/articles/1").text)


def test_what_did_not_change_is_counted(visitor: TestClient) -> None:
    paragraphs = [f"Paragraph number {n} tells of nothing much." for n in range(30)]
    bring(visitor, "\n\n".join(paragraphs))
    bring(visitor, "\n\n".join([*paragraphs[:20], "A new one came in here.", *paragraphs[20:]]))
    page = plain(visitor.get("/articles/1/versions").text)
    assert "19 paragraphs unchanged" in page
    assert "9 paragraphs unchanged" in page
    assert "Paragraph number 19 tells" in page
    assert "Paragraph number 5 tells" not in page


def test_a_very_long_difference_is_cut_and_says_so(visitor: TestClient) -> None:
    bring(visitor, "\n\n".join(f"Old paragraph {n} of the report. " * 10 for n in range(500)))
    bring(visitor, "\n\n".join(f"New words {n} in this account. " * 10 for n in range(500)))
    answer = visitor.get("/articles/1/versions")
    assert answer.status_code == 200
    shown = plain(answer.text)
    assert "The difference is too long for one page" in shown
    assert len(shown) < MAX_CHARS * 1.5


@pytest.mark.parametrize("payload", PAYLOADS)
def test_versions_show_payloads_as_text(visitor: TestClient, visitor_factories: Factories, payload: str) -> None:
    for title, words in (("Plain", "words"), (f"T {payload}", payload)):
        event = visitor_factories.event(article=visitor_factories.article(f"Went {words} here.", title=title))
        assert event.id
        visitor_factories.article(f"Came {words} there.", title=title, read=False)
    finish_received(visitor_factories.session_factory, visitor_factories.now)
    clean, hostile = (visitor.get(f"/articles/{number}/versions").text for number in (1, 2))
    check_same_elements(clean, hostile)
    assert f"T {payload}" in Markup(hostile).text
    assert f"Went {payload} here." in Markup(hostile).text
