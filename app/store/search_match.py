"""What a search asks of a word table, in the words of each database: FTS5's `MATCH`, PostgreSQL's `@@` and phrases."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement
from sqlmodel import Session, col

from app.domain.search import Query, Term
from app.store.search_index import LEXEMES, fts_name
from app.store.search_tables import WordTable

Condition = sa.ColumnElement[bool]
_OTHER_WAYS = ("enable_seqscan", "enable_indexscan")


def has_words(number: sa.SQLColumnExpression[Any], table: WordTable, query: Query) -> Condition:
    """
    Whether the row of a word table with this id holds all that a query wants and nothing that it does not.

    A query without a term is true of nothing, one that only says what must not be there of every other row.
    """
    if not query.terms:
        return sa.false()
    if query.wanted:
        return _found(number, table, query)
    return sa.not_(sa.or_(*(_found(number, table, Query((_positive(term),))) for term in query.unwanted)))


@contextmanager
def by_index_alone(session: Session) -> Iterator[None]:
    """
    Have PostgreSQL find words by their index for the length of the block, inside the caller's transaction.

    It holds cutting a whole article into words for as cheap as comparing two numbers, and would rather do so for every
    article, newest first, than ask the index: a second among twenty thousand articles instead of a hundredth.
    """
    connection = session.connection()
    if connection.dialect.name != "postgresql":
        yield
        return
    for way in _OTHER_WAYS:
        connection.exec_driver_sql(f"SET LOCAL {way} = off")
    yield
    for way in _OTHER_WAYS:
        connection.exec_driver_sql(f"SET LOCAL {way} TO DEFAULT")


def _positive(term: Term) -> Term:
    return Term(term.words, term.is_prefix)


def _found(number: sa.SQLColumnExpression[Any], table: WordTable, query: Query) -> Condition:
    return _ByDatabase(_in_sqlite(number, table, query), _in_postgres(number, table, query))


class _ByDatabase(FunctionElement[bool]):
    """A condition that is said in two ways; each database gets its own."""

    inherit_cache = True
    type = sa.Boolean()

    def __init__(self, sqlite: Condition, postgresql: Condition) -> None:
        super().__init__(sqlite, postgresql)

    def self_group(self, against: Any = None) -> "_ByDatabase":
        """Itself: SQLAlchemy would ask SQLite whether it equals 1, and then no index can be taken for it."""
        return self


@compiles(_ByDatabase, "sqlite")
def _first(element: _ByDatabase, compiler: Any, **options: Any) -> str:
    return str(compiler.process(element.clauses.clauses[0], **options))


@compiles(_ByDatabase, "postgresql")
def _second(element: _ByDatabase, compiler: Any, **options: Any) -> str:
    return str(compiler.process(element.clauses.clauses[1], **options))


def _in_sqlite(number: sa.SQLColumnExpression[Any], table: WordTable, query: Query) -> Condition:
    name = fts_name(table.__tablename__)
    index = sa.table(name, sa.column("rowid", sa.Integer))
    matches = sa.literal_column(name, sa.String).op("MATCH", is_comparison=True)(fts_words(query))
    return number.in_(sa.select(index.c.rowid).where(matches).correlate(None))


def _in_postgres(number: sa.SQLColumnExpression[Any], table: WordTable, query: Query) -> Condition:
    lexemes = sa.literal_column(LEXEMES, sa.String)
    wanted = sa.cast(sa.literal(ts_words(query)), _TsQuery())
    # Of an index without places, which has room for a few hundred of a word only; what it finds is looked through.
    spaced = sa.literal(" ") + col(table.words) + sa.literal(" ")
    phrases = [spaced.contains(_in_a_row(term)) for term in query.wanted if len(term.words) > 1]
    without = [sa.not_(spaced.contains(_in_a_row(term))) for term in query.unwanted if len(term.words) > 1]
    rows = (
        sa.select(col(table.id)).where(lexemes.op("@@", is_comparison=True)(wanted), *phrases, *without).correlate(None)
    )
    return number.in_(rows)


class _TsQuery(sa.types.UserDefinedType[str]):
    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        return "tsquery"


def fts_words(query: Query) -> str:
    """A query with something wanted as FTS5 reads it; the words hold no sign that means anything to it."""
    wanted = " AND ".join(map(_fts_term, query.wanted))
    unwanted = " OR ".join(map(_fts_term, query.unwanted))
    return f"({wanted}) NOT ({unwanted})" if unwanted else wanted


def ts_words(query: Query) -> str:
    """The same as a tsquery; of a phrase all words have to be there, and where it is unwanted nothing is said."""
    parts = [lexeme for term in query.wanted for lexeme in _lexemes(term)]
    parts += ["!" + _lexeme(term.words[0], term.is_prefix) for term in query.unwanted if len(term.words) == 1]
    return " & ".join(parts)


def _fts_term(term: Term) -> str:
    return f'"{" ".join(term.words)}"{"*" if term.is_prefix else ""}'


def _lexemes(term: Term) -> list[str]:
    *first, last = term.words
    return [*(_lexeme(word, False) for word in first), _lexeme(last, term.is_prefix)]


def _lexeme(word: str, is_prefix: bool) -> str:
    return f"'{word}'{':*' if is_prefix else ''}"


def _in_a_row(term: Term) -> str:
    return f" {' '.join(term.words)}{'' if term.is_prefix else ' '}"
