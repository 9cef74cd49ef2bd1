"""
Which account that is kept is which of the findings, when an article is read again by other rules or in a new version.

An account that is recognised keeps its id, and with it its event, what people decided and what they noted. It is
recognised by its place in the text first, never by its wording alone: what stands elsewhere is something else.
"""

from collections.abc import Mapping, Sequence

from app.domain.events import FoundEvent

_ENOUGH = 4  # of six points: two properties fully alike, or one fully and the two others in part


def recognise(accounts: Mapping[int, FoundEvent], findings: Sequence[FoundEvent]) -> dict[int, int]:
    """
    Pair accounts with findings of the same text, each with one at the most.

    Args:
        accounts: What each account says now, by its id; offsets count in the text of the findings.
        findings: What the rules find in it.

    Returns:
        For each account that is recognised the index of its finding. The most alike are paired first; of those that
        are as much alike, the ones that stand first in the text.
    """
    pairs = [
        (_points(account, finding), _place(account), _place(finding), account_id, index)
        for account_id, account in accounts.items()
        for index, finding in enumerate(findings)
        if _overlap(account, finding)
    ]
    recognised: dict[int, int] = {}
    taken: set[int] = set()
    for points, _, _, account_id, index in sorted(pairs, key=lambda pair: (*(-each for each in pair[0]), *pair[1:])):
        if points[1] >= _ENOUGH and account_id not in recognised and index not in taken:
            recognised[account_id] = index
            taken.add(index)
    return recognised


def _points(account: FoundEvent, finding: FoundEvent) -> tuple[int, int, int]:
    """How alike they are: the same outright; quote, type and parties, two points each; day, status and title beside."""
    parties = _parties(account, finding)
    main = _quote(account, finding) + 2 * (account.type is finding.type) + parties
    beside = (account.date == finding.date) + (account.status is finding.status) + (account.title == finding.title)
    is_same = _place(account) == _place(finding)
    return int(is_same), _ENOUGH if is_same else main if parties else 0, main + beside


def _quote(account: FoundEvent, finding: FoundEvent) -> int:
    return 2 if (account.start, account.end) == (finding.start, finding.end) else 1


def _overlap(account: FoundEvent, finding: FoundEvent) -> bool:
    """Whether one quote covers half of the other: a sentence may be cut otherwise, but it is no neighbour."""
    shared = min(account.end, finding.end) - max(account.start, finding.start)
    return 2 * shared >= max(1, min(account.end - account.start, finding.end - finding.start))


def _parties(account: FoundEvent, finding: FoundEvent) -> int:
    """Two points for the same ones in the same roles, one where some are, none where they are all others."""
    if (set(account.actors), set(account.recipients)) == (set(finding.actors), set(finding.recipients)):
        return 2
    ours, theirs = {*account.actors, *account.recipients}, {*finding.actors, *finding.recipients}
    return 1 if ours & theirs or not ours or not theirs else 0


def _place(found: FoundEvent) -> tuple[int, int, str, str]:
    """What makes an account of a text one of its own."""
    return found.start, found.end, found.type.value, found.title
