"""
The words of what can be searched, as `domain.search` folds them: a row for each event, account, article and note.

The rows are the same on both databases and are derived from the other tables (`store.search_rows`). What finds them
quickly differs and is no part of the metadata: `store.search_index` makes it.
"""

from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel


def _of(target: str) -> Any:
    key = sa.ForeignKey(f"{target}.id", ondelete="CASCADE")
    return Field(default=None, sa_column=sa.Column(sa.Integer, key, primary_key=True, autoincrement=False))


class EventWords(SQLModel, table=True):
    """Title, place and quotes of an event; one that is part of another has none."""

    __tablename__ = "event_words"
    id: int = _of("event")
    words: str


class QuoteWords(SQLModel, table=True):
    """The quote of an account."""

    __tablename__ = "quote_words"
    id: int = _of("account")
    words: str


class ArticleWords(SQLModel, table=True):
    """Title and text of an article's latest version."""

    __tablename__ = "article_words"
    id: int = _of("article")
    words: str


class NoteWords(SQLModel, table=True):
    """Body and tags of a note; a deleted one has none."""

    __tablename__ = "note_words"
    id: int = _of("annotation")
    words: str


WordTable = type[EventWords] | type[QuoteWords] | type[ArticleWords] | type[NoteWords]
WORD_TABLES: tuple[WordTable, ...] = (EventWords, QuoteWords, ArticleWords, NoteWords)
