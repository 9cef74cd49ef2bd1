"""Sources: their list, and one with the dated history of its grades."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.errors import NotFound
from app.store.actions import ActionView, find_actions
from app.store.engine import reading
from app.store.grades import SourceGradeView, list_source_grades
from app.store.revisions import SOURCE, RevisionView, list_history
from app.store.source_queries import SourceRow, find_source, list_source_rows

if TYPE_CHECKING:
    from sqlmodel import Session

__all__ = ["SourceGradeView", "SourcePage", "SourceRow", "list_all_sources", "show_source_page"]


@dataclass(frozen=True)
class SourcePage:
    """
    One source.

    Attributes:
        grades: Those that count, the latest day first; of one day the first holds.
        history: Every change of its grades, oldest first.
        actions: The actions that the changes belong to.
    """

    source: SourceRow
    grades: tuple[SourceGradeView, ...]
    history: tuple[RevisionView, ...]
    actions: tuple[ActionView, ...]


def list_all_sources(session: "Session") -> list[SourceRow]:
    """Every source that has articles, by name."""
    with reading(session):
        return list_source_rows(session)


def show_source_page(session: "Session", source_id: int) -> SourcePage:
    """
    Gather one source.

    Raises:
        NotFound: There is none.
    """
    with reading(session):
        source = find_source(session, source_id)
        if source is None:
            raise NotFound(f"There is no source {source_id}.")
        history = list_history(session, SOURCE, source_id)
        actions = find_actions(session, {row.action_id for row in history if row.action_id})
        return SourcePage(source, tuple(list_source_grades(session, source_id)), tuple(history), tuple(actions))
