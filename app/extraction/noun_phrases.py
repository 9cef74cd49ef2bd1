"""The parties and places named in a stretch of a sentence, each with the preposition that governs it."""

from app.extraction.clauses import Clause, ParsedSentence
from app.extraction.discourse import Mention, mentions_of, unique
from app.extraction.model import Name, NameKind
from app.extraction.verbs import PREPOSITIONS, Form

WINDOW = 28  # tokens of an object that are looked at
_ABOUT = frozenset("about around over under between".split())  # before a number no preposition
_SPANS = frozenset("hours days weeks months years decades week month year decade".split())
_REBELS = frozenset(
    "rebels rebel militants militant guerrillas guerrilla insurgents separatists separatist jihadists".split()
)
_PLACES = frozenset("in near at off outside inside across around through over from on into".split())
_PLACE_HEADS = frozenset(
    "border soil territory territories town city village capital province region airspace waters coast island"
    " islands desert"
    " peninsula frontier mainland side port district".split()
)
_MISSIONS = frozenset(
    "ambassador ambassadors envoy envoys embassy embassies consulate consulates representative mission legation"
    " consul attache attaché diplomats charge refuge asylum sanctuary exile".split()
)
_MEDIATED = frozenset(
    "mediated brokered negotiated sponsored hosted facilitated arranged convened chaired called".split()
)
_AUSPICES = frozenset("auspices mediation sponsorship chairmanship brokerage invitation patronage facilitation".split())
_WHERE = frozenset("in at near off outside inside".split())


