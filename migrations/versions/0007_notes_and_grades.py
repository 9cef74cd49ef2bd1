"""
Notes on accounts, passages and pairs besides events, replies to them, and notes from elsewhere; grades of sources and
accounts, and judgements of events. The best grade of its accounts is carried by each event.

Going back keeps what can stand on an event: its own notes, those on its accounts, and the replies to both.

Revision: 0007, after 0006
"""

import uuid

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

GRADED = sa.text("grade IS NOT NULL")
TARGETS = ("event", "account", "passage", "dyad", "reply")
HAS_ITS_TARGET = (
    "target = 'event' AND (event_id IS NOT NULL OR detached) OR "
    "target = 'account' AND (account_id IS NOT NULL OR detached) OR "
    "target = 'passage' AND quote IS NOT NULL AND (article_version_id IS NOT NULL OR detached) OR "
    "target = 'dyad' AND dyad IS NOT NULL OR "
    "target = 'reply' AND (parent_id IS NOT NULL OR detached)"
)
LIKELIHOODS = (
    "almost-no-chance", "very-unlikely", "unlikely", "roughly-even", "likely", "very-likely", "almost-certain",
)  # fmt: skip
LINKS = {"account_id": "account", "article_version_id": "article_version", "parent_id": "annotation"}
PLAIN = {
    "start": sa.Integer, "end": sa.Integer, "quote": sa.String, "prefix": sa.String, "suffix": sa.String,
    "dyad": sa.String(7), "period": sa.String(80), "earliest": sa.Integer, "latest": sa.Integer, "claimed": sa.JSON,
    "creator": sa.String(120),
}  # fmt: skip


def upgrade() -> None:
    op.add_column("annotation", sa.Column("iri", sa.String(500)))
    give_iris(op.get_bind())
    with op.batch_alter_table("annotation", table_kwargs={"sqlite_autoincrement": True}) as table:
        table.alter_column("event_id", existing_type=sa.Integer, nullable=True)
        table.alter_column("iri", existing_type=sa.String(500), nullable=False)
        table.add_column(sa.Column("target", sa.String(10), server_default="event", nullable=False))
        table.add_column(sa.Column("detached", sa.Boolean, server_default=sa.false(), nullable=False))
        for name, kind in PLAIN.items():
            table.add_column(sa.Column(name, kind, nullable=True))
        for name, target in LINKS.items():
            table.add_column(sa.Column(name, sa.Integer, nullable=True))
            table.create_foreign_key(f"fk_annotation_{name}_{target}", target, [name], ["id"], ondelete="CASCADE")
        table.create_unique_constraint("uq_annotation_iri", ["iri"])
        table.create_check_constraint("target_known", f"target IN ({quoted(TARGETS)})")
        table.create_check_constraint("has_its_target", HAS_ITS_TARGET)
        table.create_check_constraint("both_bounds_or_none", "(earliest IS NULL) = (latest IS NULL)")
    for name in (*LINKS, "dyad"):
        op.create_index(f"ix_annotation_{name}", "annotation", [name])
    op.add_column("event", sa.Column("grade", sa.String(2)))
    op.create_index(
        "ix_event_grade", "event", ["grade", "id", "merged_into"], sqlite_where=GRADED, postgresql_where=GRADED
    )
    create_grades()


