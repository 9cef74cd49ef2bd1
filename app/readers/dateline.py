"""The dateline that opens a report: place, perhaps a day, perhaps the agency, and what sets them off from the prose."""

import re
from dataclasses import dataclass

_WORD = r"[A-ZÀ-Þ][\w'’À-ÿ]*\.?"
_MONTH_DAY = r"[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?"
_DATELINE = re.compile(
    rf"(?P<place>{_WORD}(?:[ /-]{_WORD}){{0,5}})"
    rf"(?P<region>, (?!(?:{_MONTH_DAY})){_WORD}(?: {_WORD}){{0,2}})?"
    rf"(?P<day>,? \(?(?:{_MONTH_DAY})(?:,? (?:19|20)\d\d)?\)?)?"
    r"(?P<credit>\.?(?:\s*(?:\([^)]{2,40}\)|/[^/]{2,40}/\.?))*)"
    r"(?P<end>\s*(?:[:–—]|-{1,2}(?=\s))\s*|\.(?=\s)|\.?$|(?<=/\.)\s|(?<=/)\s)"
)
_AGENCY = re.compile(r"\((?P<agency>[^)\d]{2,40})\)|/(?P<slashed>[^/\d]{2,40})/")
_SPEAKER = re.compile(
    r"\b(?:host|anchor|presenter|correspondent|reporter|moderator|narrator|guest|speaker|interviewer|minister|president|"
    r"analyst|question|answer|q|a|voice|byline|note|update|live|watch|opinion|analysis|comment|editorial|background|"
    r"script|bulletin|headlines?|news|world|chronology|timeline|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    re.I,
)
_MOST_WORDS_OF_A_LINE_ALONE = 6


@dataclass(frozen=True)
class Dateline:
    """
    A dateline as it stands at the beginning of a line.

    Attributes:
        place: In title case, as the text names it: "Lutova/Zand".
        agency: The house in brackets or slashes, if any.
        text: All of it, with what sets it off.
    """

    place: str
    agency: str | None
    text: str


def dateline_of(line: str) -> Dateline | None:
    """
    The dateline that a line begins with, or that it is; None for "Israel: ..." or "HOST: ...".

    The place stands in capitals ("KABUL", "KYIV, Ukraine"), or a day or an agency behind it says that it is one.
    """
    match = _DATELINE.match(line)
    if match is None or _SPEAKER.search(match["place"]):
        return None
    capitals = match["place"].upper() == match["place"] and sum(map(str.isalpha, match["place"])) > 2
    alone = match.end() == len(line)
    credited = _AGENCY.search(match["credit"])
    if alone and len(line.split()) > _MOST_WORDS_OF_A_LINE_ALONE:
        return None
    if match["end"].strip() in (".", "") and not alone and not (match["day"] or capitals):
        return None
    if not (capitals or match["day"] or credited):
        return None
    agency = (credited["agency"] or credited["slashed"]) if credited else None
    return Dateline(match["place"].rstrip(" .").title(), agency, match[0])
