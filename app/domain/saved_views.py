"""A saved view: a filter of the timeline by name, and what may stand in it."""

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from app.domain.filters import Filter, parse, to_query
from app.errors import BadInput

MAX_NAME_CHARS = 120
MAX_DESCRIPTION_CHARS = 2_000
MAX_ADDRESS_CHARS = 8_000


@dataclass(frozen=True)
class ViewDraft:
    """The checked content of a saved view. `query` is canonical: window and lanes are kept, the selection is not."""

    name: str
    description: str
    is_shared: bool
    query: str


def make_view(name: str, description: str, address: str, *, is_shared: bool) -> ViewDraft:
    """
    Check what a person typed.

    Args:
        address: Of the timeline with the filter: the whole address, its path, or what stands behind the question mark.

    Raises:
        BadInput: There is no name, something is too long, or the filter cannot be used.
    """
    name, description = " ".join(name.replace("\x00", "").split()), description.replace("\x00", "").strip()
    if not name:
        raise BadInput("The view has no name: write how you want to find it again.", "name")
    _check_length("name", name, MAX_NAME_CHARS)
    _check_length("description", description, MAX_DESCRIPTION_CHARS)
    return ViewDraft(name, description, is_shared, canonical_query(address))


def canonical_query(address: str) -> str:
    """
    What of an address of the timeline a view keeps.

    Raises:
        BadInput: It is too long, or a part of its filter cannot be used.
    """
    _check_length("query", address, MAX_ADDRESS_CHARS)
    try:
        query = urlsplit(address.strip()).query if "?" in address else address.strip().removeprefix("/")
        parsed = parse(parse_qsl(query, max_num_fields=1_000))
    except ValueError as problem:
        raise BadInput("The address cannot be read: copy it from the timeline again.", "query") from problem
    if parsed.faults:
        raise BadInput(f"The filter cannot be used: {next(iter(parsed.faults.values()))}", "query")
    return to_query(parsed.filter.with_(selected=None, cluster=None))


def filter_of(query: str) -> Filter:
    """The filter of a saved view; what later programs cannot read of it is left out."""
    return parse(parse_qsl(query)).filter


def _check_length(field: str, text: str, most: int) -> None:
    if len(text) > most:
        raise BadInput(f"The {field} has {len(text)} characters; {most} is the most. Shorten it.", field)
