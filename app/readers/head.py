"""The head of an article: which of its first lines is the headline, who wrote it, where and when."""

import re
from dataclasses import dataclass

from app.domain.articles import BlockKind, Published, YearlessDay
from app.domain.web_addresses import article_address
from app.readers.dateline import Dateline, dateline_of
from app.readers.labels import is_sentence
from app.readers.publication import (
    ambiguous_day_in,
    day_in,
    day_of_lead,
    settle_year,
    yearless_day,
    yearless_day_in,
)

SAMPLE_SOURCE = "Dyadline sample"
_SAMPLE = re.compile(r"Dyadline sample, after (?P<outlet>.{2,80}) of (?P<day>.{6,40})$")
_BYLINE = re.compile(
    r"(?:(?:by|words|story by|reported by|text)[:\s]\s*(?P<by>\S.{1,120})|"
    r"(?P<staff>(?:from )?(?:(?:our|a|special|staff|own|the) )+"
    r"(?:correspondents?|reporters?|writers?|bureau|agencies)\b.{0,80}))$",
    re.I,
)
_PERSON = re.compile(r"[A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]+){1,3}")
_WEEKDAY_NAME = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.I)
_SUBJECT = re.compile(r"(?:subject|headline|title)\s*:\s*(?P<title>\S.*)$", re.I)
_QUOTED_TITLE = re.compile(r"""transcript\s*[:–—-]\s*["“](?P<title>[^"”]{3,120})["”]""", re.I)
_SENDER = re.compile(r"from:\s*(?P<who>[^<]{2,60}?)\s*<")
_PRINTED_IN = re.compile(
    r"(?:first )?(?:published|printed|appeared) (?:in|on|by) (?P<where>[A-Z][^,.|]{2,60})[,.]?", re.I
)
_STAMP = re.compile(r"(?:first )?(?:published|posted|issued|dated|printed|released|broadcast|aired|filed)\b", re.I)
_ADDRESS = re.compile(r"(?:url|link|source|address)\s*:?\s+(?P<url>https?://\S+)$", re.I)
_HOUSE = re.compile(
    r"\b(?:ministry|department|embassy|office|agency|press|release|statement|desk|service|institute|programme|program|"
    r"news|radio|newswire|bulletin|communiqu[eé]|brief(?:ing)?|review|magazine|gazette|times|post|tribune|daily|weekly)\b",
    re.I,
)
_MAX_HEAD_LINES = 14


@dataclass(frozen=True)
class Head:
    """What the lines around the article say of it; `kinds` relabels the head's own lines by their index."""

    kinds: dict[int, BlockKind]
    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    dateline: str | None = None
    published: Published | None = None
    yearless: YearlessDay | None = None
    notice: str | None = None
    address: str | None = None


def read_head(lines: list[str], kinds: list[BlockKind], alone: list[bool]) -> Head:
    """
    Read the headline, byline, publisher, dateline and publication day.

    Args:
        lines: Every visible line in order.
        kinds: Their labels so far; noise is passed over.
        alone: Whether the line stands between blank lines, as headlines do.
    """
    first_prose = _first_prose(lines, kinds)
    head = [i for i in range(first_prose) if not kinds[i].is_noise][:_MAX_HEAD_LINES]
    title_at, title = _headline(lines, head, alone)
    relabelled = {i: BlockKind.BYLINE for i in head if i != title_at}
    relabelled |= {
        i: BlockKind.CHROME for i in head if title_at is not None and i < title_at and _is_category(lines[i])
    }
    if title_at is not None:
        relabelled[title_at] = BlockKind.TITLE
        relabelled |= {i: BlockKind.STANDFIRST for i in head if i > title_at and _is_standfirst(lines[i])}
    tail = _closing_lines(lines, kinds, first_prose)
    relabelled |= dict.fromkeys(tail, BlockKind.BYLINE)
    byline_at = [i for i in head if relabelled.get(i) is BlockKind.BYLINE]
    dateline = _dateline(lines, byline_at, first_prose)
    published, yearless, notice = _publication(lines, kinds, head, tail, first_prose, dateline)
    return Head(
        kinds=relabelled,
        title=title,
        byline=_byline([lines[i] for i in byline_at]),
        publisher=_publisher(lines, head, tail, byline_at, dateline),
        dateline=dateline.place if dateline else _place_of_date_line([lines[i] for i in byline_at]),
        published=published,
        yearless=yearless,
        notice=notice,
        address=_address([lines[i] for i in byline_at]),
    )


