"""
Search: the folded words of events, quotes, articles and notes, with what finds them on either database, and the names
of events. Saved views.

Revision: 0008, after 0007
"""

import sqlalchemy as sa
from alembic import op

from app.store import search_index
from app.store.search_rows import rebuild

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

PRESENT, KIND = sa.text("merged_into IS NULL"), ["type", "status", "review", "earliest", "latest", "merged_into"]
WORDS_OF = {"event_words": "event", "quote_words": "account", "article_words": "article", "note_words": "annotation"}


def upgrade() -> None:
    for table, owner in WORDS_OF.items():
        op.create_table(
            table,
            sa.Column("id", sa.Integer, autoincrement=False, nullable=False),
            sa.Column("words", sa.String, nullable=False),
            sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
            sa.ForeignKeyConstraint(["id"], [f"{owner}.id"], name=f"fk_{table}_id_{owner}", ondelete="CASCADE"),
        )
        search_index.create(op.get_bind(), table)
    op.create_table(
        "event_name",
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("event_id", sa.Integer, nullable=False),
        sa.Column("is_first", sa.Integer, nullable=False),
        sa.Column("review", sa.String(10), nullable=False),
        sa.Column("type", sa.String(12), nullable=False),
        sa.Column("status", sa.String(12), nullable=False),
        sa.Column("earliest", sa.Integer),
        sa.Column("latest", sa.Integer),
        sa.PrimaryKeyConstraint("kind", "name", "event_id", name="pk_event_name"),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name="fk_event_name_event_id_event", ondelete="CASCADE"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_event_name_event_id", "event_name", ["event_id", "kind"])
    op.create_index("ix_event_kind", "event", KIND, sqlite_where=PRESENT, postgresql_where=PRESENT)
    rebuild(op.get_bind())
    op.create_table(
        "saved_view",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("user_id", sa.Integer, nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("description", sa.String, nullable=False),
        sa.Column("is_shared", sa.Boolean, nullable=False),
        sa.Column("query", sa.String, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_saved_view"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_saved_view_user_id_user", ondelete="RESTRICT"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_saved_view_user_id", "saved_view", ["user_id"])
    op.create_table(
        "saved_view_seen",
        *(sa.Column(name, sa.Integer, nullable=False) for name in ("view_id", "user_id", "event_id", "revision_id")),
        sa.PrimaryKeyConstraint("view_id", "user_id", name="pk_saved_view_seen"),
        *(
            sa.ForeignKeyConstraint(
                [f"{one}_id"], [f"{target}.id"], name=f"fk_saved_view_seen_{one}_id_{target}", ondelete="CASCADE"
            )
            for one, target in (("view", "saved_view"), ("user", "user"))
        ),
    )


def downgrade() -> None:
    op.drop_index("ix_event_kind", table_name="event")
    op.drop_table("saved_view_seen")
    op.drop_table("saved_view")
    op.drop_table("event_name")
    for table in WORDS_OF:
        search_index.drop(op.get_bind(), table)
        op.drop_table(table)
