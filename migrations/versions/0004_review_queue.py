"""
The index of the review queue carries all that the queue orders by and counts: at 100 000 events it answers alone.

Revision: 0004, after 0003
"""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

INDEX = "ix_event_review_queue"
ORDERED_BY = ["review", "confidence", "id"]
COUNTED = ["merged_into", "conflict_count", "wordless_count", "detached_count", "fresh_count", "version"]


def upgrade() -> None:
    op.drop_index(INDEX, table_name="event")
    op.create_index(INDEX, "event", [*ORDERED_BY, *COUNTED])


def downgrade() -> None:
    op.drop_index(INDEX, table_name="event")
    op.create_index(INDEX, "event", ORDERED_BY)
