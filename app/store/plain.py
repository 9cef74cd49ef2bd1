"""
Statements that are made once and run past the ORM.

Settling an article runs a dozen statements for each of its events: to put one together anew, and to make objects of its
rows, costs more than to run it.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session


def run(
    session: Session, statement: sa.Executable, values: Mapping[str, Any] | Sequence[Mapping[str, Any]]
) -> sa.CursorResult[Any]:
    """Run a statement inside the transaction of a session, behind what waits there to be written."""
    session.flush()
    return session.connection().execute(statement, values)
