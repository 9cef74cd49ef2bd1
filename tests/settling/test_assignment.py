"""Which event a group is: where it is held, else where its oldest account was."""

import pytest

from app.settling.assignment import Assigned, Placed, assign


def placed(**rows: str) -> dict[str, Placed]:
    """Accounts by key from "account event", with "held" behind where a person holds them."""
    parts = {key: row.split() for key, row in rows.items()}
    return {key: Placed(int(row[0]), int(row[1]), row[2:] == ["held"]) for key, row in parts.items()}


@pytest.mark.parametrize(
    ("groups", "kept", "events"),
    [
        pytest.param(["a"], {}, [None], id="a newcomer starts an event"),
        pytest.param(["ab"], {"a": "1 7"}, [7], id="a newcomer joins"),
        pytest.param(["ab"], {"a": "1 9", "b": "2 7"}, [7], id="of two events the older lives on"),
        pytest.param(["ab"], {"a": "1 9 held", "b": "2 7"}, [9], id="a decision goes before age"),
        pytest.param(
            ["a", "b"], {"a": "2 7", "b": "1 7"}, [None, 7], id="parted, the id stays with the oldest account"
        ),
        pytest.param(["a", "b"], {"a": "2 7 held", "b": "1 7"}, [7, None], id="parted, the id stays with what is held"),
        pytest.param(
            ["ac", "b"],
            {"a": "1 7", "b": "2 8 held", "c": "3 8"},
            [7, 8],
            id="a free account goes over, the held one keeps its event",
        ),
        pytest.param(
            ["ab", "c"],
            {"a": "1 7", "b": "2 8", "c": "3 8"},
            [7, 8],
            id="an id that nobody founds goes to the oldest that is left",
        ),
    ],
)
def test_ids(groups: list[str], kept: dict[str, str], events: list[int | None]) -> None:
    keys = tuple(frozenset(group) for group in groups)
    assert assign(keys, placed(**kept)) == [Assigned(*row) for row in zip(keys, events, strict=True)]


def test_no_event_is_given_twice() -> None:
    keys = tuple(frozenset(group) for group in ("a", "b", "c"))
    assigned = assign(keys, placed(a="1 7", b="2 7", c="3 7"))
    assert [one.event for one in assigned] == [7, None, None]
