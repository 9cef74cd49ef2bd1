"""
An article is read again, in a new version or by other rules: each of its accounts is found again, kept or gone.

An account that is found again keeps its id and its event. One whose words the article no longer has is *detached*: it
stays on the version that had them. One that the rules no longer find is deleted, unless a person had to do with it:
then it is *withdrawn* and kept. What is found for the first time settles like any other account.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from app.domain.events import FoundEvent
from app.domain.reanchor import carried_over
from app.services.create_event import BY_HAND
from app.services.recorded import recorded
from app.services.settle import settle, settle_findings, usable_findings
from app.settling.recognition import recognise
from app.store.article_accounts import (
    ArticleAccount,
    accounts_of_article,
    delete_accounts,
    empty_events,
    rewrite_accounts,
    set_rules_version,
    set_standing,
    touched_events,
)
from app.store.articles import KeptArticle
from app.store.events import as_kept
from app.store.removal import delete_events
from app.store.revisions import EVENT, REMOVED, Change, record
from app.store.tables import Standing

if TYPE_CHECKING:
    from sqlmodel import Session

UNTOLD = "no article tells it any more"


@dataclass(frozen=True)
class Revisited:
    """
    What reading an article again came to, or several.

    Attributes:
        changed: Accounts that say something else than before, or stand elsewhere.
        detached: Those whose words went.
        withdrawn: Those that are no longer found and were kept.
        removed: Those that are no longer found and are gone.
        events_new, events_joined: What the accounts that are new started and joined.
        events_removed: Events that nobody tells any more and no person had to do with.
        notices: What was refused.
    """

    changed: int = 0
    detached: int = 0
    withdrawn: int = 0
    removed: int = 0
    events_new: int = 0
    events_joined: int = 0
    events_removed: int = 0
    notices: tuple[str, ...] = ()

    @property
    def counts(self) -> tuple[int, ...]:
        """Every count, in the order above; all are 0 where nothing changed."""
        return tuple(value for value in vars(self).values() if isinstance(value, int))

    def __add__(self, other: "Revisited") -> "Revisited":
        sums = {name: getattr(self, name) + getattr(other, name) for name in vars(self)}
        return Revisited(**sums)


@dataclass
class _Plan:
    """What is to become of the accounts, by their ids."""

    said: dict[int, FoundEvent] = field(default_factory=dict)
    found: set[int] = field(default_factory=set)
    standing: dict[int, Standing] = field(default_factory=dict)
    removed: set[int] = field(default_factory=set)

    @property
    def changes_events(self) -> bool:
        return bool(self.said or self.standing or self.removed)

    def count(self, standing: Standing) -> int:
        return sum(each is standing for each in self.standing.values())


def revisit(
    session: "Session",
    article: KeptArticle,
    found_events: Sequence[FoundEvent],
    rules_version: str,
    now: datetime,
    *,
    kind: str,
) -> Revisited:
    """
    Take in what is found in the latest version of an article now, inside the caller's writing transaction.

    Args:
        article: The article in that version.
        found_events: What the rules find in it.
        rules_version: Which rules these are.
        now: The instant.
        kind: Of the action that the history gets, as `recorded` takes it.

    Done again with the same findings it changes nothing.
    """
    accounts = accounts_of_article(session, article.id)
    if not accounts:
        settled = settle(session, article.version_id, article.read.text, found_events, rules_version, now)
        return Revisited(events_new=settled.events_new, events_joined=settled.events_joined, notices=settled.notices)
    usable, notices = usable_findings(article.read.text, found_events)
    present = _present(accounts, article)
    pairs = recognise(present, [as_kept(found) for found in usable])
    touched = touched_events(session, {account.event_id for account in accounts})
    recognised = {account_id: as_kept(usable[index]) for account_id, index in pairs.items()}
    plan = _plan(accounts, present, recognised, touched, article.version_id)
    events = {account.event_id for account in accounts}
    new = [found for index, found in enumerate(usable) if index not in pairs.values()]
    with recorded(session, kind, None, now) as recorder:
        if plan.changes_events:
            recorder.watch_events(events)
            _carry_out(session, article, plan)
        settled = settle_findings(
            session, recorder, article.version_id, new, rules_version, now, around=recorder.events
        )
    set_rules_version(session, plan.found, rules_version)
    return Revisited(
        changed=len(plan.said),
        detached=plan.count(Standing.DETACHED),
        withdrawn=plan.count(Standing.WITHDRAWN),
        removed=len(plan.removed),
        events_new=settled.events_new,
        events_joined=settled.events_joined,
        events_removed=_remove_untold(session, events, now),
        notices=notices,
    )


def _present(accounts: Sequence[ArticleAccount], article: KeptArticle) -> dict[int, FoundEvent]:
    """What the accounts say whose words the latest version has, with the places that the words have in it."""
    present = {account.id: account.found for account in accounts if account.version_id == article.version_id}
    places = set(map(_place, present.values()))
    for account in accounts:
        if account.version_id == article.version_id:
            continue
        found = carried_over(account.found, account.text, article.read.text)
        if found is not None and _place(found) not in places:
            present[account.id] = found
            places.add(_place(found))
    return present


def _place(found: FoundEvent) -> tuple[int, int, str, str]:
    """What no two accounts of one version share."""
    return found.start, found.end, found.type.value, found.title


def _plan(
    accounts: Sequence[ArticleAccount],
    present: Mapping[int, FoundEvent],
    recognised: Mapping[int, FoundEvent],
    touched: Collection[int],
    version_id: int,
) -> _Plan:
    plan = _Plan()
    for account in accounts:
        said, standing = _fate(account, present, recognised, is_kept=account.is_held or account.event_id in touched)
        if standing is None:
            plan.removed.add(account.id)
            continue
        if account.id in recognised and standing is Standing.FOUND:
            plan.found.add(account.id)
        if standing is not account.standing:
            plan.standing[account.id] = standing
        if said is not None and (said != account.found or account.version_id != version_id):
            plan.said[account.id] = said
    return plan


def _fate(
    account: ArticleAccount, present: Mapping[int, FoundEvent], recognised: Mapping[int, FoundEvent], *, is_kept: bool
) -> tuple[FoundEvent | None, Standing | None]:
    """What an account says in the latest version, None where it is not in it; and its standing, None where it goes."""
    if account.id not in present:
        return None, Standing.DETACHED
    if account.rules_version == BY_HAND:
        return present[account.id], Standing.GIVEN
    if account.id in recognised:
        return recognised[account.id], Standing.FOUND
    return present[account.id], Standing.WITHDRAWN if is_kept else None


def _carry_out(session: "Session", article: KeptArticle, plan: _Plan) -> None:
    delete_accounts(session, plan.removed)
    rewrite_accounts(session, article.version_id, plan.said)
    for standing in Standing:
        set_standing(session, [one for one, each in plan.standing.items() if each is standing], standing)


def _remove_untold(session: "Session", event_ids: Collection[int], now: datetime) -> int:
    """Remove the events that are left without an account; their addresses say when they went and why."""
    empty = empty_events(session, event_ids)
    gone = {event_id: title for event_id, title in empty.items() if event_id not in touched_events(session, empty)}
    record(
        session, [Change(EVENT, event, REMOVED, title, None, reason=UNTOLD) for event, title in gone.items()], None, now
    )
    delete_events(session, gone)
    return len(gone)
