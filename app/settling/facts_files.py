"""The files of facts beside this module, read once."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FACTS = Path(__file__).parent / "facts"


@cache
def read_facts(name: str) -> dict[str, Any]:
    """A file of facts, for example "days.toml"; shared by all callers, so not to be changed."""
    return tomllib.loads((FACTS / name).read_text(encoding="utf-8"))