class NounPhrases:
    """Reads the names of one sentence by where they stand."""

    def __init__(self, parsed: ParsedSentence) -> None:
        self.parsed = parsed
        self._infinitives = {clause.verb.first for clause in parsed.clauses if clause.verb.form is Form.INFINITIVE}

    def names(self, start: int, end: int) -> list[tuple[Name, int]]:
        """Names that begin in a stretch, with the index of their first token."""
        found = []
        for at in range(start, end):
            name = self.parsed.name_at.get(at)
            if name and (at == start or self.parsed.name_at.get(at - 1) is not name):
                found.append((name, at))
        return found

    def _end_of(self, at: int) -> int:
        """The first token behind the name that covers the token `at`."""
        name = self.parsed.name_at.get(at)
        while name is not None and self.parsed.name_at.get(at) is name:
            at += 1
        return at

    def preposition(self, at: int, low: int) -> tuple[str, bool]:
        """
        The preposition that governs a name ("" if none), and whether the phrase is a mere place ("on the Syrian
        border").

        "of" hands on what governs its noun: in "in the capital of Chad" Chad is a place.
        """
        tokens, names = self.parsed.tokens, self.parsed.name_at
        after = self._end_of(at)
        head = next((word for word in self.parsed.words(after, after + 3) if word in _PLACE_HEADS), None)
        back, through_of = at - 1, False
        steps = 0
        while back >= low and steps < 8:
            word = tokens[back].lower
            if (
                back in self._infinitives
                or back in self.parsed.time_at
                or word in _SPANS
                or word in _AUSPICES
                or (word in _ABOUT and tokens[back + 1].text[0].isdigit())
            ):
                break
            if word in ("than", "like") and tokens[back - 1].lower in ("more", "less", "fewer"):
                back -= 1
            elif word in PREPOSITIONS:
                if word != "of":
                    if through_of and word not in _PLACES:
                        return "of", False
                    return word, word in _PLACES and (head is not None or through_of)
                through_of = True
            elif word in (",", ";", ":", "(", ")", "who", "which", "that", "'s") and back not in names:
                break
            back -= 1
            steps += 1
        return ("of" if through_of else ""), False

    def is_apposed(self, at: int, low: int) -> bool:
        """Whether a name only says what the one before is: "left the League, the club of *Geneva*"."""
        tokens = self.parsed.tokens
        for back in range(at - 1, max(low, at - 8), -1):
            if tokens[back].lower == "," and back - 1 in self.parsed.name_at:
                return tokens[back + 1].lower in ("the", "a", "an") and "and" not in self.parsed.words(at, at + 12)
        return False

    def is_mission(self, at: int) -> bool:
        """
        Whether a place tells with whom an envoy or a mission deals: "its ambassador in *Oslo*".

        A mission whose owner is named stands for the owner: not "the Danish embassy in Oslo".
        """
        low = max(0, at - 3)
        head = next((back for back in range(at - 1, low - 1, -1) if self.parsed.tokens[back].lower in _MISSIONS), None)
        return head is not None and not any(back in self.parsed.name_at for back in range(max(0, head - 2), head))

    def owns_mission(self, at: int) -> bool:
        """Whether a name tells whose mission is meant: "the *Danish* embassy"."""
        behind = self._end_of(at)
        return any(word in _MISSIONS for word in self.parsed.words(behind, behind + 2))

    def mentions(self, name: Name, at: int, rule: str) -> list[Mention]:
        """The parties of a name; "Chadian rebels" are themselves, not a state."""
        after = self._end_of(at)
        if (
            name.kind is NameKind.DEMONYM
            and after < len(self.parsed.tokens)
            and self.parsed.tokens[after].lower in _REBELS
        ):
            token = self.parsed.tokens[after]
            return [Mention(f"{name.text} {token.text}", name.start, token.end, "party.rebels")]
        return mentions_of(name, rule)

    def named(self, start: int, end: int) -> tuple[Mention, ...]:
        """Parties named in a subject: at its head, not inside "in Pakistan" or "to Iraq"."""
        found: list[Mention] = []
        for name, at in self.names(start, end):
            preposition, placed = self.preposition(at, start)
            allowed = ("", "of", "including", "between", "among", "by") + (("from",) if found else ("with", "from"))
            if preposition not in allowed or placed:
                continue
            if not name.as_party and preposition == "from" and name.country and not found:
                found.append(Mention(name.country, name.start, name.end, "party.from-there"))
            if name.kind is NameKind.PLACE or not (name.as_party or name.kind is NameKind.DEMONYM):
                continue
            found += self.mentions(name, at, "party.subject")
        return tuple(found)

    def after(self, preposition: str, clause: Clause) -> tuple[Mention, ...]:
        """Parties after "by" in a passive."""
        start, end = clause.object
        found: list[Mention] = []
        for name, at in self.names(start, min(end, start + WINDOW)):
            governed, _ = self.preposition(at, start)
            if governed == preposition and name.kind is not NameKind.PLACE:
                found += self.mentions(name, at, "party.agent")
        return unique(tuple(found))

    def territory(self, start: int, end: int, ways: frozenset[str]) -> list[Mention]:
        """The states into whose towns or regions an act reaches, where nobody is named that it is done to."""
        found: list[Mention] = []
        for name, at in self.names(start, end):
            if name.country is None or name.kind not in (NameKind.PLACE, NameKind.CAPITAL, NameKind.STATE):
                continue
            joined = bool(found) and self.parsed.tokens[at - 1].lower in ("and", ",")
            if joined or (not found and self.preposition(at, start)[0] in ways):
                found.append(Mention(name.country, name.start, name.end, "party.territory"))
        return list(unique(tuple(found)))

    def joint(self, start: int, end: int) -> tuple[Mention, ...]:
        """Who acts together with the subject: "marched in together with *Uganda*"."""
        found: list[Mention] = []
        for name, at in self.names(start, min(end, start + WINDOW)):
            before = self.parsed.words(max(start, at - 4), at)
            together = "alongside" in before or ("with" in before and set(before) & {"together", "along", "jointly"})
            if together and name.kind is not NameKind.PLACE and name.as_party:
                found += mentions_of(name, "party.joint")
        return tuple(found)

    def mediators(self, start: int, end: int) -> tuple[Mention, ...]:
        """Who brought it about and so takes part: "under *Swiss* auspices", "a truce brokered by *Oman*"."""
        found: list[Mention] = []
        for name, at in self.names(start, end):
            if name.kind is NameKind.PLACE or name.country != name.party:
                continue
            before = self.parsed.words(max(0, at - 5), at)
            behind = self._end_of(at)
            after = [word for word in self.parsed.words(behind, behind + 2) if word not in ("'s", "-")]
            mediates = "by" in before[-3:] and set(before) & _MEDIATED
            sponsors = "of" in before[-3:] and set(before) & _AUSPICES
            if mediates or sponsors or set(after[:1]) & (_AUSPICES | _MEDIATED):
                found += mentions_of(name, "party.mediator")
        return tuple(found)

    def place(self, clause: Clause) -> Name | None:
        """The first place that the clause says it happened in: "met in Oslo", "near Lima"."""
        for name, at in self.names(clause.start, clause.end):
            before = self.parsed.tokens[at - 1].lower if at else ""
            before = self.parsed.tokens[at - 2].lower if before == "the" and at > 1 else before
            if before in _WHERE and name.country and not name.as_party and name.kind is not NameKind.GROUP:
                return name
        return None
