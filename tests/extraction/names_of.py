"""Small articles for the tests of names: one block a line, the mentions shown as readers would name them."""

from app.domain.articles import Block, BlockKind, Published, ReadArticle
from app.extraction.model import Name
from app.extraction.names import find_names

PUBLISHED = "2019-03-16"


def article_of(text: str, published: str | None = PUBLISHED, kind: BlockKind = BlockKind.BODY) -> ReadArticle:
    """An article whose lines are blocks of one kind."""
    blocks, position = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(position, position + len(line), kind))
        position += len(line) + 1
    return ReadArticle(text, tuple(blocks), published=Published(published, "given") if published else None)


def names_of(text: str, published: str | None = PUBLISHED, without: frozenset[str] = frozenset()) -> list[Name]:
    """All names of such an article."""
    return find_names(article_of(text, published), without)


def name_at(
    text: str, mention: str, published: str | None = PUBLISHED, without: frozenset[str] = frozenset()
) -> Name | None:
    """The last name that reads exactly so, or None."""
    found = [name for name in names_of(text, published, without) if name.text == mention]
    return found[-1] if found else None
