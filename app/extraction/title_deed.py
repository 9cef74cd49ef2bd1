"""The verb of a headline: past, "to …" for a plan, with its doubt where the text has one."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.domain.events import EventType, Status
from app.extraction.candidates import Candidate
from app.extraction.clauses import Clause
from app.extraction.lexicon import lexicon

_FILE = Path(__file__).parent / "facts" / "titles.toml"
_MODALS = {
    "'d": "would", "cannot": "could", "can": "could", "will": "would", "'ll": "would", "shall": "would",
    "was to": "was to", "was to have": "was to have",
}  # fmt: skip


@dataclass(frozen=True)
class Deed:
    """How the act of a type is told plainly; see facts/titles.toml."""

    to: tuple[str, str, str]
    alone: tuple[str, str]
    done: str


@dataclass(frozen=True)
class TitleFacts:
    """What facts/titles.toml holds."""

    deeds: dict[EventType, Deed]
    nouns: dict[str, tuple[str, str, str]]
    needy: frozenset[str]
    markers: frozenset[str]
    planning: frozenset[str]
    alleging: frozenset[str]


@cache
def title_facts() -> TitleFacts:
    """The table beside this module, read once."""
    raw = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    deeds = {
        EventType(name): Deed(tuple(row["to"]), tuple(row["alone"]), row["done"]) for name, row in raw["deeds"].items()
    }
    words = {name: frozenset(text.split()) for name, text in raw["verbs"].items()}
    return TitleFacts(deeds, {noun: tuple(row) for noun, row in raw["nouns"].items()}, **words)


def deed(candidate: Candidate, clause: Clause, plural: bool) -> str:
    """A clause's verb in the headline's tense; `plural` is the number of its subject."""
    verb, status = clause.verb, candidate.status.status
    head = verb.lemma.split("_")[0]
    past, participle = _forms(head, candidate.parsed.tokens[verb.head].lower)
    be = "were" if plural else "was"
    base, perfect = (f"be {participle}", f"have been {participle}") if verb.passive else (head, f"have {participle}")
    if status is Status.PLANNED and head not in title_facts().planning:
        return f"not to {base}" if verb.negated else f"to {base}"
    if verb.modal and status is not Status.PLANNED:
        spoken = candidate.parsed.words(verb.first, verb.head)
        modal = _MODALS.get(verb.modal, verb.modal)
        bare = base if "have" not in spoken else perfect.removeprefix("have ") if modal.endswith("have") else perfect
        return f"{modal}{' not' if verb.negated else ''} {bare}"
    if verb.passive or head == "be":
        return _being(candidate, be, participle if verb.passive else "", verb.negated)
    if verb.negated:
        return f"did not {head}"
    return in_doubt(candidate, past, base, head)


def _being(candidate: Candidate, be: str, participle: str, negated: bool) -> str:
    """ "was not hit", "was allegedly hit", "might be hit"."""
    doubt = "" if negated else _doubt(candidate, "")
    if doubt == "might":
        return f"might be {participle}".strip()
    denied = negated or candidate.status.status is Status.DENIED
    return " ".join(filter(None, (be, doubt, "not" if denied else "", participle)))


def in_doubt(candidate: Candidate, past: str, base: str, head: str = "") -> str:
    """A verb as the event's status has it."""
    status = candidate.status.status
    doubt = _doubt(candidate, head)
    if status is Status.PLANNED and head not in title_facts().planning:
        return f"to {base}"
    if status is Status.DENIED:
        return f"{doubt} did not {base}"
    if doubt == "might":
        return f"might {base}"
    return f"{doubt} {past}".strip()


def _doubt(candidate: Candidate, head: str) -> str:
    """The word that says how a deed is told: as fact, by hearsay or as only possible."""
    if head in title_facts().alleging:
        return ""
    status = candidate.status.status
    return {Status.ALLEGED: "allegedly", Status.DENIED: "reportedly", Status.HYPOTHETICAL: "might"}.get(status, "")


def _forms(lemma: str, spoken: str) -> tuple[str, str]:
    """Past and participle; of several the one that the text has."""
    tags = lexicon().verbs.get(spoken, {}).get(lemma, "")
    past, participle = _past_forms().get(lemma, (spoken, spoken))
    return (spoken if "D" in tags else past or spoken), (spoken if "N" in tags else participle or spoken)


@cache
def _past_forms() -> dict[str, tuple[str, str]]:
    """Lemma → past and participle, read back from the table of forms; regular ones win."""
    found: dict[str, list[str]] = {}
    for form, entry in lexicon().verbs.items():
        for lemma, tags in entry.items():
            pair = found.setdefault(lemma, ["", ""])
            for at, tag in enumerate("DN"):
                if tag in tags and not pair[at].endswith("ed"):
                    pair[at] = form
    return {lemma: (pair[0], pair[1]) for lemma, pair in found.items()}
