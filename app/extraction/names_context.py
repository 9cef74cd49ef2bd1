"""What the words around a hit make of it: a party, a place, an attribute, or no name at all."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from app.extraction.model import NameKind
from app.extraction.names_search import Hit
from app.extraction.names_words import any_of, words

REACH = 60  # characters looked at on either side
ANY_CASE = re.IGNORECASE


class Reading(NamedTuple):
    """What a hit is in its context: whether it may act, and the rule that says so. None instead: it is no name."""

    acts: bool
    rule: str


def read_hit(
    hit: Hit,
    folded: str,
    start: int,
    end: int,
    before: tuple[Hit, Reading] | None,
    without: frozenset[str] = frozenset(),
) -> Reading | None:
    """
    Judge a hit in its block `folded[start:end]`: the first reading that fits, if nothing says that it is no name.

    Args:
        hit: What was found.
        folded: The folded text.
        start, end: The block, end excluded.
        before: The hit to the left in the block and how it was read, for "in Moscow and Kyiv".
        without: Ids of rules that are switched off.
    """
    left, right = folded[max(start, hit.start - REACH) : hit.start], folded[hit.end : min(end, hit.end + REACH)]
    word = folded[hit.start : hit.end]
    if any(rule not in without for rule in _vetoes(hit, word, left, right)):
        return None
    for reading in _readings(hit, word, left, right, at_start=hit.start == start):
        if reading.rule == "name.listed":
            joined = before and _JOINED.fullmatch(folded, before[0].end, hit.start)
            if before and joined and reading.rule not in without and _is_listed_place(before[1], hit):
                return before[1]
        elif reading.rule not in without:
            return reading
    return None


def _readings(hit: Hit, word: str, left: str, right: str, *, at_start: bool) -> Iterator[Reading]:
    """What a hit may be, in the order of what goes first; made one by one, as the first one mostly is the answer."""
    if not hit.entry.acts:
        yield Reading(False, hit.entry.rule)
        return
    if hit.entry.kind is NameKind.STATE and hit.entry.party in _BROKEN_UP and left.endswith(_FORMER):
        yield Reading(False, "name.attribute")
    yield from _attributes(left, right)
    if at_start and hit.entry.kind in _MAY_BE_PLACE and _is_dateline(word, right):
        yield Reading(False, "name.dateline")
    yield _LISTED
    yield from _by_kind(hit, left, right)


_LISTED = Reading(False, "name.listed")


_MAY_BE_PLACE = {NameKind.CAPITAL, NameKind.STATE}
_PLACE_RULES = {"name.dateline", "name.capital-place", "name.state-place", "name.city", "name.region"}
_JOINED = re.compile(r",? (?:and|or) |, | ?/ ?")
_DATELINE = re.compile(r" ?(?:[(,:/–—]|--? )")
_SMALL_DATELINE = re.compile(r" \([A-Z]|, [A-Z][a-z]{2,8}\.? \d|(?:, [A-Z]\w+)? (?:--|–|—) ")


def _is_dateline(word: str, right: str) -> bool:
    return bool((_DATELINE if word.isupper() else _SMALL_DATELINE).match(right))


def _is_listed_place(before: Reading, hit: Hit) -> bool:
    """Whether the left neighbour of a list decides: it is a place, and this is a name that may be one too."""
    return not before.acts and before.rule in _PLACE_RULES and hit.entry.kind in _MAY_BE_PLACE


def _by_kind(hit: Hit, left: str, right: str) -> Iterator[Reading]:
    match hit.entry.kind:
        case NameKind.CAPITAL:
            yield from _capital(left, right)
            return
        case NameKind.STATE if _stands_in_place(left) and _STATE_PLACE.search(left):
            yield Reading(False, "name.state-place")
        case NameKind.DEMONYM if _is_place_adjective(left, right):
            yield Reading(False, "name.demonym-place")
    yield Reading(True, hit.entry.rule)


# ---- attributes and outlets --------------------------------------------------------------------------------------

_SUFFIX = re.compile(rf"-{any_of('attribute_suffixes')}\b", ANY_CASE)
_PREFIX = re.compile(rf"\b{any_of('attribute_prefixes')}-$", ANY_CASE)
_FORMER = ("former ", "Former ", "one-time ", "ex-")
_BROKEN_UP = {"SUN", "YUG", "CSK"}  # "the former Yugoslavia" is where, not who
_FORMER_NOUNS = re.compile(rf" {any_of('former_nouns')}\b", ANY_CASE)
_ETHNIC = ("ethnic ", "Ethnic ", "ethnically ")
_ALLY = re.compile(r"(?:'s)? (?:ally|protege|stooge|puppet|vassal|client state|satellite state)\b")
_WAVING = re.compile(
    r"\b(?:wav(?:e|es|ed|ing)|carry(?:ing)?|carried|bearing|bore|fly(?:ing)?|flew|under) (?:the |an? )?$"
)
_FLAGS = re.compile(r" (?:flags?|colours|banners?)\b")
# An outlet is a source, never a participant: "the Egyptian newspaper Al-Ahram said", "Belgrade radio reported".
_OUTLET = rf"(?: {any_of('media_adjectives')})* {any_of('media_nouns')}\b"
_OUTLET_SAYS = re.compile(
    rf"(?:-(?:owned|run|based|controlled))?{_OUTLET}[^.;]{{0,50}}?\b{any_of('media_verbs')}\b", ANY_CASE
)
_OUTLET_AFTER = re.compile(_OUTLET, ANY_CASE)
_ACCORDING_TO = re.compile(r"\b(?:according to|told|quoted by|reported by) (?:the |an? )?(?:[a-z-]+ )?$", ANY_CASE)


# A search to the left costs twenty times a match to the right or a look at the last word, so these go first throughout.
def _attributes(left: str, right: str) -> Iterator[Reading]:
    if _OUTLET_SAYS.match(right) or (_OUTLET_AFTER.match(right) and _ACCORDING_TO.search(left)):
        yield Reading(False, "name.media")
    if _tells_more_of_another(left, right):
        yield Reading(False, "name.attribute")


def _tells_more_of_another(left: str, right: str) -> bool:
    if _SUFFIX.match(right) or _ALLY.match(right) or left.endswith(_ETHNIC):
        return True
    if left.endswith(_FORMER) and _FORMER_NOUNS.match(right):
        return True
    return bool((left.endswith("-") and _PREFIX.search(left)) or (_FLAGS.match(right) and _WAVING.search(left)))


# ---- government or place -----------------------------------------------------------------------------------------

_ADJECTIVES = rf"(?:{any_of('place_adjectives')} )*"
_IN_PLACE = re.compile(rf"\b{any_of('inside')} {_ADJECTIVES}$", ANY_CASE)
_STATE_PLACE = re.compile(rf"\b(?:{any_of('inside_state')}|{any_of('part_of_state')} of) {_ADJECTIVES}$", ANY_CASE)
_PLACE_TAIL = re.compile(rf"{any_of('place_adjectives')}|{any_of('inside')}|{any_of('inside_state')}", ANY_CASE)
_VISITED = re.compile(rf"\b{any_of('city_verbs')} (?:the capital,? )?$", ANY_CASE)
_RELATION = re.compile(rf"\b{any_of('relations')} (?:to|from) $", ANY_CASE)
_OF_PLACE = re.compile(rf"\b{any_of('part_of_city')} of $", ANY_CASE)
_PLACE_AFTER = re.compile(rf" {any_of('city_nouns')}\b|'s {any_of('city_possessions')}\b", ANY_CASE)
_COUNTRY_AFTER = re.compile(r", [A-Z][a-z]+(?: [A-Z][a-z]+)?(?:,|\.|$)")
_INSTITUTION_IN = re.compile(rf"\b{any_of('institutions')} in $", ANY_CASE)
_PLACE_NOUN = re.compile(rf"(?:-[a-z]+)?(?: [a-z]+(?:ern)?)? {any_of('place_nouns')}\b")
_AT_BORDER = re.compile(r"\b(?:on|along|near|at|over|across|to|from|towards?) (?:the|its|their) $", ANY_CASE)
_BORDER = re.compile(r" (?:borders?|frontier)\b")


def _capital(left: str, right: str) -> Iterator[Reading]:
    if _stands_in_place(left) and _INSTITUTION_IN.search(left):
        yield Reading(True, "name.capital-institution")
    if _PLACE_AFTER.match(right) or _COUNTRY_AFTER.match(right) or _is_place_by_left(left):
        yield Reading(False, "name.capital-place")
    yield Reading(True, "name.capital-party")


def _is_place_by_left(left: str) -> bool:
    if _stands_in_place(left) and _IN_PLACE.search(left):
        return True
    if left.endswith(("to ", "from ", "To ", "From ")):
        return not _RELATION.search(left)
    if left.endswith("of "):
        return bool(_OF_PLACE.search(left))
    return bool(_VISITED.search(left))


def _stands_in_place(left: str) -> bool:
    """Whether the last word is one that may end "in the old city of": a cheap gate for the searches."""
    return bool(_PLACE_TAIL.fullmatch(left[left.rfind(" ", 0, -1) + 1 : -1])) if left.endswith(" ") else False


def _is_place_adjective(left: str, right: str) -> bool:
    """In the Pakistani city of …, on the Syrian border: where, not who."""
    if _PLACE_NOUN.match(right) and _IN_PLACE.search(left):
        return True
    return bool(_BORDER.match(right) and _AT_BORDER.search(left))


# ---- no name at all ----------------------------------------------------------------------------------------------

_LANGUAGE_LEFT = re.compile(rf"\b{any_of('language_verbs')} $")
_LANGUAGE_RIGHT = re.compile(rf"[- ]{any_of('language_nouns')}\b")
_CULTURE_RIGHT = re.compile(rf" {any_of('culture_nouns')}\b", ANY_CASE)
_MORE_WORDS = re.compile(r"[ -]\w|'")
_PERSON_LIKE = words("person_like")
_GIVEN = re.compile(rf"\b{any_of('given_names')} $")
_CAPITALISED_AFTER = re.compile(r" ([A-Z][a-z]{2,})\b(?! (?:Ministry|Republic))")
_NO_SURNAMES = words("no_surnames")
_PREPOSITION = re.compile(r"(?:\b(?:in|to|from|with|of|between|and|against|by|for|the|near|at|over|on)|,) $")
_NAMESAKE = re.compile(rf" {any_of('city_namesakes')}\b")
_CHURCH_ORDER = re.compile(r" (?:friars?|monks?|order|priests?|nuns?)\b")


def _vetoes(hit: Hit, word: str, left: str, right: str) -> Iterator[str]:
    """Ids of the rules by which the words are no name here."""
    if hit.entry.kind is NameKind.DEMONYM:
        if _CULTURE_RIGHT.match(right) or (word == "Dominican" and _CHURCH_ORDER.match(right)):
            yield "name.culture"
        if _LANGUAGE_RIGHT.match(right) or (not _MORE_WORDS.match(right) and _LANGUAGE_LEFT.search(left)):
            yield "name.language"
    if hit.entry.kind in (NameKind.PLACE, NameKind.CAPITAL) and _NAMESAKE.match(right):
        yield "name.namesake"
    if word in _PERSON_LIKE and _is_person(left, right):
        yield "name.namesake"


def _is_person(left: str, right: str) -> bool:
    """Michael Jordan, Chad Smith: a given name before it, or a surname after it in running text."""
    if _GIVEN.search(left):
        return True
    after = _CAPITALISED_AFTER.match(right)
    if not after or after[1] in _NO_SURNAMES or not left:
        return False
    return not _PREPOSITION.search(left)
