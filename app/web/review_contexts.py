"""The queue's query, and what its pages are given: which events, in which order, and every link between them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, replace
from urllib.parse import urlencode

from app.domain import filters
from app.domain.events import Flag
from app.domain.filters import MAX_ID, Filter
from app.errors import BadInput
from app.services.review_queue import BulkPreview, Current, Order, Queue, QueueCounts, QueuePage, QueueRow, Seen
from app.web.contexts import PageContext, Section
from app.web.history_words import state_words
from app.web.timeline_contexts import Link, filter_chips
from app.web.words import field_words, flag_words

OWN = frozenset({"article", "order", "at", "done", "event"})
"""Parameters of the queue that are none of the filter."""
ORDER_WORDS = {
    Order.ARTICLE: "article by article",
    Order.CONFIDENCE: "least sure first",
    Order.CONFLICT: "most contested first",
    Order.NEWEST: "newest first",
}
DONE = {
    "accepted": "Event {event} is accepted.",
    "rejected": "Event {event} is rejected.",
    "starred": "Event {event} has your star.",
    "unstarred": "Your star is off event {event}.",
    "undone": "That is undone.",
    "bulk": "All of them are accepted, as one action.",
}
"""What `done=` of an address may say; anything else says nothing."""


@dataclass(frozen=True)
class QueueQuery:
    """
    The query of the queue as read.

    Attributes:
        at: The event to look at; None for the first.
        faults: Sentences about what could not be used.
        notices: Sentences about what was ignored.
        done: What has just been done, in a sentence; None on an ordinary visit.
    """

    queue: Queue
    at: int | None = None
    faults: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    done: str | None = None


def parse_queue(query: Iterable[tuple[str, str]]) -> QueueQuery:
    """Read the decoded pairs of a query string; what cannot be used stands in `faults`."""
    pairs = list(query)
    parsed = filters.parse(pairs, OWN)
    own = {name: value.strip() for name, value in pairs if name in OWN and value.strip()}
    faults, notices = list(parsed.faults.values()), list(parsed.notices)
    wanted = parsed.filter
    if wanted.reviews:
        notices.append("The queue holds what nobody has decided about: review was left aside.")
    if Flag.FRESH in wanted.flags and len(wanted.flags) > 1:
        notices.append("flag=fresh shows events that were decided: the other flags were left aside.")
        wanted = wanted.with_(flags=(Flag.FRESH,))
    order, article, at = _own(own, faults)
    kept = wanted.with_(reviews=(), t0=None, t1=None, group=Filter().group, selected=None)
    said = DONE.get(own.get("done", ""))
    event = own.get("event", "") if re.fullmatch("[0-9]{1,10}", own.get("event", "")) else ""
    return QueueQuery(
        queue=Queue(kept, order, article),
        at=at,
        faults=tuple(faults),
        notices=tuple(notices),
        done=" ".join(said.format(event=event).split()) if said else None,
    )


def review_url(queue: Queue, at: int | None = None, path: str = "/review") -> str:
    """The address of a place in the queue; `path` of its other pages."""
    own = {
        "article": queue.article,
        "order": None if queue.order is Order.ARTICLE else queue.order.value,
        "at": at,
    }
    parts = [filters.to_query(queue.wanted), urlencode({name: value for name, value in own.items() if value})]
    query = "&".join(part for part in parts if part)
    return path + (f"?{query}" if query else "")


def _own(given: Mapping[str, str], faults: list[str]) -> tuple[Order, int | None, int | None]:
    """Order, article and place; what is wrong with one is added to the faults, and it counts as not given."""
    order = Order.ARTICLE
    typed = given.get("order", "").casefold()
    if typed in set(Order):
        order = Order(typed)
    elif typed:
        faults.append(f"{typed[:40]!r} is no order of the queue: use {', '.join(Order)}.")
    return order, _number("article", given, faults), _number("at", given, faults)


def _number(name: str, given: Mapping[str, str], faults: list[str]) -> int | None:
    value = given.get(name, "")
    if re.fullmatch("[0-9]{1,10}", value) and 1 <= int(value) <= MAX_ID:
        return int(value)
    if value:
        faults.append(f"{value[:20]!r} cannot be used: {name} is a number like 12.")
    return None


class ReviewLinks:
    """The links of one queue; templates call them where they need them."""

    def __init__(self, queue: Queue) -> None:
        self.queue, self.wanted = queue, queue.wanted

    def at(self, event_id: int | None) -> str:
        """A place in this queue."""
        return review_url(self.queue, event_id)

    def bulk(self) -> str:
        """The preview of accepting all of it."""
        return review_url(self.queue, path="/review/bulk")

    def orders(self) -> list[Link]:
        """Every order."""
        return [
            Link(words, review_url(replace(self.queue, order=one)), None, one is self.queue.order)
            for one, words in ORDER_WORDS.items()
        ]

    def flags(self, counts: QueueCounts) -> list[Link]:
        """What the queue can be narrowed to, each with its count."""
        everything = replace(self.queue, wanted=self.wanted.with_(flags=()))
        return [
            Link("proposed", review_url(everything), counts.proposed, not self.wanted.flags, "all"),
            *(
                Link(
                    "new accounts since decided" if flag is Flag.FRESH else flag_words(flag),
                    review_url(replace(self.queue, wanted=self.wanted.with_(flags=(flag,)))),
                    getattr(counts, flag),
                    flag in self.wanted.flags,
                    flag,
                )
                for flag in Flag
            ),
        ]

    def chips(self) -> list[Link]:
        """What restricts the queue besides its flags, each with the link that takes it away."""
        bare = self.wanted.with_(flags=())
        chips = filter_chips(bare, lambda other: self._with(replace(other, flags=self.wanted.flags)))
        if self.queue.article is not None:
            chips.append(Link(f"article {self.queue.article}", review_url(replace(self.queue, article=None))))
        return chips

    def clear(self) -> str:
        """The whole queue in the same order."""
        return review_url(Queue(order=self.queue.order))

    def hidden(self, *without: str) -> list[tuple[str, str]]:
        """Names and values that a form carries along."""
        own = [("article", str(self.queue.article))] if self.queue.article else []
        own += [("order", self.queue.order.value)] if self.queue.order is not Order.ARTICLE else []
        return [(name, value) for name, value in [*filters.to_pairs(self.wanted), *own] if name not in without]

    def _with(self, wanted: Filter) -> str:
        return review_url(replace(self.queue, wanted=wanted))


@dataclass(frozen=True, kw_only=True)
class ReviewContext(PageContext):
    """
    The queue.

    Attributes:
        page: What the service gave.
        links: Of the queue.
        faults, notices, done: As in `QueueQuery`.
        differing: Each field in which accounts differ: its label, and each value with the outlets that tell it.
        doubts: Why the machine is not sure, in words; empty where nothing is said.
        is_starred: Whether the analyst marked the current event.
        last_deed: What the analyst did last, in words; None where there is nothing to take back.
    """

    page: QueuePage
    links: ReviewLinks
    faults: tuple[str, ...]
    notices: tuple[str, ...]
    done: str | None
    differing: tuple["DifferingWords", ...]
    doubts: str
    is_starred: bool
    last_deed: str | None
    section: Section = Section.REVIEW
    title: str = "Review"

    @property
    def groups(self) -> list[tuple[QueueRow | None, list[QueueRow]]]:
        """The rows, gathered under the article that told them first where the order is by article."""
        if self.page.queue.order is not Order.ARTICLE:
            return [(None, list(self.page.rows))] if self.page.rows else []
        groups: list[tuple[QueueRow | None, list[QueueRow]]] = []
        for row in self.page.rows:
            head = groups[-1][0] if groups else None
            if head is None or head.place.article_id != row.place.article_id:
                groups.append((row, []))
            groups[-1][1].append(row)
        return groups

    @property
    def counts_words(self) -> str:
        """ "347 proposed, 12 with accounts that differ, 8 new since decided"."""
        counts = self.page.counts
        return (
            f"{counts.proposed} proposed, {counts.conflict} with accounts that differ, {counts.fresh} new since decided"
        )


@dataclass(frozen=True)
class DifferingWords:
    """A field in which accounts differ: each value in words, and who tells it."""

    label: str
    says: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, kw_only=True)
class BulkContext(PageContext):
    """
    What accepting a whole queue would do.

    Attributes:
        preview: What the service gave.
        links: Of the queue.
        seen: The set, as the form carries it.
        message: Why it was not done; None on an ordinary visit.
        max_at_once: Most events of one acceptance.
    """

    preview: BulkPreview
    links: ReviewLinks
    seen: str
    notices: tuple[str, ...]
    message: str | None
    max_at_once: int
    section: Section = Section.REVIEW
    title: str = "Accept all of a filter"


def differing_words(current: Current) -> tuple[DifferingWords, ...]:
    """Fields in which the accounts of an event differ, in words."""
    sources = {account.id: account.source for account in current.accounts}
    return tuple(
        DifferingWords(
            field_words(one.field),
            tuple(
                (
                    state_words(one.field, said.value) or "",
                    tuple(dict.fromkeys(map(sources.__getitem__, said.account_ids))),
                )
                for said in one.says
            ),
        )
        for one in current.differing
    )


def write_seen(seen: Seen) -> str:
    """A set of events as a form carries it."""
    return "-".join(map(str, astuple(seen)))


def read_seen(text: str) -> Seen:
    """The same back. Raises BadInput where the form was not sent from our page."""
    if not re.fullmatch(r"[0-9]{1,18}(-[0-9]{1,18}){3}", text):
        raise BadInput("The form does not say which events you saw: look at the preview again.", "seen")
    return Seen(*map(int, text.split("-")))
