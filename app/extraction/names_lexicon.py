"""The gazetteer: every surface that may name a party or a place, and what it may mean."""

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from app.extraction.model import NameKind
from app.extraction.names_facts import fold_fact, read_facts
from app.extraction.names_people import people

if TYPE_CHECKING:
    from collections.abc import Iterator


class Entry(NamedTuple):
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


@cache
def lexicon() -> dict[str, Entry]:
    """Folded surface → entry. Where two families share a surface the earlier one in this list has it."""
    entries: dict[str, Entry] = {}
    families = (_phrases, _carriers, _states, _governments, _organisations, _groups, _capitals, _regions, _people)
    for family in (*families, _cities, _ships):
        for surface, entry in family():
            entries.setdefault(fold_fact(surface), entry)
    for prefix, code in COMBINING.items():
        entries[f"{prefix}-"] = Entry(NameKind.DEMONYM, code, code, "name.combining")
    return entries


# Old names of states that live on, or of two together, and what goes before a hyphen ("Sino-Indian").
_SUMMED = {
    "British India": ("GBR", "IND"),
    "British Raj": ("GBR", "IND"),
    "Austria-Hungary": ("AUT", "HUN"),
    "Austro-Hungarian Empire": ("AUT", "HUN"),
    "Ruanda-Urundi": ("BDI", "RWA"),
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


# The word before the name of a warship tells whose it is: "HMS", "BRP".
_SHIPS_OF = {
    "HMS": "GBR", "RFA": "GBR", "HMAS": "AUS", "HMCS": "CAN", "HMNZS": "NZL", "USS": "USA", "USNS": "USA",
    "USCGC": "USA", "ARA": "ARG", "INS": "IND", "PNS": "PAK", "BNS": "BGD", "KRI": "IDN", "BRP": "PHL", "ROKS": "KOR",
    "JDS": "JPN", "FGS": "DEU", "HNoMS": "NOR", "HDMS": "DNK", "TCG": "TUR", "BAP": "PER", "RSS": "SGP", "HTMS": "THA",
    "ORP": "POL", "SLNS": "LKA",
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


def _ships() -> "Iterator[tuple[str, Entry]]":
    for prefix, code in _SHIPS_OF.items():
        yield prefix, Entry(NameKind.GOVERNMENT, code, code, "name.ship")


def _regions() -> "Iterator[tuple[str, Entry]]":
    for row in read_facts("regions.json"):
        for surface in (row["name"], *row["also"]):
            entry = Entry(NameKind.PLACE, row["name"], row["country"], "name.region", acts=False)
            yield surface, entry
            if surface.startswith("Gulf of "):  # longer than "the Gulf", which is another one
                yield f"the {surface}", entry


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
    entries: dict[str, Entry] = {}
    for person in people():
        party = person.party
        entry = entries.get(party) or Entry(NameKind.PERSON, party, country_of(party), "name.person-known")
        entries[party] = entry
        for surface in (person.name, *person.also):
            yield surface, entry
            for article in _ARABIC_ARTICLES if " al-" in surface else ():
                yield surface.replace(" al-", article), entry
        if " " in person.surname:  # a surname of one word depends on who is in office
            yield person.surname, entry


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
