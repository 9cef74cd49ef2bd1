"""
W3C Web Annotation (JSON-LD) to notes: what each item of a file says, checked, and what is wrong with the others.

A target is a claim until a database is asked: words of an article by quote and position, the article by the SHA-256 of
its text or by its address; an event by the words of its accounts; a pair of countries; another note by its name.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from app.domain.annotations import Note, check_body, fold_tags, read_period
from app.domain.dates import Edtf
from app.domain.dyads import Dyad, parse_dyad
from app.errors import BadInput

CONTEXT: list[Any] = ["http://www.w3.org/ns/anno.jsonld", {"dyadline": "urn:dyadline:"}]
PROFILE = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
ACCOUNTS, EVENT_TYPE, DYAD = "dyadline:accounts", "dyadline:type", "dyadline:dyad"
"""Our own terms: the accounts of an event, the type of what one tells, a pair of countries."""
TITLE, PUBLISHER, ISSUED, IDENTIFIER, TEMPORAL = (
    "dcterms:title", "dcterms:publisher", "dcterms:issued", "dcterms:identifier", "dcterms:temporal",
)  # fmt: skip
SHA256 = "urn:sha256:"
"""How an identifier begins that is the hash of an article's kept text."""

MAX_ITEMS = 20_000
MAX_IRI_CHARS = 500
MAX_NAME_CHARS = 120
MAX_TARGET_CHARS = 200_000
MAX_FAULTS = 100
MAX_START = 2**30
"""No article is so long; what is kept beyond it would pass the databases' integers."""
TEXTS = frozenset({"", "text/markdown", "text/plain"})
QUOTE_SELECTOR, POSITION_SELECTOR = "TextQuoteSelector", "TextPositionSelector"


@dataclass(frozen=True)
class WordsClaim:
    """
    Words of an article.

    Attributes:
        address: Of the article; empty where the file gives none.
        sha256: Of the article's text; None where the file gives none.
        exact, prefix, suffix: The words, and what stands around them.
        start: Where they begin, in code points; None where the file does not say.
    """

    address: str
    sha256: str | None
    exact: str
    prefix: str
    suffix: str
    start: int | None


@dataclass(frozen=True)
class AccountClaim:
    """What one article says of an event; type and title tell accounts of the same words apart."""

    words: WordsClaim
    type: str
    title: str


@dataclass(frozen=True)
class EventClaim:
    """An event, known by its accounts."""

    accounts: tuple[AccountClaim, ...]


@dataclass(frozen=True)
class DyadClaim:
    """A pair of countries in a period."""

    dyad: Dyad
    period: Edtf | None


@dataclass(frozen=True)
class NoteClaim:
    """Another note, by its name."""

    iri: str


Claim = WordsClaim | AccountClaim | EventClaim | DyadClaim | NoteClaim


@dataclass(frozen=True)
class ForeignNote:
    """
    One item of a file.

    Attributes:
        place: Where it stands, for messages: "Item 3".
        iri: Its name; of an item without one the hash of its content, so that it is the same at every import.
        creator: Who wrote it; None where the file does not say.
        created, modified: UTC; None where the file does not say.
        target: As the file has it, to be kept where nothing here fits.
    """

    place: str
    iri: str
    creator: str | None
    created: datetime | None
    modified: datetime | None
    note: Note
    claim: Claim
    target: dict[str, Any]


@dataclass(frozen=True)
class ParsedAnnotations:
    """The notes of a file, and a sentence for each item that is none, with its place and the mend."""

    notes: tuple[ForeignNote, ...]
    faults: tuple[str, ...]


def parse_annotations(raw: bytes, max_chars: int) -> ParsedAnnotations:
    """
    Read a file of Web Annotations: a collection, a page, a list, one annotation, or one in each line.

    Args:
        max_chars: Longest text of a note.

    Raises:
        BadInput: It is no such file at all; the message names the line.
    """
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = raw.count(b"\n", 0, problem.start) + 1
        raise BadInput(f"Line {line} of the file is not UTF-8: save the file as UTF-8 and try again.", "file") from None
    items, faults = _items(text)
    if len(items) > MAX_ITEMS:
        raise BadInput(f"The file has {len(items)} items; {MAX_ITEMS} is the most: import it in parts.", "file")
    notes = []
    for place, item in items:
        try:
            notes.append(_note(place, _clean(item), max_chars))
        except BadInput as problem:
            faults.append(f"{place}: {problem}")
        except RecursionError:
            faults.append(f"{place}: it is nested too deeply: export it again.")
    if len(faults) > MAX_FAULTS:
        faults = [*faults[:MAX_FAULTS], f"… and {len(faults) - MAX_FAULTS} more items that could not be used."]
    return ParsedAnnotations(tuple(notes), tuple(faults))


