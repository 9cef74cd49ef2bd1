"""
Write app/extraction/facts/trigger_forms.json from triggers.toml: every inflected form of every trigger, ready to look
up.

    python3 scripts/build_triggers.py [--check]

Extraction has no lemmatiser at run time; English inflection is regular enough to be written out here, with a table of
the irregular verbs. `--check` writes nothing and fails where the file is not what it would write.
"""

import argparse
import json
import re
import sys
import tomllib
from pathlib import Path
from typing import Any

FACTS = Path(__file__).resolve().parents[1] / "app" / "extraction" / "facts"
SOURCE, TARGET = FACTS / "triggers.toml", FACTS / "trigger_forms.json"

# lemma: past, participle (the same where one is given)
IRREGULAR = {
    "be": "was been",
    "have": "had",
    "do": "did done",
    "go": "went gone",
    "come": "came come",
    "become": "became become",
    "bring": "brought",
    "get": "got gotten",
    "keep": "kept",
    "let": "let",
    "stand": "stood",
    "sit": "sat",
    "lie": "lay lain",
    "rise": "rose risen",
    "fall": "fell fallen",
    "grow": "grew grown",
    "show": "showed shown",
    "run": "ran run",
    "know": "knew known",
    "feel": "felt",
    "find": "found",
    "lose": "lost",
    "win": "won",
    "pay": "paid",
    "hold": "held",
    "leave": "left",
    "lead": "led",
    "mean": "meant",
    "spread": "spread",
    "draw": "drew drawn",
    "wear": "wore worn",
    "break": "broke broken",
    "build": "built",
    "set": "set",
    "put": "put",
    "throw": "threw thrown",
    "catch": "caught",
    "speak": "spoke spoken",
    "teach": "taught",
    "read": "read",
    "hear": "heard",
    "forget": "forgot forgotten",
    "understand": "understood",
    "choose": "chose chosen",
    "hang": "hung",
    "begin": "began begun",
    "shut": "shut",
    "bind": "bound",
    "bear": "bore borne",
    "broadcast": "broadcast",
    "weep": "wept",
    "drive": "drove driven",
    "ride": "rode ridden",
    "swim": "swam swum",
    "eat": "ate eaten",
    "drink": "drank drunk",
    "sleep": "slept",
    "wake": "woke woken",
    "oversee": "oversaw overseen",
    "spend": "spent",
    "cost": "cost",
    "think": "thought",
    "say": "said",
    "tell": "told",
    "write": "wrote written",
    "make": "made",
    "give": "gave given",
    "take": "took taken",
    "send": "sent",
    "see": "saw seen",
    "undergo": "underwent undergone",
    "undertake": "undertook undertaken",
    "shoot": "shot",
    "strike": "struck",
    "overrun": "overran overrun",
    "slay": "slew slain",
    "gun": "gunned",
    "cut": "cut",
    "sink": "sank sunk",
    "burn": "burned",
    "blow": "blew blown",
    "hit": "hit",
    "fight": "fought",
    "beat": "beat beaten",
    "retake": "retook retaken",
    "sweep": "swept",
    "withhold": "withheld",
    "withdraw": "withdrew withdrawn",
    "quit": "quit",
    "tear": "tore torn",
    "kick": "kicked",
    "lend": "lent",
    "seek": "sought",
    "plead": "pleaded",
    "beseech": "besought",
    "forbid": "forbade forbidden",
    "swear": "swore sworn",
    "shake": "shook shaken",
    "meet": "met",
    "ring": "rang rung",
    "fly": "flew flown",
    "arise": "arose arisen",
    "uphold": "upheld",
    "forgive": "forgave forgiven",
    "buy": "bought",
    "sell": "sold",
    "feed": "fed",
    "lay": "laid",
    "flee": "fled",
    "bid": "bid",
    "foresee": "foresaw foreseen",
    "stab": "stabbed",
    "overthrow": "overthrew overthrown",
    "string": "strung",
    "steal": "stole stolen",
    "freeze": "froze frozen",
    "unfreeze": "unfroze unfrozen",
    "browbeat": "browbeat browbeaten",
    "forecast": "forecast",
    "partake": "partook partaken",
    "resell": "resold",
    "deal": "dealt",
    "bet": "bet",
    "split": "split",
    "rebuild": "rebuilt",
    "overcome": "overcame overcome",
    "spy": "spied",
    "forsake": "forsook forsaken",
    "behold": "beheld",
    "hide": "hid hidden",
    "bite": "bit bitten",
    "breed": "bred",
    "creep": "crept",
    "dig": "dug",
    "fling": "flung",
    "forge": "forged",
    "slide": "slid",
    "sling": "slung",
    "spring": "sprang sprung",
    "sting": "stung",
    "swing": "swung",
    "weave": "wove woven",
    "wind": "wound",
    "wring": "wrung",
    "outbid": "outbid",
    "stick": "stuck",
    "rend": "rent",
    "reset": "reset",
    "cast": "cast",
    "hurt": "hurt",
    "thrust": "thrust",
    "shed": "shed",
    "mow": "mowed mown",
    "sue": "sued",
    "vie": "vied",
    "tie": "tied",
    "die": "died",
    "haul": "hauled",
    "drop": "dropped",
}
DOUBLING = set(
    "admit permit commit submit omit remit rebut expel repel compel propel dispel deter defer refer confer"
    " prefer infer occur"
    " recur incur concur air-drop airdrop annul debar eavesdrop extol machine-gun re-admit readmit refit regret"
    " retrofit unban unplug wiretap hobnob"
    " transfer abet acquit begin forget upset kidnap handicap worship patrol control".split()
)
BOTH_WAYS = set(
    "travel cancel initial signal level model label quarrel channel counsel marshal shovel fuel pummel"
    " funnel disembowel rival equal total".split()
)
IRREGULAR_PLURALS = {
    "man": "men",
    "woman": "women",
    "person": "people",
    "crisis": "crises",
    "coup": "coups",
    "aircraft": "aircraft",
    "territory": "territories",
    "enemy": "enemies",
    "spacecraft": "spacecraft",
    "means": "means",
    "basis": "bases",
    "life": "lives",
    "knife": "knives",
    "chief": "chiefs",
    "mafia": "mafias",
    "relief": "relief",
    "charge": "charges",
    "communiqué": "communiqués",
    "premier": "premiers",
}
VOWELS = "aeiou"


