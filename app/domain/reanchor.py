"""
Where a quote stands in a text that was changed: letter by letter, or nowhere.

A sentence may stand in a text several times, and an edit may take away the very one that an account rests on. So an
occurrence is taken for the quote only where the words before and after it say so; the answer is never a look-alike.
"""

from dataclasses import dataclass, replace

from app.domain.events import Evidence, FoundEvent

CONTEXT_CHARS = 2000  # on either side; what repeats itself for longer cannot be told apart
MAX_OCCURRENCES = 60  # of a quote in one text; what stands there more often is no quote that could be found again
LONE_WORDS = 5  # a quote of so many words that both texts hold once is the same whatever stands around it
_TO_THE_EDGE = CONTEXT_CHARS  # agreement up to the beginning or the end of both texts: no other place has more


@dataclass(frozen=True)
class _Likeness:
    """How many words agree before and after one occurrence in the old text and one in the new."""

    before: int
    after: int

    def is_no_less(self, other: "_Likeness") -> bool:
        """Whether as many agree on either side. More on the one and fewer on the other cannot be weighed up."""
        return self.before >= other.before and self.after >= other.after


@dataclass(frozen=True)
class _Place:
    """An occurrence: its offset and the words around it, those before it from the nearest on."""

    start: int
    before: tuple[str, ...]
    after: tuple[str, ...]

    def likeness(self, other: "_Place") -> _Likeness:
        return _Likeness(_agreement(self.before, other.before), _agreement(self.after, other.after))


def reanchor(quote: str, old_text: str, old_start: int, new_text: str) -> int | None:
    """
    Find a quote again in a text that was changed.

    Args:
        quote: The words, not empty.
        old_text: The text that they were taken from.
        old_start: Where they stand in it, in code points.
        new_text: The text after the change.

    Returns:
        Where the new text holds the same words, letter by letter, as the same passage: of all their occurrences in
        both texts these two are the most like one another by the words before and after them. Where others are as
        much alike, the order decides, if both texts have equally many. None where they are gone, or it cannot be told.

    Raises:
        ValueError: The quote does not stand there in the old text.
    """
    if not quote or old_start < 0 or not old_text.startswith(quote, old_start):
        raise ValueError("the quote does not stand there in the old text")
    edges = _edges(old_text, old_start, len(quote))
    olds, news = _places(quote, old_text, edges), _places(quote, new_text, edges)
    if max(len(olds), len(news)) > MAX_OCCURRENCES:
        return None
    if len(olds) == len(news) == 1 and len(quote.split()) >= LONE_WORDS:
        return news[0].start
    rank, own = next((rank, place) for rank, place in enumerate(olds) if place.start == old_start)
    others = [place for place in olds if place is not own]
    for new_rank, new in enumerate(news):
        rivals = [own.likeness(place) for place in news if place is not new]
        rivals += [place.likeness(new) for place in others]
        is_next_in_order = len(olds) == len(news) and rank == new_rank
        if _is_the_same(own.likeness(new), rivals, ties_allowed=is_next_in_order):
            return new.start
    return None


def carried_over(found: FoundEvent, old_text: str, new_text: str) -> FoundEvent | None:
    """
    What a found event is in a changed text, or None where its quote is gone.

    Words of a field that stand in the quote go with it; others are looked for by themselves, and a field whose words
    went keeps its value without words.
    """
    start = reanchor(found.quote, old_text, found.start, new_text)
    if start is None:
        return None
    step = start - found.start

    def moved(evidence: Evidence) -> Evidence:
        if evidence.start is None or evidence.end is None:
            return evidence
        if found.start <= evidence.start and evidence.end <= found.end:
            return replace(evidence, start=evidence.start + step, end=evidence.end + step)
        words = old_text[evidence.start : evidence.end]
        at = reanchor(words, old_text, evidence.start, new_text) if words else None
        return replace(
            evidence,
            text=None if at is None else evidence.text,
            start=at,
            end=None if at is None else at + len(words),
        )

    return replace(
        found,
        start=start,
        end=start + len(found.quote),
        why={field: moved(evidence) for field, evidence in found.why.items()},
    )


def _is_the_same(likeness: _Likeness, rivals: list[_Likeness], *, ties_allowed: bool) -> bool:
    has_words = likeness.before > 0 or likeness.after > 0
    return (
        has_words and all(likeness.is_no_less(rival) for rival in rivals) and (ties_allowed or likeness not in rivals)
    )


def _places(quote: str, text: str, edges: tuple[bool, bool]) -> list[_Place]:
    """The occurrences in order, overlapping ones too; at most one more than may be. "India" is not in "Indian"."""
    places: list[_Place] = []
    start = text.find(quote)
    while start >= 0 and len(places) <= MAX_OCCURRENCES:
        if _edges(text, start, len(quote)) == edges:
            places.append(_place(text, start, start + len(quote)))
        start = text.find(quote, start + 1)
    return places


def _edges(text: str, start: int, length: int) -> tuple[bool, bool]:
    """Whether a letter or digit stands directly before, and directly behind."""
    return text[max(start - 1, 0) : start].isalnum(), text[start + length : start + length + 1].isalnum()


def _place(text: str, start: int, end: int) -> _Place:
    before = text[max(start - CONTEXT_CHARS, 0) : start].split()[::-1]
    after = text[end : end + CONTEXT_CHARS].split()
    # An edge of the text is a word like no other, so that "nothing more" agrees with nothing more alone.
    return _Place(
        start,
        (*before, "") if start <= CONTEXT_CHARS else tuple(before),
        (*after, "") if len(text) - end <= CONTEXT_CHARS else tuple(after),
    )


def _agreement(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """How many words agree from the first on."""
    count = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return _TO_THE_EDGE if 0 < count == len(one) == len(other) and one[-1] == "" else count
