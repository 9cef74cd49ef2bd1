"""
Acts told by nouns ("after the arrest of …", "Sunday's visit"): counted only with a date or parties of their own.
"""

from dataclasses import dataclass

from app.domain.dates import in_words
from app.domain.events import EventType, Status
from app.extraction.beside import with_members
from app.extraction.clauses import Link, ParsedSentence
from app.extraction.discourse import Mention, in_force, mentions_of
from app.extraction.event_dates import UNDATED, DateChooser, EventDate
from app.extraction.implied import Parties
from app.extraction.lexicon import lexicon
from app.extraction.model import NameKind, TimeExpression
from app.extraction.roles import RoleFinder
from app.extraction.status import StatusReading
from app.extraction.triggers import Reading
from app.extraction.verbs import PREPOSITIONS

BEFORE, AFTER = 5, 12  # tokens of a noun phrase looked at
_RECIPIENT = frozenset("of on against at to with".split())
_OCCASIONS = frozenset("after following during before to despite amid over".split())
_INDEFINITE = frozenset("a an earlier another recent deadly previous".split())
_SAYINGS = frozenset(
    "statement statements remark remarks comment comments announcement warning interview speech".split()
)
_BREAKS = frozenset(', ; : . ( ) — – " “ ” who which that when where while and but after before'.split())


@dataclass(frozen=True, slots=True)
class NominalAct:
    """An act told by a noun; tokens of its phrase, end excluded."""

    start: int
    end: int
    reading: Reading
    parties: Parties
    status: StatusReading
    date: EventDate


def nominal_acts(parsed: ParsedSentence, used: set[int], roles: RoleFinder, chooser: DateChooser) -> list[NominalAct]:
    """The nominal acts of a sentence; `used` are nouns that a verb's act has taken."""
    if not (parsed.follows("type.noun") and parsed.follows("status.told-as-fact")):
        return []
    words = lexicon()
    owners = _owners(parsed)
    verbs = {at for clause in parsed.clauses for at in range(clause.verb.first, clause.verb.last + 1)}
    found = []
    for at, token in enumerate(parsed.tokens):
        noun = words.nouns.get(token.lower)
        if noun not in words.noun_types or at in used or at in verbs or at in parsed.name_at or at in parsed.time_at:
            continue
        if at and parsed.tokens[at - 1].lower in ("news", "press"):
            continue  # a press conference is no talk with anybody
        reading = Reading(words.noun_types[noun], at, "type.noun", noun, at, noun in words.mutual_nouns)
        act = _act(parsed, reading, verbs, owners.get(at), roles, chooser)
        if act:
            found.append(act)
    return found


def _owners(parsed: ParsedSentence) -> dict[int, int]:
    """Token → the clause in whose object or subject it stands."""
    owners: dict[int, int] = {}
    for index, clause in enumerate(parsed.clauses):
        for at in (*range(*clause.subject), *range(*clause.object)):
            owners.setdefault(at, index)
    return owners


def _act(
    parsed: ParsedSentence,
    reading: Reading,
    verbs: set[int],
    owner: int | None,
    roles: RoleFinder,
    chooser: DateChooser,
) -> NominalAct | None:
    at = reading.trigger
    start, end = _phrase(parsed, at, verbs)
    actors, recipients = _parties(parsed, start, at, end)
    if reading.mutual:
        actors, recipients = with_members((*actors, *recipients), roles.discourse), ()
    time = _own_time(parsed, start, at, end)
    if time is not None and time.edtf is not None:
        date = EventDate(time.edtf, time.kind, time.rule, time, time.anchor)
        if not actors and not recipients and parsed.clauses:
            actors = tuple(mention for mention in roles.subject(0) if mention.is_state)
        if reading.mutual and len(actors) == 1 and actors[0].is_state:
            actors += _partner(parsed, at, actors[0], roles)
    else:
        date = _occasion(parsed, start, at, owner, chooser) if actors else UNDATED
        if date.edtf is None:
            return None
        if not recipients and not reading.mutual:
            acting = frozenset(mention.party for mention in actors)
            meant = roles.discourse.meant_state(parsed.tokens[at].start, acting)
            recipients = _other_side(parsed, meant)
    told = StatusReading(Status.OCCURRED, "status.told-as-fact")
    return NominalAct(start, end, reading, Parties(actors, recipients), told, date)


def _partner(parsed: ParsedSentence, at: int, alone: Mention, roles: RoleFinder) -> tuple[Mention, ...]:
    """
    The other party of what takes two: the subject of the verb that follows ("In talks with Oslo on Monday, *Lima* …"),
    else the state meant.
    """
    follows = next((index for index, clause in enumerate(parsed.clauses) if clause.subject[0] > at), None)
    subject = roles.subject(follows) if follows is not None else ()
    named = tuple(m for m in subject if m.is_state and m.party != alone.party)
    if named:
        return named
    meant = roles.discourse.meant_state(parsed.tokens[at].start, frozenset({alone.party}))
    return _other_side(parsed, meant)


def _other_side(parsed: ParsedSentence, meant: Mention | None) -> tuple[Mention, ...]:
    if meant is None or not parsed.follows("party.other-side"):
        return ()
    return (meant._replace(rule="party.other-side", anchor=meant.party),)


