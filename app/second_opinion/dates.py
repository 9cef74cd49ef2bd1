"""The date of a claimed finding: read from words that stand in the article, and no more precise than they are."""

from dataclasses import dataclass

from app.domain.dates import OPEN_END, OPEN_START, DateKind, Edtf, parse_edtf
from app.errors import UnreadableDate
from app.second_opinion.fields import Claim, Refused, words_of
from app.second_opinion.model import Checks, Reason, Span
from app.second_opinion.passages import Passages

_LONGEST = 40  # characters of an EDTF date: an interval of two qualified days has 23


@dataclass(frozen=True)
class ClaimedDate:
    """A date that passed, with the words it was read from and their offset."""

    edtf: str
    kind: DateKind
    words: str
    start: int


def date_of(claim: Claim, quote: Span, passages: Passages, checks: Checks) -> ClaimedDate | None:
    """
    Read `date`, `date_kind` and `date_text`; None where the finding is undated.

    A date without words would be the model's own inference, and is refused: inferring is done by named rules only.
    """
    if claim.get("date") is None:
        return None
    edtf, kind = _edtf(claim)
    words = words_of(claim, "date_text", Reason.DATE_WORDS)
    start = passages.nearest(words, quote) if words else None
    if words is None or start is None:
        raise Refused(Reason.DATE_WORDS, words)
    said = checks.read_date(words, start)
    if said is None:
        raise Refused(Reason.DATE_UNREAD, words)
    _compare(edtf, parse_edtf(said))
    return ClaimedDate(edtf.text, kind, words, start)


def _edtf(claim: Claim) -> tuple[Edtf, DateKind]:
    value, kind = claim["date"], claim.get("date_kind")
    if not isinstance(value, str) or len(value) > _LONGEST:
        raise Refused(Reason.DATE_FORM, value)
    try:
        edtf = parse_edtf(value)
        kind = edtf.usual_kind if kind is None else DateKind(kind)
    except (UnreadableDate, ValueError):
        raise Refused(Reason.DATE_FORM, value) from None
    if kind is DateKind.DAY and not edtf.is_day:
        raise Refused(Reason.DATE_TOO_PRECISE, value)
    return edtf, kind


def _compare(claimed: Edtf, said: Edtf) -> None:
    """Refuse what the words do not bear; a coarser date of the same thing is right."""
    if (claimed.earliest == OPEN_START, claimed.latest == OPEN_END) != (
        said.earliest == OPEN_START,
        said.latest == OPEN_END,
    ):
        raise Refused(Reason.DATE_DISAGREES, claimed.text)
    if claimed.earliest <= said.earliest and claimed.latest >= said.latest:
        if said.approximate and not claimed.approximate and _bounds(claimed) == _bounds(said):
            raise Refused(Reason.DATE_TOO_PRECISE, claimed.text)
        return
    inside = claimed.earliest >= said.earliest and claimed.latest <= said.latest
    raise Refused(Reason.DATE_TOO_PRECISE if inside else Reason.DATE_DISAGREES, claimed.text)


def _bounds(edtf: Edtf) -> Span:
    return edtf.earliest, edtf.latest
