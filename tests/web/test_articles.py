"""The list of articles, one article, its file, and the removal of the samples."""

import re

import pytest
from starlette.testclient import TestClient

from tests.factories import Factories, found_event

SWAP = {"HX-Request": "true"}


def titles(html: str) -> list[str]:
    return re.findall(r'class="article-list__title"><a href="/articles/\d+"><bdi>(.*?)</bdi>', html)


def test_the_list_shows_the_newest_first(client: TestClient, factories: Factories) -> None:
    factories.article(title="First")
    factories.event(article=factories.article(title="Second"))
    page = client.get("/articles")
    assert page.status_code == 200
    assert titles(page.text) == ["Second", "First"]
    assert "2 articles" in page.text
    assert "16 February 2019" in page.text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "summit"}, ["Summit in Rome"]),
        ({"q": "  SUMMIT "}, ["Summit in Rome"]),
        ({"q": "100%"}, ["Tariffs at 100%"]),
        ({"q": "'; DROP TABLE article; --"}, []),
        ({"source": "Second Paper"}, ["Tariffs at 100%"]),
        ({"source": "No Such Paper"}, []),
        ({"state": "received"}, ["Waiting"]),
        ({"state": "failed"}, []),
    ],
)
def test_the_list_can_be_narrowed(
    client: TestClient, factories: Factories, query: dict[str, str], found: list[str]
) -> None:
    factories.article(title="Summit in Rome")
    factories.article(title="Tariffs at 100%", source="Second Paper")
    factories.article(title="Waiting", read=False)
    page = client.get("/articles", params=query)
    assert titles(page.text) == found
    assert ("No article has these words" in page.text) is not bool(found)


def test_a_filter_is_kept_on_the_next_page(visitor: TestClient, visitor_factories: Factories) -> None:
    for number in range(53):
        visitor_factories.article(title=f"Report {number}")
    first = visitor.get("/articles", params={"q": "report"}).text
    found = re.search(r'href="(/articles\?q=report&amp;after=\d+)"', first)
    assert found
    second = visitor.get(found[1].replace("&amp;", "&")).text
    assert len(titles(first)) == 50
    assert titles(second) == ["Report 2", "Report 1", "Report 0"]
    assert "53 articles" in second


def test_a_swap_gets_the_list_alone(visitor: TestClient, visitor_factories: Factories) -> None:
    visitor_factories.article(title="Only")
    swap = visitor.get("/articles", params={"q": "only"}, headers=SWAP)
    assert swap.text.lstrip().startswith('<section id="article-list"')
    assert titles(swap.text) == ["Only"]


def test_an_empty_list_says_what_to_do(visitor: TestClient) -> None:
    page = visitor.get("/articles").text
    assert "There are no articles yet." in page
    assert 'href="/articles/new"' in page
    assert "samples" not in page


@pytest.mark.parametrize(
    "query",
    [
        "state=banana",
        "after=0",
        "after=-1",
        "after=x",
        f"after={2**70}",
        "after=NaN",
        "q=" + "x" * 201,
        "known=x",
        "added=-1",
    ],
)
def test_unusable_values_are_told(visitor: TestClient, query: str) -> None:
    answer = visitor.get(f"/articles?{query}")
    assert answer.status_code == 422
    assert answer.headers["content-type"].startswith("text/html")
    assert "Cannot be used" in answer.text


def test_an_article_shows_its_text_with_its_passages_marked(client: TestClient, factories: Factories) -> None:
    article = factories.article("India accused Pakistan. Nothing else happened.", title="Accusation")
    event = factories.event(article=article)
    page = client.get(f"/articles/{article.id}")
    assert page.status_code == 200
    assert f'id="e{event.id}"' in page.text
    assert f'<a class="passage passage--verbal-conflict" href="/events/{event.id}">India accused Pakistan.' in page.text
    assert "The Example Times" in page.text
    assert "given by you" in page.text


def test_passages_over_one_another_all_lead_to_their_events(visitor: TestClient, visitor_factories: Factories) -> None:
    text = "India accused Pakistan and recalled its envoy."
    article = visitor_factories.article(text)
    long, short, twin = (visitor_factories.event(article=article, title=title) for title in ("A", "B", "C"))
    visitor_factories.account(short.id, article=article, found=found_event(text, quote="recalled its envoy", title="t"))
    page = visitor.get(f"/articles/{article.id}").text
    shown = page.split('<article class="article-text"')[1].split("</article>")[0]
    assert re.sub(r"<span class=\"for-readers-only\">.*?</span>|<[^>]+>|\s+", "", shown).endswith(text.replace(" ", ""))
    for event in (long, short, twin):
        assert f'href="/events/{event.id}"' in shown
        assert shown.count(f'id="e{event.id}"') == 1


def test_notices_are_shown(visitor: TestClient, visitor_factories: Factories) -> None:
    article = visitor_factories.article(notices=("NUL characters were removed.",))
    page = visitor.get(f"/articles/{article.id}").text
    assert "NUL characters were removed." in page


def test_the_file_is_given_as_it_came(client: TestClient, factories: Factories) -> None:
    article = factories.article("<script>alert(1)</script> India accused Pakistan.")
    answer = client.get(f"/articles/{article.id}/raw")
    assert answer.content == article.text.encode()
    assert answer.headers["content-disposition"].startswith("attachment; filename=article-")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("number", ["999", "0", "-1", "abc", str(2**70)])
@pytest.mark.parametrize("suffix", ["", "/raw"])
def test_an_unknown_article_is_not_found(visitor: TestClient, number: str, suffix: str) -> None:
    answer = visitor.get(f"/articles/{number}{suffix}")
    assert answer.status_code == 404
    assert "<h1>Nothing here</h1>" in answer.text


def test_the_samples_go_with_one_action(client: TestClient, factories: Factories) -> None:
    sample = factories.article(source="Dyadline sample", title="A sample")
    event = factories.event(article=sample)
    factories.annotation(event.id)
    own = factories.article(title="Our own")
    page = client.get("/articles/samples/remove").text
    assert "1 article that came with Dyadline" in page
    assert "1 event that only they tell" in page
    assert "1 note on those events" in page
    answer = client.post("/articles/samples/remove")
    assert answer.status_code == 200
    assert titles(answer.text) == ["Our own"]
    assert "1 sample removed" in answer.text
    assert "Remove the samples" not in answer.text
    gone = client.get(f"/events/{event.id}")
    assert gone.status_code == 404
    assert "removed with the samples" in gone.text
    assert client.get(f"/articles/{own.id}").status_code == 200


def test_removing_no_samples_changes_nothing(visitor: TestClient, visitor_factories: Factories) -> None:
    visitor_factories.article(title="Our own")
    assert "There are no samples here" in visitor.get("/articles/samples/remove").text
    assert titles(visitor.post("/articles/samples/remove").text) == ["Our own"]
