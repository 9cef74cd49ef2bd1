"""Text from outside never runs as code: payloads in everything that people and articles write, through every page."""

from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Page

from app.config import Settings
from app.domain.saved_views import ViewDraft
from app.services.saved_views import save_view
from app.store.engine import make_engine, make_session_factory
from app.store.migrate import upgrade
from tests.browser.conftest import opening
from tests.browser.server import serving
from tests.conftest import NOW
from tests.factories import Factories

pytestmark = pytest.mark.browser

PAYLOADS = [
    "<script>window.ran=1</script>",
    "<script src=//evil.example/x.js></script>",
    "</script><script>window.ran=1</script>",
    "\"><img src=x onerror=window.ran=1>",
    "'><img src=x onerror=window.ran=1>",
    "<img src=x onerror=window.ran=1//",
    "'><svg/onload=window.ran=1>",
    "</text><script>window.ran=1</script>",
    "</title><script>window.ran=1</script>",
    "</textarea><script>window.ran=1</script>",
    "</option></datalist><img src=x onerror=window.ran=1>",
    "</style><script>window.ran=1</script>",
    "--><script>window.ran=1</script>",
    "]]><script>window.ran=1</script>",
    "\" onmouseover=\"window.ran=1",
    "' onfocus='window.ran=1' autofocus='",
    "\" style=\"position:fixed;inset:0\" onclick=\"window.ran=1",
    "<details open ontoggle=window.ran=1>x</details>",
    "<body onload=window.ran=1>",
    "<iframe srcdoc='<script>parent.ran=1</script>'></iframe>",
    "<object data=//evil.example/x></object>",
    "<a href=javascript:window.ran=1>x</a>",
    "[x](javascript:window.ran=1)",
    "![x](//evil.example/pixel.png)",
    "<meta http-equiv=refresh content=0;url=//evil.example>",
    "<base href=//evil.example/>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<form action=//evil.example><button>x</button></form>",
    "<div hx-get=/articles hx-trigger=load>x</div>",
    "<div data-hx-on:load=window.ran=1>x</div>",
    "<math><mtext><img src=x onerror=window.ran=1></mtext></math>",
    "{{7919*6367}}",
    "${7919*6367}",
]  # fmt: skip
PLACES = [
    "/", "/?group=source", "/?group=actor", "/?group=place", "/?t0=2019-02-14&t1=2019-02-14", "/?date=nonsense{payload}",
    "/articles", "/review", "/annotations", "/sources", "/dyads", "/dyads/IND-PAK", "/activity", "/timeline.svg",
    "/search?q=quote", "/search?q=quote&in=articles", "/search?q={payload}", "/views", "/views/new?{payload}",
    "/facets/actor", "/facets/source", "/facets/place", "/facets/tag", "/sources/1", "/annotations/1",
    "/events/1/edit", "/events/1/merge", "/events/1/history", "/events/1/card", "/articles/1/annotations/new",
]  # fmt: skip
EXPORTS = ["/timeline.json", "/timeline.csv", "/annotations.json", "/activity.csv", "/articles/1/raw"]
TEMPLATE_PRODUCT = "50420273"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Page]:
    """A page of the application over events, articles, sources, places, actors, notes and tags that carry payloads."""
    folder = tmp_path_factory.mktemp("hostile")
    url = f"sqlite:///{folder / 'hostile.db'}"
    upgrade(url)
    engine = make_engine(url)
    sessions = make_session_factory(engine)
    make = Factories(sessions, NOW)
    for payload in PAYLOADS:
        article = make.article(f"Quote {payload} end.", title=f"T {payload}", source=f"S {payload}")
        event = make.event(article=article, title=f"E {payload}", place=f"P {payload}", actors=(f"A {payload}",))
        tag = payload.replace(",", "").replace(";", "")[:60]
        make.annotation(event.id, f"N {payload} and [a link]({payload})", (tag,), author=f"U {payload}")
        with sessions() as session:
            draft = ViewDraft(f"V {payload}", f"D {payload}", is_shared=True, query="pair=IND-PAK")
            save_view(session, draft, f"U {payload}", NOW)
    make.article("\n".join(f"Quote {payload} end." for payload in PAYLOADS), title="All of them")
    engine.dispose()
    settings = Settings(_env_file=None, data_dir=folder, database_url=url, analyst=f"Ada {PAYLOADS[3]}")
    with serving(settings) as address, opening(browser) as open_page:
        yield open_page(address, expecting="responded with a status of 4")


def has_run(page: Page) -> bool:
    """Whether a payload ran on the page that is open, or a template worked one out."""
    return bool(page.evaluate("Boolean(window.ran)")) or TEMPLATE_PRODUCT in page.content()


@pytest.mark.parametrize("place", PLACES)
def test_payloads_are_text_wherever_many_stand(hostile: Page, place: str) -> None:
    hostile.goto(place.format(payload=PAYLOADS[0]))
    for element in hostile.locator("a.mark, .event-row__link, summary").all()[:6]:
        if element.is_visible():
            element.hover()
    assert not has_run(hostile)


def test_each_payload_is_shown_letter_by_letter(hostile: Page) -> None:
    for number, payload in enumerate(PAYLOADS, start=1):
        hostile.goto(f"/events/{number}")
        shown = hostile.locator("body").text_content() or ""
        missing = [letter for letter in "ETSPAU" if f"{letter} {payload}" not in shown]
        assert (payload, missing, has_run(hostile)) == (payload, [], False)


def test_the_text_of_an_article_is_shown_letter_by_letter(hostile: Page) -> None:
    hostile.goto(f"/articles/{len(PAYLOADS) + 1}")
    shown = hostile.locator("body").text_content() or ""
    assert [payload for payload in PAYLOADS if f"Quote {payload} end." not in shown] == []
    assert not has_run(hostile)


def test_names_of_views_are_shown_letter_by_letter(hostile: Page) -> None:
    hostile.goto("/views")
    shown = hostile.locator("body").text_content() or ""
    assert [payload for payload in PAYLOADS if f"V {payload}" not in shown or f"D {payload}" not in shown] == []
    assert not has_run(hostile)


def test_exports_are_no_pages(hostile: Page) -> None:
    for address in EXPORTS:
        answer = hostile.request.get(address)
        assert answer.ok, address
        assert "html" not in answer.headers["content-type"], address
        assert answer.headers["x-content-type-options"] == "nosniff", address
        assert TEMPLATE_PRODUCT not in answer.text()


def test_a_payload_in_an_address_is_text(hostile: Page) -> None:
    names = ("q", "pair", "from", "source", "actor")
    for start in range(0, len(PAYLOADS), len(names)):
        some = PAYLOADS[start : start + len(names)]
        hostile.goto("/?" + urlencode(list(zip(names, some, strict=False))))
        assert (some, has_run(hostile)) == (some, False)
