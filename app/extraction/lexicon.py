"""The lexicon of triggers: what scripts/build_triggers.py made of facts/triggers.toml, read once."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.domain.events import EventType

FORMS_FILE = Path(__file__).parent / "facts" / "trigger_forms.json"


@dataclass(frozen=True)
class Lexicon:
    """
    Lookups by form and lemma. A lemma with particles is joined by underscores: "shoot_down".

    Attributes:
        verbs: Form → head lemma → tags: B base, S third person, D past, N participle, G -ing.
        nouns: Form → lemma, of trigger nouns and of the nouns of phrases.
        verb_types, noun_types: Lemma → type.
        passive_types: Lemma → type of what is an act in the passive only: "was tried".
        instructing: Verbs that ask what is told to somebody to do: "told the consul to leave".
        phrases: Verb lemma → noun lemma of its object, or what a name stands for ("@person") → type.
        subjects: Verb lemma → noun lemma of its subject → type: "marines landed".
        particles: Head → the particles that may follow it, the longest first.
        nounlike: Verb forms that are as often nouns: they are verbs only with an object.
        alone: Heads that are verbs without any particle too.
        calling: Verbs of naming: what they call something blames or rejects it.
        traveller_nouns: Who is on a visit where he goes to another country.
        light, undergo, lift, end, passing, plain: Classes of verb lemmas; see triggers.toml.
        mutual_verbs, mutual_nouns: Acts that all their parties do together.
        governing: Types that win over the act they govern.
        lift_types, end_types: What the act of an object becomes under a verb of `lift` or `end`.
        attitudes: Adjectives after "is" that agree, reject or blame: "willing", "opposed".
        sayings: Words that make a saying more than a statement: "refusing", "blaming" and so on.
    """

    verbs: dict[str, dict[str, str]]
    nouns: dict[str, str]
    verb_types: dict[str, EventType]
    noun_types: dict[str, EventType]
    passive_types: dict[str, EventType]
    instructing: frozenset[str]
    phrases: dict[str, dict[str, EventType]]
    subjects: dict[str, dict[str, EventType]]
    particles: dict[str, tuple[tuple[str, ...], ...]]
    nounlike: frozenset[str]
    alone: frozenset[str]
    light: frozenset[str]
    undergo: frozenset[str]
    lift: frozenset[str]
    end: frozenset[str]
    passing: frozenset[str]
    plain: frozenset[str]
    traveller_nouns: frozenset[str]
    calling: frozenset[str]
    mutual_verbs: frozenset[str]
    mutual_nouns: frozenset[str]
    governing: frozenset[EventType]
    lift_types: dict[EventType, EventType]
    end_types: dict[EventType, EventType]
    attitudes: dict[str, EventType]
    sayings: dict[str, frozenset[str]]


@cache
def lexicon() -> Lexicon:
    """The lexicon that stands beside this module."""
    raw = json.loads(FORMS_FILE.read_text(encoding="utf-8"))
    return Lexicon(
        verbs=raw["verbs"],
        nouns=raw["nouns"],
        verb_types=_typed(raw["verb_types"]),
        noun_types=_typed(raw["noun_types"]),
        passive_types=_typed(raw["passive_types"]),
        phrases={verb: _by_noun(types) for verb, types in raw["phrases"].items()},
        subjects={verb: _by_noun(types) for verb, types in raw["subjects"].items()},
        particles={head: tuple(map(tuple, rests)) for head, rests in raw["particles"].items()},
        alone=frozenset(raw["alone"]),
        nounlike=frozenset(raw["nounlike"]),
        sayings={name: frozenset(words.split()) for name, words in raw["sayings"].items()},
        attitudes=_typed(raw["attitudes"]),
        governing=frozenset(map(EventType, raw["governing"])),
        lift_types={EventType(key): kind for key, kind in _typed(raw["lift_types"]).items()},
        end_types={EventType(key): kind for key, kind in _typed(raw["end_types"]).items()},
        **{name: frozenset(lemmas) for name, lemmas in raw["lists"].items()},
    )


def _typed(table: dict[str, str]) -> dict[str, EventType]:
    return {lemma: EventType(name) for lemma, name in table.items()}


def _by_noun(types: dict[str, str]) -> dict[str, EventType]:
    """Noun → type, from a list of nouns for each type."""
    found: dict[str, EventType] = {}
    for name, nouns in types.items():
        found.update(dict.fromkeys(nouns.split(), EventType(name)))
    return found
