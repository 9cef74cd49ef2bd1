"""
Articles and how they came; events, their accounts, countries, dyads and actors; notes; the history of it all.

Revision: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_people_and_sources()
    create_articles()
    create_events()
    create_what_belongs_to_an_event()
    create_accounts()
    create_notes()
    create_history()


def downgrade() -> None:
    for table in (
        "revision", "annotation_tag", "tag", "annotation", "account_field", "account",
        "event_actor", "actor", "event_dyad", "dyad", "event_country", "event",
        "article_version", "article", "ingest_batch", "origin", "source", "user", "data_version",
    ):  # fmt: skip
        op.drop_table(table)


def create_people_and_sources() -> None:
    data_version = op.create_table(
        "data_version",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_data_version"),
    )
    op.bulk_insert(data_version, [{"id": 1, "version": 0}])
    op.create_table(
        "user",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_user"),
        sa.UniqueConstraint("name", name="uq_user_name"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "source",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("is_sample", sa.Boolean, server_default=sa.false(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_source"),
        sa.UniqueConstraint("name", name="uq_source_name"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "origin",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("reason", sa.String(300), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_origin"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "ingest_batch",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("user_id", sa.Integer, nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("new_count", sa.Integer, nullable=False),
        sa.Column("known_count", sa.Integer, nullable=False),
        sa.Column("failed_count", sa.Integer, nullable=False),
        sa.Column("failures", sa.JSON, nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_ingest_batch_user_id_user", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_ingest_batch"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_ingest_batch_user_id", "ingest_batch", ["user_id"])


def create_articles() -> None:
    op.create_table(
        "article",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("source_id", sa.Integer, nullable=False),
        sa.Column("origin_id", sa.Integer, nullable=False),
        sa.Column("batch_id", sa.Integer, nullable=True),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("byline", sa.String, nullable=True),
        sa.Column("dateline", sa.String, nullable=True),
        sa.Column("published_on", sa.Integer, nullable=True),
        sa.Column("published_basis", sa.String, nullable=True),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("state_reason", sa.String, nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("state IN ('received', 'read', 'failed')", name=op.f("ck_article_state_known")),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name="fk_article_source_id_source", ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["origin_id"], ["origin.id"], name="fk_article_origin_id_origin", ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["ingest_batch.id"], name="fk_article_batch_id_ingest_batch", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_article"),
        sqlite_autoincrement=True,
    )
    for column in ("source_id", "origin_id", "batch_id", "published_on", "state"):
        op.create_index(f"ix_article_{column}", "article", [column])
    op.create_table(
        "article_version",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("article_id", sa.Integer, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("raw", sa.LargeBinary, nullable=False),
        sa.Column("media_type", sa.String(100), nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("text", sa.String, nullable=False),
        sa.Column("text_sha256", sa.String(64), nullable=False),
        sa.Column("blocks", sa.JSON, nullable=False),
        sa.Column("notices", sa.JSON, nullable=False),
        sa.Column("fetched_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name="fk_article_version_article_id_article", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_article_version"),
        sa.UniqueConstraint("article_id", "number", name="uq_article_version_article_id_number"),
        sa.UniqueConstraint("sha256", name="uq_article_version_sha256"),
        sa.UniqueConstraint("text_sha256", name="uq_article_version_text_sha256"),
        sqlite_autoincrement=True,
    )


def create_events() -> None:
    op.create_table(
        "event",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("type", sa.String(12), nullable=False),
        sa.Column("status", sa.String(12), nullable=False),
        sa.Column("date_edtf", sa.String(40), nullable=True),
        sa.Column("date_kind", sa.String(10), nullable=True),
        sa.Column("date_basis", sa.String(10), nullable=True),
        sa.Column("date_rule", sa.String(60), nullable=True),
        sa.Column("earliest", sa.Integer, nullable=True),
        sa.Column("latest", sa.Integer, nullable=True),
        sa.Column("span_class", sa.Integer, nullable=False),
        sa.Column("place", sa.String, nullable=True),
        sa.Column("confidence", sa.Float, nullable=False),
        sa.Column("review", sa.String(10), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("merged_into", sa.Integer, nullable=True),
        sa.Column("salience", sa.Integer, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "type IN ('AGREE', 'CONSULT', 'SUPPORT', 'CONCEDE', 'COOPERATE', 'AID', 'RETREAT', 'REQUEST', 'ACCUSE', "
            "'REJECT', 'THREATEN', 'PROTEST', 'SANCTION', 'MOBILIZE', 'COERCE', 'ASSAULT', 'STATEMENT', 'MILESTONE')",
            name=op.f("ck_event_type_known"),
        ),
        sa.CheckConstraint(
            "status IN ('occurred', 'planned', 'alleged', 'denied', 'hypothetical')",
            name=op.f("ck_event_status_known"),
        ),
        sa.CheckConstraint(
            "date_kind IN ('day', 'lasted', 'between', 'about', 'before', 'after', 'since', 'until')",
            name=op.f("ck_event_date_kind_known"),
        ),
        sa.CheckConstraint("date_basis IN ('read', 'inferred')", name=op.f("ck_event_date_basis_known")),
        sa.CheckConstraint("review IN ('proposed', 'accepted', 'rejected')", name=op.f("ck_event_review_known")),
        sa.CheckConstraint("(earliest IS NULL) = (latest IS NULL)", name=op.f("ck_event_both_bounds_or_none")),
        sa.ForeignKeyConstraint(["merged_into"], ["event.id"], name="fk_event_merged_into_event", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_event"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_event_merged_into", "event", ["merged_into"])
    op.create_index("ix_event_window", "event", ["span_class", "earliest", "id", "latest", "review", "type", "status"])


def create_what_belongs_to_an_event() -> None:
    op.create_table(
        "event_country",
        sa.Column("event_id", sa.Integer, nullable=False),
        sa.Column("country", sa.String(3), nullable=False),
        sa.Column("role", sa.String(10), nullable=False),
        sa.CheckConstraint(
            "role IN ('actor', 'recipient', 'location', 'host', 'mentioned')",
            name=op.f("ck_event_country_role_known"),
        ),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name="fk_event_country_event_id_event", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("event_id", "country", "role", name="pk_event_country"),
    )
    op.create_index("ix_event_country_country", "event_country", ["country"])
    op.create_table(
        "dyad",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("a", sa.String(3), nullable=False),
        sa.Column("b", sa.String(3), nullable=False),
        sa.CheckConstraint("a < b", name=op.f("ck_dyad_sorted")),
        sa.PrimaryKeyConstraint("id", name="pk_dyad"),
        sa.UniqueConstraint("a", "b", name="uq_dyad_a_b"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_dyad_b", "dyad", ["b"])
    op.create_table(
        "event_dyad",
        sa.Column("dyad_id", sa.Integer, nullable=False),
        sa.Column("event_id", sa.Integer, nullable=False),
        sa.Column("direction", sa.String(6), nullable=False),
        sa.Column("scope", sa.String(7), nullable=False),
        sa.Column("span_class", sa.Integer, nullable=False),
        sa.Column("earliest", sa.Integer, nullable=True),
        sa.Column("latest", sa.Integer, nullable=True),
        sa.Column("review", sa.String(10), nullable=False),
        sa.Column("type", sa.String(12), nullable=False),
        sa.Column("status", sa.String(12), nullable=False),
        sa.CheckConstraint("direction IN ('ab', 'ba', 'mutual', 'none')", name=op.f("ck_event_dyad_direction_known")),
        sa.CheckConstraint("scope IN ('direct', 'context')", name=op.f("ck_event_dyad_scope_known")),
        sa.ForeignKeyConstraint(["dyad_id"], ["dyad.id"], name="fk_event_dyad_dyad_id_dyad", ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name="fk_event_dyad_event_id_event", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("dyad_id", "event_id", name="pk_event_dyad"),
    )
    op.create_index("ix_event_dyad_event_id", "event_dyad", ["event_id"])
    op.create_index(
        "ix_event_dyad_window",
        "event_dyad",
        ["dyad_id", "span_class", "earliest", "event_id", "latest", "scope", "review", "type", "direction", "status"],
    )
    op.create_table(
        "actor",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.CheckConstraint("kind IN ('state', 'other')", name=op.f("ck_actor_kind_known")),
        sa.PrimaryKeyConstraint("id", name="pk_actor"),
        sa.UniqueConstraint("name", name="uq_actor_name"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "event_actor",
        sa.Column("event_id", sa.Integer, nullable=False),
        sa.Column("actor_id", sa.Integer, nullable=False),
        sa.Column("role", sa.String(10), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name="fk_event_actor_event_id_event", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["actor_id"], ["actor.id"], name="fk_event_actor_actor_id_actor", ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("event_id", "actor_id", "role", name="pk_event_actor"),
    )
    op.create_index("ix_event_actor_actor_id", "event_actor", ["actor_id"])


def create_accounts() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("article_version_id", sa.Integer, nullable=False),
        sa.Column("event_id", sa.Integer, nullable=False),
        sa.Column("quote", sa.String, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("type", sa.String(12), nullable=False),
        sa.Column("confidence", sa.Float, nullable=False),
        sa.Column("rules_version", sa.String(40), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_version_id"],
            ["article_version.id"],
            name="fk_account_article_version_id_article_version",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name="fk_account_event_id_event", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_account"),
        sa.UniqueConstraint("article_version_id", "start", "end", "type", "title", name="uq_account_once"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_account_event_id", "account", ["event_id"])
    op.create_table(
        "account_field",
        sa.Column("account_id", sa.Integer, nullable=False),
        sa.Column("field", sa.String(20), nullable=False),
        sa.Column("value", sa.JSON, nullable=True),
        sa.Column("start", sa.Integer, nullable=True),
        sa.Column("end", sa.Integer, nullable=True),
        sa.Column("rule", sa.String(60), nullable=False),
        sa.Column("anchor", sa.String, nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_account_field_account_id_account", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account_id", "field", name="pk_account_field"),
    )


def create_notes() -> None:
    op.create_table(
        "annotation",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("event_id", sa.Integer, nullable=False),
        sa.Column("user_id", sa.Integer, nullable=False),
        sa.Column("body", sa.String, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name="fk_annotation_event_id_event", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_annotation_user_id_user", ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name="pk_annotation"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_annotation_event_id", "annotation", ["event_id"])
    op.create_index("ix_annotation_user_id", "annotation", ["user_id"])
    op.create_table(
        "tag",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_tag"),
        sa.UniqueConstraint("name", name="uq_tag_name"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "annotation_tag",
        sa.Column("annotation_id", sa.Integer, nullable=False),
        sa.Column("tag_id", sa.Integer, nullable=False),
        sa.ForeignKeyConstraint(
            ["annotation_id"], ["annotation.id"], name="fk_annotation_tag_annotation_id_annotation", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["tag_id"], ["tag.id"], name="fk_annotation_tag_tag_id_tag", ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("annotation_id", "tag_id", name="pk_annotation_tag"),
    )
    op.create_index("ix_annotation_tag_tag_id", "annotation_tag", ["tag_id"])


def create_history() -> None:
    op.create_table(
        "revision",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("subject", sa.String(20), nullable=False),
        sa.Column("subject_id", sa.Integer, nullable=False),
        sa.Column("event_id", sa.Integer, nullable=True),
        sa.Column("field", sa.String(20), nullable=False),
        sa.Column("old", sa.JSON, nullable=True),
        sa.Column("new", sa.JSON, nullable=True),
        sa.Column("user_id", sa.Integer, nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String, nullable=True),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name="fk_revision_event_id_event", ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_revision_user_id_user", ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name="pk_revision"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_revision_event_id", "revision", ["event_id"])
    op.create_index("ix_revision_subject", "revision", ["subject", "subject_id"])
    op.create_index("ix_revision_user_id", "revision", ["user_id"])
