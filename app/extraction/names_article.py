"""What an article as a whole says about its ambiguous names: which Congo, which Georgia, which year it speaks of."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.articles import Published
from app.extraction.model import NameKind
from app.extraction.names_holders import party_at, terms_of
from app.extraction.names_lexicon import Entry, country_of
from app.extraction.names_search import Hit, sentence_starts, years_in
from app.extraction.names_words import words

NEAR = 400  # characters within which an earlier year of the same block still holds

# What a name stood for in those years, first and last included; outside them the entry's own code holds.
FORMER = {
    "Moscow": ("SUN", 1922, 1991),
    "Kremlin": ("SUN", 1922, 1991),
    "Prague": ("CSK", 1918, 1992),
    "Belgrade": ("YUG", 1918, 2002),
    "Kinshasa": ("ZAR", 1971, 1996),
    "Hanoi": ("VDR", 1945, 1975),
    "Salisbury": ("RHO", 1965, 1979),
    "Aden": ("YMD", 1967, 1990),
    "Rangoon": ("BUR", 1948, 1988),
    "Burma": ("BUR", 1948, 1988),
    "Burmese": ("BUR", 1948, 1988),
    "East Timor": ("TMP", 1975, 2001),
    "East Timorese": ("TMP", 1975, 2001),
}
# A place that another state has too was that capital only in an article that names the state or its successor.
_WITNESSES = {"RHO": frozenset({"RHO", "ZWE"}), "YMD": frozenset({"YMD"})}
_SHIPS_ARE_CALLED = (NameKind.PLACE, NameKind.CAPITAL, NameKind.STATE, NameKind.PERSON)
_SHIPS = words("ships")
_SHIP_IS_CALLED = re.compile(r" [A-Z][a-z]")
_ACRONYMS = words("ambiguous_acronyms")
_AMERICAN_GEORGIA = re.compile(
    r"\b(?:Atlanta|Augusta|Savannah|Fulton County|Brian Kemp|Stacey Abrams|Alabama|Carolinas?|Tennessee|Raffensperger|"
    r"Warnock|Peach State|Georgia Republicans?|Georgia Democrats?|Georgia governor)\b"
)
_CAUCASIAN_GEORGIA = re.compile(
    r"\b(?:Tbilisi|Georgian|Georgians|Abkhaz\w*|Ossetia\w*|Saakashvili|Shevardnadze|Ivanishvili|Caucasus|Batumi|Sukhumi|Tskhinvali)\b"
)
_BRAZZAVILLE = re.compile(r"Brazzaville|Sassou")
_KINSHASA = re.compile(
    r"\b(?:Kinshasa|Goma|Kivu|Democratic Republic|DR Congo|DRC|Kabila|Tshisekedi|Mobutu|Lumumba|Zaire|M23)\b"
)


@dataclass(frozen=True)
class ArticleSense:
    """
    The article's own decisions.

    Attributes:
        published_year: None where the publication day is unknown.
        years: (position, year) of every year named, in order.
        korea: The one Korea that the article speaks of, or None where it names both or neither.
        congo: COD, or COG where Brazzaville is named and Kinshasa is not.
        georgia_is_american: The article speaks of the state of the USA.
        turkmen_are_ethnic: Those of Syria or Iraq: it names one of these and not Turkmenistan.
        tripoli_is_lebanese: It names Lebanon and not Libya.
        spelt_out: Parties that it names by more than an acronym.
        named: All parties that it names, by whatever word.
        ships: Places and persons after which a ship in it is called.
        sentences: Where sentences start, over all blocks, in order.
    """

    published_year: int | None
    years: tuple[tuple[int, int], ...]
    korea: str | None
    congo: str
    georgia_is_american: bool
    turkmen_are_ethnic: bool
    tripoli_is_lebanese: bool
    spelt_out: frozenset[str]
    named: frozenset[str]
    ships: frozenset[str]
    sentences: tuple[int, ...]

    @classmethod
    def of(
        cls, folded: str, spans: Sequence[tuple[int, int]], hits: Sequence[Sequence[Hit]], published: Published | None
    ) -> "ArticleSense":
        """Read the article once."""
        told = " \n".join(folded[start:end] for start, end in spans)
        american = "Georgia" in told and _AMERICAN_GEORGIA.search(told) and not _CAUCASIAN_GEORGIA.search(told)
        brazzaville = _BRAZZAVILLE.search(told) and not _KINSHASA.search(told)
        named = Counter(hit.entry.party for found in hits for hit in found)
        koreas = [code for code in ("KOR", "PRK") if named[code]]
        return cls(
            published_year=int(published.day[:4]) if published else None,
            years=tuple(pair for start, end in spans for pair in years_in(folded, start, end)),
            korea=koreas[0] if len(koreas) == 1 else None,
            congo="COG" if brazzaville else "COD",
            georgia_is_american=bool(american),
            turkmen_are_ethnic="Turkmenistan" not in told and named["SYR"] + named["IRQ"] > 0,
            tripoli_is_lebanese=named["LBN"] > 0 and named["LBY"] <= told.count("Tripoli"),
            spelt_out=frozenset(
                hit.entry.party for found in hits for hit in found if not folded[hit.start : hit.end].isupper()
            ),
            named=frozenset(named),
            ships=frozenset(
                folded[hit.start : hit.end]
                for found in hits
                for hit in found
                if hit.entry.kind in _SHIPS_ARE_CALLED and _word_before(folded, hit.start) in _SHIPS
            ),
            sentences=tuple(first for start, end in spans for first in sentence_starts(folded, start, end)),
        )

    def year_at(self, position: int, block_start: int) -> int | None:
        """The year that a passage speaks of: one named in its sentence or shortly before it, else the publication's."""
        after = bisect_right(self.years, (position, 9999))
        sentence = bisect_right(self.sentences, position)
        sentence_end = self.sentences[sentence] if sentence < len(self.sentences) else None
        if after < len(self.years) and sentence_end is not None and self.years[after][0] < sentence_end:
            return self.years[after][1]
        if after and self.years[after - 1][0] >= max(block_start, position - NEAR):
            return self.years[after - 1][1]
        if sentence_end is None and after < len(self.years):
            return self.years[after][1]
        return self.published_year

    def settle(self, hit: Hit, folded: str, block_start: int, without: frozenset[str] = frozenset()) -> Hit | None:
        """Give an ambiguous hit the meaning that the article decides; None where it names no state at all."""
        word = folded[hit.start : hit.end]
        if hit.entry.rule == "name.korea" and self.korea:
            kind = NameKind.STATE if word == "Korea" else NameKind.DEMONYM
            entry = hit.entry._replace(kind=kind, party=self.korea, country=self.korea, acts=True)
            return hit._replace(entry=entry)
        if word in ("Congo", "Congolese") and hit.entry.party == "COD" and self.congo != "COD":
            return hit._replace(entry=hit.entry._replace(party=self.congo, country=self.congo))
        if word in _ACRONYMS and hit.entry.party not in self.spelt_out and "name.acronym" not in without:
            return None
        if word == "Tripoli" and self.tripoli_is_lebanese:
            return hit._replace(entry=Entry(NameKind.PLACE, "Tripoli", "LBN", "name.city", acts=False))
        if hit.entry.rule == "name.ship" and not _SHIP_IS_CALLED.match(folded, hit.end):
            return None
        if word == "Georgia" and self.georgia_is_american:
            return None
        if word == "Turkmen" and self.turkmen_are_ethnic:
            return None
        if word == "Turkey" and "Thanksgiving" in folded[max(0, hit.start - 150) : hit.end + 150]:
            return None
        if hit.entry.kind is NameKind.PERSON and (terms := terms_of(word)):
            party = party_at(terms, self.year_at(hit.start, block_start))
            return hit._replace(entry=hit.entry._replace(party=party, country=country_of(party)))
        if self._is_ship(hit, word, folded) and "name.ship-name" not in without:
            return None
        return self._as_former(hit, word, block_start)

    def _is_ship(self, hit: Hit, word: str, folded: str) -> bool:
        """Whether the word is the name of a ship: after its kind, or after "the" where the article has such a ship."""
        if hit.entry.kind not in _SHIPS_ARE_CALLED:
            return False
        before = _word_before(folded, hit.start)
        return before in _SHIPS or (word in self.ships and before in ("the", "The"))

    def _as_former(self, hit: Hit, word: str, block_start: int) -> Hit:
        former = FORMER.get(word)
        if former is None or (hit.entry.kind is NameKind.PLACE and not self.named & _WITNESSES[former[0]]):
            return hit
        code, first, last = former
        year = self.year_at(hit.start, block_start)
        if year is None or not first <= year <= last:
            return hit
        kind = NameKind.CAPITAL if hit.entry.kind is NameKind.PLACE else hit.entry.kind
        return hit._replace(entry=hit.entry._replace(kind=kind, party=code, country=code, acts=True))


def _word_before(folded: str, position: int) -> str:
    """What stands before a position and a space, back to the space before; empty where no space does."""
    left = folded[max(0, position - 24) : position]
    return left[left.rfind(" ", 0, -1) + 1 : -1] if left.endswith(" ") else ""
