"""Help: every chapter is there with its pictures, and whatever it links to."""

import re

import pytest
from markupsafe import escape
from starlette.testclient import TestClient

from app.web.guide import FILES, chapters, pictures

ADDRESSES = list(FILES.values())


def links(page: str, attribute: str) -> list[str]:
    return re.findall(rf'{attribute}="(/help[^"]*|#[^"]+)"', page)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_chapter_leads_to_its_parts_and_to_all_others(visitor: TestClient, address: str) -> None:
    page = visitor.get(address).text
    chapter = next(one for one in chapters() if one.address == address)
    assert page.count(f">{escape(chapter.title)}</h1>") == 1
    for part in chapter.parts:
        assert f'<h2 id="{part.anchor}">{part.title}</h2>' in page
        assert f'href="#{part.anchor}"' in page
    assert set(ADDRESSES) <= set(links(page, "href"))
    assert {link for link in links(page, "href") if link.startswith("/")} <= {*ADDRESSES, "/help"}


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_picture_of_a_chapter_is_sent(visitor: TestClient, address: str) -> None:
    for picture in links(visitor.get(address).text, "src"):
        answer = visitor.get(picture)
        assert answer.status_code == 200, picture
        assert answer.headers["content-type"] == ("image/svg+xml" if picture.endswith(".svg") else "image/png")


def test_every_picture_is_in_a_chapter(visitor: TestClient) -> None:
    shown = {link.rpartition("/")[2] for address in ADDRESSES for link in links(visitor.get(address).text, "src")}
    assert shown == set(pictures())


def test_every_page_leads_to_help(visitor: TestClient) -> None:
    assert 'href="/help"' in visitor.get("/articles").text


@pytest.mark.parametrize("address", ["/help/nowhere", "/help/images/nowhere.png", "/help/images/..%2Fguide.md"])
def test_what_the_guide_does_not_have_says_so(visitor: TestClient, address: str) -> None:
    answer = visitor.get(address, headers={"Accept": "text/html"})
    assert answer.status_code == 404
    assert "Traceback" not in answer.text
