"""Runs of ingest and how they ended."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col

from app.store.tables import IngestBatch


@dataclass(frozen=True)
class BatchCounts:
    """How the articles of a batch ended: received = new + known + failed; a new version of a known one is new."""

    new: int
    known: int
    failures: tuple[tuple[str, str], ...]  # (name, reason)


def start_batch(session: Session, channel: str, user_id: int | None, now: datetime) -> int:
    """Open a batch; the articles it keeps point to it."""
    batch = IngestBatch(channel=channel, user_id=user_id, started_at=now)
    session.add(batch)
    session.flush()
    assert batch.id is not None  # noqa: S101 - the flush gave it one
    return batch.id


def finish_batch(session: Session, batch_id: int, counts: BatchCounts, now: datetime) -> None:
    """Write down how a batch ended."""
    session.execute(
        sa.update(IngestBatch)
        .where(col(IngestBatch.id) == batch_id)
        .values(
            finished_at=now,
            new_count=counts.new,
            known_count=counts.known,
            failed_count=len(counts.failures),
            failures=[{"name": name, "reason": reason} for name, reason in counts.failures],
        )
    )


def has_batch(session: Session, *, channel: str | None = None, finished: bool | None = None) -> bool:
    """Whether there ever was a batch of this channel, ended or cut short."""
    query = sa.select(col(IngestBatch.id)).limit(1)
    if channel is not None:
        query = query.where(col(IngestBatch.channel) == channel)
    if finished is not None:
        ended = col(IngestBatch.finished_at).is_not(None)
        query = query.where(ended if finished else ~ended)
    return session.scalar(query) is not None
