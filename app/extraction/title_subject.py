"""Whom a headline is about: the words of the clause where they name somebody, else the names of the parties."""

from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from app.domain.countries import country_name
from app.extraction.candidates import Candidate
from app.extraction.clauses import COORDINATORS, MARKS, OPENERS, Clause, Link, ParsedSentence
from app.extraction.discourse import Mention
from app.extraction.implied import INSTITUTIONS
from app.extraction.model import NameKind
from app.extraction.title_text import (
    DATE_NOUNS,
    POSSESSIVES,
    Piece,
    before_a_date,
    is_listed,
    spelled,
    without_loose_ends,
)
from app.extraction.verbs import ADVERBS, DETERMINERS, PREPOSITIONS, Form

LONGEST_SUBJECT = 10  # words
_CLIMB = 4  # clauses up to the one whose subject is shared
_AFTER_THE_VERB = frozenset("party.object party.destination party.other-side party.member party.request".split())
_STATE_LIKE = frozenset(
    {NameKind.STATE, NameKind.CAPITAL, NameKind.GOVERNMENT, NameKind.ORGANISATION, NameKind.GROUP, NameKind.DEMONYM}
)
_NOBODY = frozenset(
    "something anything everything nothing somebody nobody i we you he she it they this that these those there one two"
    " both some many most others all none each neither either half another who which what several few him her them us"
    " me its his their".split()
)
_PERSONS = frozenset(
    "president minister premier chancellor king queen emperor pope leader envoy ambassador general secretary"
    " spokesman spokeswoman spokesperson chief commander governor senator prince princess".split()
)
_PLURAL_VERBS, _SINGULAR_VERBS = frozenset("were are have".split()), frozenset("was is has".split())
_ONE_PERSON = frozenset("he she who".split())
_NUMBERS = frozenset("two three four five six seven eight nine ten eleven twelve several many".split())
_DASHES = frozenset(": ; - – — --".split())
_PRONOUNS = frozenset("it he she they we i him them us me you".split())
_POINTING = _PRONOUNS | {"there", "this", "that", "these", "those", "something"}
_BORDERS = PREPOSITIONS - {"of"}
_DENYING = frozenset("neither nobody none nor".split())
_SELF = frozenset("country nation government state side".split())
_SIDES = frozenset("governments parties sides leaders delegations presidents neighbours neighbors nations two".split())
_LEADS = ADVERBS | COORDINATORS | DATE_NOUNS
_NAMELESS, _VAGUE, _UNNAMED = INSTITUTIONS | _NOBODY, _NOBODY | DETERMINERS, INSTITUTIONS | _SIDES
_PEOPLE = _PERSONS | _ONE_PERSON | {"they"}


class Kind(Enum):
    """What a subject is, as far as pronouns care."""

    PERSON = "he or she"
    STATE = "it"
    MANY = "they"
    THING = "it or they"


class Subject(NamedTuple):
    """The subject of a headline."""

    text: str
    kind: Kind
    plural: bool
    is_personal: bool = False  # a state's name that stands for a person or people of the text


def label(mentions: tuple[Mention, ...]) -> str:
    """Names of parties as a reader knows them: "India and Pakistan"; four or more are cut to two and "others"."""
    names = list(dict.fromkeys(country_name(mention.party) for mention in mentions))
    if len(names) > 3:
        names = [*names[:2], "others"]
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else ""


def possessive(name: str) -> str:
    """ "Peru's", "Honduras'"; empty for no name."""
    return f"{name}'" if name.endswith("s") else f"{name}'s" if name else ""


