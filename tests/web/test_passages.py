"""How an article's text is cut at its passages."""

import pytest

from app.domain.articles import Block, BlockKind
from app.domain.events import EventType, Review, Status
from app.services.show_article import Passage
from app.web.passages import Run, Stretch, lay_out_text

TEXT = "0123456789"
BODY = (Block(0, 10, BlockKind.BODY),)


def passage(start: int, end: int, event_id: int) -> Passage:
    return Passage(start, end, event_id, f"event {event_id}", EventType.ACCUSE, Status.OCCURRED, None, Review.PROPOSED)


def told(stretch: Stretch) -> str:
    """A stretch in short: its anchors, text, link, signs and marks."""
    parts = [
        "".join(f"#{event_id}" for event_id in stretch.anchors),
        stretch.text,
        f">{stretch.link.event_id}" if stretch.link else "",
        "".join(f"*{each.event_id}" for each in stretch.signs),
        "".join(f"+{each.event_id}" for each in stretch.marks),
    ]
    return "".join(parts)


def stretches(runs: tuple[Run, ...]) -> list[str]:
    return [told(stretch) for run in runs for block in run.blocks for stretch in block.stretches]


@pytest.mark.parametrize(
    ("passages", "expected"),
    [
        ([], ["0123456789"]),
        ([(0, 10, 1)], ["#10123456789>1*1"]),
        ([(2, 5, 1)], ["01", "#1234>1*1", "56789"]),
        ([(2, 5, 1), (5, 8, 2)], ["01", "#1234>1*1", "#2567>2*2", "89"]),
        ([(0, 8, 1), (2, 5, 2)], ["#101>1", "#2234>2*2", "567>1*1", "89"]),
        ([(0, 6, 1), (4, 10, 2)], ["#10123>1", "#245>1*1", "6789>2*2"]),
        ([(2, 5, 1), (2, 5, 2)], ["01", "#1#2234>1*1+2", "56789"]),
        ([(2, 8, 1), (2, 5, 2), (5, 8, 3)], ["01", "#1#2234>2*2", "#3567>3*3+1", "89"]),
        ([(2, 4, 1), (6, 8, 1)], ["01", "#123>1*1", "45", "67>1*1", "89"]),
    ],
    ids=["none", "all", "inside", "side by side", "nested", "overlapping", "equal", "covered", "one event twice"],
)
def test_every_event_has_its_link(passages: list[tuple[int, int, int]], expected: list[str]) -> None:
    runs = lay_out_text(TEXT, BODY, [passage(*each) for each in passages])
    assert stretches(runs) == expected
    assert "".join(stretch.text for stretch in runs[0].blocks[0].stretches) == TEXT


def test_noise_is_folded_in_order_and_nothing_is_dropped() -> None:
    blocks = (
        Block(0, 2, BlockKind.TITLE),
        Block(2, 4, BlockKind.CHROME),
        Block(4, 5, BlockKind.ADVERT),
        Block(5, 8, BlockKind.BODY),
        Block(8, 10, BlockKind.COMMENT),
    )
    runs = lay_out_text(TEXT, blocks, [])
    assert [(run.is_noise, run.kinds, len(run.blocks)) for run in runs] == [
        (False, "Title", 1),
        (True, "Site chrome and adverts", 2),
        (False, "Text", 1),
        (True, "Reader comments", 1),
    ]
    assert "".join(stretches(runs)) == TEXT


def test_a_fold_with_a_passage_stands_open() -> None:
    blocks = (Block(0, 5, BlockKind.COMMENT), Block(5, 10, BlockKind.BODY))
    runs = lay_out_text(TEXT, blocks, [passage(1, 3, 1)])
    assert [run.is_open for run in runs] == [True, False]
    assert not lay_out_text(TEXT, blocks, [])[0].is_open


def test_a_passage_over_two_blocks_is_linked_in_both() -> None:
    blocks = (Block(0, 4, BlockKind.BODY), Block(6, 10, BlockKind.BODY))
    assert stretches(lay_out_text(TEXT, blocks, [passage(2, 8, 1)])) == ["01", "#123>1", "67>1*1", "89"]
