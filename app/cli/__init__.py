"""
The `dyadline` command. Each command loads what it needs when it runs, so that `extract` and `timex` start quickly.

A failure is one sentence on standard error, never a traceback (`python -X dev` shows it). Exit codes: 0 all went well,
1 something failed, 2 the command was used wrongly.
"""

import os
import sys
from pathlib import Path

import click

from app.errors import BadInput, DyadlineError, SettingsError

FAILED, MISUSED, INTERRUPTED = 1, 2, 130


class Commands(click.Group):
    """A group whose help has its commands in the order of this file, each with all that it says of itself."""

    group_class = type

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the commands as they were added; click would sort them."""
        return list(self.commands)

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        """Add a command; click would cut its line in the help short."""
        cmd.short_help = cmd.help
        super().add_command(cmd, name)


@click.group(cls=Commands, no_args_is_help=True, context_settings={"show_default": True})
def commands() -> None:
    """From news articles to a timeline of what countries did to one another."""


@commands.command()
@click.option("--host", default="127.0.0.1", help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, help="Port to listen on; 0 takes a free one.")
@click.option("--demo/--no-demo", default=True, help="Load the samples into an empty database.")
@click.option("--workers", type=click.IntRange(1, 64), default=1, help="Processes that answer; one for each processor.")
def serve(host: str, port: int, demo: bool, workers: int) -> None:
    """Bring the database up to date, load the samples if it is empty, and serve the pages."""
    from app.cli.serving import run

    run(host, port, demo=demo, workers=workers)


@commands.command()
@click.argument("files", nargs=-1, metavar="[FILE…]", help="Text or HTML; - is standard input.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "table"]),
    default="jsonl",
    help="An event a line as JSON, or a table.",
)
@click.option("--published", metavar="DATE", help="Publication day, like 2019-03-16.")
@click.option("--explain", is_flag=True, help="Add for each field the words it was read from.")
@click.option("--batch", is_flag=True, help="Answer JSON lines on standard input one by one.")
@click.option("--without", metavar="RULE", multiple=True, help="Leave a rule out, to see what it is worth; repeatable.")
def extract(
    files: tuple[str, ...], form: str, published: str | None, explain: bool, batch: bool, without: tuple[str, ...]
) -> None:
    """Print the events that articles tell. No database is used."""
    from app.cli import extracting

    if batch == bool(files):
        raise click.BadParameter("name the files to read, - for standard input, or give --batch alone")
    rules = frozenset(without)
    if batch:
        extracting.answer_batch(rules, explain=explain)
    elif not extracting.print_events(files, published, rules, explain=explain, as_table=form == "table"):
        sys.exit(FAILED)


@commands.command()
@click.option("--all", "everything", is_flag=True, help="Durations and sets too.")
def timex(everything: bool) -> None:
    """Answer JSON lines {"dct", "text"} on standard input with the dates and times in them."""
    from app.cli.streams import lines_in
    from app.extraction.time import timex_lines

    for line in timex_lines(lines_in(), all=everything):
        print(line, flush=True)


@commands.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…", type=Path, help="Files, and folders of them.")
def ingest(paths: tuple[Path, ...]) -> None:
    """Bring articles into the database and read them for events."""
    from app.cli.ingesting import run

    if not run(paths):
        sys.exit(FAILED)


@commands.command()
@click.option("--all", "everything", is_flag=True, help="Every article, also those that these rules have read.")
def reread(everything: bool) -> None:
    """Read articles for events again by the rules of today; what people decided stays."""
    from app.cli.rereading import run

    if not run(everything=everything):
        sys.exit(FAILED)


@commands.command()
@click.argument("article", type=int, help="The number of a kept article.")
def opinion(article: int) -> None:
    """Ask a language model about a kept article; off until DYADLINE_LLM_URL and DYADLINE_LLM_MODEL are set."""
    from app.cli.opinions import print_opinion

    print_opinion(article)


@commands.command()
def version() -> None:
    """Print the program's version."""
    from app import __version__

    print(__version__)


@commands.group("db", no_args_is_help=True)
def database() -> None:
    """Look after the database (DYADLINE_DATABASE_URL)."""


@database.command("upgrade")
def upgrade_database() -> None:
    """Bring the tables up to date."""
    from app.cli import databases

    databases.upgrade()