def _first_prose(lines: list[str], kinds: list[BlockKind]) -> int:
    """Index of the first line of the article's own prose: a dateline, or a full sentence that is not the standfirst."""
    prose = [
        i
        for i, line in enumerate(lines)
        if not kinds[i].is_noise
        and (len(line.split()) >= 20 or (is_sentence(line) and i > 0) or _opens_with_dateline(line))
    ]
    if not prose:
        return next((i for i, line in enumerate(lines) if i > 0 and line.endswith((".", "?", "!", "”"))), len(lines))
    # A single sentence between headline and byline is the standfirst, not the article's beginning.
    first = prose[0]
    if len(lines[first].split()) < 40 and not _opens_with_dateline(lines[first]):
        following = lines[first + 1 : first + 4]
        for offset, line in enumerate(following, first + 1):
            if not is_sentence(line) and (day_in(line) or _BYLINE.match(line)) and first > 0:
                return next((i for i in prose if i > offset), first)
    return first


def _opens_with_dateline(line: str) -> bool:
    return len(line.split()) >= 12 and dateline_of(line) is not None


def _headline(lines: list[str], head: list[int], alone: list[bool]) -> tuple[int | None, str | None]:
    for i in head:
        if match := _SUBJECT.match(lines[i]) or _QUOTED_TITLE.search(lines[i]):
            return i, match["title"].strip()
    scored = [(-_headline_score(lines[i], alone[i]), i) for i in head]
    if not scored or min(scored)[0] >= 0:
        return None, None
    best = min(scored)[1]
    return best, lines[best]


def _headline_score(line: str, alone: bool) -> int:
    """How much a head line looks like a headline; zero or less: not at all."""
    count = len(line.split())
    score = 3 if count >= 5 else 2 if count >= 3 else 0
    score += alone
    if day_in(line) or (yearless_day_in(line) and count < 6):
        score -= 5
    if _SAMPLE.match(line) or (_BYLINE.match(line) and count < 8):
        score -= 5
    if line.count("|") > 0 or (line.endswith("!") and count < 8):
        score -= 3
    if _HOUSE.search(line) and not alone:
        score -= 3
    if count > 30:
        score -= 2
    return score


def _is_category(line: str) -> bool:
    """A section name or banner above the headline."""
    return len(line.split()) <= 4 and not day_in(line) and not yearless_day_in(line) and not _HOUSE.search(line)


def _is_standfirst(line: str) -> bool:
    is_line_of_its_own = day_in(line) or _SAMPLE.match(line) or _BYLINE.match(line)
    return len(line.split()) >= 8 and "|" not in line and not is_line_of_its_own


def _closing_lines(lines: list[str], kinds: list[BlockKind], first_prose: int) -> list[int]:
    """ "Published in The Daily Post, May 3rd, 2015." at the end is a date line, not news."""
    last = range(max(first_prose + 1, len(lines) - 40), len(lines))
    return [
        i
        for i in last
        if kinds[i] is not BlockKind.COMMENT
        and len(lines[i].split()) < 16
        and (_PRINTED_IN.match(lines[i]) or (_STAMP.match(lines[i]) and day_in(lines[i])))
    ]


def _dateline(lines: list[str], byline_at: list[int], first_prose: int) -> Dateline | None:
    """The dateline that opens the article's prose, or that stands on a line of its own shortly before it."""
    if first_prose < len(lines) and _opens_with_dateline(lines[first_prose]):
        return dateline_of(lines[first_prose])
    alone = (dateline_of(lines[i]) for i in reversed(byline_at[-4:]) if not _HOUSE.search(lines[i]))
    return next((found for found in alone if found and len(found.text) == len(found.text.strip())), None)


