"""The same view as JSON, CSV and SVG."""

import csv
import io
from xml.etree import ElementTree

import pytest
from sqlmodel import Session
from starlette.testclient import TestClient

from app.domain.events import Evidence
from app.services.correct_event import adopt_value, leave_open
from app.services.review_event import accept
from app.web.csv_export import COLUMNS, safe_cell
from tests.conftest import NOW
from tests.factories import Factories, found_event

VIEW = "pair=IND-PAK&t0=2019-02-01&t1=2019-02-28"


@pytest.fixture
def ids(factories: Factories) -> list[int]:
    """One event in the window, one outside, one undated."""
    return [factories.event(date=date).id for date in ("2019-02-14", "2020-01-01", None)]


def test_json_has_the_window_s_events_and_says_what_it_leaves_out(client: TestClient, ids: list[int]) -> None:
    data = client.get(f"/timeline.json?{VIEW}&colour=red").json()
    assert [event["id"] for event in data["events"]] == [ids[0], ids[2]]
    assert data["counts"] == {"total": 3, "shown": 1, "clustered": 0, "clusters": 0, "outside": 1, "undated": 1}
    assert (data["query"], data["complete"]) == (VIEW, True)
    assert data["window"] == {"first": "2019-02-01", "last": "2019-02-28"}
    assert data["left_out"].startswith("1 event of the filter outside of the window left out: add part=all")
    assert "colour" in data["notices"][0]
    event = data["events"][0]
    assert (event["date"], event["earliest"], event["date_words"]) == ("2019-02-14", "2019-02-14", "14 Feb 2019")
    assert event["permalink"] == f"http://127.0.0.1/events/{ids[0]}"
    assert event["quote"]
    assert data["events"][1]["earliest"] is None


def test_csv_has_a_row_for_each_event_and_says_what_it_leaves_out(client: TestClient, ids: list[int]) -> None:
    response = client.get(f"/timeline.csv?{VIEW}")
    rows = list(csv.DictReader(io.StringIO(response.text)))
    assert response.headers["Content-Type"].startswith("text/csv")
    assert "attachment" in response.headers["Content-Disposition"]
    assert response.headers["Timeline-Counts"] == "total=3, exported=2, left-out=1"
    assert 'filename="timeline-IND-PAK-2019-02-01-to-2019-02-28.csv"' in response.headers["Content-Disposition"]
    assert "part=all" in response.headers["Timeline-Left-Out"]
    assert tuple(rows[0]) == COLUMNS
    assert [row["id"] for row in rows] == [str(ids[0]), str(ids[2])]
    assert (rows[0]["date_edtf"], rows[0]["date_earliest"], rows[1]["date_edtf"]) == ("2019-02-14", "2019-02-14", "")
    assert "\r\n" in response.text


def test_the_whole_filter_is_given_where_it_is_asked_for(client: TestClient, ids: list[int]) -> None:
    data = client.get(f"/timeline.json?{VIEW}&part=all").json()
    assert [event["id"] for event in data["events"]] == ids
    assert (data["part"], data["left_out"], data["counts"]["outside"]) == ("all", None, 0)
    response = client.get(f"/timeline.csv?{VIEW}&part=all")
    assert [row["id"] for row in csv.DictReader(io.StringIO(response.text))] == [str(event_id) for event_id in ids]
    assert 'filename="timeline-IND-PAK.csv"' in response.headers["Content-Disposition"]
    assert "Timeline-Left-Out" not in response.headers
    assert f'data-event="{ids[1]}"' in client.get(f"/timeline.svg?{VIEW}&part=all").text


@pytest.mark.parametrize(("query", "says"), [("part=half", "use part=window or part=all"), ("width=9", "320 to 4000")])
def test_a_part_or_width_that_is_none_is_told(visitor: TestClient, query: str, says: str) -> None:
    response = visitor.get(f"/timeline.svg?{query}&from=banana")
    assert response.status_code == 422
    assert says in response.text
    assert "banana" in response.text


