"""
What the words around an expression say: whether they look back or ahead, and which preposition opens it.

All functions take the lower-cased text and look at a bounded stretch of it, so that a text of any length costs the
same per expression.
"""

import re
from enum import IntEnum

_REACH = 160
"""How many characters a verb may stand away from its date; longer sentences hold several clauses anyway."""

_FUTURE = (
    r"(?:will|shall|won't|would|should|must|may(?! \d)|can|could|might)(?: not| also| then| now| only)?(?: be)?"
    r"(?: [a-z]+)?|"
    r"to be [a-z]+|'ll|’ll|(?:is|are|was|were|has|have) to(?: be)?(?: [a-z]+)?|going to|due|slated|"
    r"upcoming|forthcoming|"
    r"(?:is|are|be|been|was|were) (?:set|scheduled|planned|expected|likely|poised|supposed|ready)|"
    r"scheduled|planned|plans?|planning|expected|expects?|intends?|hopes?|aims?|invited|postponed until|postponed to|"
    r"deadline|ahead of|awaits?|(?<!\bas )if"
)
# What follows these is ahead of them; a date before them is that of the promise itself.
_PROMISE = (
    r"(?:agreed|agree|vowed|pledged|promised|decided|wants?|threatened|prepar(?:e|es|ed|ing)|proposed|asked|ordered) to"
)
_PAST = (
    r"was|were|had|did|has|have|been|said|says|told|met|held|took|made|came|went|began|left|won|lost|gave|got|sent|broke|fell|"
    r"rose|led|saw|shot|struck|fought|sank|brought|became|found|kept|put|set|ran|flew|drew|threw|withdrew|hit|cut|"
    r"spoke|wrote|knew|thought|felt|built|bought|sold|paid|stood|learnt|spelt|burnt|flown|shown|swore|sought|caught|taught|dealt|grew|sworn|"
    r"after|since|following|ago|earlier|[a-z]{2,14}ed"
)
# Of what lies ahead the timetable speaks in the present: "ministers meet on Tuesday".
_TIMETABLE = (
    r"(?<!\bto )(?<!\bthe )(?<!\ba )(?<!['’]s )(?:meets?|opens|begins?|starts|resumes?|convenes?|arrives?|expires|"
    r"takes? place|go(?:es)? to the polls|takes office)"
)
_PRESENT = r"(?:is|are|am) (?:[a-z]+ )?[a-z]{2,14}ed"
_CUE = re.compile(
    rf"(?<![\w-])(?:(?P<future>{_FUTURE})|(?P<promise>{_PROMISE})|(?P<timetable>{_TIMETABLE})|(?P<present>{_PRESENT})|(?P<past>{_PAST}))(?![\w-])"
)
_NEW_CLAUSE = re.compile(r"[,;]\s(?:and|but|while|whereas)\s(?:on\s|in\s)?$|;\s(?:on\s|in\s)?$")
# The mark comes first: `re` then looks for it alone, rather than back at every letter of the text.
_SENTENCE_END = re.compile(
    r"[.!?](?<!\bMr.)(?<!\bMrs.)(?<!\bMs.)(?<!\bDr.)(?<!\bGen.)(?<!\bCol.)(?<!\bLt.)(?<!\bSt.)(?<!\bSen.)(?<![\s.][A-Z].)"
    r"[\"'”’)]{0,2}\s+(?=[\"'“‘(]?[A-Z0-9])|\n(?=[\"'“‘(]?[A-Z0-9])|\n\s*\n"
)


class Lean(IntEnum):
    """Which way from the publication day a clause looks."""

    PAST = -1
    UNKNOWN = 0
    FUTURE = 1


def lean_of(lowered: str, floor: int, start: int, end: int, ceiling: int) -> Lean:
    """
    Which way the clause of `lowered[start:end]` looks, by the nearest verb before it, or else after it.

    Args:
        lowered: The text in lower case.
        floor, ceiling: The sentence it stands in; nothing outside is looked at.
    """
    before = list(_CUE.finditer(lowered, max(floor, start - _REACH), start))
    after = _CUE.search(lowered, end, min(ceiling, end + _REACH // 2))
    cue = before[-1] if before else after
    if before and after and _NEW_CLAUSE.search(lowered, before[-1].end(), start):
        cue = after
    if cue is None or cue["present"]:
        return Lean.UNKNOWN
    if cue["promise"]:
        return Lean.FUTURE if cue is not after else Lean.PAST
    return Lean.FUTURE if cue["future"] or cue["timetable"] else Lean.PAST


def sentence_starts(text: str, start: int, end: int) -> list[int]:
    """Rough sentence starts in `text[start:end]`; good enough to keep a verb from its neighbour's date."""
    return [start, *(found.end() for found in _SENTENCE_END.finditer(text, start, end))]
