"""The layout of a difference: what is shown of it, what is counted, and where it is cut."""

import pytest

from app.domain.differences import Change, Run, differences
from app.web.compared import MAX_CHARS, LaidOut, Part, lay_out_difference

MARKS = {Change.SAME: "{}", Change.REMOVED: "[-{}-]", Change.ADDED: "[+{}+]"}


def shown(part: Part) -> str | int:
    """A paragraph with its changes marked, or the number of those left out."""
    if part.paragraph is None:
        return part.skipped
    return "".join(MARKS[piece.change].format(piece.text) for piece in part.paragraph.pieces)


def laid_out(old: str, new: str) -> LaidOut:
    return lay_out_difference(differences(old, new).runs)


@pytest.mark.parametrize(
    ("old", "new", "parts"),
    [
        pytest.param("", "", [], id="nothing"),
        pytest.param("One.\n\nTwo.", "One.\n\nTwo.", [2], id="no change"),
        pytest.param(
            "They met on Monday in Rome.",
            "They met on Friday in Rome.",
            ["They met on [-Monday-] [+Friday+] in Rome."],
            id="the space behind a word is not marked",
        ),
        pytest.param(
            "A.\n\nB.\n\nC.\n\nD.\n\nE.",
            "A.\n\nB.\n\nC.\n\nNew.\n\nD.\n\nE.",
            [2, "C.", "[+New.+]", "D.", 1],
            id="what stands beside a change is shown",
        ),
        pytest.param("A.\n\nB.\n", "A.\n", ["A.", "[-B.-]"], id="the end went"),
        pytest.param("A.\nB.\n\n\n", "\n\nC.\nA.\nB.", ["[+C.+]", "A.", 1], id="single line ends, blank lines"),
    ],
)
def test_paragraphs(old: str, new: str, parts: list[str | int]) -> None:
    answer = laid_out(old, new)
    assert [shown(part) for part in answer.parts] == parts
    assert not answer.is_cut


def test_a_page_has_an_end() -> None:
    paragraph = "x" * (MAX_CHARS // 10)
    answer = lay_out_difference([Run(Change.ADDED, f"{paragraph}\n" * 20, 0)])
    assert answer.is_cut
    assert len(answer.parts) == 10
