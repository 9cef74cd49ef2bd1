"""The gazetteer: every surface that may name a party or a place, and one pass over a text that finds them."""

import json
import re
import unicodedata
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ahocorasick

from app.extraction.model import NameKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FACTS = Path(__file__).parent / "facts"

SHORTEST_IN_CAPITALS = 4  # "IRAN" is Iran in a headline, but "MALE" or "LOT" in capitals may be anything


@dataclass(frozen=True)
class Entry:
    """
    What a surface may mean before its context is known.

    Attributes:
        kind: None for words that hold a name and name no state ("Panama hat"): they are swallowed.
        party, country: As in Name.
        rule: Id of the rule that reads it.
        acts: Whether it may be a party at all; an airline or a region may not.
        plural_of: The parties that one surface sums up ("British India").
    """

    kind: NameKind | None
    party: str
    country: str | None
    rule: str
    acts: bool = True
    plural_of: tuple[str, ...] = ()


@dataclass(frozen=True)
class Hit:
    """A surface found in a text: code point offsets, end excluded."""

    start: int
    end: int
    entry: Entry


@cache
def _fold_table() -> dict[int, str]:
    """One code point to one, so that offsets stay: accents off, typographic marks plain, white space a space."""
    table = {ord(mark): "'" for mark in "’‘ʼ`´ʹ"} | {ord(mark): "-" for mark in "‐‑"}
    table |= {ord(space): " " for space in "\n\t\r\u00a0\u2009\u202f"}
    table |= {ord("ı"): "i", ord("ł"): "l", ord("Ł"): "L", ord("ø"): "o", ord("Ø"): "O", ord("đ"): "d", ord("Đ"): "D"}
    for code_point in range(0xC0, 0x250):
        base = unicodedata.normalize("NFKD", chr(code_point))[0]
        if base.isascii() and base.isalpha():
            table.setdefault(code_point, base)
    return table


_TO_FOLD = re.compile(r"[^ !-_a-~]+")  # all but printable ASCII, and the grave


def fold(text: str) -> str:
    """The text as it is searched: same length, without accents and typographic variants; case is kept."""
    # Only what may change is translated: this is five times as quick on English text.
    return _TO_FOLD.sub(_fold_run, text)


def _fold_run(match: re.Match[str]) -> str:
    return match[0].translate(_fold_table())


@cache
def read_facts(name: str) -> Any:
    """A file of facts beside this module, for example "states.json"; read once, so not to be changed."""
    return json.loads((FACTS / name).read_text(encoding="utf-8"))


@cache
def lexicon() -> dict[str, Entry]:
    """Folded surface → entry. Where two families share a surface the earlier one in this list has it."""
    entries: dict[str, Entry] = {}
    families = (_phrases, _carriers, _states, _governments, _organisations, _groups, _capitals, _regions, _people)
    for family in (*families, _cities):
        for surface, entry in family():
            entries.setdefault(fold(surface), entry)
    for surface in [s for s in entries if len(s) >= SHORTEST_IN_CAPITALS and not s.isupper()]:
        entries.setdefault(surface.upper(), entries[surface])
    for prefix, code in COMBINING.items():
        entries[f"{prefix}-"] = Entry(NameKind.DEMONYM, code, code, "name.combining")
    return entries


# Old names of states that live on, or of two together, and what goes before a hyphen ("Sino-Indian").
_SUMMED = {
    "British India": ("GBR", "IND"),
    "British Raj": ("GBR", "IND"),
    "Austria-Hungary": ("AUT", "HUN"),
    "Austro-Hungarian Empire": ("AUT", "HUN"),
    "two Koreas": ("KOR", "PRK"),
    "both Koreas": ("KOR", "PRK"),
    "Koreas": ("KOR", "PRK"),
    "two Germanys": ("DDR", "DEU"),
    "two Sudans": ("SDN", "SSD"),
    "both Congos": ("COD", "COG"),
    "two Congos": ("COD", "COG"),
}
COMBINING = {
    "Sino": "CHN", "Indo": "IND", "Russo": "RUS", "Anglo": "GBR", "Franco": "FRA", "Turco": "TUR", "Greco": "GRC",
    "Italo": "ITA", "Hispano": "ESP", "Americano": "USA", "Luso": "PRT", "Perso": "IRN",
}  # fmt: skip


def _states() -> "Iterator[tuple[str, Entry]]":
    for row in read_facts("states.json"):
        code = row["code"]
        for surface in row["names"]:
            yield surface, Entry(NameKind.STATE, code, code, "name.state")
        for surface in (*row["adjectives"], *row["people"]):
            yield surface, Entry(NameKind.DEMONYM, code, code, "name.demonym")
    for surface, codes in _SUMMED.items():
        yield surface, Entry(NameKind.STATE, "+".join(codes), None, "name.summed", plural_of=codes)
    # Korea alone is decided by the article: see names_context.
    for surface in ("Korea", "Korean", "Koreans"):
        yield surface, Entry(NameKind.PLACE, "Korea", None, "name.korea", acts=False)
    yield "Congo", Entry(NameKind.STATE, "COD", "COD", "name.state")
    yield "Congo's", Entry(NameKind.STATE, "COD", "COD", "name.state")


def _governments() -> "Iterator[tuple[str, Entry]]":
    for row in read_facts("governments.json"):
        for surface in row["names"]:
            yield surface, Entry(NameKind.GOVERNMENT, row["code"], row["code"], "name.government")


