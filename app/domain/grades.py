"""
Grading by standard words: sources A to F, information 1 to 6, likelihood in the bands of ICD 203, and confidence apart.

The words are facts and stand in `data/grading.toml`. A pair such as "B2" says how reliable the source is and how
credible what it says; either half may be missing, "B-" or "-2".
"""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from app.errors import BadInput

_DATA = Path(__file__).parent / "data" / "grading.toml"

UNGRADED = "-"
"""Stands in a pair for the half that nobody has graded."""
NO_GRADE = "none"
"""What the filter calls events of which neither half is graded."""
MAX_REASON_CHARS = 500
_WANTED = re.compile(r"[A-F][1-6]?|[1-6]")
_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+|\n+")
_CONFIDENCE = re.compile(r"\bconfiden(?:t|tly|ce)\b", re.IGNORECASE)


class Reliability(StrEnum):
    """How reliable a source is."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


class Likelihood(StrEnum):
    """How likely an event is, the least likely first."""

    ALMOST_NO_CHANCE = "almost-no-chance"
    VERY_UNLIKELY = "very-unlikely"
    UNLIKELY = "unlikely"
    ROUGHLY_EVEN = "roughly-even"
    LIKELY = "likely"
    VERY_LIKELY = "very-likely"
    ALMOST_CERTAIN = "almost-certain"


class Confidence(StrEnum):
    """How sure a grader is of a judgement."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"


INFORMATION = (1, 2, 3, 4, 5, 6)
"""The grades of what an account says, the most credible first."""


@dataclass(frozen=True, order=True)
class Pair:
    """
    The two grades of an account; of several, the least is the best, by its letter first.

    Attributes:
        text: Two characters, "B2": letter and digit, or "-" for a half that nobody has graded.
    """

    rank: tuple[int, int]
    text: str

    @property
    def words(self) -> str:
        """What it means: "B: usually reliable; 2: probably true"."""
        letter, digit = self.text[0], self.text[1]
        source = "source not graded" if letter == UNGRADED else f"{letter}: {reliability_words(letter)}"
        said = "information not graded" if digit == UNGRADED else f"{digit}: {information_words(int(digit))}"
        return f"{source}; {said}"


def pair(letter: str | None, digits: Iterable[int]) -> Pair | None:
    """
    The pair of an account; None where neither half is graded.

    Args:
        letter: The grade of its source.
        digits: What each grader gave what it says; where they differ, the most credible one is shown.
    """
    digit = min(digits, default=None)
    if letter is None and digit is None:
        return None
    rank = "ABCDEF".index(letter) if letter else 6, digit or 7
    return Pair(rank, f"{letter or UNGRADED}{digit or UNGRADED}")


def read_pair(text: str) -> Pair:
    """A pair as it is kept, "B2"."""
    letter, digit = text[:1], text[1:]
    found = pair(None if letter == UNGRADED else letter, () if digit == UNGRADED else (int(digit),))
    if found is None:
        raise BadInput(f"{text!r} is no grade.")
    return found


@dataclass(frozen=True)
class Disagreement:
    """
    Graders that differ about one account, or about several of one event.

    Attributes:
        graders: How many people graded what they differ about.
        digits: What they gave, the most credible first, each once.
    """

    graders: int
    digits: tuple[int, ...]

    @property
    def words(self) -> str:
        """ "2 graders differ: 2, 4"."""
        return f"{self.graders} graders differ: {', '.join(map(str, self.digits))}"


def disagreement(given: Iterable[tuple[int, str, int]]) -> Disagreement | None:
    """
    Whether graders differ about any account.

    Args:
        given: Account, grader and grade of the information, one row for each grader of an account.
    """
    by_account: dict[int, dict[str, int]] = {}
    for account_id, grader, information in given:
        by_account.setdefault(account_id, {})[grader] = information
    differing = [grades for grades in by_account.values() if len(set(grades.values())) > 1]
    if not differing:
        return None
    graders = {grader for grades in differing for grader in grades}
    digits = {digit for grades in differing for digit in grades.values()}
    return Disagreement(len(graders), tuple(sorted(digits)))


def read_wanted(typed: str) -> str:
    """
    A grade that a filter asks for: a pair "B2", a letter, a digit, or "none".

    Raises:
        BadInput: It is none of these.
    """
    if typed.casefold() == NO_GRADE:
        return NO_GRADE
    if not _WANTED.fullmatch(typed.upper()):
        raise BadInput(f"{typed[:20]!r} is no grade: write a pair like B2, a letter A to F, a digit 1 to 6, or none.")
    return typed.upper()


def wanted_words(wanted: str) -> str:
    """A grade that a filter asks for, in words."""
    if wanted == NO_GRADE:
        return "not graded"
    if len(wanted) == 2:
        return f"graded {wanted}"
    said = reliability_words(wanted) if wanted.isalpha() else information_words(int(wanted))
    return f"graded {wanted}, {said}"


def reliability_words(letter: str) -> str:
    """What the grade of a source means."""
    return str(_facts()["reliability"][letter])


def information_words(digit: int) -> str:
    """What the grade of what an account says means."""
    return str(_facts()["information"][str(digit)])


def likelihood_words(likelihood: str) -> str:
    """A likelihood as ICD 203 says it."""
    return str(_facts()["likelihood"][likelihood]["words"])


def likelihood_band(likelihood: str) -> str:
    """The band of a likelihood: "55–80 %"."""
    low, high = _facts()["likelihood"][likelihood]["band"]
    return f"{low}–{high} %"


def confidence_words(confidence: str) -> str:
    """A confidence in words: "moderate confidence"."""
    return str(_facts()["confidence"][confidence])


def read_grading_reason(text: str) -> str | None:
    """
    Why somebody graded as they did; None where nothing was typed.

    Raises:
        BadInput: It is too long, or one of its sentences joins likelihood and confidence: they say different things
            (ICD 203), and a reader could not tell which of them a "high" is about.
    """
    reason = " ".join(text.replace("\x00", "").split())
    if len(reason) > MAX_REASON_CHARS:
        raise BadInput(f"The reason has {len(reason)} characters; {MAX_REASON_CHARS} is the most.", "reason")
    for sentence in _SENTENCE_END.split(text.strip()):
        found = _likelihood_in(sentence)
        if found and (sure := _CONFIDENCE.search(sentence)):
            raise BadInput(
                f"One sentence joins a likelihood ({found!r}) and a confidence ({sure[0]!r}): say them in two, "
                "for the one is about the event and the other about how well it is known.",
                "reason",
            )
    return reason or None


def _likelihood_in(sentence: str) -> str | None:
    found = _said_likelihoods().search(sentence)
    return found[0] if found else None


@cache
def _said_likelihoods() -> re.Pattern[str]:
    said = [words for likelihood in _facts()["likelihood"].values() for words in likelihood["said"]]
    longest_first = sorted(said, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE)


@cache
def _facts() -> dict[str, Any]:
    return tomllib.loads(_DATA.read_text(encoding="utf-8"))
