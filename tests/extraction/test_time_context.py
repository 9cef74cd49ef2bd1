"""What dates are resolved against: publication day, dateline, tense, frame, what was told before, the order of day and month."""

from datetime import date

import pytest

from app.domain.dates import DateKind
from app.extraction.model import TimeExpression
from app.extraction.time import TimeContext, find_times

PUBLISHED = date(2019, 3, 16)

HISTORY = (
    "The revolt broke out in 1871. The governor fled in 1872 and the port fell in 1873.\n\n"
    "In 1874 a new league was formed, which the crown refused to receive in 1875. A truce of 1876 did not hold.\n\n"
    "The second campaign opened in November 1877. On 12 December the fort surrendered. In January the league asked "
    "for terms, and the next year a treaty was signed."
)


def read(text: str, published: date | None = PUBLISHED, dateline: date | None = None) -> list[TimeExpression]:
    """All paragraphs of a text, in one context."""
    context = TimeContext.of(text, published, dateline)
    found, start = [], 0
    for paragraph in text.split("\n\n"):
        found += find_times(text, start, start + len(paragraph), context)
        start += len(paragraph) + 2
    return found


def dated(text: str, published: date | None = PUBLISHED, dateline: date | None = None) -> dict[str, str | None]:
    return {one.text: one.edtf for one in read(text, published, dateline)}


@pytest.mark.parametrize(
    ("sentence", "edtf"),
    [
        ("Officials met Saturday.", "2019-03-16"),
        ("Officials met Sunday.", "2019-03-10"),
        ("Officials will meet Sunday.", "2019-03-17"),
        ("Officials plan to meet on Monday.", "2019-03-18"),
        ("A meeting is scheduled for Monday.", "2019-03-18"),
        ("The ministry said Monday that it would answer.", "2019-03-11"),
        ("He resigned in May.", "2018-05"),
        ("He is due to resign in May.", "2019-05"),
        ("He resigned in March.", "2019-03"),
        ("The pact, which was signed on 20 December, will be ratified.", "2018-12-20"),
        ("The pact should be ratified on 20 April.", "2019-04-20"),
        ("It may reopen in June.", "2019-06"),
    ],
)
def test_tense_and_modality_decide_the_direction(sentence: str, edtf: str) -> None:
    assert [one.edtf for one in read(sentence)] == [edtf]


def test_anchor_names_the_publication_day_in_plain_words() -> None:
    assert read("Troops withdrew last month.")[0].anchor == "publication on 16 March 2019"


def test_anchor_names_the_date_told_before() -> None:
    assert read("They landed on 3 May 2011. The next day they left.")[1].anchor == "3 May 2011, told before"


def test_a_full_date_has_no_anchor() -> None:
    assert read("They landed on 3 May 2011.")[0].anchor is None


def test_dateline_day_is_what_today_means() -> None:
    found = read("The port was shelled today.", dateline=date(2019, 3, 14))
    assert (found[0].edtf, found[0].anchor) == ("2019-03-14", "dateline of 14 March 2019")


def test_history_is_read_in_sequence() -> None:
    found = dated(HISTORY)
    assert found["12 December"] == "1877-12-12"
    assert found["January"] == "1878-01"
    assert found["the next year"] == "1879"


def test_the_same_dates_in_news_lean_on_publication() -> None:
    found = dated("On 12 December the fort surrendered. In January the league asked for terms yesterday.")
    assert found == {"12 December": "2018-12-12", "January": "2019-01", "yesterday": "2019-03-15"}


def test_history_is_told_by_past_years_without_news_words() -> None:
    assert TimeContext.of(HISTORY, PUBLISHED).narrative
    assert not TimeContext.of(HISTORY + " He said so on Friday, and again yesterday.", PUBLISHED).narrative


def test_background_paragraph_of_a_news_item_keeps_its_year() -> None:
    text = "In August 2008 the border was crossed. On 12 September observers came.\n\nThe two met on 12 September."
    found = read(text)
    assert [one.edtf for one in found] == ["2008-08", "2008-09-12", "2018-09-12"]


def test_plan_in_a_background_paragraph_leans_on_publication() -> None:
    found = dated("The base was opened in 2008. It will be closed in May.")
    assert found["May"] == "2019-05"


def test_a_year_alone_heads_the_entries_below_it() -> None:
    found = dated("1973\n\nOct. 6. Troops cross the canal, lost in the war of 1967.\n\nOct. 16. Armor crosses back.")
    assert (found["Oct. 6"], found["Oct. 16"]) == ("1973-10-06", "1973-10-16")


