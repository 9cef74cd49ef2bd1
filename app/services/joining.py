"""One event takes another in, whether a person merges them or the machine finds that both are one happening."""

from datetime import datetime
from typing import TYPE_CHECKING

from app.domain.events import Review
from app.services.recorded import Recorder
from app.store.adopted import set_review
from app.store.annotations import move_annotations, note_ids
from app.store.event_accounts import account_ids_of, move_accounts
from app.store.event_queries import EventDetail
from app.store.event_state import DECIDED, put_back, read_state, write_decision, write_stars
from app.store.grade_state import JUDGED
from app.store.merging import set_merged_into, take_over_order
from app.store.revisions import ANNOTATION, EVENT

if TYPE_CHECKING:
    from sqlmodel import Session


def join(session: "Session", recorder: Recorder, keeps: EventDetail, goes: int, now: datetime) -> None:
    """Give everything of one event to another, which both are watched."""
    before = read_state(session, [(EVENT, keeps.id), (EVENT, goes)])
    kept, gone = before[EVENT, keeps.id], before[EVENT, goes]
    notes = note_ids(session, [goes])
    recorder.watch([(ANNOTATION, note_id) for note_id in notes])
    move_accounts(session, account_ids_of(session, [goes]), keeps.id, now)
    move_annotations(session, notes, keeps.id)
    write_stars(session, keeps.id, sorted({*kept["stars"], *gone["stars"]}))
    for name, decision in gone.items():
        if name.startswith(DECIDED) and name not in kept:
            write_decision(session, keeps.id, name.removeprefix(DECIDED), decision)
        if name.startswith(JUDGED) and name not in kept:
            put_back(session, (EVENT, keeps.id), name, decision, now)
    if keeps.review is Review.PROPOSED and gone["review"] != Review.PROPOSED:
        set_review(session, keeps.id, Review(gone["review"]), now)
    take_over_order(session, goes, keeps.id)
    set_merged_into(session, goes, keeps.id)
