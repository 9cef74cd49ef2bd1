"""TIMEX3 answers and their JSON lines."""

import json
from datetime import date

import pytest

from app.extraction.time import timex, timex_lines
from app.extraction.time.grammar import ALL_TIMES, Grammar
from app.extraction.time.rules import LENGTH_RULES, VAGUE_RULES

DCT = date(2019, 3, 16)


def values(text: str, all: bool = False) -> list[tuple[str, str, str]]:
    return [(one.text, one.timex, one.type) for one in timex(text, DCT, all)]


@pytest.mark.parametrize(
    ("text", "words", "value", "type_"),
    [
        ("They met last week.", "last week", "2019-W10", "DATE"),
        ("They met last weekend.", "last weekend", "2019-W10-WE", "DATE"),
        ("They met on Friday morning.", "Friday morning", "2019-03-15TMO", "TIME"),
        ("They met on Friday at noon.", "noon", "2019-03-15T12:00", "TIME"),
        ("They met at 18:05 GMT on Friday.", "18:05 GMT on Friday", "2019-03-15T18:05", "TIME"),
        ("They met at 18:05 GMT, Friday.", "18:05 GMT", "2019-03-15T18:05", "TIME"),
        ("They met in mid-February.", "mid-February", "2019-02", "DATE"),
        ("They met in the third quarter of 2009.", "the third quarter of 2009", "2009-Q3", "DATE"),
        ("They met in the first half of 2009.", "the first half of 2009", "2009-H1", "DATE"),
        ("They met in the summer of 2009.", "the summer of 2009", "2009-SU", "DATE"),
        ("They met in the 1990s.", "the 1990s", "199", "DATE"),
        ("They met in the 19th century.", "the 19th century", "18", "DATE"),
        ("They met in April 493 BC.", "April 493 BC", "BC0493", "DATE"),
        ("They met in the 5th century BC.", "the 5th century BC", "BC04", "DATE"),
        ("They meet now.", "now", "PRESENT_REF", "DATE"),
        ("They met recently.", "recently", "PAST_REF", "DATE"),
        ("They may meet in the near future.", "the near future", "FUTURE_REF", "DATE"),
    ],
)
def test_value(text: str, words: str, value: str, type_: str) -> None:
    assert (words, value, type_) in values(text)


def test_ends_of_a_range_are_told_apart() -> None:
    assert values("They trained from 2 to 6 March and in 1998-99.") == [
        ("2", "2019-03-02", "DATE"),
        ("6 March", "2019-03-06", "DATE"),
        ("1998", "1998", "DATE"),
        ("99", "1999", "DATE"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It lasted three weeks.", ("three weeks", "P3W", "DURATION")),
        ("It was a two-day visit.", ("two-day", "P2D", "DURATION")),
        ("They meet every Friday.", ("every Friday", "XXXX-WXX", "SET")),
        ("They meet annually.", ("annually", "P1Y", "SET")),
        ("They fought for several hours.", ("several hours", "PTXH", "DURATION")),
    ],
)
def test_durations_and_sets_only_if_asked(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in values(text, all=True)
    assert expected not in values(text)


@pytest.mark.parametrize("rule", [rule.id for rule in VAGUE_RULES + LENGTH_RULES])
def test_switching_off_a_vague_or_length_rule_loses_its_words(rule: str) -> None:
    text = "Now and recently, as in the future, every week they met for three days."
    kept = Grammar([one for one in ALL_TIMES.rules if one.id != rule])
    everything = {(one.text, one.rule) for one in timex(text, DCT, True)}
    assert (
        everything - {(one.text, one.rule) for one in timex(text, DCT, True, kept)}
        == {found for found in everything if found[1] == rule}
        != set()
    )


@pytest.mark.parametrize(
    "text",
    [
        "The now-cancelled deal, the future of the crown: the pasta.",
        "The formerly idle yard was unprecedented.",
        "He was every inch a king; two-dayer.",
    ],
)
def test_look_alikes_are_no_references(text: str) -> None:
    assert [found for found in values(text, all=True) if found[0] != "the future"] == []


def test_lines_are_answered_one_by_one() -> None:
    lines = timex_lines(iter(['{"dct": "2019-03-16", "text": "They met on Friday."}\n']))
    assert json.loads(next(lines)) == [
        {"start": 12, "end": 18, "text": "Friday", "value": "2019-03-15", "type": "DATE"}
    ]


def test_lines_without_a_day_date_full_dates_only() -> None:
    answers = json.loads(next(timex_lines(['{"text": "On Friday, 3 May 2011 they met, not on Friday."}'])))
    assert [(one["text"], one["value"]) for one in answers] == [
        ("Friday, 3 May 2011", "2011-05-03"),
        ("Friday", "XXXX-XX-XX"),
    ]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("nonsense", "it is not JSON"),
        ("[1]", 'it needs a "text" that is a string'),
        ('{"dct": "2019-03-16"}', 'it needs a "text" that is a string'),
        ('{"dct": "16 March", "text": "x"}', "\"dct\" must be a day like 2019-03-16, not '16 March'"),
        ('{"dct": 5, "text": "x"}', '"dct" must be a day like 2019-03-16, not 5'),
    ],
)
def test_bad_line_is_answered_empty_with_a_message(line: str, fault: str, capsys: pytest.CaptureFixture[str]) -> None:
    answers = list(timex_lines([line, '{"dct": "2019-03-16", "text": "today"}']))
    assert answers[0] == "[]"
    assert json.loads(answers[1])[0]["value"] == "2019-03-16"
    assert capsys.readouterr().err == f"Line 1 is not read: {fault}\n"
