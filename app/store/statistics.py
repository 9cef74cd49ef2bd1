"""
What SQLite's planner knows of the tables: PostgreSQL sees to that by itself, SQLite only when it is told to.

Without it a plan that is good for a thousand events is taken for a million, where it takes seconds.
"""

import sqlalchemy as sa

from app.store.engine import WRITES, database_kind

ANALYZED_ROWS = 2_000
"""Of each index: enough to tell one from another, and quick however many there are."""


def analyze(engine: sa.Engine) -> None:
    """Let the planner know what there is; needed after a bulk load, and now and then."""
    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        if database_kind(engine) == "sqlite":
            connection.exec_driver_sql(f"PRAGMA analysis_limit = {ANALYZED_ROWS}")
        connection.exec_driver_sql("ANALYZE")
