"""
Keep what reading an article for events had to say, apart from what its reader mended.

The reader's notices stand with the version it read. What the rules remark ("no publication date: only full dates are
dated") belongs to the article and changes when it is read again.

Revision: 0002, after 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# A copy that SQLite makes of a table forgets this unless told.
PERMANENT = {"sqlite_autoincrement": True}


def upgrade() -> None:
    op.add_column("article", sa.Column("notices", sa.JSON, nullable=True))
    op.execute("UPDATE article SET notices = '[]'")
    with op.batch_alter_table("article", table_kwargs=PERMANENT) as article:
        article.alter_column("notices", existing_type=sa.JSON, nullable=False)


def downgrade() -> None:
    with op.batch_alter_table("article", table_kwargs=PERMANENT) as article:
        article.drop_column("notices")
