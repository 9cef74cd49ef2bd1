"""What a sentence is read as: clauses, each around one verb group, with the stretches of its subject and objects."""

from dataclasses import dataclass, field
from enum import StrEnum
from operator import attrgetter

from app.extraction.model import Name, Sentence, TimeExpression
from app.extraction.tokens import Token
from app.extraction.verbs import VerbGroup

RELATIVES = frozenset("who which that whom whose".split())
CONDITIONS = frozenset("if unless should provided".split())
ADVERBIALS = frozenset("when while after before as since until once because though although whereas where".split())
COMPLEMENTS = frozenset("that whether how why".split())
COORDINATORS = frozenset("and or but then yet".split())
OPENERS = RELATIVES | CONDITIONS | ADVERBIALS | COMPLEMENTS | {"than", "what", "so", "but", "yet"}
MARKS = frozenset(';:—–()"“”[]') | {"--", " - "}
_LOWER = attrgetter("lower")
QUOTES = frozenset('"“”«»')


class Link(StrEnum):
    """How a clause hangs on another."""

    MAIN = "main"
    SHARED = "shared"  # the subject is that of the parent: "condemned the raid and recalled its envoy"
    RELATIVE = "relative"
    COMPLEMENT = "complement"  # what the parent says or asks: "said that …"
    CONDITION = "condition"
    ADVERBIAL = "adverbial"


@dataclass(slots=True)
class Clause:
    """
    A verb and what belongs to it; token indices, ends excluded.

    Attributes:
        verb: Its verb group.
        link, opener: How it hangs on its parent, and by which word ("" if none).
        parent: Index of the clause that it hangs on, or None.
        start, end: All its tokens.
        resumes: Where its own words go on after a clause put in between ("The queen, who …, *smiled*"); else `start`.
        subject: The stretch of its own subject; empty where it is shared.
        object: The stretch after the verb.
        antecedent: For a relative clause the stretch of the noun it tells of; empty otherwise.
    """

    verb: VerbGroup
    link: Link
    opener: str
    parent: int | None
    start: int
    end: int
    subject: tuple[int, int]
    object: tuple[int, int]
    antecedent: tuple[int, int] = (0, 0)
    resumes: int = 0


@dataclass(slots=True)
class ParsedSentence:
    """
    A sentence with its tokens, its names and dates, and its clauses in order.

    `verb_at` are the tokens of verb groups up to their main verbs; `without` are ids of rules that are switched off, to
    see what they are worth.
    """

    sentence: Sentence
    tokens: list[Token]
    names: list[Name]
    times: list[TimeExpression]
    name_at: dict[int, Name] = field(default_factory=dict)
    time_at: dict[int, TimeExpression] = field(default_factory=dict)
    clauses: list[Clause] = field(default_factory=list)
    verb_at: set[int] = field(default_factory=set)
    without: frozenset[str] = frozenset()

    def follows(self, rule: str) -> bool:
        """Whether a rule is in force."""
        return rule not in self.without

    def words(self, start: int, end: int) -> list[str]:
        """The lower-case words of a stretch of tokens."""
        return list(map(_LOWER, self.tokens[start:end]))

    def is_dated(self, start: int, end: int) -> bool:
        """Whether a date or time stands in a stretch of tokens."""
        return bool(self.time_at) and any(at in self.time_at for at in range(start, end))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the kept text of a stretch of tokens that is not empty."""
        return self.tokens[start].start, self.tokens[end - 1].end
