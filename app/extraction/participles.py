"""Past forms that are participles: of two in one breath one tells and the other describes."""

import itertools

from app.domain.events import EventType
from app.extraction.verb_group import Form, VerbGroup
from app.extraction.verb_signs import VerbSigns
from app.extraction.verb_words import BREAKS, PRONOUNS

_SPEAKING = frozenset(
    {EventType.STATEMENT, EventType.ACCUSE, EventType.REJECT, EventType.REQUEST, EventType.THREATEN, EventType.AGREE}
)


def find_participles(groups: list[VerbGroup], signs: VerbSigns) -> list[VerbGroup]:
    """
    The same groups, those that only describe made participles.

    In "shells fired from Malta hit a ship" it is the first, after an object ("expelled two envoys based there") the
    second.
    """
    for group, following in itertools.pairwise(groups):
        if _describes_subject(group, following, signs):
            group.form, group.passive = Form.PARTICIPLE, True
    for before, group in itertools.pairwise(groups):
        if _describes_object(before, group, signs):
            group.form, group.passive = Form.PARTICIPLE, True
    return groups


def _describes_subject(group: VerbGroup, following: VerbGroup, signs: VerbSigns) -> bool:
    """ "Shells *fired* from Malta hit a ship"."""
    told_of = signs.word(group.first - 1) in ("who", "which", "that")
    if told_of or not _is_bare(group) or following.form is not Form.FINITE:
        return False
    if _is_bracketed(group, following, signs):
        return True
    if _speaks(group, signs):
        return False
    entry = signs.lexicon.verbs.get(signs.word(group.head))
    tags = "".join(entry.values()) if entry else "DN"
    return "N" in tags and "D" in tags and not _parted(group, following, signs)


def _describes_object(before: VerbGroup, group: VerbGroup, signs: VerbSigns) -> bool:
    """ "Expelled two envoys *based* there"."""
    if before.form is not Form.FINITE or not _is_bare(group) or _speaks(before, signs):
        return False
    entry = signs.lexicon.verbs.get(signs.word(group.head))
    apart = group.first > before.last + 1 and not _parted(before, group, signs)
    return apart and "N" in "".join(entry.values() if entry else "N")


def _is_bare(group: VerbGroup) -> bool:
    return group.form is Form.FINITE and group.first == group.head


def _speaks(group: VerbGroup, signs: VerbSigns) -> bool:
    return signs.lexicon.verb_types.get(group.lemma) in _SPEAKING


def _parted(before: VerbGroup, after: VerbGroup, signs: VerbSigns) -> bool:
    """Whether a break or a pronoun stands between two groups."""
    return any(
        token.lower in BREAKS or token.lower in PRONOUNS for token in signs.tokens[before.last + 1 : after.first]
    )


def _is_bracketed(group: VerbGroup, following: VerbGroup, signs: VerbSigns) -> bool:
    """ "Norway, warned of the storm, waited": a past form between commas before the verb of the sentence."""
    tags = "".join(signs.lexicon.verbs.get(signs.word(group.head), {"": "N"}).values())
    if "N" not in tags or signs.word(following.first - 1) != ",":
        return False
    comma = group.first - 1
    while comma > 0 and signs.word(comma) != ",":
        comma -= 1
    if comma == group.first - 1:
        return comma > 0 and comma - 1 in signs.names
    return comma > 0 and signs.word(comma + 1) in ("a", "an", "the", "one", "its", "his", "their")
