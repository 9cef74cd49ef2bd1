"""Step 4 of extraction: every mention of a possible party or place of an article."""

from dataclasses import dataclass

from app.domain.articles import ReadArticle
from app.extraction.model import Name, NameKind
from app.extraction.names_article import ArticleSense
from app.extraction.names_context import Reading, read_hit
from app.extraction.names_facts import fold
from app.extraction.names_nature import find_natures
from app.extraction.names_persons import PersonTable, find_persons, learn_persons
from app.extraction.names_plural import find_summed
from app.extraction.names_search import Hit, find_hits
from app.extraction.names_told import find_halves, owned_forces


@dataclass(frozen=True)
class _Block:
    start: int
    end: int
    hits: list[Hit]
    names: list[Name]


def find_names(article: ReadArticle, without: frozenset[str] = frozenset()) -> list[Name]:
    """
    Find what may act, be acted on, or be the place, in every block that tells events.

    The whole article is read first, because it teaches which state a person belongs to, which Congo is meant and
    who "the two countries" are. Sorted by start, none overlapping; offsets count code points of `article.text`.
    Rules whose ids stand in `without` read nothing. It never raises, takes time linear in the text, and gives the same
    answer every time.
    """
    folded = fold(article.text)
    spans = [(block.start, block.end) for block in article.blocks if block.kind.tells_events]
    hits = [find_hits(folded, start, end, without) for start, end in spans]
    sense = ArticleSense.of(folded, spans, hits, article.published)
    blocks = [
        _Block(start, end, found, _read_block(article.text, folded, start, end, found, sense, without))
        for (start, end), found in zip(spans, hits, strict=True)
    ]
    people = PersonTable()
    for block in blocks:
        learn_persons(folded, block.start, block.end, block.names, people, sense)
    names: list[Name] = []
    for block in blocks:
        span = block.start, block.end
        here = block.names + find_persons(article.text, folded, *span, block.names, people, sense, without)
        names += sorted(here, key=lambda name: name.start)
    if "name.owned-force" not in without:
        names = owned_forces(folded, names)
    if "name.half" not in without:
        names = find_halves(article.text, folded, spans, names)
    if "name.nature" not in without:
        names = find_natures(article.text, folded, spans, names)
    if "name.plural" not in without:
        names = find_summed(article.text, folded, spans, sense.sentences, names)
    return names


def _read_block(
    text: str, folded: str, start: int, end: int, hits: list[Hit], sense: ArticleSense, without: frozenset[str]
) -> list[Name]:
    names: list[Name] = []
    before: tuple[Hit, Reading] | None = None
    for found in hits:
        hit = sense.settle(found, folded, start, without)
        reading = read_hit(hit, folded, start, end, before, without) if hit else None
        if hit is None or reading is None:
            continue
        before = hit, reading
        names.append(_name(text, hit, reading))
    return names


def _name(text: str, hit: Hit, reading: Reading) -> Name:
    entry = hit.entry
    return Name(
        start=hit.start,
        end=hit.end,
        text=text[hit.start : hit.end],
        kind=entry.kind or NameKind.PLACE,
        party=entry.party,
        country=entry.country,
        as_party=reading.acts,
        rule=reading.rule,
        plural_of=entry.plural_of,
    )
