"""
Draw the pictures of docs/timeline.md and docs/guide.md anew, from the program itself.

    python3 -m scripts.draw_docs [dates | states | desk]

`dates` writes docs/images/dates.svg: every form of date as the timeline draws it. `states` photographs six states of
the timeline over the demonstration articles, `desk` the pages of the guide after an hour's work on them, both with a
fixed day as today; they need Chromium, as the browser tests do.
"""

import argparse
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from app.config import PROJECT_ROOT, Settings
from app.domain.annotations import Note, OnEvent, OnNote
from app.domain.dates import DateKind, in_words, parse_edtf
from app.domain.events import EventType, Review, Status
from app.domain.saved_views import make_view
from app.services.annotate import annotate, annotate_words
from app.services.grade import grade_account, grade_source, judge_event
from app.services.samples import load_samples
from app.services.saved_views import save_view
from app.services.show_event import show_event
from app.store.engine import SessionFactory, make_engine, make_session_factory, reading
from app.store.event_search import search_events
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
State = tuple[str, str, tuple[int, int], str, str]
"""Name, address, width and height, theme, and the element it begins with; each photograph must stay below 150 kB."""
STATES: tuple[State, ...] = (
    ("pair", "/?pair=IND-PAK", (1120, 700), "light", "timeline"),
    ("all", "/", (1120, 640), "light", "timeline"),
    ("decade", "/?t0=2010-01-01&t1=2019-12-31", (1120, 620), "dark", "timeline"),
    ("day", "/?t0=2019-02-14&t1=2019-02-14", (1120, 640), "light", "timeline"),
    ("nothing", "/?pair=IND-PER", (1120, 640), "light", "timeline"),
    ("phone", "/?pair=IND-PAK&t0=2019-02-01&t1=2019-03-31", (390, 844), "light", "timeline"),
)
DESK_VIEW = "pair=IND-PAK&from=2019"
DESK: tuple[State, ...] = (
    ("search", "/search?q=ceasefire", (1120, 640), "light", ""),
    ("notes", "/annotations", (1120, 560), "light", ""),
    ("views", "/views", (1120, 360), "light", ""),
    ("facet", f"/facets/type?{DESK_VIEW}", (1120, 560), "light", ""),
    ("source", "/sources/1", (1120, 640), "light", ""),
    ("activity", "/activity", (1120, 560), "light", ""),
)
ANALYST, COLLEAGUE = "Ada", "Grace"
ATTACK = ("Jaish", "suicide")
"""Words of the title of the event that the hour is spent on."""
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


@contextmanager
def served_samples(work: Callable[[SessionFactory], None] | None = None) -> Iterator[str]:
    """The application over the samples, and over what `work` has done to them, in a database that is thrown away."""
    with tempfile.TemporaryDirectory() as data:
        url = f"sqlite:///{data}/docs.db"
        settings = Settings(_env_file=None, data_dir=Path(data), database_url=url, analyst=ANALYST)
        upgrade(url)
        engine = make_engine(url)
        sessions = make_session_factory(engine)
        load_samples(sessions, PROJECT_ROOT / "samples", TODAY)
        if work:
            work(sessions)
        engine.dispose()
        with serving(settings, now=TODAY) as address:
            yield address


def work_an_hour(sessions: SessionFactory) -> None:
    """What the guide tells: a note and an answer, a note on words, grades that differ, a judgement, a saved view."""
    with sessions() as session:
        with reading(session):
            attack = search_events(session, ATTACK, limit=1)[0].id
        account = show_event(session, attack).accounts[0]
        note = Note("The group *claimed* it the same day; **who ordered it** is not told.", ("claim", "pulwama"))
        first = annotate(session, OnEvent(attack), note, ANALYST, TODAY)
        annotate(session, OnNote(first), Note("The second report says the same.", ()), COLLEAGUE, TODAY)
        words = Note("Only this article says how many.", ("toll",))
        annotate_words(session, account.article_id, account.quote, account.start, words, COLLEAGUE, TODAY)
        grade_source(session, 1, "B", "", "Corrections are printed.", ANALYST, TODAY)
        grade_account(session, account.id, "2", "Told by the police of the place.", ANALYST, TODAY)
        grade_account(session, account.id, "3", "Nobody else was there.", COLLEAGUE, TODAY)
        judge_event(session, attack, "very-likely", "moderate", "Two origins, one claim.", ANALYST, TODAY)
        mine = make_view("Kashmir since 2019", "What to look at each morning.", DESK_VIEW, is_shared=True)
        save_view(session, mine, ANALYST, TODAY)


def photograph(browser: Browser, address: str, target: Path, size: tuple[int, int], scheme: str, element: str) -> None:
    """One page, scrolled to an element of it if there is one."""
    width, height = size
    page = browser.new_page(
        viewport={"width": width, "height": height}, color_scheme="dark" if scheme == "dark" else "light"
    )
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.evaluate("(id) => document.getElementById(id)?.scrollIntoView()", element)
    page.screenshot(path=target)
    page.close()


def photograph_all(
    folder: Path, prefix: str, states: Sequence[State], work: Callable[[SessionFactory], None] | None = None
) -> None:
    """Photograph each state of a page of the samples."""
    with served_samples(work) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=launch_flags())
        for name, path, size, scheme, element in states:
            photograph(browser, address + path, folder / f"{prefix}-{name}.png", size, scheme, element)
        browser.close()


def main() -> None:
    """Draw what the command line asks for."""
    parser = argparse.ArgumentParser(description="Draw the pictures of the documentation anew.")
    parser.add_argument("what", nargs="*", choices=("dates", "states", "desk", []), help="only these; all without it")
    what = parser.parse_args().what or ("dates", "states", "desk")
    if "dates" in what:
        (IMAGES / "dates.svg").write_text(draw_dates(), encoding="utf-8")
    if "states" in what:
        photograph_all(IMAGES, "timeline", STATES)
    if "desk" in what:
        photograph_all(IMAGES, "desk", DESK, work_an_hour)


if __name__ == "__main__":
    main()
