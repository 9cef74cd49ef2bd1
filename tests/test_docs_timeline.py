"""The page on the timeline shows every form of date, drawn by the program as it is now."""

import re
from xml.etree import ElementTree

import pytest

from app.config import PROJECT_ROOT
from app.domain.dates import DIVISIONS
from app.timeline.svg import Hrefs, draw_picture
from scripts.draw_docs import DATE_FORMS, STATES, date_picture

DOCS = PROJECT_ROOT / "docs"
SVG = "{http://www.w3.org/2000/svg}"
PAGE = (DOCS / "timeline.md").read_text("utf-8")
DRAWN = ElementTree.parse(DOCS / "images" / "dates.svg").getroot()  # noqa: S314 - our own file
KINDS_OF_SIGN = ("tl-end", "tl-arrow", "tl-about", "tl-unsure", "tl-assault", "tl-bar", "tl-between")


def signs(mark: ElementTree.Element, prefix: str = "") -> list[str]:
    """What a mark is drawn with: its shapes and its bar."""
    shapes = [use.get("href", "").removeprefix("#") for use in mark.iter(prefix + "use")]
    return shapes + [rect.get("class", "") for rect in mark.iter(prefix + "rect")]


def test_every_form_of_date_is_drawn_in_the_docs_as_the_program_draws_it_now() -> None:
    """If it fails because the drawing has changed: python3 -m scripts.draw_docs dates."""
    marks = [one for one in DRAWN.iter(SVG + "a") if one.get("data-event")]
    assert [one.get("data-date") for one in marks] == [text for text, _ in DATE_FORMS]
    for mark, (text, kind) in zip(marks, DATE_FORMS, strict=True):
        fresh = ElementTree.fromstring(draw_picture(date_picture(text, kind), Hrefs(str)))  # noqa: S314 - our own text
        (now,) = [one for one in fresh.iter("a") if one.get("data-event")]
        assert signs(mark, SVG) == signs(now), text


def test_the_forms_cover_all_that_can_be_read() -> None:
    texts = " ".join(text for text, _ in DATE_FORMS)
    for form in (r"\d{3}X", r"\d\dXX", r"-XX-XX", r"-XX ", "~", r"\?", "%", r"/\.\.", r"\.\./", r"\d/\d", r"~/\d"):
        assert re.search(form, texts), form
    assert {f"{code}" for code in DIVISIONS} & set(re.findall(r"-(\d\d)\b", texts)) >= {"21", "22", "23", "24"}


@pytest.mark.parametrize("name", [state[0] for state in STATES])
def test_every_state_stands_in_the_docs_and_is_small(name: str) -> None:
    image = DOCS / "images" / f"timeline-{name}.png"
    assert f"images/timeline-{name}.png" in PAGE
    assert 0 < image.stat().st_size < 150_000
