"""Grades as pages say them: choices with their words and bands, and values of the history."""

from typing import Any

from app.domain.dates import day_edtf, in_words
from app.domain.grades import (
    INFORMATION,
    Confidence,
    Likelihood,
    Reliability,
    confidence_words,
    information_words,
    likelihood_band,
    likelihood_words,
    reliability_words,
)

GRADES = ("graded.", "judged.", "grade.")
"""How the fields of the history begin that hold a grade."""

RELIABILITIES = {one.value: f"{one}, {reliability_words(one)}" for one in Reliability}
INFORMATIONS = {str(one): f"{one}, {information_words(one)}" for one in INFORMATION}
LIKELIHOODS = {one.value: f"{likelihood_words(one)}, {likelihood_band(one)}" for one in Likelihood}
CONFIDENCES = {one.value: confidence_words(one) for one in Confidence}


def is_grade(field: str) -> bool:
    """Whether a field of the history holds a grade."""
    return field.startswith(GRADES)


def grade_words(value: dict[str, Any] | None) -> str | None:
    """A grade as the history keeps it; None where there is none."""
    if value is None:
        return None
    if "information" in value:
        return INFORMATIONS[str(value["information"])]
    if "grade" in value:
        return f"{RELIABILITIES[value['grade']]}, {from_words(value['from_day'])}"
    said = (LIKELIHOODS.get(value["likelihood"]), CONFIDENCES.get(value["confidence"]))
    return "; ".join(filter(None, said))


def from_words(day: int) -> str:
    """From when on a grade of a source holds."""
    return f"from {in_words(day_edtf(day))} on" if day else "from the beginning"
