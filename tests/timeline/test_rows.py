"""Rows and labels: apart by four pixels, the important ones first (S11)."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.dates import DateKind
from app.domain.events import Status
from app.timeline.rows import FREE_PX, Placed, place, to_place
from app.timeline.sides import SIGN_PX, sides_of
from app.timeline.text_width import shortened, text_width
from tests.timeline.made import WIDTH, facts_of


def placed(
    start: float, *, event_id: int = 1, title: str = "Jets strike", end: float = 0, selected: bool = False, **more: Any
) -> Placed:
    facts = facts_of(event_id, "2019-02-14", title=title, **more)
    return to_place(facts, start, max(start, end), sides_of(facts, end > start, False, False), selected)


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


@given(st.lists(st.tuples(st.floats(0, WIDTH), st.integers(1, 30), st.integers(0, 3)), max_size=30), st.integers(1, 5))
def test_a_mark_without_a_label_has_no_room_for_it(marks: list[tuple[float, int, int]], max_rows: int) -> None:
    made = [
        placed(start, event_id=number, title="x" * length, salience=salience)
        for number, (start, length, salience) in enumerate(marks)
    ]
    place(made, WIDTH, max_rows)
    for mark in (one for one in made if one.row is not None and not one.has_label):
        beside = [
            (other.taken_left, other.taken_right) for other in made if other.row == mark.row and other is not mark
        ]
        for left, right in ((mark.left, mark.right + mark.reach), (mark.left - mark.reach, mark.right)):
            is_inside = left >= 0 and right <= WIDTH
            assert not is_inside or any(a < right + FREE_PX and left < b + FREE_PX for a, b in beside)


@pytest.mark.parametrize(
    ("more", "less"),
    [
        ({"selected": True}, {"is_starred": True, "salience": 9}),
        ({"is_starred": True}, {"salience": 9}),
        ({"salience": 2}, {"salience": 1, "origin_count": 5}),
        ({"origin_count": 2}, {"source_count": 9}),
    ],
)
def test_who_is_labelled_where_there_is_room_for_one(more: dict[str, Any], less: dict[str, Any]) -> None:
    """Both marks fit into the only row, one label does not."""
    crowd = [placed(10, event_id=1, title="x" * 30, **less), placed(60, event_id=2, title="x" * 30, **more)]
    place(crowd, 365, 1)
    assert [mark.has_label for mark in crowd] == [False, True]


def test_a_mark_moves_to_another_row_for_its_label() -> None:
    first, second = placed(10, title="x" * 20, salience=1), placed(40, event_id=2, title="x" * 20)
    place([first, second], 400, 2)
    assert (first.has_label, second.has_label) == (True, True)
    assert {first.row, second.row} == {0, 1}


def test_marks_on_one_spot_stand_in_rows_until_there_are_no_more() -> None:
    made = [placed(100, event_id=number) for number in range(5)]
    place(made, WIDTH, 3)
    assert [mark.row for mark in made] == [0, 1, 2, None, None]


def test_every_sign_takes_its_room() -> None:
    plain = placed(100)
    assert placed(100, status=Status.PLANNED).right - plain.right == SIGN_PX
    assert placed(100, status=Status.PLANNED, is_starred=True).right - plain.right == 2 * SIGN_PX
    about = facts_of(1, "2019-02-14%", DateKind.ABOUT)
    sides = sides_of(about, is_wide=False, begins_before=False, ends_after=False)
    assert plain.left - to_place(about, 100, 100, sides, selected=False).left == 2 * SIGN_PX


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
