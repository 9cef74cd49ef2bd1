"""
The `dyadline` command. Each command loads what it needs when it runs, so that `extract` and `timex` start quickly.

A failure is one sentence on standard error, never a traceback (`python -X dev` shows it). Exit codes: 0 all went well,
1 something failed, 2 the command was used wrongly.
"""

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from app.errors import BadInput, DyadlineError, SettingsError

FAILED, MISUSED, INTERRUPTED = 1, 2, 130

app = typer.Typer(
    help="From news articles to a timeline of what countries did to one another.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
database = typer.Typer(help="Look after the database (DYADLINE_DATABASE_URL).", no_args_is_help=True)
samples = typer.Typer(help="The demonstration articles.", no_args_is_help=True)
app.add_typer(database, name="db")
app.add_typer(samples, name="samples")


class Format(StrEnum):
    """How found events are printed."""

    JSONL = "jsonl"
    TABLE = "table"


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on; 0 takes a free one.", min=0, max=65535)] = 8000,
    demo: Annotated[bool, typer.Option("--demo/--no-demo", help="Load the samples into an empty database.")] = True,
) -> None:
    """Bring the database up to date, load the samples if it is empty, and serve the pages."""
    from app.cli.serving import run

    run(host, port, demo=demo)


@app.command()
def extract(
    files: Annotated[
        list[str] | None, typer.Argument(metavar="FILE…", help="Text or HTML; - is standard input.")
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="An event a line as JSON, or a table.")] = Format.JSONL,
    published: Annotated[str | None, typer.Option(metavar="DATE", help="Publication day, like 2019-03-16.")] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Add for each field the words it was read from.")] = False,
    batch: Annotated[bool, typer.Option("--batch", help="Answer JSON lines on standard input one by one.")] = False,
    without: Annotated[
        list[str] | None, typer.Option(metavar="RULE", help="Leave a rule out, to see what it is worth; repeatable.")
    ] = None,
) -> None:
    """Print the events that articles tell. No database is used."""
    from app.cli import extracting

    if batch == bool(files):
        raise typer.BadParameter("name the files to read, - for standard input, or give --batch alone")
    rules = frozenset(without or ())
    if batch:
        extracting.answer_batch(rules, explain=explain)
    elif not extracting.print_events(files or [], published, rules, explain=explain, as_table=form is Format.TABLE):
        raise typer.Exit(FAILED)


@app.command()
def timex(
    everything: Annotated[bool, typer.Option("--all", help="Durations and sets too.")] = False,
) -> None:
    """Answer JSON lines {"dct", "text"} on standard input with the dates and times in them."""
    from app.cli.streams import lines_in
    from app.extraction.time import timex_lines

    for line in timex_lines(lines_in(), all=everything):
        print(line, flush=True)


@app.command()
def ingest(paths: Annotated[list[Path], typer.Argument(metavar="PATH…", help="Files, and folders of them.")]) -> None:
    """Bring articles into the database and read them for events."""
    from app.cli.ingesting import run

    if not run(paths):
        raise typer.Exit(FAILED)


@app.command()
def opinion(article: Annotated[int, typer.Argument(metavar="ARTICLE", help="The number of a kept article.")]) -> None:
    """Ask a language model about a kept article; off until DYADLINE_LLM_URL and DYADLINE_LLM_MODEL are set."""
    from app.cli.opinions import print_opinion

    print_opinion(article)


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
        raise typer.Exit(FAILED)


@database.command("backup")
def backup_database(file: Annotated[Path, typer.Argument(help="The file to write; it must not exist.")]) -> None:
    """Copy the whole database into a file, even while it is in use."""
    from app.cli import databases

    databases.backup(file)


@database.command("restore")
def restore_database(file: Annotated[Path, typer.Argument(help="A file that `db backup` wrote.")]) -> None:
    """Fill an empty database from a backup."""
    from app.cli import databases

    databases.restore(file)


@samples.command("remove")
def remove_demonstration() -> None:
    """Remove the sample articles, the events that only they tell, and the notes on those."""
    from app.cli import databases

    databases.remove_samples()


@app.command()
def version() -> None:
    """Print the program's version."""
    from app import __version__

    print(__version__)


def main() -> None:
    """Run the command line; the only way out is an exit code."""
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]  # a text stream has it
    sys.stderr.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]  # likewise
    try:
        app()
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
