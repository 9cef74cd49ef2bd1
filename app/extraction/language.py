"""
Which language a text is in: the script of its letters, then its function words.

Only English is read for events yet, so the question is mostly whether a text is something else. In doubt it is English:
an article that is short, mixed, or full of names is read, and at worst gives nothing.
"""

import re
import tomllib
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_DATA = Path(__file__).with_suffix(".toml")
SAMPLE_CHARS = 20_000
"""How much of a text is looked at: far more than recognising takes."""

_LETTERS = 60  # fewer letters of a script with letters for sounds tell nothing
_SIGNS = 20  # the same for a script with signs for words or syllables
_DENSE = frozenset({"han", "kana", "hangul"})
_MAJORITY = 0.6  # share of a script's letters in all letters from which on the text is in it
_JAPANESE = 0.1  # share of kana among kana and Han: Chinese has none, Japanese news about a half
_HITS = 8  # fewest function words that tell a language
_SHARE = 0.15  # and their least share of all words; prose of any language here has more than 0.2
_LEAD = 1.5  # how many times the function words of English there must be
_CLEAR = 1.1  # how many times those of the next language, for the name to be told

_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Language:
    """
    What a text is in.

    Attributes:
        code: ISO 639-1, or None where it cannot be told.
        english: Whether it is to be read as English: true also where nothing speaks clearly against it.
        evidence: What was counted, in words.
    """

    code: str | None
    english: bool
    evidence: str

    @property
    def name(self) -> str | None:
        """Its English name, if it can be told."""
        return _facts().names[self.code] if self.code else None


@dataclass(frozen=True)
class _Facts:
    names: dict[str, str]
    ranges: tuple[tuple[int, int, str], ...]  # first and last code point, script
    language_of: dict[str, str]  # by script, where it tells the language
    words: dict[str, dict[str, frozenset[str]]]  # by script and language
    languages_of: dict[str, dict[str, tuple[str, ...]]]  # by script and word

    def script_of(self, char: str) -> str | None:
        """The script that a letter is of; None for what is no letter."""
        point = ord(char)
        for first, last, script in self.ranges:
            if first <= point <= last and (script != "latin" or char.isalpha()):
                return script
        return None


def recognise(text: str) -> Language:
    """
    Tell the language of a text from its first `SAMPLE_CHARS` characters.

    A pure function: it takes time linear in that sample, raises nothing, and says English where it is in doubt.
    """
    facts = _facts()
    sample = unicodedata.normalize("NFC", text[:SAMPLE_CHARS]).lower()
    letters: Counter[str] = Counter()
    for char, times in Counter(sample).items():
        if found := facts.script_of(char):
            letters[found] += times
    script, count = _main_script(letters)
    if script is None:
        return Language(None, True, "too few letters of one script")
    if script == "latin":
        return _by_words(sample, script, against_english=True)
    if script in facts.language_of:
        return Language(facts.language_of[script], False, f"{count} of {letters.total()} letters are {script.title()}")
    return _by_words(sample, script, against_english=False)


def english_or_notice(text: str) -> str | None:
    """The sentence that tells a reader why no events were read from a text; None where it is English or may be."""
    language = recognise(text)
    if language.english:
        return None
    known = f"This article is in {language.name}" if language.name else "This article is not in English"
    return f"{known}: it is kept, but only English is read for events yet."


def _main_script(letters: Counter[str]) -> tuple[str | None, int]:
    """The script that most letters are of and how many, if that says something."""
    east_asian = letters["han"] + letters["kana"]
    counts = Counter({script: count for script, count in letters.items() if script not in ("han", "kana")})
    if east_asian:
        counts["kana" if letters["kana"] >= _JAPANESE * east_asian else "han"] = east_asian
    for script, count in counts.most_common(1):
        if count >= (_SIGNS if script in _DENSE else _LETTERS) and count >= _MAJORITY * counts.total():
            return script, count
    return None, 0


def _by_words(sample: str, script: str, *, against_english: bool) -> Language:
    """Tell the languages of one script apart; what leads English clearly is not English, whichever it is."""
    facts = _facts()
    counted = Counter(_WORD.findall(sample))
    scripts = {first: facts.script_of(first) for first in {word[0] for word in counted}}
    total = sum(times for word, times in counted.items() if scripts[word[0]] == script)
    hits = Counter(dict.fromkeys(facts.words[script], 0))
    for word in counted.keys() & facts.languages_of[script].keys():
        for code in facts.languages_of[script][word]:
            hits[code] += counted[word]
    english = hits.pop("en", 0)
    (best, most), (_, next_most) = hits.most_common(2)
    evidence = f"of {total} words {most} are function words of {facts.names[best]}"
    if against_english:
        evidence += f", {english} of English"
    enough = most >= _HITS and most >= _SHARE * total
    if against_english and not (enough and most >= _LEAD * english):
        clearly = english >= _HITS and english > most
        return Language("en" if clearly else None, True, evidence)
    return Language(best if enough and most >= _CLEAR * next_most else None, False, evidence)


@cache
def _facts() -> _Facts:
    data = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    scripts = data["scripts"]
    words = {
        script: {code: frozenset(words.split()) for code, words in languages.items()}
        for script, languages in data["words"].items()
    }
    return _Facts(
        names=data["names"],
        ranges=tuple((first, last, name) for name, script in scripts.items() for first, last in script["ranges"]),
        language_of={name: script["language"] for name, script in scripts.items() if "language" in script},
        words=words,
        languages_of={script: _languages_of(languages) for script, languages in words.items()},
    )


def _languages_of(words: dict[str, frozenset[str]]) -> dict[str, tuple[str, ...]]:
    """Word → the languages that use it."""
    found: dict[str, tuple[str, ...]] = {}
    for code, own in words.items():
        for word in own:
            found[word] = (*found.get(word, ()), code)
    return found
