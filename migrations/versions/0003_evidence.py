"""
Evidence: who decided what about which field, which accounts a person holds where they are, and which articles are kin.

Accounts that are there already belong to events that joined only what was told alike, so what they are found by
(`account_party`) follows from their events.

Revision: 0003, after 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# A copy that SQLite makes of a table forgets this unless told.
PERMANENT = {"sqlite_autoincrement": True}
EVENT_COUNTS = ("conflict_count", "wordless_count", "detached_count", "fresh_count")


def upgrade() -> None:
    create_actions()
    extend_events()
    extend_accounts()
    extend_articles()
    create_event_fields()
    create_stars()


def downgrade() -> None:
    for table in ("star", "event_field", "article_fingerprint", "account_party"):
        op.drop_table(table)
    with op.batch_alter_table("article", table_kwargs=PERMANENT) as article:
        article.drop_index("ix_article_url")
        for column in ("url", "agency", "origin_basis"):
            article.drop_column(column)
    with op.batch_alter_table("account", table_kwargs=PERMANENT) as account:
        account.drop_constraint(op.f("ck_account_standing_known"), type_="check")
        for column in ("held", "standing", "joined_at"):
            account.drop_column(column)
    with op.batch_alter_table("event", table_kwargs=PERMANENT) as event:
        event.drop_constraint("fk_event_after_id_event", type_="foreignkey")
        event.drop_constraint("fk_event_before_id_event", type_="foreignkey")
        event.drop_index("ix_event_after_id")
        event.drop_index("ix_event_before_id")
        event.drop_index("ix_event_review_queue")
        for column in ("after_id", "before_id", "decided_at", *EVENT_COUNTS):
            event.drop_column(column)
    with op.batch_alter_table("revision", table_kwargs=PERMANENT) as history:
        history.drop_constraint("fk_revision_action_id_action", type_="foreignkey")
        history.drop_index("ix_revision_action_id")
        history.drop_column("action_id")
    op.drop_table("action")


def create_actions() -> None:
    op.create_table(
        "action",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("event_id", sa.Integer, nullable=True),
        sa.Column("user_id", sa.Integer, nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String, nullable=True),
        sa.Column("undoes", sa.Integer, nullable=True),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name="fk_action_event_id_event", ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_action_user_id_user", ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["undoes"], ["action.id"], name="fk_action_undoes_action", ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name="pk_action"),
        sa.UniqueConstraint("undoes", name="uq_action_undoes"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_action_event_id", "action", ["event_id"])
    op.create_index("ix_action_user_id", "action", ["user_id"])
    with op.batch_alter_table("revision", table_kwargs=PERMANENT) as history:
        history.add_column(sa.Column("action_id", sa.Integer, nullable=True))
        history.create_foreign_key("fk_revision_action_id_action", "action", ["action_id"], ["id"], ondelete="RESTRICT")
        history.create_index("ix_revision_action_id", ["action_id"])


def extend_events() -> None:
    with op.batch_alter_table("event", table_kwargs=PERMANENT) as event:
        event.add_column(sa.Column("after_id", sa.Integer, nullable=True))
        event.add_column(sa.Column("before_id", sa.Integer, nullable=True))
        event.add_column(sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True))
        for column in EVENT_COUNTS:
            event.add_column(sa.Column(column, sa.Integer, server_default="0", nullable=False))
        event.create_foreign_key("fk_event_after_id_event", "event", ["after_id"], ["id"], ondelete="SET NULL")
        event.create_foreign_key("fk_event_before_id_event", "event", ["before_id"], ["id"], ondelete="SET NULL")
        event.create_index("ix_event_after_id", ["after_id"])
        event.create_index("ix_event_before_id", ["before_id"])
        event.create_index("ix_event_review_queue", ["review", "confidence", "id"])


def extend_accounts() -> None:
    op.add_column("account", sa.Column("joined_at", sa.DateTime(timezone=True), nullable=True))
    op.execute("UPDATE account SET joined_at = (SELECT created_at FROM event WHERE event.id = account.event_id)")
    with op.batch_alter_table("account", table_kwargs=PERMANENT) as account:
        account.alter_column("joined_at", existing_type=sa.DateTime(timezone=True), nullable=False)
        account.add_column(sa.Column("held", sa.Boolean, server_default=sa.false(), nullable=False))
        account.add_column(sa.Column("standing", sa.String(10), server_default="found", nullable=False))
        account.create_check_constraint(
            op.f("ck_account_standing_known"), "standing IN ('found', 'detached', 'withdrawn', 'given')"
        )
    op.create_table(
        "account_party",
        sa.Column("account_id", sa.Integer, nullable=False),
        sa.Column("party", sa.String(300), nullable=False),
        sa.Column("earliest", sa.Integer, nullable=True),
        sa.Column("latest", sa.Integer, nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_account_party_account_id_account", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account_id", "party", name="pk_account_party"),
    )
    op.create_index("ix_account_party_near", "account_party", ["party", "earliest", "latest", "account_id"])
    op.execute(
        "INSERT INTO account_party (account_id, party, earliest, latest) "
        "SELECT account.id, told.party, event.earliest, event.latest FROM account "
        "JOIN event ON event.id = account.event_id "
        "JOIN (SELECT event_id, actor.name AS party FROM event_actor JOIN actor ON actor.id = event_actor.actor_id "
        "UNION SELECT event_id, country FROM event_country WHERE role IN ('actor', 'recipient')) told "
        "ON told.event_id = event.id"
    )


def extend_articles() -> None:
    with op.batch_alter_table("article", table_kwargs=PERMANENT) as article:
        article.add_column(sa.Column("url", sa.String, nullable=True))
        article.add_column(sa.Column("agency", sa.String(80), nullable=True))
        article.add_column(sa.Column("origin_basis", sa.String(10), server_default="machine", nullable=False))
        article.create_index("ix_article_url", ["url"])
    op.create_table(
        "article_fingerprint",
        sa.Column("hash", sa.BigInteger, nullable=False),
        sa.Column("article_id", sa.Integer, nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name="fk_article_fingerprint_article_id_article", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("hash", "article_id", name="pk_article_fingerprint"),
    )
    op.create_index("ix_article_fingerprint_article_id", "article_fingerprint", ["article_id"])


def create_event_fields() -> None:
    op.create_table(
        "event_field",
        sa.Column("event_id", sa.Integer, nullable=False),
        sa.Column("field", sa.String(12), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("value", sa.JSON, nullable=True),
        sa.Column("account_id", sa.Integer, nullable=True),
        sa.Column("article_version_id", sa.Integer, nullable=True),
        sa.Column("start", sa.Integer, nullable=True),
        sa.Column("end", sa.Integer, nullable=True),
        sa.Column("reason", sa.String, nullable=True),
        sa.CheckConstraint("state IN ('set', 'disputed')", name=op.f("ck_event_field_state_known")),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name="fk_event_field_event_id_event", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_event_field_account_id_account", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["article_version_id"],
            ["article_version.id"],
            name="fk_event_field_article_version_id_article_version",
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("event_id", "field", name="pk_event_field"),
    )
    op.create_index("ix_event_field_account_id", "event_field", ["account_id"])
    op.create_index("ix_event_field_article_version_id", "event_field", ["article_version_id"])


def create_stars() -> None:
    op.create_table(
        "star",
        sa.Column("event_id", sa.Integer, nullable=False),
        sa.Column("user_id", sa.Integer, nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name="fk_star_event_id_event", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_star_user_id_user", ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("event_id", "user_id", name="pk_star"),
    )
    op.create_index("ix_star_user_id", "star", ["user_id"])