def _capitals() -> "Iterator[tuple[str, Entry]]":
    # Brussels speaks for the Union as often as for Belgium; which of them is left open.
    yield "Brussels", Entry(NameKind.CAPITAL, "EU", "BEL", "name.capital")
    for row in read_facts("capitals.json"):
        for surface in row["names"]:
            yield surface, Entry(NameKind.CAPITAL, row["code"], row["code"], "name.capital")


def _organisations() -> "Iterator[tuple[str, Entry]]":
    for row in read_facts("organisations.json"):
        for surface in (row["name"], *row["also"]):
            yield surface, Entry(NameKind.ORGANISATION, row["name"], None, "name.organisation")


def _groups() -> "Iterator[tuple[str, Entry]]":
    for row in read_facts("groups.json"):
        for surface in (row["name"], *row["also"]):
            yield surface, Entry(NameKind.GROUP, row["name"], row["country"], "name.group")


def _regions() -> "Iterator[tuple[str, Entry]]":
    for row in read_facts("regions.json"):
        for surface in (row["name"], *row["also"]):
            yield surface, Entry(NameKind.PLACE, row["name"], row["country"], "name.region", acts=False)


def _cities() -> "Iterator[tuple[str, Entry]]":
    for code, names in read_facts("cities.json").items():
        for name in names:
            entry = Entry(NameKind.PLACE, name, code, "name.city", acts=False)
            yield name, entry
            if "’" in name:  # Slavic soft signs, which newspapers leave out
                yield name.replace("’", ""), entry


def _carriers() -> "Iterator[tuple[str, Entry]]":
    for row in read_facts("carriers.json"):
        yield row["name"], Entry(NameKind.ORGANISATION, row["name"], row["code"], "name.carrier", acts=False)


def _people() -> "Iterator[tuple[str, Entry]]":
    for row in read_facts("people.json"):
        entry = Entry(NameKind.PERSON, row["party"], country_of(row["party"]), "name.person-known")
        for surface in (row["name"], *row.get("also", ())):
            yield surface, entry
            for article in _ARABIC_ARTICLES if " al-" in surface else ():
                yield surface.replace(" al-", article), entry


# How else papers print the article of an Arabic name: Bashar al-Assad, Assad, el-Assad, Al Assad.
_ARABIC_ARTICLES = (" ", " el-", " El-", " Al-", " al ", " el ", " Al ", " El ")


@cache
def _countries_of_parties() -> dict[str, str]:
    hosts = {row["name"]: row["country"] for row in read_facts("groups.json")}
    return hosts | {row["code"]: row["code"] for row in read_facts("states.json")}


def country_of(party: str) -> str | None:
    """The state that a party belongs to: itself, the host of a group; None for an organisation."""
    return _countries_of_parties().get(party)


def _phrases() -> "Iterator[tuple[str, Entry]]":
    for surface in read_facts("phrases.json"):
        yield surface, Entry(None, surface, None, "name.no-name")


@cache
def _automaton() -> Any:
    automaton = ahocorasick.Automaton(ahocorasick.STORE_LENGTH)
    for surface in lexicon():
        automaton.add_word(surface)
    automaton.make_automaton()
    return automaton


def find_hits(folded: str, start: int, end: int) -> list[Hit]:
    """Hits in `folded[start:end]`, leftmost and longest, none overlapping; swallowed phrases are left out."""
    candidates = sorted(_candidates(folded, start, end), key=lambda hit: (hit.start, -hit.end))
    chosen: list[Hit] = []
    reached = start
    for hit in candidates:
        if hit.start >= reached:
            chosen.append(hit)
            reached = hit.end
    return [hit for hit in chosen if hit.entry.kind is not None]


def _candidates(folded: str, start: int, end: int) -> "Iterable[Hit]":
    # The passage is cut out first: a search between bounds would copy the whole text, for every passage anew.
    for last, length in _automaton().iter(folded[start:end]):
        after = start + last + 1
        first = after - length
        if first > start and folded[first - 1].isalnum():
            continue
        if folded[after - 1] == "-":
            # "Sino-Indian" but neither "Indo-Pacific" nor "Anglo-Saxon": those are entries of their own, and longer.
            if after < end and folded[after].isupper():
                yield Hit(first, after - 1, lexicon()[folded[first:after]])
        elif after >= end or not folded[after].isalnum():
            yield Hit(first, after, lexicon()[folded[first:after]])


_YEAR = re.compile(r"(?<![\w-])(1[5-9]\d\d|20\d\d)(?!\w)")
_SENTENCE_END = re.compile(r"(?<![\s.(][A-Z])[.!?]['\")\]”’]*\s+(?=['\"(\[“‘]?[A-Z0-9])")


def years_in(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    """(position, year) of every bare year in the passage, in order."""
    return [(match.start(), int(match[1])) for match in _YEAR.finditer(folded, start, end)]


def sentence_starts(folded: str, start: int, end: int) -> list[int]:
    """Where sentences begin in the passage: rough, for judging what stands near what."""
    return [start, *(match.end() for match in _SENTENCE_END.finditer(folded, start, end))]


def as_kind(entry: Entry, kind: NameKind, rule: str) -> Entry:
    """The same entry read as another kind."""
    return replace(entry, kind=kind, rule=rule)