def third_person(verb: str) -> str:
    """Third person singular present of a one-word lemma."""
    if verb in ("be", "have"):
        return {"be": "is", "have": "has"}[verb]
    return plural(verb)


def doubles(verb: str) -> bool:
    """Whether the last consonant is doubled before -ed and -ing: "ban", "expel", but not "visit"."""
    if len(verb) < 3 or verb[-1] in VOWELS + "wxyh" or verb[-2] not in VOWELS or verb[-3] in VOWELS:
        return verb in ("quit", "equip", "acquit")
    return verb in DOUBLING or len(re.findall(r"[aeiouy]+", verb)) == 1


def regular_past(verb: str) -> str:
    """Regular past of a one-word lemma."""
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in VOWELS:
        return verb[:-1] + "ied"
    return (verb + verb[-1] if doubles(verb) else verb) + "ed"


def ing(verb: str) -> str:
    """Present participle of a one-word lemma."""
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) and verb != "be":
        return verb[:-1] + "ing"
    return (verb + verb[-1] if doubles(verb) else verb) + "ing"


def verb_forms(verb: str) -> dict[str, str]:
    """Forms of a one-word lemma and their tags: B base, S third person, D past, N participle, G -ing; "DN" is both."""
    forms = {verb: "B", third_person(verb): "S", ing(verb): "G"}
    past, _, participle = IRREGULAR.get(verb, regular_past(verb)).partition(" ")
    for form, tag in ((past, "D"), (participle or past, "N")):
        forms[form] = forms.get(form, "") + tag
    if verb in BOTH_WAYS:
        forms |= {verb + "led": "DN", verb + "ling": "G"}
    if verb == "be":
        forms |= {"am": "S", "are": "S", "were": "D"}
    if verb in ("burn", "learn"):
        forms[verb + "t"] = "DN"
    if verb == "hang":
        forms["hanged"] = "DN"
    return forms


def plural(noun: str) -> str:
    """Plural of a noun, regular unless the table says otherwise."""
    if noun in IRREGULAR_PLURALS:
        return IRREGULAR_PLURALS[noun]
    if noun.endswith("y") and noun[-2] not in VOWELS:
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")


def expand(words: str, groups: dict[str, str]) -> list[str]:
    """The words of a list separated by | or white space, `$group` standing for its own."""
    found: list[str] = []
    for word in re.split(r"[|\s]+", words):
        found += expand(groups[word[1:]], groups) if word.startswith("$") else [word] if word else []
    return found


