"""The table of people: who led or spoke for which party, and when; facts/people.txt, whose head tells its form."""

from functools import cache
from typing import NamedTuple

from app.extraction.names_facts import FACTS

IN_OFFICE = 9999  # the last year of a term that has not ended
GRACE_YEARS = 1  # a minister stays in the news for a year after the term


class Person(NamedTuple):
    """
    One term of one person.

    Attributes:
        party: As in Name.
        first, last: Years of the term, both included; `last` is IN_OFFICE where it goes on.
        name: As papers print it in full, with its accents.
        office: In words, for whoever reads the table.
        surname: The word or words by which papers call the person again.
        also: Other spellings of the name.
    """

    party: str
    first: int
    last: int
    name: str
    office: str
    surname: str
    also: tuple[str, ...]

    def holds(self, year: int) -> bool:
        """Whether the person is in office, or in the news for it, in that year."""
        return self.distance(year) <= (GRACE_YEARS if year > self.first else 0)

    def distance(self, year: int) -> int:
        """Years from the term to that year; 0 within it."""
        return max(self.first - year, year - self.last, 0)


@cache
def people() -> tuple[Person, ...]:
    """All rows of the table, in its order."""
    return read_people((FACTS / "people.txt").read_text(encoding="utf-8"))


def read_people(table: str) -> tuple[Person, ...]:
    """The rows of a table in the form of people.txt: a plain one, as it is read at every start."""
    rows: list[Person] = []
    party = ""
    for line in table.splitlines():
        if line.startswith("["):
            party = line[1:-1]
        elif line and not line.startswith("#"):
            rows.append(_row(party, line.split(" | ")))
    return tuple(rows)


def _row(party: str, cells: list[str]) -> Person:
    years, _, name = cells[0].partition(" ")
    first, dash, last = years.partition("-")
    surname = cells[2].strip() if len(cells) > 2 else ""
    also = tuple(cells[3].split("; ")) if len(cells) > 3 else ()
    return Person(
        party, int(first), int(last or (IN_OFFICE if dash else first)), name, cells[1], surname or last_word(name), also
    )


def last_word(name: str) -> str:
    """The surname of most names: the last word, without the article of an Arabic one."""
    word = name.rpartition(" ")[2]
    return word[3:] if word.startswith(("al-", "el-")) else word
