"""The form in which a person accepts or rejects an event."""

from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.corrections import read_reason
from app.errors import BadInput
from app.web.forms import SentForm


class Verdict(StrEnum):
    """What a person says of an event."""

    ACCEPT = "accept"
    REJECT = "reject"


@dataclass(frozen=True)
class DecisionForm:
    """
    A decision as typed.

    Attributes:
        verdict: Which of the two buttons was pressed.
        values: `reason` as typed.
        errors: A sentence for each field at fault.
        reason: The checked reason; None where none was given.
    """

    verdict: Verdict = Verdict.ACCEPT
    values: dict[str, str] = field(default_factory=lambda: {"reason": ""})
    errors: dict[str, str] = field(default_factory=dict)
    reason: str | None = None


def parse_decision_form(sent: SentForm, verdict: Verdict) -> DecisionForm:
    """Check what was typed: only a rejection needs a reason."""
    values = {"reason": sent.text("reason")}
    try:
        reason = read_reason(values["reason"], needed=verdict is Verdict.REJECT)
        return DecisionForm(verdict, values, {}, reason)
    except BadInput as problem:
        return DecisionForm(verdict, values, {problem.field or "reason": str(problem)})
