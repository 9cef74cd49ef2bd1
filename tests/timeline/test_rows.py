"""Rows and labels: apart by four pixels, the important ones first (S11)."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.dates import DateKind
from app.domain.events import Status
from app.timeline.rows import FREE_PX, GLYPH_PX, TILDE_PX, Placed, place, to_place
from app.timeline.text_width import shortened, text_width
from tests.timeline.made import WIDTH, facts_of


def placed(start: float, *, event_id: int = 1, title: str = "Jets strike", end: float = 0, articles: int = 1) -> Placed:
    facts = facts_of(event_id, "2019-02-14", title=title, article_count=articles)
    return to_place(facts, start, max(start, end), selected=False)


@given(st.lists(st.tuples(st.floats(0, WIDTH), st.floats(0, 300), st.integers(1, 40)), max_size=40), st.integers(1, 8))
def test_nothing_in_a_row_touches_its_neighbour(marks: list[tuple[float, float, int]], max_rows: int) -> None:
    made = [
        placed(start, event_id=number, title="x" * length, end=min(WIDTH, start + width))
        for number, (start, width, length) in enumerate(marks)
    ]
    place(made, WIDTH, max_rows)
    for row in range(max_rows):
        inside = sorted((mark.taken_left, mark.taken_right) for mark in made if mark.row == row)
        assert all(left >= right + FREE_PX - 1e-6 for (_, right), (left, _) in pairwise(inside))
    for mark in made:
        assert mark.row is None or 0 <= mark.row < max_rows
        assert mark.row is not None or not mark.has_label
        assert not mark.has_label or (mark.taken_left >= 0 if mark.label_left else mark.taken_right <= WIDTH)


def test_a_lone_mark_has_its_label_and_at_the_right_edge_on_the_left() -> None:
    near, far = placed(100), placed(WIDTH - 20)
    place([near, far], WIDTH, 4)
    assert (near.has_label, near.label_left) == (True, False)
    assert (far.has_label, far.label_left) == (True, True)


def test_where_rows_are_scarce_the_label_of_the_least_told_event_goes() -> None:
    often, once, late = placed(100, articles=3), placed(100, event_id=2), placed(180, event_id=3)
    place([often, once, late], WIDTH, 2)
    assert (often.has_label, once.has_label, late.row) == (True, False, once.row)


def test_marks_on_one_spot_stand_in_rows_until_there_are_no_more() -> None:
    made = [placed(100, event_id=number) for number in range(5)]
    place(made, WIDTH, 3)
    assert [mark.row for mark in made] == [0, 1, 2, None, None]


def test_glyph_and_tilde_take_their_room() -> None:
    plain = to_place(facts_of(1, "2019-02-14"), 100, 100, selected=False)
    planned = to_place(facts_of(1, "2019-02-14", status=Status.PLANNED), 100, 100, selected=False)
    about = to_place(facts_of(1, "2019-02~", DateKind.ABOUT), 100, 100, selected=False)
    assert planned.right - plain.right == GLYPH_PX
    assert plain.left - about.left == TILDE_PX


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Jets strike", "Jets strike"),
        ("x" * 33, "x" * 31 + "…"),
        ("Envoys hold talks in Moscow on trade", "Envoys hold talks in Moscow on…"),
        ("India withdrew most-favoured-nation status", "India withdrew…"),
        ("Envoys, ministers and general, others", "Envoys, ministers and general…"),
    ],
)
def test_a_long_label_ends_at_a_word(text: str, short: str) -> None:
    assert shortened(text, 32) == short
    assert len(short) <= 32


@pytest.mark.parametrize(
    ("text", "measured_px"),
    [
        ("Suicide bomber kills paramilitary police", 247.1),
        ("Envoys hold talks in Moscow on…", 210.6),
        ("Illinois till fill", 77.7),
        ("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 218.4),
        ("0123456789", 79.5),
        ("жизнь и судьба", 103.3),
        ("中国和印度", 37.5),
    ],
)
def test_widths_are_not_below_those_of_a_wide_font(text: str, measured_px: float) -> None:
    """Measured in Chromium for DejaVu Sans at 12.5 px."""
    assert text_width(text, 12.5) >= measured_px


def test_a_combining_mark_takes_no_room() -> None:
    assert text_width("e\u0301", 10) == text_width("e", 10)
