"""
What the planner knows of the tables: PostgreSQL sees to that by itself, SQLite only when it is told to.

Without it a plan that is good for a thousand events is taken for a million, where it takes seconds.
"""

import sqlalchemy as sa

from app.store.engine import WRITES, database_kind

ANALYZED_ROWS = 2_000
"""Of each index of SQLite: enough to tell one from another, and quick however many there are."""


def analyze(engine: sa.Engine) -> None:
    """Let the planner know what there is: now and then on SQLite, and on both after a bulk load."""
    if database_kind(engine) == "postgresql":  # what its own process does within minutes
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM ANALYZE")
        return
    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        connection.exec_driver_sql(f"PRAGMA analysis_limit = {ANALYZED_ROWS}")
        connection.exec_driver_sql("ANALYZE")