def test_a_heading_without_a_date_ends_the_reach_of_the_one_above() -> None:
    found = dated("1973\n\nOct. 6. Troops cross the canal.\n\nWhat comes next\n\nThe canal was reopened on Feb. 5.")
    assert found["Feb. 5"] == "2019-02-05"


def test_weekday_beside_a_day_finds_its_year() -> None:
    found = dated("The two fought in 1971.\n\nIn 1971 they fought, as on Wednesday 27 February.")
    assert found["Wednesday 27 February"] == "2019-02-27"


def test_a_wrong_weekday_beside_a_day_is_a_slip() -> None:
    assert dated("They met on Monday 27 February.") == {"Monday 27 February": "2019-02-27"}


def test_a_year_that_names_a_thing_opens_no_background() -> None:
    found = dated("The 2009 accord was cited. Talks were held in February.")
    assert found["February"] == "2019-02"


def test_days_told_are_remembered_across_paragraphs() -> None:
    found = dated("Shells fell on 12 March.\n\nThe same day the envoy left.")
    assert found["The same day"] == "2019-03-12"


def test_an_open_date_bounds_and_does_not_shift_the_frame() -> None:
    found = dated("They have quarrelled since 1947. Talks were held in February.")
    assert found["February"] == "2019-02"


def test_without_publication_day_only_full_dates_are_dated() -> None:
    found = dated(
        "On 14 February 2019 a bus was hit. Last month, on Friday, on 3 May and the next day they talked.", None
    )
    assert found.pop("14 February 2019") == "2019-02-14"
    assert set(found.values()) == {None}


def test_without_publication_day_the_dates_of_a_history_lean_on_one_another() -> None:
    found = dated(HISTORY, None)
    assert found["12 December"] == "1877-12-12"
    assert found["January"] == "1878-01"


def test_an_anniversary_lends_its_year_to_the_days_that_follow() -> None:
    found = dated(
        "Forty years ago today shells fell on the port.\n\nThe fleet had sailed on 2 May.\n\nIt was blocked on Friday."
    )
    assert found["2 May"] == "1979-05-02"
    assert found["Friday"] == "2019-03-15"


def test_a_remembered_year_does_not_move_the_story() -> None:
    found = dated(
        "The army crossed the river on 3 October 1935. It took the town, where another had been beaten, which had been "
        "lost in 1896. On 7 October the council met."
    )
    assert found["7 October"] == "1935-10-07"


def test_a_title_before_a_name_ends_no_sentence() -> None:
    assert dated("In January Mr. Green resigned.") == {"January": "2019-01"}


def test_a_promise_is_dated_by_the_day_before_it() -> None:
    found = dated("On Sunday the council threatened to leave. It agreed to meet on Tuesday.")
    assert (found["Sunday"], found["Tuesday"]) == ("2019-03-10", "2019-03-19")


def test_ambiguous_order_stays_undated_with_a_notice() -> None:
    text = "It was signed on 04/03/2018."
    context = TimeContext.of(text, PUBLISHED)
    found = find_times(text, 0, len(text), context)
    assert [(one.edtf, one.kind) for one in found] == [(None, None)]
    assert context.notices == [
        "The order of day and month in 04/03/2018 cannot be told from this article: it stays undated."
    ]


def test_contradicting_orders_decide_nothing() -> None:
    assert TimeContext.of("On 25/03/2018, on 03/25/2018 and on 04/03/2018.", PUBLISHED).day_first is None


def test_one_notice_is_given_once() -> None:
    text = "It was signed on 04/03/2018 and again on 04/03/2018."
    context = TimeContext.of(text, PUBLISHED)
    find_times(text, 0, len(text), context)
    assert len(context.notices) == 1


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("They met on 3 May 2011.", DateKind.DAY),
        ("They fought from 2 to 6 March.", DateKind.LASTED),
        ("They met between May 3 and 8.", DateKind.LASTED),
        ("They met in mid-February.", DateKind.ABOUT),
        ("They met in February.", DateKind.BETWEEN),
        ("They have fought since 1947.", DateKind.SINCE),
        ("They stay until Tuesday.", DateKind.UNTIL),
        ("They must leave by 1 July.", DateKind.BEFORE),
        ("They returned after 2014.", DateKind.AFTER),
        ("Trade doubled between 2013 and 2016.", DateKind.BETWEEN),
    ],
)
def test_kind_says_how_the_date_is_filled(sentence: str, kind: DateKind) -> None:
    assert [one.kind for one in read(sentence)] == [kind]
