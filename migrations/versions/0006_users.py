"""
Users: roles, passwords, sessions, attempts to sign in, invitations, tokens of programs, and indexes for who did what.

Those who wrote notes before there were users stay as they are: analysts without a password, as whom nobody signs in.

Revision: 0006, after 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

# A copy that SQLite makes of a table forgets this unless told.
PERMANENT = {"sqlite_autoincrement": True}
ROLES = "role IN ('viewer', 'analyst', 'editor', 'admin')"
AT = sa.DateTime(timezone=True)
LOOSE = sa.text("action_id IS NULL")


def upgrade() -> None:
    with op.batch_alter_table("user", table_kwargs=PERMANENT) as user:
        user.add_column(sa.Column("role", sa.String(10), server_default="analyst", nullable=False))
        user.add_column(sa.Column("password_hash", sa.String(200), nullable=True))
        user.add_column(sa.Column("disabled_at", AT, nullable=True))
        user.create_check_constraint(op.f("ck_user_role_known"), ROLES)
    create_sessions()
    create_attempts()
    create_invitations()
    create_tokens()
    op.create_index("ix_action_at", "action", ["at", "id", "user_id"])
    op.create_index("ix_revision_at", "revision", ["at", "id"], sqlite_where=LOOSE, postgresql_where=LOOSE)


def downgrade() -> None:
    op.drop_index("ix_revision_at", table_name="revision")
    op.drop_index("ix_action_at", table_name="action")
    for table in ("api_token", "invitation", "login_attempt", "login_session"):
        op.drop_table(table)
    with op.batch_alter_table("user", table_kwargs=PERMANENT) as user:
        user.drop_constraint(op.f("ck_user_role_known"), type_="check")
        for column in ("disabled_at", "password_hash", "role"):
            user.drop_column(column)


def create_sessions() -> None:
    op.create_table(
        "login_session",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("form_token", sa.String(64), nullable=False),
        sa.Column("user_id", sa.Integer, nullable=False),
        sa.Column("created_at", AT, nullable=False),
        sa.Column("seen_at", AT, nullable=False),
        sa.Column("expires_at", AT, nullable=False),
        sa.Column("address", sa.String(64), nullable=False),
        sa.Column("agent", sa.String(200), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_login_session_user_id_user", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_login_session"),
        sa.UniqueConstraint("digest", name="uq_login_session_digest"),
        **PERMANENT,
    )
    op.create_index("ix_login_session_user_id", "login_session", ["user_id"])


def create_attempts() -> None:
    op.create_table(
        "login_attempt",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("address", sa.String(64), nullable=False),
        sa.Column("at", AT, nullable=False),
        sa.Column("succeeded", sa.Boolean, nullable=False),
        sa.Column("user_id", sa.Integer, nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_login_attempt_user_id_user", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_login_attempt"),
        **PERMANENT,
    )
    op.create_index("ix_login_attempt_user_id", "login_attempt", ["user_id"])
    op.create_index("ix_login_attempt_name", "login_attempt", ["name", "at"])
    op.create_index("ix_login_attempt_at", "login_attempt", ["at", "id"])


def create_invitations() -> None:
    op.create_table(
        "invitation",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("role", sa.String(10), nullable=False),
        sa.Column("invited_by", sa.Integer, nullable=False),
        sa.Column("created_at", AT, nullable=False),
        sa.Column("expires_at", AT, nullable=False),
        sa.Column("used_at", AT, nullable=True),
        sa.CheckConstraint(ROLES, name=op.f("ck_invitation_role_known")),
        sa.ForeignKeyConstraint(["invited_by"], ["user.id"], name="fk_invitation_invited_by_user", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_invitation"),
        sa.UniqueConstraint("digest", name="uq_invitation_digest"),
        **PERMANENT,
    )
    op.create_index("ix_invitation_invited_by", "invitation", ["invited_by"])


def create_tokens() -> None:
    op.create_table(
        "api_token",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("user_id", sa.Integer, nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("created_at", AT, nullable=False),
        sa.Column("used_at", AT, nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_api_token_user_id_user", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_api_token"),
        sa.UniqueConstraint("digest", name="uq_api_token_digest"),
        **PERMANENT,
    )
    op.create_index("ix_api_token_user_id", "api_token", ["user_id"])
