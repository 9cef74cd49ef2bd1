"""
Write app/domain/data/countries.json: CLDR's English territory names (Babel), our own names, demonyms and former states.

Works offline from the installed Babel and is deterministic. Run it after a change of
app/extraction/facts/states.json or a new release of Babel: `python scripts/build_countries.py`.
"""

import json
from pathlib import Path
from typing import TypedDict, cast

from babel import Locale
from babel.core import get_global

ROOT = Path(__file__).resolve().parent.parent
STATES = ROOT / "app" / "extraction" / "facts" / "states.json"
COUNTRIES = ROOT / "app" / "domain" / "data" / "countries.json"
USER_ASSIGNED = {"XKX": "XK"}  # Kosovo has no ISO 3166-1 code; CLDR knows only the alpha-2 one


class StateRow(TypedDict, total=False):
    """A row of states.json: how texts name a state; `also` is for completion only, `first` and `last` are years."""

    code: str
    names: list[str]
    adjectives: list[str]
    people: list[str]
    also: list[str]
    first: int
    last: int


class CountryRow(TypedDict, total=False):
    """A row of countries.json, as app/domain/countries.py reads it."""

    code: str
    name: str
    aliases: list[str]
    former: bool
    first: int
    last: int


# States that are no more but whose name goes on, or was never the first in a text; otherwise the first of `names`.
FORMER_NAMES = {"BUR": "Burma", "TMP": "East Timor", "BYS": "Byelorussian SSR"}


def build_rows(states: list[StateRow]) -> list[CountryRow]:
    """One row per state, in the order of the codes."""
    english: dict[str, str] = dict(Locale("en").territories.items())
    alpha_2 = _alpha_2_codes()
    return [_row(state, alpha_2.get(state["code"]), english) for state in sorted(states, key=lambda row: row["code"])]


def render(rows: list[CountryRow]) -> str:
    """The file's text: JSON with one row a line, so that a change shows as one line."""
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    return f"[\n{lines}\n]\n"


def read_states() -> list[StateRow]:
    """The reviewed facts that the names are built from."""
    return cast("list[StateRow]", json.loads(STATES.read_text(encoding="utf-8")))


def _row(state: StateRow, alpha_2: str | None, english: dict[str, str]) -> CountryRow:
    code, former = state["code"], "last" in state
    name = FORMER_NAMES.get(code) or state["names"][0]
    cldr = english.get(alpha_2) if alpha_2 and not former else None
    aliases = [alpha_2 if not former else None, cldr, *state["names"], *state["adjectives"], *state["people"]]
    aliases += state.get("also", [])
    row: CountryRow = {"code": code, "name": name}
    row["aliases"] = [alias for alias in dict.fromkeys(aliases) if alias and alias not in (code, name)]
    if former:
        row |= {"former": True, "first": state["first"], "last": state["last"]}
    return row


def _alpha_2_codes() -> dict[str, str]:
    """Alpha-3 to alpha-2: CLDR lists the alpha-3 codes as aliases of one alpha-2 code each."""
    aliases = cast("dict[str, list[str]]", get_global("territory_aliases"))
    return USER_ASSIGNED | {
        old: new[0] for old, new in aliases.items() if len(old) == 3 and old.isalpha() and len(new) == 1
    }


def main() -> None:
    """Write the file."""
    COUNTRIES.parent.mkdir(exist_ok=True)
    COUNTRIES.write_text(render(build_rows(read_states())), encoding="utf-8")


if __name__ == "__main__":
    main()