def subject_of(candidate: Candidate, clause: Clause) -> Subject | None:
    """The subject of a headline made of a clause's words; None where nobody can be named."""
    parsed, done_to = candidate.parsed, clause.verb.passive or candidate.reading.undergone
    holder = _holder(parsed, clause)
    pieces = noun_phrase(candidate, *holder.subject)
    there = mentioned(candidate, pieces)
    bare, unnamed = _is_bare_name(parsed, pieces), _is_institution(parsed, pieces)
    bare = bare and bool(there or not pieces)
    if clause.opener == "whose" and pieces and len(candidate.parties.actors) == 1:
        owned = _of_words(parsed, pieces, clause)
        return owned._replace(text=f"{possessive(label(candidate.parties.actors))} {owned.text}")
    if pieces and not bare and (done_to or (not unnamed and (there or holder is clause))):
        return _of_words(parsed, pieces, clause)
    words = set(parsed.words(*holder.subject))
    if (done_to and words & _ONE_PERSON) or words & _DENYING:
        return None  # "he was seized" is not done to his state, "neither side yielded" is no yielding
    mentions = there or _fallback(candidate, done_to)
    if mentions:
        return of_parties(mentions)._replace(is_personal=bool(words & _PEOPLE))
    return _of_words(parsed, pieces, clause) if pieces else None


def of_parties(mentions: tuple[Mention, ...]) -> Subject:
    """The parties by their names."""
    plural = len({mention.party for mention in mentions}) > 1
    return Subject(label(mentions), Kind.MANY if plural else Kind.STATE, plural)


def _fallback(candidate: Candidate, done_to: bool) -> tuple[Mention, ...]:
    parties = candidate.parties
    if done_to:
        return parties.recipients
    doers = tuple(mention for mention in parties.actors if mention.rule not in _AFTER_THE_VERB)
    return doers or parties.actors


def _holder(parsed: ParsedSentence, clause: Clause) -> Clause:
    """The clause whose subject a clause has or shares."""
    for _ in range(_CLIMB):
        if clause.subject[0] < clause.subject[1] or clause.parent is None:
            break
        if clause.verb.form is Form.INFINITIVE and clause.link is not Link.SHARED:
            break
        clause = parsed.clauses[clause.parent]
    return clause


def mentioned(candidate: Candidate, pieces: list[Piece]) -> tuple[Mention, ...]:
    """The parties that some words name."""
    if not pieces:
        return ()
    tokens, parties = candidate.parsed.tokens, candidate.parties
    start, end = tokens[pieces[0].at].start, tokens[pieces[-1].at].end
    return tuple(m for m in (*parties.actors, *parties.recipients) if start <= m.start < end)


def _is_bare_name(parsed: ParsedSentence, pieces: list[Piece]) -> bool:
    """Whether nothing but states and bodies is named, so that their usual names do better: "Tripoli", "the Dutch"."""
    words = [piece for piece in pieces if piece.text.lower() not in ("the", "and", ",", "both")]
    return bool(words) and all(
        (name := parsed.name_at.get(piece.at)) is not None and name.kind in _STATE_LIKE for piece in words
    )


def _is_institution(parsed: ParsedSentence, pieces: list[Piece]) -> bool:
    """Whether somebody is spoken of without a name: "the government", "the two sides"."""
    words = [piece.text.lower() for piece in pieces]
    if words and words[-1] in _SELF and words[0].endswith(("'s", "s'")):
        return True
    if any(
        piece.at in parsed.name_at or word.endswith(("'s", "s'", "’s"))
        for piece, word in zip(pieces, words, strict=True)
    ):
        return False
    head = next((at for at, word in enumerate(words) if word in PREPOSITIONS), len(words))
    return bool(set(words[:head]) & _UNNAMED)


def _of_words(parsed: ParsedSentence, pieces: list[Piece], clause: Clause) -> Subject:
    words = [piece.text.lower() for piece in pieces]
    person = bool(set(words) & _PERSONS) or any(
        (name := parsed.name_at.get(piece.at)) is not None and name.kind is NameKind.PERSON for piece in pieces
    )
    spoken = set(parsed.words(clause.verb.first, clause.verb.head + 1))
    plural = bool(spoken & _PLURAL_VERBS) or (not spoken & _SINGULAR_VERBS and _is_plural(parsed, pieces))
    kind = Kind.MANY if plural else Kind.PERSON if person else Kind.THING
    return Subject(spelled(parsed.tokens, pieces), kind, plural)


def _is_plural(parsed: ParsedSentence, pieces: list[Piece]) -> bool:
    words = [piece.text.lower() for piece in pieces]
    head = next((at for at, word in enumerate(words) if at and word in PREPOSITIONS), len(words)) - 1
    if "and" in words[: head + 1] or words[head] in ("police", "people", "troops") or words[head].endswith("men"):
        return True
    if words[0] in _NUMBERS or (words[0].isdigit() and words[0] != "1"):
        return True
    ends = words[head].endswith("s") and not words[head].endswith(("ss", "us", "is"))
    return ends and pieces[head].at not in parsed.name_at


