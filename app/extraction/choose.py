"""Step 9: which candidates become events, one for each happening, and everything the event says of itself."""

from collections.abc import Sequence

from app.domain.dates import parse_edtf
from app.domain.events import EventType, FoundEvent, Role, Status
from app.extraction.candidates import Candidate
from app.extraction.clauses import QUOTES, Link
from app.extraction.ties import Tie, ties_of
from app.extraction.titles import headline
from app.extraction.verb_group import Form
from app.extraction.why import Why

MAX_EVENTS = 300
MAX_PARTIES = 12
MAX_QUOTE_WORDS = 120
_TOLL = frozenset({"kill", "die", "lose life", "wound", "injure", "hurt"})
TWINS = 40  # latest events of the same act and parties that a candidate is compared with, so that time stays linear


def choose(text: str, candidates: list[Candidate], why: Why | None) -> tuple[list[FoundEvent], list[str]]:
    """The events of an article in the order of their quotes, explained by `why`; notices about what was left out."""
    notices: list[str] = []
    worthy = [candidate for candidate in candidates if _is_worthy(candidate)]
    worthy = [one for before, one in zip([None, *worthy], worthy, strict=False) if not _is_toll(before, one)]
    body = [candidate for candidate in worthy if not candidate.parsed.sentence.is_title]
    kept = _merged(body or worthy)
    if len(kept) > MAX_EVENTS:
        notices.append(f"The article tells {len(kept)} events; the first {MAX_EVENTS} were kept.")
        kept = kept[:MAX_EVENTS]
    crowded = sum(len(candidate.parties.actors) + len(candidate.parties.recipients) > MAX_PARTIES for candidate in kept)
    if crowded:
        notices.append(f"{crowded} events name more than {MAX_PARTIES} parties; the first {MAX_PARTIES} were kept.")
    alone = _alone(kept)
    return [_event(text, candidate, id(candidate) in alone, why) for candidate in kept], notices


def _is_worthy(candidate: Candidate) -> bool:
    """An event needs a party, and a date unless it is planned or doubtful."""
    has_party = bool(candidate.parties.actors or candidate.parties.recipients)
    if not has_party:
        return False
    if _says_nothing(candidate):
        return False
    return candidate.date.edtf is not None or candidate.status.status is not Status.OCCURRED


def _is_toll(before: Candidate | None, candidate: Candidate) -> bool:
    """How many fell in the attack just told, in a sentence of its own: "Five were killed"."""
    if before is None or candidate.reading.type is not EventType.ASSAULT:
        return False
    if candidate.parties.actors and candidate.reading.lemma not in ("die", "lose life"):
        return False
    same_paragraph = before.parsed.sentence.paragraph == candidate.parsed.sentence.paragraph
    told = before.reading.type is EventType.ASSAULT and before.parsed is not candidate.parsed
    return same_paragraph and told and candidate.date.is_inferred and candidate.reading.lemma in _TOLL


def _says_nothing(candidate: Candidate) -> bool:
    """A saying without a day, a quotation or anything said: "They have said so", "He told the world about it"."""
    if candidate.reading.type is not EventType.STATEMENT or candidate.status.status is not Status.OCCURRED:
        return False
    if not candidate.date.is_inferred or candidate.clause is None:
        return False
    parsed = candidate.parsed
    after = parsed.clauses[candidate.clause + 1 :]
    told = any(clause.verb.form is Form.FINITE and clause.link is not Link.ADVERBIAL for clause in after)
    quoted = any(token.text in QUOTES for token in parsed.tokens)
    return not told and not quoted and candidate.reading.rule == "type.verb"


def _merged(candidates: list[Candidate]) -> list[Candidate]:
    """One candidate for each happening: same act, same states, dates that overlap; the longer passage stays."""
    kept: list[Candidate] = []
    by_deed: dict[tuple[EventType, tuple[str, ...], frozenset[str]], list[int]] = {}
    for candidate in candidates:
        key = (candidate.reading.type, candidate.countries, frozenset(m.party for m in candidate.parties.actors))
        twin = next((at for at in by_deed.get(key, [])[-TWINS:] if _same_time(kept[at], candidate)), None)
        if twin is None:
            by_deed.setdefault(key, []).append(len(kept))
            kept.append(candidate)
        elif (kept[twin].date.is_inferred or kept[twin].date.edtf is None) and candidate.date.expression is not None:
            kept[twin] = candidate
    return sorted(kept, key=lambda candidate: (candidate.parsed.sentence.start, candidate.start))


