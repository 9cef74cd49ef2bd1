"""Web Annotations brought in: each finds what it stands on, or is kept as detached; what is here stays as it is."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

from app.domain.annotations import Note, OnAccount, OnDyad, OnEvent, OnNote, OnPassage, Target, TargetKind
from app.domain.reanchor import reanchor
from app.domain.web_annotations import (
    AccountClaim,
    Claim,
    DyadClaim,
    EventClaim,
    ForeignNote,
    NoteClaim,
    WordsClaim,
    parse_annotations,
)
from app.services.annotate import note_changes
from app.store.annotation_exchange import KnownAccount, KnownText, accounts_at, find_text, find_text_at
from app.store.annotation_queries import AnnotationView, find_by_iris
from app.store.annotations import add_row, attach, target_columns
from app.store.engine import writing
from app.store.event_accounts import event_of_account
from app.store.revisions import record
from app.store.source_texts import find_latest_text
from app.store.users import user_id

if TYPE_CHECKING:
    from sqlmodel import Session

NOTES_AT_ONCE = 250
"""Written in one transaction: nobody else writes for half a second or so."""
TEXTS_KEPT = 16
"""Texts of articles held in memory, each of at most some megabytes."""


@dataclass(frozen=True)
class ImportedAnnotations:
    """
    How an import ended: items = added + attached + known + faults.

    Attributes:
        added: Notes that were not here; `detached` of them stand on nothing that is here.
        attached: Notes that were here, detached, and found their place now.
        known: Notes that were here already.
        faults: A sentence for each item that could not be used.
    """

    added: int
    detached: int
    attached: int
    known: int
    faults: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """All of it in words."""
        said = [f"{self.added} {'note' if self.added == 1 else 'notes'} added"]
        if self.detached:
            said.append(f"{self.detached} of them detached, because the text or the words are not here")
        if self.attached:
            said.append(f"{self.attached} found their place now")
        said.append(f"{self.known} here already")
        if self.faults:
            said.append(f"{len(self.faults)} could not be used")
        return ", ".join(said) + "."


def import_annotations(
    session: "Session", raw: bytes, importer: str, now: datetime, max_chars: int
) -> ImportedAnnotations:
    """
    Bring in a file of Web Annotations; the same file twice adds nothing.

    It is done in stretches of `NOTES_AT_ONCE`, between which others write: what was in when it is cut short stays, and
    the same file brings the rest. A note is known by its name. One that is here, in whatever words, stays as it is. Who
    wrote it is kept as the file says; whoever brings it in answers for it.

    Args:
        raw: The file.
        importer: Who brings it in.
        max_chars: Longest text of a note.

    Raises:
        BadInput: It is no such file at all.
    """
    parsed = parse_annotations(raw, max_chars)
    notes = _first_notes_first(parsed.notes)
    counts: Counter[str] = Counter()
    for start in range(0, len(notes), NOTES_AT_ONCE):
        with writing(session):
            _Importing(session, importer, now, counts).take_all(notes[start : start + NOTES_AT_ONCE])
    return ImportedAnnotations(
        added=counts["added"],
        detached=counts["detached"],
        attached=counts["attached"],
        known=counts["known"],
        faults=parsed.faults,
    )


def _first_notes_first(notes: Sequence[ForeignNote]) -> list[ForeignNote]:
    """What is answered comes before the answers, as far as the file goes."""
    depth: dict[str, int] = {}
    by_iri = {one.iri: one for one in notes}

    def depth_of(one: ForeignNote) -> int:
        seen: list[str] = []
        at: ForeignNote | None = one
        while at and at.iri not in seen and isinstance(at.claim, NoteClaim):
            seen.append(at.iri)
            at = by_iri.get(at.claim.iri)
        return len(seen)

    for one in notes:
        depth[one.iri] = depth_of(one)
    return sorted(notes, key=lambda one: depth[one.iri])


class _Importing:
    """A stretch of an import, inside the caller's writing transaction; how each note ended is added to `counts`."""

    def __init__(self, session: "Session", importer: str, now: datetime, counts: Counter[str]) -> None:
        self.session, self.importer, self.now, self.counts = session, importer, now, counts
        self.user = user_id(session, importer, now)
        self.known: dict[str, AnnotationView] = {}
        self.roots: dict[str, int] = {}  # of notes by their names, the note that begins their thread
        # Notes on one article stand together in a file: its text is read once.
        self.text_of = lru_cache(TEXTS_KEPT)(partial(find_text, session))
        self.text_at = lru_cache(TEXTS_KEPT)(partial(find_text_at, session))
        self.latest_of = lru_cache(TEXTS_KEPT)(partial(find_latest_text, session))

    def take_all(self, notes: Sequence[ForeignNote]) -> None:
        """Take each of the notes, which follow what they answer."""
        self._look_up(notes)
        for one in notes:
            self._take(one)

    def _look_up(self, notes: Sequence[ForeignNote]) -> None:
        """Which of the notes, and of those that they answer, are here."""
        iris = sorted({one.iri for one in notes} | {one.claim.iri for one in notes if isinstance(one.claim, NoteClaim)})
        self.known = find_by_iris(self.session, iris)
        self.roots = {iri: view.parent_id or view.id for iri, view in self.known.items()}

    def _take(self, one: ForeignNote) -> None:
        """Add a note that is not here; give one that is here and detached its place, if there is one now."""
        known = self.known.get(one.iri)
        if known is not None:
            self._meet_again(known, one)
            return
        if one.iri in self.roots:  # twice in one file
            self.counts["known"] += 1
            return
        target, is_found = self._place(one.claim)
        annotation_id = self._add(one, target, is_found=is_found)
        answers = target.parent_id if isinstance(target, OnNote) else None
        self.roots[one.iri] = answers or annotation_id
        self.counts["added"] += 1
        self.counts["detached"] += not is_found

    def _meet_again(self, known: AnnotationView, one: ForeignNote) -> None:
        if known.is_lost:
            target, is_found = self._place(one.claim)
            if target is not None and is_found:
                attach(self.session, known.id, target)
                self.counts["attached"] += 1
                return
        self.counts["known"] += 1

    def _add(self, one: ForeignNote, target: Target | None, *, is_found: bool) -> int:
        created = one.created or self.now
        place: dict[str, Any] = target_columns(target) if target else _nowhere(one.claim)
        annotation_id = add_row(
            self.session,
            one.note.tags,
            **place,
            iri=one.iri,
            detached=not is_found,
            claimed=None if target else one.target,
            user_id=self.user,
            creator=one.creator if one.creator != self.importer else None,
            body=one.note.body,
            created_at=created,
            updated_at=max(one.modified or created, created),
        )
        event_id = self._event_of(target)
        record(self.session, note_changes(annotation_id, event_id, Note("", ()), one.note), self.user, self.now)
        return annotation_id

    def _event_of(self, target: Target | None) -> int | None:
        match target:
            case OnEvent(event_id):
                return event_id
            case OnAccount(account_id):
                return event_of_account(self.session, account_id)
        return None

    def _place(self, claim: Claim) -> tuple[Target | None, bool]:
        """What a claim means here, None where nothing; and whether it stands there now."""
        match claim:
            case DyadClaim(dyad, period):
                return OnDyad(dyad, period), True
            case NoteClaim(iri):
                root = self.roots.get(iri)
                return (OnNote(root), True) if root else (None, False)
            case WordsClaim():
                return self._passage(claim)
            case AccountClaim():
                account = self._account(claim)
                return (OnAccount(account.id), True) if account else (None, False)
            case EventClaim(accounts):
                votes = Counter(found.event_id for one in accounts if (found := self._account(one)))
                best = min(votes, key=lambda event_id: (-votes[event_id], event_id), default=None)
                return (OnEvent(best), True) if best else (None, False)

    def _passage(self, claim: WordsClaim) -> tuple[Target | None, bool]:
        """The words in the latest version; where that lacks them, in the one that the claim is about."""
        known = self._text(claim)
        start = locate(claim, known.text) if known else None
        if known is None or start is None:
            return None, False
        end = start + len(claim.exact)
        latest = self.latest_of(known.article_id)
        if latest is None or latest.version_id == known.version_id:
            return OnPassage.of(known.version_id, known.text, start, end), True
        again = reanchor(claim.exact, known.text, start, latest.text)
        if again is None:
            return OnPassage.of(known.version_id, known.text, start, end), False
        return OnPassage.of(latest.version_id, latest.text, again, again + len(claim.exact)), True

    def _text(self, claim: WordsClaim) -> KnownText | None:
        """By the hash of the text, where the file gives one: another text is never taken for it."""
        if claim.sha256 is not None:
            return self.text_of(claim.sha256)
        return self.text_at(claim.address.partition("#")[0]) if claim.address else None

    def _account(self, claim: AccountClaim) -> KnownAccount | None:
        """The account that rests on the very words; of several the one of the same type and title."""
        target, _ = self._passage(claim.words)
        if not isinstance(target, OnPassage):
            return None
        there = accounts_at(self.session, target.version_id, target.start, target.quote)
        alike = [one for one in there if (one.type, one.title) == (claim.type, claim.title)]
        return alike[0] if alike else there[0] if len(there) == 1 else None


def locate(claim: WordsClaim, text: str) -> int | None:
    """
    Where a text has the words of a claim: at the given place, or where what stands around them says so, and only one.

    Never a look-alike: letter by letter, or nowhere.
    """
    if claim.start is not None and text.startswith(claim.exact, claim.start):
        return claim.start
    found: list[int] = []
    at = text.find(claim.exact)
    while at >= 0 and len(found) < 2:
        end = at + len(claim.exact)
        if text[:at].endswith(claim.prefix) and text.startswith(claim.suffix, end):
            found.append(at)
        at = text.find(claim.exact, at + 1)
    return found[0] if len(found) == 1 else None


def _nowhere(claim: Claim) -> dict[str, Any]:
    """The columns of a note that stands on nothing here."""
    match claim:
        case WordsClaim(exact=exact, prefix=prefix, suffix=suffix, start=start):
            end = None if start is None else start + len(exact)
            words = {"quote": exact, "prefix": prefix, "suffix": suffix, "start": start, "end": end}
            return {"target": TargetKind.PASSAGE, **words}
        case AccountClaim():
            return {"target": TargetKind.ACCOUNT}
        case NoteClaim():
            return {"target": TargetKind.REPLY}
    return {"target": TargetKind.EVENT}