def noun_phrase(candidate: Candidate, start: int, end: int) -> list[Piece]:
    """The first noun phrase of a stretch that names something, fit to be printed; empty where there is none."""
    parsed = candidate.parsed
    for first, last in _stretches(parsed, start, end):
        pieces = _phrase(candidate, first, last)
        if pieces:
            return pieces
    return []


def _stretches(parsed: ParsedSentence, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a subject between its commas and brackets; after a colon or dash only what follows."""
    for at in range(start, end):
        if parsed.tokens[at].lower in _DASHES and at not in parsed.name_at:
            start = at + 1
    first = start
    for at in range(start, end):
        word = parsed.tokens[at].lower
        if at not in parsed.name_at and (word in MARKS or (word == "," and not is_listed(parsed, at))):
            yield first, at
            first = at + 1
    yield first, end


def _phrase(candidate: Candidate, start: int, end: int) -> list[Piece]:
    parsed = candidate.parsed
    verbs = parsed.verb_at
    pieces: list[Piece] = []
    for at in range(start, end):
        token, named = parsed.tokens[at], at in parsed.name_at
        if at in parsed.time_at:
            pieces = before_a_date(pieces)
            continue
        counted = token.lower == "than" and pieces and pieces[-1].text.lower() in ("more", "less", "fewer")
        if (
            not named
            and pieces
            and (at in verbs or token.lower in _PRONOUNS or (token.lower in OPENERS and not counted))
        ):
            break
        if at in verbs and not named:
            return []
        if not pieces and not named and _leads(token.lower):
            continue
        if token.lower in POSSESSIVES and not named:
            owner = _owner(candidate, at) if not pieces else ""
            if not owner:
                pieces = pieces[
                    : max((n for n, piece in enumerate(pieces) if piece.text.lower() in PREPOSITIONS), default=0)
                ]
                break
            pieces.append(Piece(at, owner))
        elif not (pieces and pieces[-1].at in parsed.time_at) and not (
            token.lower in ("'s", "’s") and at - 1 in parsed.time_at
        ):
            pieces.append(Piece(at, token.text))
    pieces = without_loose_ends(pieces, parsed.name_at.keys())
    return _shortened(parsed, pieces) if _names_somebody(parsed, pieces) else []


def _leads(word: str) -> bool:
    """Whether a word only leads to a subject: "Meanwhile", "and", "late"."""
    leads = word in _LEADS or (word.endswith("ly") and len(word) > 4)
    return (leads and word != "both") or not word[0].isalnum()


def _owner(candidate: Candidate, at: int) -> str:
    """Whose: "its envoy" is "Peru's envoy" where one party is meant."""
    start = candidate.parsed.tokens[at].start
    parties = (*candidate.parties.actors, *candidate.parties.recipients)
    meant = {mention.party: mention for mention in parties if mention.start == start}
    name = label(tuple(meant.values())) if len(meant) == 1 else ""
    return possessive(name)


def _names_somebody(parsed: ParsedSentence, pieces: list[Piece]) -> bool:
    if not pieces or pieces[0].text.lower() in PREPOSITIONS:
        return False
    words = [piece.text.lower() for piece in pieces]
    if all(word in _VAGUE for word in words):
        return False
    if len(pieces) == 1 and pieces[0].at not in parsed.name_at and words[0] in _NAMELESS:
        return False
    return words[0] not in _POINTING


def _shortened(parsed: ParsedSentence, pieces: list[Piece]) -> list[Piece]:
    """No more than `LONGEST_SUBJECT` words, cut before a preposition; empty where that cannot be."""
    if len(pieces) <= LONGEST_SUBJECT:
        return pieces
    borders = [
        n for n, piece in enumerate(pieces[: LONGEST_SUBJECT + 1])
        if n and piece.at not in parsed.name_at and piece.text.lower() in _BORDERS
    ]  # fmt: skip
    return pieces[: borders[-1]] if borders else []
