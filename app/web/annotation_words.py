"""Where notes stand: the address of the page that shows each, and what it stands on in words."""

from app.domain.annotations import TargetKind
from app.domain.countries import country_name
from app.domain.dates import in_words
from app.domain.dyads import Dyad, parse_dyad
from app.domain.web_annotations import TITLE
from app.services.annotate import AnnotationView
from app.web.urls import annotation_url, article_url, dyad_url, event_url

MAX_WORDS_CHARS = 120
KINDS = {
    TargetKind.EVENT: "events",
    TargetKind.ACCOUNT: "accounts",
    TargetKind.PASSAGE: "passages",
    TargetKind.DYAD: "pairs and periods",
}
"""What notes stand on, to follow "notes on"."""


def place_url(note: AnnotationView, back: str | None = None, done: str | None = None) -> str:
    """The page that shows a note, at the note; of a deleted one at the notes around it."""
    anchor = "#notes" if done == "deleted" else f"#note-{note.id}"
    match note.root:
        case TargetKind.EVENT if note.event_id:
            return event_url(note.event_id, back, done) + ("#notes" if done else anchor)
        case TargetKind.ACCOUNT if note.event_id:
            return event_url(note.event_id, back, done) + (f"#account-{note.account_id}" if done else anchor)
        case TargetKind.PASSAGE if note.article_id:
            return article_url(note.article_id, done=done) + anchor
        case TargetKind.DYAD if note.dyad:
            return dyad_url(note.dyad, done) + anchor
    return annotation_url(note.id, done)


def place_words(note: AnnotationView) -> str:
    """What the thread of a note stands on."""
    match note.root:
        case TargetKind.EVENT if note.event_title:
            return note.event_title
        case TargetKind.ACCOUNT if note.event_title:
            return f"An account of “{note.event_title}”"
        case TargetKind.PASSAGE:
            quote = " ".join((note.quote or "").split())
            words = quote if len(quote) <= MAX_WORDS_CHARS else quote[: MAX_WORDS_CHARS - 1] + "…"
            return f"“{words}”" + (f", {note.article_title}" if note.article_title else "")
        case TargetKind.DYAD if note.dyad:
            return f"{pair_words(parse_dyad(note.dyad)[0])}, {period_words(note.period)}"
        case TargetKind.REPLY:
            return "A note that is not here"
    return str((note.claimed or {}).get(TITLE) or f"An {note.root} that is not here")


def pair_words(dyad: Dyad) -> str:
    """A pair of countries by their names."""
    return f"{country_name(dyad.a)} and {country_name(dyad.b)}"


def period_words(period: str | None) -> str:
    """The period of a note on a pair of countries."""
    return in_words(period) if period else "of all time"
