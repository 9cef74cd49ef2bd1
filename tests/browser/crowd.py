"""A small world that has everything a timeline must show: a crowded day, a crowded month, long, open and undated events."""

from datetime import date, timedelta
from pathlib import Path
from random import Random

from app.domain.events import EventType, Status
from app.services.rederive import rederive
from app.store.engine import make_engine, make_session_factory, writing
from app.store.events import add_account, add_event
from app.store.migrate import upgrade
from tests.conftest import NOW
from tests.factories import RULES, Factories, found_event

CROWDED_DAY = "2019-02-14"
SPREAD, ON_ONE_DAY, IN_ONE_MONTH, UNDATED = 50, 20, 12, 3
TOTAL = SPREAD + ON_ONE_DAY + IN_ONE_MONTH + UNDATED
FIRST = date(2012, 1, 1)
PARTIES = (("IND", "PAK"), ("PAK", "IND"), ("IND", "PAK"), ("CHN", "USA"))


def make_crowd(folder: Path) -> str:
    """A migrated SQLite database with the crowd in it; gives its address."""
    url = f"sqlite:///{folder / 'crowd.db'}"
    upgrade(url)
    engine = make_engine(url)
    sessions = make_session_factory(engine)
    article = Factories(sessions, NOW).article("India and Pakistan met, and much else was reported that day.")
    with sessions() as session, writing(session):
        ids = []
        for number, (edtf, kind) in enumerate(dates()):
            actor, recipient = PARTIES[number % len(PARTIES)]
            found = found_event(
                article.text,
                title=f"Event number {number} of the crowd",
                date=edtf,
                kind=kind,
                type=list(EventType)[number % len(EventType)],
                status=list(Status)[number % 7 if number % 7 < len(Status) else 0],
                actors=(actor,),
                recipients=(recipient,),
            )
            ids.append(add_event(session, found, NOW))
            add_account(session, article.version_id, ids[-1], found, RULES, NOW)
        rederive(session, ids)
    engine.dispose()
    return url


def dates() -> list[tuple[str | None, str | None]]:
    """EDTF text and kind of each event; the same every time."""
    random = Random(5)  # noqa: S311 - made-up events, nothing secret
    spread: list[tuple[str | None, str | None]] = []
    for number in range(SPREAD):
        first = FIRST + timedelta(days=random.randrange(2_700))
        last = first + timedelta(days=random.randrange(5, 200))
        forms: tuple[tuple[str, str | None], ...] = (
            (f"{first}", None), (f"{first}", None), (f"{first:%Y-%m}", None), (f"{first}/{last}", "lasted"),
            (f"{first}/{last}", "between"), (f"{first:%Y-%m}~", None), (f"{first}/..", "since"), (f"../{first}", "before"),
        )  # fmt: skip
        spread.append(forms[number % len(forms)])
    month = [(f"2018-06-{day:02}", None) for day in range(3, 3 + IN_ONE_MONTH)]
    return [*spread, *[(CROWDED_DAY, None)] * ON_ONE_DAY, *month, *[(None, None)] * UNDATED]
