"""
Tiles, facets, tallies and salience: what the timeline counts and labels by, at any number of events.

Events that are there get their salience, which was the number of their articles before, and are counted into the
tiles; open dates move into a span class of their own. The indexes of the timeline leave out what is part of another.

Revision: 0005, after 0004
"""

import sqlalchemy as sa
from alembic import op

from app.store.tile_counts import rebuild

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

OPEN_START, OPEN_END, OPEN_CLASS = 0, 3_652_060, 23
SHOWN, MERGED = sa.text("merged_into IS NULL"), sa.text("merged_into IS NOT NULL")
WINDOW = ["span_class", "earliest", "id", "latest", "review", "type", "status"]
WINDOW_OF_EVENT = [*WINDOW, "salience", "merged_into"]
CONFLICT = ["review", "conflict_count", "id", "merged_into"]
SALIENT = ["salience", *WINDOW[1:]]
WINDOW_OF_DYAD = [
    "dyad_id", "span_class", "earliest", "event_id", "latest", "scope", "review", "type", "direction", "status",
]  # fmt: skip
SALIENT_OF_DYAD = [
    "dyad_id", "salience", "earliest", "event_id", "latest", "scope", "review", "type", "direction", "status",
]  # fmt: skip
KEYS = {
    "dyad_tile": ("dyad_id", "scope", "review", "level", "bucket"),
    "dyad_type_tile": ("dyad_id", "scope", "review", "type", "level", "bucket"),
    "dyad_facet": ("dyad_id", "scope", "review", "direction", "type", "status"),
    "review_tally": ("review", "flags"),
}
CHARS = {"scope": 7, "review": 10, "type": 12, "direction": 6, "status": 12}
IS_OPEN = f"earliest = {OPEN_START} OR latest = {OPEN_END}"


def upgrade() -> None:
    for table, keys in KEYS.items():
        create_counts(table, keys)
    op.add_column("event_dyad", sa.Column("salience", sa.Integer, server_default="0", nullable=False))
    for table in ("event", "event_dyad"):
        op.execute(f"UPDATE {table} SET span_class = {OPEN_CLASS} WHERE {IS_OPEN}")  # noqa: S608 - two names of ours
    rebuild(op.get_bind())
    op.drop_index("ix_event_merged_into", table_name="event")
    op.create_index("ix_event_merged_into", "event", ["merged_into"], sqlite_where=MERGED, postgresql_where=MERGED)
    op.drop_index("ix_event_window", table_name="event")
    op.create_index("ix_event_conflict", "event", CONFLICT, sqlite_where=SHOWN, postgresql_where=SHOWN)
    op.create_index("ix_event_window", "event", WINDOW_OF_EVENT, sqlite_where=SHOWN, postgresql_where=SHOWN)
    op.create_index("ix_event_salience", "event", [*SALIENT, "merged_into"], sqlite_where=SHOWN, postgresql_where=SHOWN)
    op.create_index("ix_event_dyad_salience", "event_dyad", SALIENT_OF_DYAD)
    op.drop_index("ix_event_dyad_window", table_name="event_dyad")
    op.create_index("ix_event_dyad_window", "event_dyad", [*WINDOW_OF_DYAD, "salience"])


def downgrade() -> None:
    op.drop_index("ix_event_dyad_window", table_name="event_dyad")
    op.create_index("ix_event_dyad_window", "event_dyad", WINDOW_OF_DYAD)
    op.drop_index("ix_event_dyad_salience", table_name="event_dyad")
    op.drop_index("ix_event_salience", table_name="event")
    op.drop_index("ix_event_conflict", table_name="event")
    op.drop_index("ix_event_window", table_name="event")
    op.create_index("ix_event_window", "event", WINDOW)
    op.drop_index("ix_event_merged_into", table_name="event")
    op.create_index("ix_event_merged_into", "event", ["merged_into"])
    op.execute(
        "UPDATE event SET salience = (SELECT count(DISTINCT article_version.article_id) FROM account "
        "JOIN article_version ON article_version.id = account.article_version_id WHERE account.event_id = event.id)"
    )
    # The bit length of the days after the first, for which no function has one name on both databases.
    lengths = " ".join(f"WHEN latest - earliest >= {1 << (bits - 1)} THEN {bits}" for bits in range(22, 0, -1))
    for table in ("event", "event_dyad"):
        op.execute(f"UPDATE {table} SET span_class = CASE {lengths} ELSE 0 END WHERE {IS_OPEN}")  # noqa: S608 - as above
    op.drop_column("event_dyad", "salience")
    for table in KEYS:
        op.drop_table(table)


def create_counts(table: str, keys: tuple[str, ...]) -> None:
    op.create_table(
        table,
        *(sa.Column(key, sa.String(CHARS[key]) if key in CHARS else sa.Integer, nullable=False) for key in keys),
        sa.Column("n", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint(*keys, name=f"pk_{table}"),
        sqlite_with_rowid=False,
    )