@database.command("check")
def check_database() -> None:
    """Look whether everything in the database is as it should be, and count it."""
    from app.cli import databases

    if not databases.check():
        sys.exit(FAILED)


@database.command("rebuild-tiles")
def rebuild_tiles() -> None:
    """Count afresh what the timeline counts by: after a bulk load, or where `db check` found it wrong."""
    from app.cli import databases

    databases.rebuild_tiles()


@database.command("rebuild-search")
def rebuild_search() -> None:
    """Index afresh what can be searched: after a bulk load, or where `db check` found it wrong."""
    from app.cli import databases

    databases.rebuild_search()


@database.command("backup")
@click.argument("file", type=Path, help="The file to write; it must not exist.")
def backup_database(file: Path) -> None:
    """Copy the whole database into a file, even while it is in use."""
    from app.cli import databases

    databases.backup(file)


@database.command("restore")
@click.argument("file", type=Path, help="A file that `db backup` wrote.")
def restore_database(file: Path) -> None:
    """Fill an empty database from a backup."""
    from app.cli import databases

    databases.restore(file)


@database.command("trace-origins")
def trace_origins() -> None:
    """Find out which of the articles kept before there were origins go back to one report."""
    from app.cli import databases

    databases.trace_origins()


@commands.group(no_args_is_help=True)
def annotations() -> None:
    """Analysts' notes."""


@annotations.command("import")
@click.argument("file", type=Path, help="Web Annotations, as /annotations.json exports them; - is standard input.")
def import_notes(file: Path) -> None:
    """Bring in notes from a file of Web Annotations (JSON-LD); what is here already is not added again."""
    from app.cli import noting

    if not noting.import_file(file):
        sys.exit(FAILED)


@commands.group(no_args_is_help=True)
def samples() -> None:
    """The demonstration articles."""


@samples.command("remove")
def remove_demonstration() -> None:
    """Remove the sample articles, the events that only they tell, and the notes on those."""
    from app.cli import databases

    databases.remove_samples()


@commands.group("user", no_args_is_help=True)
def user_commands() -> None:
    """Who may sign in; while nobody may, the local analyst does everything."""


@user_commands.command("add")
@click.argument("name", help="The name that stands beside what they do.")
@click.option("--role", type=click.Choice(["viewer", "analyst", "editor", "admin"]), default="analyst", help="Theirs.")
def add_user(name: str, role: str) -> None:
    """Give somebody a login; the password is asked for, or read from standard input."""
    from app.cli import users

    users.add(name, role)


@user_commands.command("list")
def list_users() -> None:
    """Print everybody who may sign in, with role and state."""
    from app.cli import users

    users.show_all()


@user_commands.command("disable")
@click.argument("name", help="Who it is.")
def disable_user(name: str) -> None:
    """Shut somebody out at once."""
    from app.cli import users

    users.set_disabled(name, disabled=True)


@user_commands.command("enable")
@click.argument("name", help="Who it is.")
def enable_user(name: str) -> None:
    """Let somebody in again."""
    from app.cli import users

    users.set_disabled(name, disabled=False)


@user_commands.command("password")
@click.argument("name", help="Whose it is.")
def set_password(name: str) -> None:
    """Give somebody another password; asked for, or read from standard input."""
    from app.cli import users

    users.set_password(name)


def main() -> None:
    """Run the command line; the only way out is an exit code."""
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]  # a text stream has it
    sys.stderr.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]  # likewise
    try:
        # Not `commands()`, which ends the process in ways of its own before the lines below could.
        with commands.make_context("dyadline", sys.argv[1:]) as context:
            commands.invoke(context)
        sys.stdout.flush()
        sys.exit(0)
    except click.exceptions.Exit as end:
        sys.exit(end.exit_code)
    except click.ClickException as misuse:
        misuse.show()
        sys.exit(misuse.exit_code)
    except (BadInput, SettingsError) as problem:
        _leave(str(problem), MISUSED)
    except DyadlineError as problem:
        _leave(str(problem), FAILED)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        # Who read our output has seen enough; Python must not complain once more when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(FAILED)
    except Exception as problem:
        if sys.flags.dev_mode:
            raise
        _leave(f"Something unexpected happened ({type(problem).__name__}: {problem}). Please report it.", FAILED)


def _leave(sentence: str, code: int) -> None:
    print(sentence, file=sys.stderr)
    sys.exit(code)