def downgrade() -> None:
    for table_name in ("event_judgement", "account_grade", "source_grade"):
        op.drop_table(table_name)
    op.drop_index("ix_event_grade", table_name="event")
    op.drop_column("event", "grade")
    op.execute(
        "UPDATE annotation SET event_id = (SELECT account.event_id FROM account "
        "WHERE account.id = annotation.account_id) WHERE target = 'account'"
    )
    op.execute(
        "UPDATE annotation SET event_id = (SELECT parent.event_id FROM annotation AS parent "
        "WHERE parent.id = annotation.parent_id) WHERE target = 'reply'"
    )
    op.execute("DELETE FROM annotation_tag WHERE annotation_id IN (SELECT id FROM annotation WHERE event_id IS NULL)")
    op.execute("DELETE FROM annotation WHERE event_id IS NULL")
    for name in (*LINKS, "dyad"):
        op.drop_index(f"ix_annotation_{name}", table_name="annotation")
    with op.batch_alter_table("annotation", table_kwargs={"sqlite_autoincrement": True}) as table:
        for constraint in ("target_known", "has_its_target", "both_bounds_or_none"):
            table.drop_constraint(constraint, type_="check")
        table.drop_constraint("uq_annotation_iri", type_="unique")
        for name, target in LINKS.items():
            table.drop_constraint(f"fk_annotation_{name}_{target}", type_="foreignkey")
        for name in ("iri", "target", "detached", *PLAIN, *LINKS):
            table.drop_column(name)
        table.alter_column("event_id", existing_type=sa.Integer, nullable=False)


def give_iris(connection: sa.Connection) -> None:
    """A name for every note that is there, by which it is known wherever it goes."""
    ids = connection.execute(sa.text("SELECT id FROM annotation")).scalars().all()
    if ids:
        named = [{"id": note_id, "iri": uuid.uuid4().urn} for note_id in ids]
        connection.execute(sa.text("UPDATE annotation SET iri = :iri WHERE id = :id"), named)


def create_grades() -> None:
    op.create_table(
        "source_grade",
        sa.Column("id", sa.Integer, nullable=False),
        link("source_grade", "source_id", "source", "CASCADE"),
        sa.Column("grade", sa.String(1), nullable=False),
        sa.Column("from_day", sa.Integer, nullable=False),
        sa.Column("reason", sa.String),
        link("source_grade", "user_id", "user", "RESTRICT"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn", sa.Boolean, server_default=sa.false(), nullable=False),
        sa.CheckConstraint(f"grade IN ({quoted('ABCDEF')})", name=op.f("ck_source_grade_grade_known")),
        sa.PrimaryKeyConstraint("id", name="pk_source_grade"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_source_grade_source_id", "source_grade", ["source_id"])
    op.create_index("ix_source_grade_user_id", "source_grade", ["user_id"])
    op.create_table(
        "account_grade",
        link("account_grade", "account_id", "account", "CASCADE"),
        link("account_grade", "user_id", "user", "RESTRICT"),
        sa.Column("information", sa.Integer, nullable=False),
        sa.Column("reason", sa.String),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("information BETWEEN 1 AND 6", name=op.f("ck_account_grade_information_known")),
        sa.PrimaryKeyConstraint("account_id", "user_id", name="pk_account_grade"),
    )
    op.create_index("ix_account_grade_user_id", "account_grade", ["user_id"])
    op.create_table(
        "event_judgement",
        link("event_judgement", "event_id", "event", "CASCADE"),
        link("event_judgement", "user_id", "user", "RESTRICT"),
        sa.Column("likelihood", sa.String(20)),
        sa.Column("confidence", sa.String(10)),
        sa.Column("reason", sa.String),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(f"likelihood IN ({quoted(LIKELIHOODS)})", name=op.f("ck_event_judgement_likelihood_known")),
        sa.CheckConstraint(
            "confidence IN ('low', 'moderate', 'high')", name=op.f("ck_event_judgement_confidence_known")
        ),
        sa.CheckConstraint(
            "likelihood IS NOT NULL OR confidence IS NOT NULL", name=op.f("ck_event_judgement_says_something")
        ),
        sa.PrimaryKeyConstraint("event_id", "user_id", name="pk_event_judgement"),
    )
    op.create_index("ix_event_judgement_user_id", "event_judgement", ["user_id"])


def link(table: str, column: str, target: str, ondelete: str) -> sa.Column[int]:
    key = sa.ForeignKey(f"{target}.id", ondelete=ondelete, name=f"fk_{table}_{column}_{target}")
    return sa.Column(column, sa.Integer, key, nullable=False)


def quoted(values: tuple[str, ...] | str) -> str:
    return ", ".join(f"'{value}'" for value in values)