def build(facts: dict[str, Any]) -> dict[str, Any]:
    """The lookup tables: see the keys of the result; every list is sorted, so that equal facts give equal bytes."""
    types: dict[str, dict[str, str]] = {"verbs": {}, "nouns": {}}
    phrases: dict[str, dict[str, str]] = {}
    for event_type, entry in facts["types"].items():
        for part in ("verbs", "nouns"):
            for lemma in entry[part].split():
                if types[part].setdefault(lemma, event_type) != event_type:
                    raise SystemExit(f"{part}: {lemma} is both {types[part][lemma]} and {event_type}")
        for line in entry["phrases"].strip().splitlines():
            verb, _, nouns = line.strip().partition(" ")
            for noun in expand(nouns, facts["groups"]):
                if phrases.setdefault(verb, {}).setdefault(noun, event_type) != event_type:
                    raise SystemExit(f"phrases: {verb} {noun} is both {phrases[verb][noun]} and {event_type}")
    subjects: dict[str, dict[str, str]] = {}
    for event_type, entry in facts["types"].items():
        for line in entry.get("subjects", "").strip().splitlines():
            verb, _, nouns = line.strip().partition(" ")
            for noun in expand(nouns, facts["groups"]):
                if subjects.setdefault(verb, {}).setdefault(noun, event_type) != event_type:
                    raise SystemExit(f"subjects: {noun} {verb} is both {subjects[verb][noun]} and {event_type}")
    passive = {
        lemma: event_type for event_type, entry in facts["types"].items() for lemma in entry.get("passive", "").split()
    }
    operators, words = facts["operators"], facts["words"]
    lists = {
        "light": facts["light"]["verbs"].split(), "undergo": facts["light"]["undergo"].split(),
        "lift": operators["lift"].split(), "end": operators["end"].split(),
        "passing": facts["governing"]["passing"].split(), "plain": words["plain"].split(),
        "mutual_verbs": facts["mutual"]["verbs"].split(), "mutual_nouns": facts["mutual"]["nouns"].split(),
        "instructing": facts["types"]["REQUEST"].get("infinitive", "").split(),
        "calling": words["calling"].split(),
        "traveller_nouns": expand(words["travellers"], facts["groups"]),
    }  # fmt: skip
    lemmas = {
        *types["verbs"],
        *phrases,
        *subjects,
        *passive,
        *(verb for name, verbs in lists.items() if "nouns" not in name for verb in verbs),
    }
    verbs: dict[str, dict[str, str]] = {}
    for lemma in sorted(lemmas):
        head = lemma.split("_")[0]
        for form, tags in verb_forms(head).items():
            verbs.setdefault(form, {})[head] = tags
    nouns = {}
    for noun in sorted(
        {
            *types["nouns"],
            *(noun for table in (*phrases.values(), *subjects.values()) for noun in table if noun[0] != "@"),
        },
        reverse=True,
    ):
        nouns[plural(noun)] = noun
        nouns[noun] = noun
    return {
        "verbs": verbs, "nouns": nouns, "verb_types": types["verbs"], "noun_types": types["nouns"],
        "passive_types": passive,
        "phrases": {verb: by_type(nouns) for verb, nouns in phrases.items()},
        "subjects": {verb: by_type(nouns) for verb, nouns in subjects.items()},
        "particles": particles(lemmas), "lists": {name: sorted(set(lemmas)) for name, lemmas in lists.items()},
        "nounlike": sorted({form for word in words["nounlike"].split() for form in (word, plural(word))}),
        "alone": sorted(lemma for lemma in lemmas if "_" not in lemma),
        "attitudes": {word: kind for kind, words in facts["attitudes"].items() for word in words.split()},
        "governing": facts["governing"]["types"].split(),
        "lift_types": operators["lift_types"], "end_types": operators["end_types"],
"sayings": {name: " ".join(sorted(set(words.split()))) for name, words in facts["sayings"].items()},
    }  # fmt: skip


def by_type(nouns: dict[str, str]) -> dict[str, str]:
    """For each type its nouns in one string: a quarter of the size of a table by noun, and quicker to read."""
    found: dict[str, list[str]] = {}
    for noun, event_type in nouns.items():
        found.setdefault(event_type, []).append(noun)
    return {event_type: " ".join(sorted(words)) for event_type, words in found.items()}


def particles(lemmas: set[str]) -> dict[str, list[list[str]]]:
    """For each head the particles that may follow it, the longest first."""
    found: dict[str, list[list[str]]] = {}
    for lemma in sorted(lemmas):
        head, *rest = lemma.split("_")
        if rest:
            found.setdefault(head, []).append(rest)
    return {head: sorted(rests, key=lambda rest: (-len(rest), rest)) for head, rests in found.items()}


def main() -> None:
    """Write the file, or check it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--check", action="store_true", help="write nothing; fail where the file is not what would be written"
    )
    options = parser.parse_args()
    with SOURCE.open("rb") as file:
        tables = build(tomllib.load(file))
    text = json.dumps(tables, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"
    if not options.check:
        TARGET.write_text(text, encoding="utf-8")
    elif TARGET.read_text(encoding="utf-8") != text:
        sys.exit(f"{TARGET.name} is not what {SOURCE.name} gives: run scripts/build_triggers.py")


if __name__ == "__main__":
    main()