def _occasion(parsed: ParsedSentence, start: int, at: int, owner: int | None, chooser: DateChooser) -> EventDate:
    """
    The date of an act told as the occasion of another ("came after a visit of …", "answering an earlier attack by
    …").

    The occasion of a saying takes the day of the saying, that of another act the date of that act.
    """
    before = {token.lower for token in parsed.tokens[max(0, start - 3) : start + 1]}
    owned = "'s" in parsed.words(start, at) and "during" in before
    if owner is None or not before & _OCCASIONS or not (owned or set(parsed.words(start, at)) & _INDEFINITE):
        return UNDATED
    chosen = chooser.choose(parsed, owner)
    if chosen.edtf is None:
        return UNDATED
    subject = set(parsed.words(*parsed.clauses[owner].subject))
    rule = "date.inferred.speech" if subject & _SAYINGS else "date.inferred.background"
    if not parsed.follows(rule):
        return UNDATED
    if subject & _SAYINGS and chosen.is_inferred and chooser.told is not None and chooser.told.edtf is not None:
        chosen = chooser.told
    return EventDate(
        chosen.edtf, chosen.kind, rule, None, f"what it was the occasion of, {in_words(chosen.edtf or '')}"
    )


def _phrase(parsed: ParsedSentence, at: int, verbs: set[int]) -> tuple[int, int]:
    """The noun's phrase: back to a preposition, mark or verb, forward to a mark or verb."""
    start = at
    while start > 0 and at - start < BEFORE:
        back = start - 1
        word = parsed.tokens[back].lower
        joins = word == "and" and back > 0 and back - 1 in parsed.name_at and back + 1 in parsed.name_at
        if back in verbs or (
            not joins
            and back not in parsed.name_at
            and back not in parsed.time_at
            and (word in _BREAKS or word in PREPOSITIONS)
        ):
            break
        start -= 1
    end = at + 1
    while end < len(parsed.tokens) and end - at < AFTER:
        word = parsed.tokens[end].lower
        if end in verbs or (
            end not in parsed.name_at and end not in parsed.time_at and word in _BREAKS and word != "and"
        ):
            break
        end += 1
    return start, end


def _own_time(parsed: ParsedSentence, start: int, at: int, end: int) -> TimeExpression | None:
    """A date inside the phrase: "the 2 May raid", "the raid of May 2", "Monday's raid"."""
    for place in range(at - 1, start - 1, -1):
        if place in parsed.time_at:
            return parsed.time_at[place]
    if start and parsed.tokens[start - 1].lower in ("on", "about", "over"):
        return None  # what is talked about: "talks on the ban on Monday"
    for place in range(at + 1, end):
        if place in parsed.time_at:
            before = parsed.tokens[place - 1].lower
            near = place - at <= 4 or before in ("of", "in", "on", "from")
            return parsed.time_at[place] if near else None
    return _time_told_after(parsed, at)


def _time_told_after(parsed: ParsedSentence, at: int) -> TimeExpression | None:
    """The date of a relative clause about the noun: "the visit to Chad, which is planned for July"."""
    for clause in parsed.clauses:
        if (
            clause.link is Link.RELATIVE
            and clause.antecedent[0] <= at < clause.antecedent[1]
            and clause.verb.lemma in _SETTING
        ):
            return next(
                (parsed.time_at[place] for place in range(clause.start, clause.end) if place in parsed.time_at), None
            )
    return None


_SETTING = frozenset("schedule plan aim slate set intend be pencil_in hold expect begin start take_place".split())


def _parties(parsed: ParsedSentence, start: int, at: int, end: int) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    actors: dict[str, Mention] = {}
    recipients: dict[str, Mention] = {}
    territory: dict[str, Mention] = {}
    attacked = lexicon().noun_types.get(lexicon().nouns.get(parsed.tokens[at].lower, "")) is EventType.ASSAULT
    preposition = ""
    visiting = parsed.tokens[at].lower in ("visit", "visits", "trip", "trips", "tour", "tours")
    for place in range(start, end):
        name = parsed.name_at.get(place)
        if name is None:
            word = parsed.tokens[place].lower
            if place > at and word in PREPOSITIONS:
                preposition = word
            continue
        if parsed.name_at.get(place - 1) is name:
            continue
        if visiting and place > at and preposition == "to" and name.country:
            recipients.setdefault(name.country, Mention(name.country, name.start, name.end, "party.destination"))
            continue
        if name.kind is NameKind.PLACE:
            if attacked and place > at and preposition in _RECIPIENT and name.country:
                territory.setdefault(name.country, Mention(name.country, name.start, name.end, "party.territory"))
            continue
        if not (name.as_party or name.kind is NameKind.DEMONYM):
            continue
        for mention in mentions_of(name, "party.nominal"):
            if place < at or preposition in ("by", "between"):
                actors.setdefault(mention.party, mention)
            elif preposition in _RECIPIENT:
                recipients.setdefault(mention.party, mention)
    done_to = recipients or territory
    others = tuple(mention for mention in done_to.values() if mention.party not in actors)
    return in_force(actors.values(), parsed.without), in_force(others, parsed.without)