def test_a_disputed_field_says_who_says_what(client: TestClient, session: Session, factories: Factories) -> None:
    text = "India accused Pakistan."
    made = factories.event(date="2019-02-14", place="Delhi", why={"date": Evidence(text[:5], 0, 5, "date.full")})
    for source, date in (("Dawn", "2019-02-15"), ("Aaj", "2019-02-15")):
        other = factories.article(source=source)
        factories.account(made.id, article=other, found=found_event(other.text, date=date))
    accept(session, made.id, 1, "Grace", NOW)
    sentence = "Aaj and Dawn say 2019-02-15, The Example Times says 2019-02-14"
    (event,) = client.get("/timeline.json").json()["events"]
    assert event["disputes"] == [
        {
            "field": "date",
            "is_left_open": False,
            "sayings": [
                {"value": "2019-02-15", "sources": ["Aaj", "Dawn"]},
                {"value": "2019-02-14", "sources": ["The Example Times"]},
            ],
            "words": sentence,
        }
    ]
    assert event["wordless"] == ["type", "date", "place", "actors", "recipients"]
    assert (event["decided_by"], event["decided_at"]) == ("Grace", NOW.isoformat())
    (row,) = csv.DictReader(io.StringIO(client.get("/timeline.csv").text))
    assert row["disputed"] == f"date: {sentence}"
    assert row["without_words"] == "type; date; place; actors; recipients"
    assert (row["decided_by"], row["decided_at"]) == ("Grace", NOW.isoformat())


def test_a_settled_field_is_not_disputed_and_an_open_one_stays_so(
    client: TestClient, session: Session, factories: Factories
) -> None:
    made = factories.event(date="2019-02-14", place="Delhi")
    other = factories.article(source="=Dawn")
    account = factories.account(made.id, article=other, found=found_event(other.text, date="2019-02-15", place="Pune"))
    adopt_value(session, made.id, 1, "date", account, "Ada", NOW, "its page was corrected")
    leave_open(session, made.id, 2, "place", "Ada", NOW, "nobody was there")
    (event,) = client.get("/timeline.json").json()["events"]
    assert [(dispute["field"], dispute["is_left_open"]) for dispute in event["disputes"]] == [("place", True)]
    assert event["decided_by"] is None
    (row,) = csv.DictReader(io.StringIO(client.get("/timeline.csv").text))
    assert row["disputed"] == "place: The Example Times says Delhi, =Dawn says Pune"


def test_open_ends_stay_empty_in_csv(client: TestClient, factories: Factories) -> None:
    factories.event(date="2004/..", kind="since")
    factories.event(date="../2008-11", kind="before")
    rows = list(csv.DictReader(io.StringIO(client.get("/timeline.csv").text)))
    assert [(row["date_earliest"], row["date_latest"]) for row in rows] == [("", "2008-11-30"), ("2004-01-01", "")]


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        (" =1", "' =1"),
        ("\u00a0=1", "'\u00a0=1"),
        ("＝1", "'＝1"),
        ("＋1", "'＋1"),
        ("－1", "'－1"),
        ("＠A1", "'＠A1"),
        ("\u3000＝1", "'\u3000＝1"),
        ("\u200b=1", "'\u200b=1"),
        ("India accuses", "India accuses"),
        ("2019-02-14", "2019-02-14"),
        ("", ""),
    ],
)
def test_no_cell_is_a_formula(text: str, cell: str) -> None:
    assert safe_cell(text) == cell


def test_a_hostile_title_is_no_formula_and_stays_in_its_cell(client: TestClient, factories: Factories) -> None:
    factories.event(title='=HYPERLINK("http://x","y")\n,z')
    (row,) = csv.DictReader(io.StringIO(client.get("/timeline.csv").text))
    assert row["title"].startswith("'=HYPERLINK(")


def test_svg_has_the_marks_of_the_page_and_stands_alone(client: TestClient, ids: list[int]) -> None:
    response = client.get(f"/timeline.svg?{VIEW}")
    assert response.headers["Content-Type"].startswith("image/svg+xml")
    root = ElementTree.fromstring(response.text)  # noqa: S314 - our own text
    events = [one.get("data-event") for one in root.iter("{http://www.w3.org/2000/svg}a")]
    assert events == [str(ids[0])]
    assert "3 events = 1 shown + 0 in 0 clusters + 1 outside + 1 undated" in response.text


@pytest.mark.parametrize("suffix", ["json", "csv", "svg"])
def test_a_bad_address_is_refused_with_its_sentence(visitor: TestClient, suffix: str) -> None:
    response = visitor.get(f"/timeline.{suffix}?from=banana&pair=IND-XXX")
    assert response.status_code == 422
    assert "banana" in response.text
    assert "IND-XXX" in response.text


def test_nothing_dated_cannot_be_drawn_but_is_told(client: TestClient, factories: Factories) -> None:
    factories.event(date=None)
    response = client.get("/timeline.svg")
    assert response.status_code == 422
    assert "nothing to draw" in response.text
    assert client.get("/timeline.json").json()["window"] is None