Items = list[tuple[str, Any]]


def _items(text: str) -> tuple[Items, list[str]]:
    """The items of a file with their places, and the lines that are none."""
    first, *rest = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()] or [(1, "")]
    if rest and _is_object(first[1]):
        return _of_lines([first, *rest])
    try:
        data = json.loads(text)
    except json.JSONDecodeError as problem:
        raise BadInput(
            f"The file is no JSON from line {problem.lineno}, column {problem.colno} on ({problem.msg}): "
            "mend it there, or export it again.",
            "file",
        ) from None
    except RecursionError:
        raise BadInput("The file is nested too deeply to be a list of annotations: export it again.", "file") from None
    return [(f"Item {number}", item) for number, item in enumerate(_list_in(data), 1)], []


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (json.JSONDecodeError, RecursionError):
        return False


def _of_lines(lines: list[tuple[int, str]]) -> tuple[Items, list[str]]:
    items: Items = []
    faults = []
    for number, line in lines:
        try:
            items.append((f"Line {number}", json.loads(line)))
        except (json.JSONDecodeError, RecursionError):
            faults.append(f"Line {number}: it is no JSON: write one annotation in each line, or a list of them.")
    return items, faults


def _list_in(data: Any) -> list[Any]:
    """The annotations of a collection, a page, a list, or the one that the file is."""
    if isinstance(data, list):
        return data
    if not isinstance(data, dict):
        raise BadInput("The file holds no annotations: give a list, a page or a collection of them.", "file")
    page = data.get("first") if isinstance(data.get("first"), dict) else data
    items = page.get("items") if isinstance(page, dict) else None
    if isinstance(items, list):
        return items
    if "target" in data:
        return [data]
    raise BadInput("The file holds no annotations: it has neither “items” nor a “target”.", "file")


def _note(place: str, item: Any, max_chars: int) -> ForeignNote:
    if not isinstance(item, dict):
        raise BadInput("it is no annotation: write an object with “type”, “body” and “target”.")
    if "Annotation" not in _texts(item.get("type")):
        raise BadInput("its “type” is not “Annotation”: give it that type.")
    target = _target(item)
    if len(json.dumps(target)) > MAX_TARGET_CHARS:
        raise BadInput(f"its target has more than {MAX_TARGET_CHARS} characters: point at the words alone.")
    return ForeignNote(
        place=place,
        iri=_iri(item),
        creator=_creator(item.get("creator")),
        created=_instant(item, "created"),
        modified=_instant(item, "modified"),
        note=_content(item, max_chars),
        claim=_claim(target, is_reply="replying" in _texts(item.get("motivation"))),
        target=target,
    )


def _iri(item: dict[str, Any]) -> str:
    given = item.get("id")
    if given is None:
        plain = json.dumps(item, sort_keys=True, ensure_ascii=True)
        return SHA256 + hashlib.sha256(plain.encode()).hexdigest()
    if not isinstance(given, str) or not given.strip() or len(given) > MAX_IRI_CHARS:
        raise BadInput(f"its “id” is no address of at most {MAX_IRI_CHARS} characters: give one, or none.")
    return given


def _creator(given: Any) -> str | None:
    """The name of a person, or the address that stands for one."""
    first = given[0] if isinstance(given, list) and given else given
    if isinstance(first, dict):
        first = first.get("name") or first.get("nickname") or first.get("id")
    name = " ".join(first.split()) if isinstance(first, str) else ""
    return name[:MAX_NAME_CHARS] or None


