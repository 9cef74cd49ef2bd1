"""
What finds words quickly: FTS5 over each word table on SQLite, an inverted index of its words on PostgreSQL.

Both index the words exactly as `domain.search` has cut them. FTS5 keeps nothing but an index: triggers on the word
table, whichever statement or foreign key changes it, tell it of every change. PostgreSQL keeps the index itself; its
lexemes are given word by word and never parsed, which is what the configuration `simple` would do to words of letters,
if its parser did not read "1e5" and "a-b" in its own way.
"""

from collections.abc import Iterator

import sqlalchemy as sa

from app.store.search_tables import WORD_TABLES

TABLES = tuple(table.__tablename__ for table in WORD_TABLES)
LEXEMES = "array_to_tsvector(string_to_array(words, ' '))"
"""The words of a row as PostgreSQL indexes them."""


def fts_name(table: str) -> str:
    """The FTS5 table of a word table."""
    return f"{table}_fts"


def create(connection: sa.Connection, table: str) -> None:
    """Make the index of a word table, of what is in it."""
    for statement in _SQLITE if _is_sqlite(connection) else _POSTGRES:
        connection.exec_driver_sql(statement.format(table=table, fts=fts_name(table), lexemes=LEXEMES))


def drop(connection: sa.Connection, table: str) -> None:
    """Take the index away, so that the table can be filled or dropped without it."""
    if not _is_sqlite(connection):
        connection.exec_driver_sql(f"DROP INDEX ix_{table}_lexemes")
        return
    for change in ("insert", "delete", "update"):
        connection.exec_driver_sql(f"DROP TRIGGER {table}_{change}")
    connection.exec_driver_sql(f"DROP TABLE {fts_name(table)}")


def is_own(name: str | None) -> bool:
    """Whether a table or index is one of these, which the metadata does not know."""
    own = [name or ""]
    return any(one.startswith(fts_name(table)) or one == f"ix_{table}_lexemes" for one in own for table in TABLES)


def broken_indexes(connection: sa.Connection) -> Iterator[str]:
    """Each index of SQLite that is not that of its table, in a sentence; PostgreSQL sees to its own."""
    for table in TABLES if _is_sqlite(connection) else ():
        fts = fts_name(table)
        try:  # rank 1: compare it with the rows of its table too
            connection.exec_driver_sql(f"INSERT INTO {fts} ({fts}, rank) VALUES ('integrity-check', 1)")  # noqa: S608 - our own names
        except sa.exc.DatabaseError:
            yield f"the index of {table} does not agree with its rows: run `dyadline db rebuild-search`"


def _is_sqlite(connection: sa.Connection) -> bool:
    return connection.dialect.name == "sqlite"


# The words hold no ASCII but letters and digits, and every other character is part of a word to this tokenizer.
_SQLITE = (
    "CREATE VIRTUAL TABLE {fts} USING fts5"
    "(words, content='{table}', content_rowid='id', tokenize='ascii', columnsize=0)",
    "INSERT INTO {fts} ({fts}) VALUES ('rebuild')",
    "CREATE TRIGGER {table}_insert AFTER INSERT ON {table} BEGIN"
    " INSERT INTO {fts} (rowid, words) VALUES (new.id, new.words); END",
    "CREATE TRIGGER {table}_delete AFTER DELETE ON {table} BEGIN"
    " INSERT INTO {fts} ({fts}, rowid, words) VALUES ('delete', old.id, old.words); END",
    "CREATE TRIGGER {table}_update AFTER UPDATE ON {table} BEGIN"
    " INSERT INTO {fts} ({fts}, rowid, words) VALUES ('delete', old.id, old.words);"
    " INSERT INTO {fts} (rowid, words) VALUES (new.id, new.words); END",
)
_POSTGRES = ("CREATE INDEX ix_{table}_lexemes ON {table} USING gin (({lexemes}))",)
