"""States and former states: codes, names and the words a person may type for them."""

import json
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data" / "countries.json"


@dataclass(frozen=True)
class Country:
    """
    A state that is or was.

    Attributes:
        code: ISO 3166-1 alpha-3, ISO 3166-3 as the literature writes it for former states, XKX for Kosovo.
        name: The English name a reader knows.
        aliases: Other names, the alpha-2 code and demonyms, for completion.
        former: Whether it no longer exists.
        years: For a former state its first and last year, both included; None for one that exists.
    """

    code: str
    name: str
    aliases: tuple[str, ...] = ()
    former: bool = False
    years: tuple[int, int] | None = None


@cache
def countries() -> dict[str, Country]:
    """Every country by its code, in the order of the codes."""
    rows = json.loads(_DATA.read_text(encoding="utf-8"))
    return {
        row["code"]: Country(
            code=row["code"],
            name=row["name"],
            aliases=tuple(row.get("aliases", ())),
            former=row.get("former", False),
            years=(row["first"], row["last"]) if row.get("former") else None,
        )
        for row in sorted(rows, key=lambda row: row["code"])
    }


def find_country(code: str) -> Country | None:
    """The country with exactly this code, or None."""
    return countries().get(code)


def country_name(code: str) -> str:
    """The name of a code; the code itself where it is unknown, so that an old row can always be shown."""
    found = countries().get(code)
    return found.name if found else code


def suggest_countries(typed: str, limit: int = 8) -> list[Country]:
    """
    Countries a person may mean, best first: code or name itself, then a word that starts so, then one that contains it.

    Case and accents do not matter. An empty text suggests nothing.
    """
    wanted = _fold(typed)
    if not wanted:
        return []
    ranked = sorted(
        (rank, country.former, country.name, country)
        for country in countries().values()
        if (rank := _rank(wanted, country)) is not None
    )
    return [row[-1] for row in ranked[:limit]]


def read_country(typed: str) -> Country | None:
    """The one country named exactly so by code, name, alpha-2 code or demonym; None where none or several are."""
    wanted = _fold(typed)
    found = [country for country in countries().values() if wanted in _spellings(country)]
    living = [country for country in found if not country.former]
    return (living or found)[0] if len(living or found) == 1 else None


@cache
def _spellings(country: Country) -> frozenset[str]:
    return frozenset(map(_fold, (country.code, country.name, *country.aliases)))


def _rank(wanted: str, country: Country) -> int | None:
    spellings = _spellings(country)
    # A name that lives on in another state's aliases ("Burma") means that state first.
    if wanted == _fold(country.code) or (wanted == _fold(country.name) and not country.former):
        return 0
    if wanted in spellings:
        return 1
    if _fold(country.name).startswith(wanted):
        return 2
    if any(spelling.startswith(wanted) for spelling in spellings):
        return 3
    if any(word.startswith(wanted) for spelling in spellings for word in spelling.split()):
        return 4
    return 5 if len(wanted) > 2 and any(wanted in spelling for spelling in spellings) else None


def _fold(text: str) -> str:
    """Lower case without accents and surrounding white space."""
    decomposed = unicodedata.normalize("NFKD", text.strip().casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))