def _instant(item: dict[str, Any], name: str) -> datetime | None:
    given = item.get(name)
    if given is None:
        return None
    try:
        at = datetime.fromisoformat(given)
        return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
    except (TypeError, ValueError, OverflowError):
        raise BadInput(f"its “{name}” is no instant: write it like 2019-02-14T09:30:00Z.") from None


def _content(item: dict[str, Any], max_chars: int) -> Note:
    bodies = item.get("body", [])
    bodies = bodies if isinstance(bodies, list) else [bodies]
    texts = [item["bodyValue"]] if isinstance(item.get("bodyValue"), str) else []
    tags = []
    for body in bodies:
        value = body.get("value") if isinstance(body, dict) else None
        if not isinstance(value, str):
            raise BadInput("its body has no text: give it a TextualBody with a “value”.")
        if "tagging" in _texts(body.get("purpose")):
            tags.append(value)
        elif (kind := str(body.get("format", ""))) in TEXTS:
            texts.append(value)
        else:
            raise BadInput(f"its body is {kind[:40]}, which is not taken: give it as text/markdown or text/plain.")
    return Note(check_body("\n\n".join(texts), max_chars), fold_tags(tags))


def _target(item: dict[str, Any]) -> dict[str, Any]:
    given = item.get("target")
    first = given[0] if isinstance(given, list) and len(given) == 1 else given
    if isinstance(first, str) and first:
        return {"id": first}
    if not isinstance(first, dict):
        raise BadInput("it has no target, or several: give it one “target”.")
    return first


def _claim(target: dict[str, Any], *, is_reply: bool) -> Claim:
    if DYAD in target:
        return _dyad_claim(target)
    if isinstance(target.get(ACCOUNTS), list):
        accounts = [one for one in target[ACCOUNTS] if isinstance(one, dict)]
        return EventClaim(tuple(_account_claim(one) for one in accounts))
    if is_reply and "selector" not in target:
        return NoteClaim(str(target.get("id") or target.get("source") or ""))
    if EVENT_TYPE in target:
        return _account_claim(target)
    return _words_claim(target)


def _dyad_claim(target: dict[str, Any]) -> DyadClaim:
    dyad, _ = parse_dyad(str(target[DYAD])[:40])
    period = target.get(TEMPORAL)
    return DyadClaim(dyad, read_period(period) if isinstance(period, str) else None)


def _account_claim(target: dict[str, Any]) -> AccountClaim:
    return AccountClaim(_words_claim(target), str(target.get(EVENT_TYPE, "")), str(target.get(TITLE, "")))


def _words_claim(target: dict[str, Any]) -> WordsClaim:
    quote, position = _selector(target, QUOTE_SELECTOR), _selector(target, POSITION_SELECTOR)
    exact = quote.get("exact")
    if not isinstance(exact, str) or not exact:
        raise BadInput("its target has no words: give it a TextQuoteSelector with “exact”.")
    source = target.get("source")
    facts = source if isinstance(source, dict) else {"id": source}
    identifier, start = facts.get(IDENTIFIER), position.get("start")
    return WordsClaim(
        address=str(facts.get("id") or ""),
        sha256=_hash(identifier),
        exact=exact,
        prefix=str(quote.get("prefix") or ""),
        suffix=str(quote.get("suffix") or ""),
        start=start if isinstance(start, int) and 0 <= start < MAX_START else None,
    )


def _hash(identifier: Any) -> str | None:
    is_one = isinstance(identifier, str) and identifier.startswith(SHA256)
    return str(identifier).removeprefix(SHA256) if is_one else None


def _selector(target: dict[str, Any], kind: str) -> dict[str, Any]:
    given = target.get("selector", [])
    selectors = given if isinstance(given, list) else [given]
    return next((one for one in selectors if isinstance(one, dict) and kind in _texts(one.get("type"))), {})


def _texts(given: Any) -> list[str]:
    """The texts of a member that may be one or several."""
    return [one for one in (given if isinstance(given, list) else [given]) if isinstance(one, str)]


def _clean(value: Any) -> Any:
    """Without NUL and half characters, which JSON can write and no database keeps."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "ignore").replace("\x00", "")
    if isinstance(value, list):
        return [_clean(one) for one in value]
    if isinstance(value, dict):
        return {_clean(name): _clean(one) for name, one in value.items()}
    return value
