"""Text from outside is shown as text, wherever it comes from and wherever it goes."""

from html.parser import HTMLParser

import pytest
from starlette.testclient import TestClient

from app.web.foreign_text import mark_controls
from app.web.markdown import note_html
from tests.factories import Factories

PAYLOADS = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "'><svg/onload=alert(1)>",
    "</textarea><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "<a href=javascript:alert(1)>x</a>",
    "<div hx-get=/articles hx-trigger=load>x</div>",
    "<div data-hx-post='/articles/samples/remove' hx-trigger=load>x</div>",
    "<p hx-on:click=alert(1)>x</p>",
    "<style>*{display:none}</style>",
    "<iframe src=//evil.example></iframe>",
    "<base href=//evil.example/>",
    "<form action=//evil.example><button>x</button></form>",
    "{{7919*6367}}",
    "{% include 'base.html' %}",
    "${7919*6367}",
    "<!-- -->",
    "&lt;script&gt;",
]  # fmt: skip
HARMLESS_TAGS = {"script", "link", "meta", "form", "img", "svg", "style", "iframe", "base"}


class Markup(HTMLParser):
    """What elements a page has, and which attributes they carry."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def count(self, *tags: str) -> dict[str, int]:
        """How many elements of each of these kinds there are."""
        return {tag: sum(name == tag for name, _ in self.elements) for tag in tags}

    def attributes(self) -> set[str]:
        """The names of all attributes."""
        return {name for _, attributes in self.elements for name in attributes}


def check_same_elements(clean: str, hostile: str) -> None:
    """The hostile page has no element of a dangerous kind and no attribute that the clean one has not."""
    one, other = Markup(clean), Markup(hostile)
    assert one.count(*HARMLESS_TAGS) == other.count(*HARMLESS_TAGS)
    assert other.attributes() <= one.attributes()
    assert "50420273" not in hostile


@pytest.mark.parametrize("payload", PAYLOADS)
def test_articles_show_payloads_as_text(visitor: TestClient, visitor_factories: Factories, payload: str) -> None:
    plain = visitor_factories.article("Plain report.", title="Plain", source="Plain Paper")
    hostile = visitor_factories.article(f"Hostile {payload} report.", title=f"T {payload}", source=f"S {payload}")
    visitor_factories.event(article=plain)
    visitor_factories.event(article=hostile, title=f"E {payload}", place=f"P {payload}", actors=(f"A {payload}",))
    page = visitor.get(f"/articles/{hostile.id}").text
    check_same_elements(visitor.get(f"/articles/{plain.id}").text, page)
    assert f"Hostile {payload} report." in Markup(page).text
    listed = visitor.get("/articles").text
    check_same_elements(listed, visitor.get("/articles", params={"q": payload}).text)
    assert f"T {payload}" in Markup(listed).text
    assert f"S {payload}" in Markup(listed).text


@pytest.mark.parametrize("payload", PAYLOADS)
def test_events_and_notes_show_payloads_as_text(
    visitor: TestClient, visitor_factories: Factories, payload: str
) -> None:
    plain = visitor_factories.event()
    visitor_factories.annotation(plain.id, "Plain.", ("tag",))
    hostile = visitor_factories.event(
        article=visitor_factories.article(f"Quote {payload} end.", title=f"T {payload}", source=f"S {payload}"),
        title=f"E {payload}",
        place=f"P {payload}",
        actors=(f"A {payload}",),
    )
    tag = payload.replace(",", "").replace(";", "").lower()[:60]
    visitor_factories.annotation(hostile.id, "Plain.", (tag,), author=f"U {payload}")
    page = visitor.get(f"/events/{hostile.id}").text
    check_same_elements(visitor.get(f"/events/{plain.id}").text, page)
    for letter in "ETSPA":
        assert f"{letter} {payload}" in Markup(page).text
    assert tag in Markup(page).text


def test_the_path_of_a_missing_page_is_text(visitor: TestClient) -> None:
    answer = visitor.get("/%3Cscript%3Ealert(1)%3C/script%3E")
    assert answer.status_code == 404
    assert "<script>alert" not in answer.text
    assert "&lt;script&gt;alert(1)" in answer.text


@pytest.mark.parametrize(
    "note",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](vbscript:x)",
        "![x](https://evil.example/pixel.png)",
        "<https://evil.example/\" onmouseover=alert(1)>",
        "[x](/ \"\" onmouseover=alert(1))",
        "<div hx-get='/articles' hx-trigger='load'>x</div>",
        "`<b>`",
        "[x]: javascript:alert(1)\n\n[x]",
        "<a href='x' style='position:fixed'>x</a>",
    ],
)  # fmt: skip
def test_markdown_never_runs(note: str) -> None:
    rendered = Markup(str(note_html(note)))
    assert rendered.count("script", "img", "div", "style") == {"script": 0, "img": 0, "div": 0, "style": 0}
    assert rendered.attributes() <= {"href", "rel", "title"}
    for _, attributes in rendered.elements:
        assert not (attributes.get("href") or "").lower().startswith(("javascript", "data", "vbscript"))


def test_links_of_a_note_keep_their_manners() -> None:
    assert str(note_html("[x](https://example.org/a)")) == (
        '<p><a href="https://example.org/a" rel="nofollow noopener noreferrer">x</a></p>\n'
    )


def test_headings_of_a_note_stand_below_those_of_the_page() -> None:
    assert str(note_html("# One\n\n###### Six")) == "<h3>One</h3>\n<h6>Six</h6>\n"


def test_a_note_beyond_the_limit_is_not_rendered() -> None:
    """Both libraries take quadratic time; the form refuses such a note, but a row may be older than the limit."""
    assert str(note_html("*a " * 7_000)).startswith("<p>*a *a")


def test_bidirectional_controls_are_shown() -> None:
    assert str(mark_controls("a\u202eb<c")) == (
        '<bdi>a<span class="control-mark" title="U+202E, a control character">RLO</span>b&lt;c</bdi>'
    )
    assert str(mark_controls("مرحبا")) == "<bdi>مرحبا</bdi>"
