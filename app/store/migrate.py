"""Bring a database to the tables this program knows; the steps of `migrations/` are found from any folder."""

from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from app.errors import DyadlineError, Unavailable
from app.store.engine import make_engine

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).resolve().parents[2] / "migrations"
HEAD = "head"
_PRESENT = sa.text("SELECT version_num FROM alembic_version")


def alembic_config(url: str) -> "Config":
    """Alembic's settings for a database, without reading `alembic.ini`."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["url"] = url
    return config


def latest_revision() -> str:
    """The revision that has all tables this program knows: the highest number among the steps."""
    return max(step.name.partition("_")[0] for step in (MIGRATIONS / "versions").glob("[0-9]*_*.py"))


def is_current(url: str) -> bool:
    """
    Whether a database has exactly the tables this program knows; it is not made if it is missing.

    Raises:
        Unavailable: It cannot be reached or opened.
    """
    file = _sqlite_file(url)
    if file is not None and not file.exists():
        return False
    engine = make_engine(url)
    try:
        with engine.connect() as connection:
            if not sa.inspect(connection).has_table("alembic_version"):
                return False
            return connection.execute(_PRESENT).scalar() == latest_revision()
    finally:
        engine.dispose()


def upgrade(url: str, revision: str = HEAD) -> None:
    """
    Take the database up to a revision, making the file and its folder where SQLite has none yet.

    All steps are one transaction behind a lock: two that start at once follow one another, and a step that fails
    leaves everything as it was.

    Raises:
        Unavailable: The database cannot be reached, opened or made.
        DyadlineError: A newer program made its tables.
    """
    if revision == HEAD and is_current(url):
        return  # Alembic takes a good part of a start to load
    from alembic import command
    from alembic.util import CommandError

    try:
        if file := _sqlite_file(url):
            file.parent.mkdir(parents=True, exist_ok=True)
        command.upgrade(alembic_config(url), revision)
    except (OSError, sa.exc.OperationalError) as problem:
        reason = str(getattr(problem, "orig", problem)).strip().partition("\n")[0]
        raise Unavailable(f"The database of DYADLINE_DATABASE_URL cannot be used: {reason}.") from problem
    except CommandError as problem:
        raise DyadlineError(f"The database was made by a newer program: update this one ({problem}).") from problem


def downgrade(url: str, revision: str) -> None:
    """Take the database down to a revision: `base`, an id, or `-1` for one step."""
    from alembic import command

    command.downgrade(alembic_config(url), revision)


def _sqlite_file(url: str) -> Path | None:
    """The file of a SQLite database; None for one in memory and for PostgreSQL."""
    address = sa.make_url(url)
    return Path(address.database) if address.get_backend_name() == "sqlite" and address.database else None