def _same_time(one: Candidate, other: Candidate) -> bool:
    if one.status.status is not other.status.status:
        return False
    if (one.date.edtf is None) != (other.date.edtf is None):
        return one.status.status is Status.PLANNED and one.parsed is not other.parsed
    if one.date.edtf is None or other.date.edtf is None:
        return one.date.edtf == other.date.edtf and one.reading.lemma == other.reading.lemma
    a, b = parse_edtf(one.date.edtf), parse_edtf(other.date.edtf)
    overlap = a.earliest <= b.latest and b.earliest <= a.latest
    same_words = one.reading.lemma == other.reading.lemma
    return overlap and (
        same_words or (one.parsed is not other.parsed and (one.date.is_inferred or other.date.is_inferred))
    )


def _alone(candidates: list[Candidate]) -> set[int]:
    """Ids of candidates that are the only ones of their sentence: they quote all of it."""
    count: dict[int, int] = {}
    for candidate in candidates:
        count[candidate.parsed.sentence.start] = count.get(candidate.parsed.sentence.start, 0) + 1
    return {id(candidate) for candidate in candidates if count[candidate.parsed.sentence.start] == 1}


def _passage(text: str, candidate: Candidate, alone: bool) -> tuple[int, int]:
    """Offsets of the quote: the sentence where it tells one event only, else the clause; never above the word limit."""
    sentence = candidate.parsed.sentence
    start, end = sentence.start, sentence.end
    if not alone or len(text[start:end].split()) > MAX_QUOTE_WORDS:
        start, end = candidate.parsed.span(candidate.start, max(candidate.end, candidate.start + 1))
        trigger = candidate.parsed.tokens[candidate.reading.trigger]
        start, end = min(start, trigger.start), max(end, trigger.end)
        while end > start and text[end - 1] in " ,;:—–-":
            end -= 1
        while start < end and text[start] in " ,;:—–-":
            start += 1
    words = text[start:end].split()
    if len(words) > MAX_QUOTE_WORDS:
        trigger = candidate.parsed.tokens[candidate.reading.trigger]
        start, end = max(start, trigger.start - 200), min(end, trigger.end + 300)
    return start, end


def _event(text: str, candidate: Candidate, alone: bool, why: Why | None) -> FoundEvent:
    start, end = _passage(text, candidate, alone)
    actors = tuple(mention.party for mention in candidate.parties.actors[:MAX_PARTIES])
    recipients = tuple(mention.party for mention in candidate.parties.recipients[: MAX_PARTIES - len(actors)])
    trigger = candidate.parsed.tokens[candidate.reading.trigger]
    date = candidate.date
    confidence, doubts = _confidence(candidate)
    place, ties = candidate.parties.place, ties_of(candidate)
    return FoundEvent(
        quote=text[start:end],
        start=start,
        end=end,
        title=headline(candidate),
        date=date.edtf,
        date_kind=date.kind,
        date_text=date.expression.text if date.expression else None,
        date_rule=date.rule,
        status=candidate.status.status,
        type=candidate.reading.type,
        countries=tuple(code for code in candidate.countries if code in actors or code in recipients),
        actors=actors,
        recipients=recipients,
        context=_roles(ties),
        place=place.text if place else None,
        attributed_to=text[candidate.speaker.start : candidate.speaker.end] if candidate.speaker else None,
        confidence=confidence,
        trigger=trigger.text,
        why=why.of(candidate, ties, doubts) if why else {},
    )


def _roles(ties: Sequence[Tie]) -> dict[str, tuple[Role, ...]]:
    """Country → how it is tied to the event."""
    roles: dict[str, list[Role]] = {}
    for tie in ties:
        roles.setdefault(tie.country, []).append(tie.role)
    return {country: tuple(found) for country, found in roles.items()}


_IMPLIED = frozenset(
    {
        "party.other-side", "party.meant", "party.pronoun", "party.plural-pronoun", "party.institution", "party.body",
        "party.groups-foe", "party.local-power",
    }
)  # fmt: skip


def _confidence(candidate: Candidate) -> tuple[float, str]:
    """From 0 to 1, and the reasons for what is missing to 1."""
    doubts: list[tuple[float, str]] = []
    if candidate.date.is_inferred:
        doubts.append((0.85, "its date is inferred"))
    implied = {mention.rule for mention in (*candidate.parties.actors, *candidate.parties.recipients)} & _IMPLIED
    if "party.meant" in implied:
        doubts.append((0.6, "nobody is named where the act is told"))
    elif implied:
        doubts.append((0.8, "a party is not named where the act is told"))
    if candidate.reading.type is EventType.STATEMENT:
        doubts.append((0.9, "it is a statement only"))
    if not candidate.parties.actors:
        doubts.append((0.85, "nobody is said to have done it"))
    if candidate.clause is None:
        doubts.append((0.85, "a noun tells it"))
    value = 0.95
    for share, _ in doubts:
        value *= share
    return round(value, 2), "; ".join(reason for _, reason in doubts) or "all of it is named"
