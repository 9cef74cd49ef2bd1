"""An event by hand: a person says what a passage of an article tells."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from app.domain.corrections import Correction
from app.domain.dates import DateKind
from app.domain.events import EventType, Evidence, FoundEvent, Review, Role, Status
from app.errors import BadInput
from app.services.deciding import set_fields
from app.services.gone import not_there
from app.services.recorded import recorded
from app.services.resettle import resettle
from app.store.adopted import set_review
from app.store.articles import find_kept
from app.store.engine import writing
from app.store.event_accounts import hold
from app.store.events import add_account, add_event, is_told
from app.store.revisions import ARTICLE
from app.store.tables import Standing
from app.store.users import user_id

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlmodel import Session

BY_HAND = "by hand"
"""The version of the rules of an account that a person gave."""


@dataclass(frozen=True)
class Draft:
    """
    An event as a person tells it.

    Attributes:
        article_id: The article that reports it.
        start, end: The passage that does, in code points of the article's latest text, end excluded.
        corrections: Its fields: title, type, status, date, place, actors, recipients and context, each once.
    """

    article_id: int
    start: int
    end: int
    corrections: tuple[Correction, ...]


def create_event(session: "Session", draft: Draft, analyst: str, now: datetime) -> int:
    """
    Start an accepted event that rests on one passage; every field stays as the person gave it.

    Returns:
        Its id.

    Raises:
        NotFound: There is no such article.
        BadInput: The passage is empty or beyond the text, or tells this event already.
    """
    with writing(session):
        kept = find_kept(session, draft.article_id)
        if kept is None:
            raise not_there(session, ARTICLE, draft.article_id)
        found = _found(kept.read.text, draft)
        known = is_told(session, kept.version_id, found)
        if known is not None:
            raise BadInput(f"This passage tells this event already: it is event {known}.", "quote")
        with recorded(session, "create", user_id(session, analyst, now), now) as recorder:
            event_id = add_event(session, found, now)
            add_account(session, kept.version_id, event_id, found, BY_HAND, now, standing=Standing.GIVEN)
            set_review(session, event_id, Review.ACCEPTED, now)
            set_fields(session, event_id, list(draft.corrections), None)
            hold(session, [event_id])
            recorder.started(event_id, review=Review.REJECTED.value)
            resettle(session, recorder, now)
        return event_id


def _found(text: str, draft: Draft) -> FoundEvent:
    if not 0 <= draft.start < draft.end <= len(text) or not text[draft.start : draft.end].strip():
        raise BadInput("Select the words of the article that tell the event.", "quote")
    value: Mapping[str, object] = {one.field: one.value for one in draft.corrections}
    date = value.get("date")
    return FoundEvent(
        quote=text[draft.start : draft.end],
        start=draft.start,
        end=draft.end,
        title=str(value["title"]),
        date=date["edtf"] if isinstance(date, dict) else None,
        date_kind=DateKind(date["kind"]) if isinstance(date, dict) else None,
        date_text=None,
        date_rule="date.set" if date else None,
        status=Status(str(value["status"])),
        type=EventType(str(value["type"])),
        countries=(),
        actors=_names(value.get("actors")),
        recipients=_names(value.get("recipients")),
        context=_ties(value.get("context")),
        place=str(value["place"]) if value.get("place") else None,
        attributed_to=None,
        confidence=1.0,
        trigger="",
        why={one.field: _evidence(text, kept_words=one) for one in draft.corrections},
    )


def _names(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list) else ()


def _ties(value: object) -> dict[str, tuple[Role, ...]]:
    return {code: tuple(map(Role, roles)) for code, roles in value.items()} if isinstance(value, dict) else {}


def _evidence(text: str, kept_words: Correction) -> Evidence:
    words = kept_words.words
    if words is None:
        return Evidence(None, None, None, f"{kept_words.field}.given")
    return Evidence(text[words.start : words.end], words.start, words.end, f"{kept_words.field}.given")
