"""
Draw the pictures of docs/timeline.md anew, from the program itself.

    python3 -m scripts.draw_docs [dates | states]

`dates` writes docs/images/dates.svg: every form of date as the timeline draws it. `states` photographs six states of
the page over the demonstration articles, with a fixed day as today; it needs Chromium, as the browser tests do.
"""

import argparse
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import sync_playwright

from app.config import PROJECT_ROOT, Settings
from app.domain.dates import DateKind, in_words, parse_edtf
from app.domain.events import EventType, Review, Status
from app.services.samples import load_samples
from app.store.engine import make_engine, make_session_factory
from app.store.migrate import upgrade
from app.timeline.bins import Bin, LanePlan
from app.timeline.layout import lay_out
from app.timeline.markup import Markup, pixels
from app.timeline.model import Facts, Moment, Picture
from app.timeline.shapes import definitions
from app.timeline.svg import Hrefs, content
from app.timeline.window import Window
from tests.browser.server import serving
from tests.chromium import find_chromium, launch_flags

IMAGES = PROJECT_ROOT / "docs" / "images"
TODAY = datetime(2020, 3, 2, 9, 0, tzinfo=UTC)
DATE_FORMS: tuple[tuple[str, DateKind | None], ...] = (
    ("2019-02-14", None), ("2019-02-14", DateKind.AFTER), ("2019-02-14", DateKind.BEFORE), ("2019-02-14~", None),
    ("2019-02-14?", None), ("2019-02-14%", None), ("2019-02", None), ("2019-02-XX", None), ("2019-02", DateKind.LASTED),
    ("2019-02~", None), ("2019", None), ("2019-XX-XX", None), ("2019?", None), ("199X", None), ("19XX", None),
    ("2019-21", None), ("2019-22", None), ("2019-23", None), ("2019-24", None), ("2019-33", None), ("2019-40", None),
    ("2011-03-02/2011-03-03", None), ("2019-02-10/2019-03-05", None), ("2019-02-10/2019-03-05", DateKind.BETWEEN),
    ("2018-05~/2018-06~", None), ("2019-02-14/..", None), ("1947/..", None), ("2019-02~/..", None),
    ("../2019-02-14", DateKind.UNTIL), ("../2019-02-14", None), ("../2014-07", None),
)  # fmt: skip
"""Every form of date that the program reads, with its kind where that is not the usual one."""
STATES = (
    ("pair", "/?pair=IND-PAK&group=direction", 1120, "light"),
    ("all", "/", 1120, "light"),
    ("decade", "/?t0=2010-01-01&t1=2019-12-31", 1120, "dark"),
    ("day", "/?t0=2019-02-14&t1=2019-02-14", 1120, "light"),
    ("nothing", "/?pair=IND-PER", 1120, "light"),
    ("phone", "/?pair=IND-PAK&t0=2019-02-01&t1=2019-03-31", 390, "light"),
)
"""Name, address, width and theme of each photograph."""
HEIGHT_PX, PHONE_HEIGHT_PX = 720, 844
COLUMNS, COLUMN_PX, GUTTER_PX, ROW_GAP_PX, MARGIN_PX = 2, 540, 60, 18, 24


def date_picture(text: str, kind: DateKind | None) -> Picture:
    """One event with this date, in a window with as much air on both sides as the date is long."""
    edtf = parse_edtf(text)
    kind = kind or edtf.usual_kind
    title = f"{text} · {in_words(text, kind)} · {kind}"
    facts = Facts(
        event_id=1, title=in_words(text, kind), date=text, date_words="", kind=kind, type=EventType.ASSAULT,
        status=Status.OCCURRED, review=Review.ACCEPTED, who="", whom="", countries=(), earliest=edtf.earliest,
        latest=edtf.latest,
    )  # fmt: skip
    first, last = facts.stretch.first, facts.stretch.last
    air = max(4, last - first + 1)
    window = Window.of_days(first - air, last + air)
    moment = Moment(1, edtf.earliest, edtf.latest, facts.type)
    plan = LanePlan(
        "", title, (Bin(window.first_day, (window.first_day, window.last_day), singles=(moment,), folded=()),)
    )
    return lay_out([plan], {1: facts}, window, COLUMN_PX, event_count=1)


def draw_dates() -> str:
    """All forms in columns, as a file that stands alone."""
    markup = Markup(painted=True)
    pictures = [date_picture(text, kind) for text, kind in DATE_FORMS]
    in_column = -(-len(pictures) // COLUMNS)
    drawn, bottom = [], 0.0
    for column in range(COLUMNS):
        y = float(MARGIN_PX)
        for picture in pictures[column * in_column : (column + 1) * in_column]:
            place = {
                "x": pixels(MARGIN_PX + column * (COLUMN_PX + GUTTER_PX)), "y": pixels(y),
                "width": str(COLUMN_PX), "height": pixels(picture.height), "overflow": "visible",
            }  # fmt: skip
            drawn.append(markup.element("svg", place, *content(markup, picture, Hrefs(lambda _: ""))))
            y += picture.height + ROW_GAP_PX
        bottom = max(bottom, y)
    width = 2 * MARGIN_PX + COLUMNS * COLUMN_PX + (COLUMNS - 1) * GUTTER_PX
    attributes = {
        "xmlns": "http://www.w3.org/2000/svg", "viewBox": f"0 0 {width} {pixels(bottom)}", "width": str(width),
        "height": pixels(bottom), "role": "img", "aria-label": "Every form of date as the timeline draws it",
    }  # fmt: skip
    paper = markup.element("rect", {"width": "100%", "height": "100%"}, classes="tl-paper")
    return markup.element("svg", attributes, definitions(markup), paper, *drawn)


def photograph_states(folder: Path) -> None:
    """Photograph each state of the page over the samples, in a database that is thrown away."""
    with tempfile.TemporaryDirectory() as data:
        settings = Settings(
            _env_file=None, data_dir=Path(data), database_url=f"sqlite:///{data}/docs.db", analyst="Ada"
        )
        upgrade(settings.database_url.get_secret_value())
        engine = make_engine(settings.database_url.get_secret_value())
        load_samples(make_session_factory(engine), PROJECT_ROOT / "samples", TODAY)
        engine.dispose()
        with serving(settings, now=TODAY) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=find_chromium(), args=launch_flags())
            for name, path, width, scheme in STATES:
                height = HEIGHT_PX if width > 700 else PHONE_HEIGHT_PX
                page = browser.new_page(
                    viewport={"width": width, "height": height}, color_scheme="dark" if scheme == "dark" else "light"
                )
                page.goto(address + path)
                page.wait_for_load_state("networkidle")
                page.evaluate("document.getElementById('timeline')?.scrollIntoView()")
                page.screenshot(path=folder / f"timeline-{name}.png")
                page.close()
            browser.close()


def main() -> None:
    """Draw what the command line asks for."""
    parser = argparse.ArgumentParser(description="Draw the pictures of docs/timeline.md anew.")
    parser.add_argument("what", nargs="?", choices=("dates", "states"), help="only these; all without it")
    what = parser.parse_args().what
    if what != "states":
        (IMAGES / "dates.svg").write_text(draw_dates(), encoding="utf-8")
    if what != "dates":
        photograph_states(IMAGES)


if __name__ == "__main__":
    main()