def _place_of_date_line(byline_lines: list[str]) -> str | None:
    """The place that opens a line with the day: "Prague, 22. 4. 2021", "Georgetown | Posted 29 Dec 2023"."""
    for line in byline_lines:
        found = day_in(line)
        place = re.match(r"(?P<place>[A-ZÀ-Þ][\w'’À-ÿ-]+(?: [A-ZÀ-Þ][\w'’À-ÿ-]+)?)\s*(?:,|\||\(|–|—|$)", line)
        named = found is not None and place is not None and place.end() <= found.start
        if place and named and not _HOUSE.search(place["place"]) and not _WEEKDAY_NAME.match(place["place"]):
            return place["place"]
    return None


def _address(byline_lines: list[str]) -> str | None:
    """Where the text stood, as who pasted it wrote above it: "URL: https://outlet.example/world/talks"."""
    for line in byline_lines:
        if (match := _ADDRESS.match(line)) and (address := article_address(match["url"])):
            return address
    return None


def _byline(byline_lines: list[str]) -> str | None:
    for line in byline_lines:
        if (match := _BYLINE.match(line)) and not _SENDER.match(line):
            return (match["by"] or match["staff"]).strip()
    for line in byline_lines:
        if found := day_in(line):
            name = line[: found.start].strip(" ,|–—-")
            if _PERSON.fullmatch(name) and not _HOUSE.search(name) and not _WEEKDAY_NAME.match(name):
                return name
    return None


def _publisher(
    lines: list[str], head: list[int], tail: list[int], byline_at: list[int], dateline: Dateline | None
) -> str | None:
    if any(_SAMPLE.match(lines[i]) for i in head):
        return SAMPLE_SOURCE
    for i in tail:
        if match := _PRINTED_IN.match(lines[i]):
            return match["where"].strip()
    for line in lines[: max(head, default=0) + 1]:
        if match := _SENDER.match(line):
            return match["who"].strip()
    candidates = [
        part.strip()
        for i in byline_at
        if not _BYLINE.match(lines[i]) and not dateline_of(lines[i])
        for part in re.split(r"\s[|•·–—]\s", lines[i])
        if len(part.split()) <= 9 and not day_in(part) and not yearless_day_in(part)
    ]
    named = [line for line in candidates if _HOUSE.search(line) and _is_proper(line)]
    agency = dateline.agency if dateline else None
    return next(iter(named), None) or agency or next((line for line in candidates if _is_proper(line)), None)


def _is_proper(line: str) -> bool:
    """Whether a line is set like a proper name: every word of weight with a capital."""
    words = [word for word in line.split() if len(word) > 3]
    return bool(words) and all(word[0].isupper() for word in words) and not line.endswith((".", ":", "—"))


def _publication(
    lines: list[str],
    kinds: list[BlockKind],
    head: list[int],
    tail: list[int],
    first_prose: int,
    dateline: Dateline | None,
) -> tuple[Published | None, YearlessDay | None, str | None]:
    """The day, from the head, then the closing lines, then the dateline; what is known, and a notice, if it is open."""
    near = [i for i in range(first_prose) if not is_sentence(lines[i]) and (i in head or len(lines[i].split()) < 16)]
    opening = dateline.text if dateline else ""
    for line in [*(lines[i] for i in near), *(lines[i] for i in tail), opening]:
        if found := day_in(line):
            return Published(found.day.isoformat(), f"the line “{_shown(line, found.start)}” of the text"), None, None
    lead = " ".join([lines[i] for i in range(first_prose, len(lines)) if not kinds[i].is_noise][:3])
    body = " ".join(line for i, line in enumerate(lines) if not kinds[i].is_noise)
    around = " ".join(line for i, line in enumerate(lines) if kinds[i].is_noise)
    open_day: YearlessDay | None = None
    for line in [*(lines[i] for i in head), opening]:
        if found_day := yearless_day_in(line):
            if settled := settle_year(*found_day, lead, body, around):
                return settled, None, None
            open_day = open_day or yearless_day(*found_day, lead, body)
    if told := day_of_lead(lead):
        return told, None, None
    for i in head:
        if words := ambiguous_day_in(lines[i]):
            return (
                None,
                open_day,
                (
                    f"“{words}” may be day first or month first, so no publication date was taken from it: "
                    "give the date yourself."
                ),
            )
    return None, open_day, None


def _shown(line: str, around: int) -> str:
    """The line, or the part of a long one where the date stands."""
    if len(line) <= 70:
        return line
    start = max(0, around - 25)
    return line[start : start + 60].strip() + "…"
