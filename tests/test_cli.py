"""The `dyadline` command as a person or another program meets it."""

import io
import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
import sqlalchemy as sa
from sqlmodel import Session

import app
from app.cli import FAILED, INTERRUPTED, MISUSED, main
from app.cli.environment import progress_bar
from app.cli.extracting import MAX_BYTES
from app.config import PROJECT_ROOT
from app.domain.loopback import is_loopback
from app.errors import NotFound
from app.services.list_articles import list_articles
from app.services.show_event import show_event
from app.store.engine import writing
from app.store.tables import Account, DyadTile
from tests.factories import Factories
from tests.second_opinion import story
from tests.second_opinion.server import giving, serving
from tests.web.people import quick_passwords

TEXT = "A headline\n\nOn 14 February 2019 India accused Pakistan of an attack.\n"
CONTRACT = [
    "quote", "start", "end", "title", "date", "date_kind", "date_text", "date_rule", "status", "type", "countries",
    "actors", "recipients", "context", "place", "attributed_to", "confidence", "trigger",
]  # fmt: skip


@dataclass(frozen=True)
class Answer:
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str

    @property
    def events(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


Dyadline = Callable[..., Answer]


@pytest.fixture
def dyadline(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path) -> Dyadline:
    """`dyadline("extract", "-", given="text")` runs the command in a folder of its own."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str | Path, given: str | bytes = b"") -> Answer:
        raw = given.encode() if isinstance(given, str) else given
        monkeypatch.setattr(sys, "argv", ["dyadline", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
        capfd.readouterr()
        with pytest.raises(SystemExit) as end:
            main()
        printed = capfd.readouterr()
        assert "Traceback" not in printed.err
        return Answer(end.value.code if isinstance(end.value.code, int) else 0, printed.out, printed.err)

    return run


@pytest.fixture
def on_database(monkeypatch: pytest.MonkeyPatch, database_url: str) -> None:
    """The command works on the test's database, as Ada."""
    monkeypatch.setenv("DYADLINE_DATABASE_URL", database_url)
    monkeypatch.setenv("DYADLINE_ANALYST", "Ada")


@pytest.fixture
def article(tmp_path: Path) -> Path:
    file = tmp_path / "article.txt"
    file.write_text(TEXT)
    return file


class TestExtract:
    """`dyadline extract`, which needs no database."""

    def test_an_event_a_line_with_the_keys_of_the_contract(self, dyadline: Dyadline, article: Path) -> None:
        answer = dyadline("extract", article)
        assert answer.code == 0
        assert answer.events
        for event in answer.events:
            assert list(event) == CONTRACT
            assert TEXT[event["start"] : event["end"]] == event["quote"]
        assert "2019-02-14" in {event["date"] for event in answer.events}

    def test_standard_input(self, dyadline: Dyadline, article: Path) -> None:
        assert dyadline("extract", "-", given=TEXT).out == dyadline("extract", article).out

    def test_explain_adds_why(self, dyadline: Dyadline, article: Path) -> None:
        for event in dyadline("extract", "--explain", article).events:
            assert set(event["why"]["date"]) == {"text", "start", "end", "rule", "says", "anchor"}
            assert event["why"]["trigger"]["says"] == "This word tells the act"
            told = event["why"]["countries"]["parties"]
            assert {party["party"] for party in told} == set(event["countries"])
            assert set(told[0]) == {"party", "text", "rule", "says", "leans_on"}

    def test_several_files_are_named_in_each_line(self, dyadline: Dyadline, article: Path, tmp_path: Path) -> None:
        other = tmp_path / "other.txt"
        other.write_text(TEXT.replace("India", "China"))
        assert {event["file"] for event in dyadline("extract", article, other).events} == {str(article), str(other)}

    def test_a_bad_file_does_not_stop_the_others(self, dyadline: Dyadline, article: Path, tmp_path: Path) -> None:
        empty, binary = tmp_path / "empty.txt", tmp_path / "binary.txt"
        empty.write_bytes(b"")
        binary.write_bytes(bytes(range(256)) * 20)
        answer = dyadline("extract", empty, "missing.txt", binary, article)
        assert answer.code == FAILED
        assert answer.events
        assert len(answer.err.splitlines()) >= 3
        for name in ("empty.txt", "missing.txt", "binary.txt"):
            assert name in answer.err

    def test_the_publication_day_dates_what_is_relative(self, dyadline: Dyadline) -> None:
        text = "A headline\n\nOn Thursday India accused Pakistan of an attack.\n"
        dated = dyadline("extract", "--published", "2019-02-16", "-", given=text)
        assert "2019-02-14" in {event["date"] for event in dated.events}
        undated = dyadline("extract", "-", given=text)
        assert {event["date"] for event in undated.events} <= {None}
        assert "publication date" in undated.err

    def test_a_table_for_people(self, dyadline: Dyadline, article: Path) -> None:
        lines = dyadline("extract", "--format", "table", article).out.splitlines()
        assert re.fullmatch(r".*article\.txt: \d+ events?", lines[0])
        assert any("2019-02-14" in line and "ACCUSE" in line for line in lines[1:])

    @pytest.mark.parametrize("arguments", [["article.txt"], ["--batch"]])
    def test_a_rule_that_does_not_exist_is_named_with_the_nearest(
        self, dyadline: Dyadline, article: Path, arguments: list[str]
    ) -> None:
        answer = dyadline("extract", "--without", "context.host", "--without", "context.hots", *arguments)
        assert (answer.code, answer.out) == (MISUSED, "")
        assert "There is no rule 'context.hots': did you mean context.host" in answer.err

    def test_a_rule_like_no_other_has_no_nearest(self, dyadline: Dyadline, article: Path) -> None:
        answer = dyadline("extract", "--without", "banana", article)
        assert answer.code == MISUSED
        assert "--explain shows the ids" in answer.err

    @pytest.mark.parametrize(
        "arguments",
        [
            pytest.param([], id="nothing to read"),
            pytest.param(["--batch", "article.txt"], id="a batch and a file"),
            pytest.param(["--published", "banana", "article.txt"], id="no day"),
            pytest.param(["--published", "2019-02-30", "article.txt"], id="no such day"),
            pytest.param(["--format", "xml", "article.txt"], id="no such format"),
            pytest.param(["--banana"], id="no such option"),
        ],
    )
    def test_used_wrongly(self, dyadline: Dyadline, article: Path, arguments: list[str]) -> None:
        answer = dyadline("extract", *arguments)
        assert (answer.code, answer.out) == (MISUSED, "")
        assert answer.err

    def test_a_batch_answers_line_by_line(self, dyadline: Dyadline) -> None:
        asked = [
            {"published": "2019-02-16", "text": "On Thursday India accused Pakistan of an attack."},
            {"date": "2019-02-16", "text": "On Thursday India accused Pakistan of an attack."},
            {"text": "Nothing happened."},
        ]
        answer = dyadline("extract", "--batch", given="\n".join(map(json.dumps, asked)))
        first, second, third = map(json.loads, answer.out.splitlines())
        assert answer.code == 0
        assert [event["date"] for event in first] == ["2019-02-14"]
        assert list(first[0]) == CONTRACT
        assert (second, third) == (first, [])

    @pytest.mark.parametrize(
        "line",
        [
            pytest.param("banana", id="no JSON"),
            pytest.param("[1, 2]", id="no object"),
            pytest.param('{"published": "2019-02-16"}', id="no text"),
            pytest.param('{"text": 5}', id="a number for a text"),
            pytest.param('{"text": "Words.", "published": "banana"}', id="no day"),
            pytest.param('{"text": "Words.", "published": 20190216}', id="a number for a day"),
        ],
    )
    def test_a_bad_line_of_a_batch_is_answered_and_told(self, dyadline: Dyadline, line: str) -> None:
        answer = dyadline("extract", "--batch", given=f'{line}\n{{"text": "India accused Pakistan."}}\n')
        assert answer.out.splitlines()[0] == "[]"
        assert len(answer.out.splitlines()) == 2
        assert "line 1" in answer.err

    @pytest.mark.parametrize(
        "text", ["half \ud800 a character", "", "\x00", "x" * 1000], ids=["half", "empty", "nul", "long"]
    )
    def test_hostile_text_in_a_batch(self, dyadline: Dyadline, text: str) -> None:
        answer = dyadline("extract", "--batch", given=json.dumps({"text": text, "published": "2019-02-16"}))
        assert (answer.code, answer.out) == (0, "[]\n")

    @pytest.mark.parametrize(
        ("text", "notice"),
        [
            pytest.param("", "empty", id="empty"),
            pytest.param(" \n\t\n", "empty", id="white space"),
            pytest.param(TEXT + " " * 1_000_000, "1000000 are kept", id="beyond a million characters"),
            pytest.param("a" * 20_000, "", id="no space"),
            pytest.param("“" * 5_000, "", id="opening quotes"),
            pytest.param("1234567890" * 1_000, "", id="digits"),
            pytest.param("🙂🎉" * 2_000, "", id="emoji"),
            pytest.param("قال الوزير إن فنلندا طردت السفير. " * 100, "in Arabic", id="Arabic"),
            pytest.param("השר אמר כי פינלנד גירשה את השגריר. " * 100, "in Hebrew", id="Hebrew"),
        ],
    )
    def test_hostile_text_in_a_file(self, dyadline: Dyadline, tmp_path: Path, text: str, notice: str) -> None:
        hostile = tmp_path / "hostile.txt"
        hostile.write_text(text)
        answer = dyadline("extract", hostile)
        assert answer.code == 0
        assert notice in answer.err
        assert bool(answer.events) is text.startswith(TEXT)
        assert all(text[event["start"] : event["end"]] == event["quote"] for event in answer.events)

    def test_a_file_beyond_the_limit(self, dyadline: Dyadline, tmp_path: Path) -> None:
        large = tmp_path / "large.txt"
        with large.open("wb") as file:
            file.truncate(MAX_BYTES + 1)
        answer = dyadline("extract", large)
        assert answer.code == FAILED
        assert str(MAX_BYTES) in answer.err


def test_timex_answers_line_by_line(dyadline: Dyadline) -> None:
    asked = json.dumps({"dct": "2019-03-16", "text": "It happened on Friday."})
    answer = dyadline("timex", given=f"{asked}\nbanana\n")
    first, second = map(json.loads, answer.out.splitlines())
    assert [(found["text"], found["value"]) for found in first] == [("Friday", "2019-03-15")]
    assert second == []
    assert answer.err


def test_timex_all_adds_durations(dyadline: Dyadline) -> None:
    asked = json.dumps({"dct": "2019-03-16", "text": "The talks lasted three days."})
    assert json.loads(dyadline("timex", given=asked).out) == []
    assert [found["value"] for found in json.loads(dyadline("timex", "--all", given=asked).out)] == ["P3D"]


def test_version(dyadline: Dyadline) -> None:
    assert dyadline("version").out.strip() == app.__version__


@pytest.mark.parametrize("arguments", [[], ["banana"], ["db", "banana"], ["ingest"]])
def test_no_such_command(dyadline: Dyadline, arguments: list[str]) -> None:
    assert dyadline(*arguments).code == MISUSED


def test_help_tells_every_command_in_whole_sentences(dyadline: Dyadline) -> None:
    answer = dyadline("--help")
    assert answer.code == 0
    assert "..." not in answer.out.replace("[ARGS]...", "")
    listed = re.findall(r"^  ([a-z]+)  ", answer.out.partition("Commands:")[2], re.MULTILINE)
    expected = "serve extract timex ingest reread opinion version db annotations samples user"
    assert listed == expected.split()


def test_help_of_a_command_tells_arguments_options_and_defaults(dyadline: Dyadline) -> None:
    told = " ".join(dyadline("extract", "--help").out.split())
    assert told.startswith("Usage: dyadline extract [OPTIONS] [FILE…] Print the events that articles tell.")
    assert "Text or HTML; - is standard input." in told
    assert "--format [jsonl|table] An event a line as JSON, or a table. [default: jsonl]" in told


@pytest.fixture
def timex() -> Iterator[subprocess.Popen[str]]:
    """`dyadline timex` as another program runs it, line by line."""
    command = [sys.executable, "-m", "app.cli", "timex"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=PROJECT_ROOT, stdin=pipe, stdout=pipe, stderr=pipe, text=True) as process:
        yield process
        process.kill()


def test_an_interrupt_ends_without_a_word(timex: subprocess.Popen[str]) -> None:
    assert timex.stdin
    assert timex.stdout
    assert timex.stderr
    print('{"text": "Nothing happened."}', file=timex.stdin, flush=True)
    assert timex.stdout.readline() == "[]\n"
    timex.send_signal(signal.SIGINT)
    assert (timex.wait(timeout=30), timex.stderr.read()) == (INTERRUPTED, "")


def test_a_reader_who_leaves_ends_it_without_a_word(timex: subprocess.Popen[str]) -> None:
    assert timex.stdout
    timex.stdout.close()
    _, told = timex.communicate('{"text": "Nothing happened."}\n', timeout=30)
    assert (timex.returncode, told) == (FAILED, "")


@pytest.mark.parametrize("command", ["extract", "timex"])
def test_quick_commands_load_neither_web_nor_database(command: str, article: Path) -> None:
    heavy = "{'fastapi', 'starlette', 'sqlalchemy', 'sqlmodel', 'alembic', 'trafilatura', 'pydantic', 'uvicorn'}"
    program = (
        "import sys; from app.cli import main\ntry: main()\nexcept SystemExit: pass\n"
        f"sys.exit(f'loaded {{found}}' if (found := {heavy} & set(sys.modules)) else 0)"
    )
    arguments = ["extract", str(article)] if command == "extract" else ["timex"]
    subprocess.run([sys.executable, "-c", program, *arguments], cwd=PROJECT_ROOT, input=b"", check=True)


class Terminal(io.StringIO):
    """A terminal that keeps what it shows."""

    def isatty(self) -> bool:
        return True


class TestProgressBar:
    """The bar of `ingest` and `serve`."""

    def test_it_counts_to_the_end(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "stderr", terminal := Terminal())
        with progress_bar("Reading articles") as show:
            assert show
            for done in range(2):
                show(done, 2, "article.txt")
        assert re.findall(r"Reading articles .*?(\d/\d)", terminal.getvalue()) == ["0/2", "1/2", "2/2"]

    def test_it_stays_away_where_nothing_is_to_be_done(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "stderr", terminal := Terminal())
        with progress_bar("Reading articles"):
            pass
        assert terminal.getvalue() == ""

    def test_a_program_that_reads_the_output_sees_none(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "stderr", io.StringIO())
        with progress_bar("Reading articles") as show:
            assert show is None


@pytest.mark.usefixtures("on_database")
class TestIngest:
    """`dyadline ingest`, on both databases."""

    def test_the_summary_adds_up(self, dyadline: Dyadline, article: Path, session: Session) -> None:
        answer = dyadline("ingest", article)
        assert answer.code == 0
        assert "1 article: 1 new, 0 already known, 0 failed." in answer.out
        assert re.search(r"\d+ events?: \d+ new, 0 joined", answer.out)
        assert list_articles(session).total == 1

    def test_again_it_adds_nothing_and_says_so(self, dyadline: Dyadline, article: Path, session: Session) -> None:
        dyadline("ingest", article)
        answer = dyadline("ingest", article)
        assert answer.code == 0
        assert "1 article: 0 new, 1 already known, 0 failed." in answer.out
        assert "0 events: 0 new, 0 joined" in answer.out
        assert list_articles(session).total == 1

    def test_a_changed_article_is_told_as_a_new_version(
        self, dyadline: Dyadline, article: Path, session: Session
    ) -> None:
        head = "The Example Times\n16 February 2019\n\nA headline about the accusation\n\n"
        article.write_text(head + TEXT)
        dyadline("ingest", article)
        article.write_text(head + TEXT.replace("India", "Nepal"))
        answer = dyadline("ingest", article)
        assert answer.code == 0
        assert "1 article: 0 new, 1 new version of known ones, 0 already known, 0 failed." in answer.out
        assert re.search(r"version 2 of article 1: .+: 1 quote changed or went$", answer.out, re.MULTILINE)
        assert list_articles(session).total == 1

    def test_failed_ones_are_named_with_their_reason(
        self, dyadline: Dyadline, article: Path, tmp_path: Path, session: Session
    ) -> None:
        folder = tmp_path / "folder"
        folder.mkdir()
        (folder / "empty.html").write_bytes(b"")
        (folder / "good.txt").write_text(TEXT.replace("India", "China"))
        answer = dyadline("ingest", article, folder, "missing.txt")
        assert answer.code == FAILED
        assert "4 articles: 2 new, 0 already known, 2 failed." in answer.out
        assert re.search(r"failed: .*empty\.html: .+", answer.out)
        assert re.search(r"failed: missing\.txt: .+", answer.out)
        assert list_articles(session).total == 2

    def test_what_a_crash_left_is_finished_first(
        self, dyadline: Dyadline, article: Path, session: Session, factories: Factories
    ) -> None:
        factories.article(TEXT.replace("India", "China"), read=False)
        dyadline("ingest", article)
        assert {row.state.value for row in list_articles(session).rows} == {"read"}


@pytest.mark.usefixtures("on_database")
class TestReread:
    """`dyadline reread`, on both databases."""

    def test_what_the_rules_of_today_have_read_is_not_due(self, dyadline: Dyadline, article: Path) -> None:
        dyadline("ingest", article)
        assert "Articles: 0 due, 0 read again, 0 failed." in dyadline("reread").out
        answer = dyadline("reread", "--all")
        assert answer.code == 0
        assert "Articles: 1 due, 1 read again, 0 failed." in answer.out
        assert "Accounts: 0 changed, 0 no longer found but kept for a person's decision, 0 gone." in answer.out
        assert "Events: 0 new, 0 joined by a new account, 0 gone." in answer.out

    def test_other_rules_found_something_else(self, dyadline: Dyadline, session: Session, factories: Factories) -> None:
        made = factories.event(article=factories.article(TEXT), dyad="CHN-USA", type="AID", title="What no rule finds")
        answer = dyadline("reread")
        assert answer.code == 0
        assert "Articles: 1 due, 1 read again, 0 failed." in answer.out
        with pytest.raises(NotFound, match="no article tells it any more"):
            show_event(session, made.id)

    def test_a_failure_is_named(
        self, dyadline: Dyadline, factories: Factories, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        made = factories.article(TEXT)
        monkeypatch.setattr("app.services.reread.revisit", lambda *_, **__: 1 / 0)
        answer = dyadline("reread")
        assert answer.code == FAILED
        assert f"failed: article {made.id}: it cannot be read for events (ZeroDivisionError)" in answer.out


@pytest.mark.usefixtures("on_database")
class TestDatabase:
    """`dyadline db` and `dyadline samples`, on both databases."""

    def test_check_counts(self, dyadline: Dyadline, factories: Factories) -> None:
        factories.event()
        answer = dyadline("db", "check")
        assert answer.code == 0
        assert "1 articles, 1 events" in answer.out
        assert "Everything is as it should be." in answer.out

    def test_check_names_a_fault(self, dyadline: Dyadline, factories: Factories, session: Session) -> None:
        factories.event()
        with writing(session):
            session.execute(sa.update(Account).values(quote="Never said."))
        answer = dyadline("db", "check")
        assert answer.code == FAILED
        assert "Fault: the quote of account 1" in answer.out

    def test_rebuilding_tiles_mends_what_the_check_names(
        self, dyadline: Dyadline, factories: Factories, session: Session
    ) -> None:
        factories.event()
        with writing(session):
            session.execute(sa.update(DyadTile).values(n=2))
        answer = dyadline("db", "check")
        assert answer.code == FAILED
        assert "Fault: dyad_tile says 2 events at dyad_id 0, review proposed, level 0, bucket 737104," in answer.out
        assert dyadline("db", "rebuild-tiles").out == "Every tile is counted afresh.\n"
        assert dyadline("db", "check").code == 0

    def test_upgrade_of_an_upgraded_one(self, dyadline: Dyadline) -> None:
        assert dyadline("db", "upgrade").out.endswith("is up to date.\n")

    def test_importing_notes(self, dyadline: Dyadline, factories: Factories, session: Session, tmp_path: Path) -> None:
        event = factories.event()
        note = {"type": "Annotation", "bodyValue": "Brought in.", "target": {"dyadline:dyad": "IND-PAK"}}
        file = tmp_path / "notes.json"
        file.write_text(json.dumps([note, {**note, "target": None}]), encoding="utf-8")
        done = dyadline("annotations", "import", file)
        assert (done.code, done.out) == (FAILED, "1 note added, 0 here already, 1 could not be used.\n")
        assert done.err == "Item 2: it has no target, or several: give it one “target”.\n"
        file.write_text(json.dumps(note), encoding="utf-8")
        assert dyadline("annotations", "import", file).out == "0 notes added, 1 here already.\n"
        file.write_text("{", encoding="utf-8")
        assert "line 1, column 2" in dyadline("annotations", "import", file).err
        assert dyadline("annotations", "import", tmp_path / "none.json").code == MISUSED
        assert show_event(session, event.id).annotations == ()

    def test_removing_the_samples(self, dyadline: Dyadline, factories: Factories, session: Session) -> None:
        event = factories.event(article=factories.article(source="Dyadline sample"))
        other = factories.event()
        factories.annotation(event.id)
        assert dyadline("samples", "remove").out == "Removed 1 articles, 1 events and 1 notes.\n"
        assert show_event(session, other.id).event.id == other.id
        assert list_articles(session).total == 1


class TestFailures:
    """Every failure is one sentence."""

    def test_tracing_origins(self, dyadline: Dyadline) -> None:
        dyadline("db", "upgrade")
        done = dyadline("db", "trace-origins")
        assert (done.code, done.out) == (0, "Traced 0 articles to their origins.\n")

    def test_backup_and_restore_of_a_file(
        self, dyadline: Dyadline, article: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setenv("DYADLINE_DATA_DIR", str(tmp_path / "one"))
        dyadline("ingest", article)
        assert dyadline("db", "backup", "copy").code == 0
        assert dyadline("db", "backup", "copy").code == MISUSED
        assert dyadline("db", "restore", "copy").code == MISUSED
        monkeypatch.setenv("DYADLINE_DATA_DIR", str(tmp_path / "two"))
        assert dyadline("db", "restore", "copy").code == 0
        assert "1 articles" in dyadline("db", "check").out

    def test_a_check_makes_no_database(
        self, dyadline: Dyadline, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setenv("DYADLINE_DATA_DIR", str(tmp_path / "none"))
        answer = dyadline("db", "check")
        assert answer.code == FAILED
        assert "dyadline db upgrade" in answer.err
        assert not (tmp_path / "none").exists()

    def test_a_database_out_of_reach(self, dyadline: Dyadline, article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("DYADLINE_DATABASE_URL", "postgresql://ada:secret-word@127.0.0.1:1/none")
        answer = dyadline("ingest", article)
        assert answer.code == FAILED
        assert len(answer.err.splitlines()) == 1
        assert "secret-word" not in answer.err

    @pytest.mark.parametrize(
        ("key", "value"),
        [("DYADLINE_BANANA", "1"), ("DYADLINE_DATABASE_URL", "mysql://x"), ("DYADLINE_LOG_LEVEL", "x")],
    )
    def test_a_bad_setting_is_named(
        self, dyadline: Dyadline, article: Path, monkeypatch: pytest.MonkeyPatch, key: str, value: str
    ) -> None:
        monkeypatch.setenv(key, value)
        answer = dyadline("ingest", article)
        assert answer.code == MISUSED
        assert key in answer.err

    def test_what_nobody_thought_of_is_a_sentence_too(
        self, dyadline: Dyadline, article: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def broken(*_: object, **__: object) -> bool:
            raise KeyError("thing")

        monkeypatch.setattr("app.cli.extracting.print_events", broken)
        answer = dyadline("extract", article)
        assert answer.code == FAILED
        assert "KeyError" in answer.err


def start_server(folder: Path, *options: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "app.cli", "serve", "--port", "0", *options],
        cwd=PROJECT_ROOT,
        env={**os.environ, "DYADLINE_DATA_DIR": str(folder)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def address_of(server: subprocess.Popen[str]) -> str:
    """The address it prints when the listener is open; requests wait there until it answers."""
    assert server.stdout is not None
    for line in server.stdout:
        if found := re.search(r"http://127\.0\.0\.1:\d+/", line):
            return found[0]
    raise AssertionError(f"the server ended with {server.wait()}")


@pytest.mark.parametrize(
    ("ending", "options"),
    [(signal.SIGTERM, ()), (signal.SIGINT, ()), (signal.SIGTERM, ("--workers", "2"))],
    ids=["SIGTERM", "SIGINT", "two processes"],
)
def test_serve_answers_and_ends_cleanly(tmp_path: Path, ending: signal.Signals, options: tuple[str, ...]) -> None:
    with start_server(tmp_path / "data", "--no-demo", *options) as server:
        try:
            address = address_of(server)
            assert httpx.get(f"{address}healthz", timeout=30).status_code == 200
            assert httpx.get(address, headers={"Host": "example.org"}, timeout=30).status_code in (400, 421)
            server.send_signal(ending)
            assert server.wait(timeout=30) == 0
        finally:
            server.kill()


def test_a_port_in_use_is_a_sentence(dyadline: Dyadline, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DYADLINE_DATA_DIR", str(tmp_path / "data"))
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        answer = dyadline("serve", "--port", str(port))
    assert answer.code == FAILED
    assert f"127.0.0.1:{port}" in answer.err
    assert "--port" in answer.err
    assert not (tmp_path / "data").exists()


def test_an_opinion_without_a_model_says_how_to_have_one(dyadline: Dyadline, tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text(TEXT, encoding="utf-8")
    dyadline("ingest", "story.txt")
    answer = dyadline("opinion", "1")
    assert (answer.code, answer.out) == (FAILED, "")
    assert "set DYADLINE_LLM_URL and DYADLINE_LLM_MODEL" in answer.err


def test_an_opinion_prints_what_passed_and_counts_what_did_not(
    dyadline: Dyadline, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "story.txt").write_text(story.TEXT, encoding="utf-8")
    invented = {**story.RECALL, "quote": "Finland declared war on Norway on 14 March 2019."}
    with serving(giving(story.answer(story.RECALL, invented))) as endpoint:
        monkeypatch.setenv("DYADLINE_LLM_URL", endpoint.url)
        monkeypatch.setenv("DYADLINE_LLM_MODEL", "oracle-1")
        dyadline("ingest", "story.txt")
        answer = dyadline("opinion", "1")
    assert (answer.code, [event["quote"] for event in answer.events]) == (0, [story.RECALL["quote"]])
    assert "1 passed, 1 refused (1 quote-missing)" in answer.err


def test_an_opinion_on_no_article_is_one_sentence(dyadline: Dyadline) -> None:
    answer = dyadline("opinion", "99")
    assert (answer.code, answer.err.strip()) == (FAILED, "There is no article 99.")


@pytest.fixture
def quick_hash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.cli.users.Passwords", quick_passwords)


def test_users_are_made_listed_shut_out_and_given_passwords(
    dyadline: Dyadline, quick_hash: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DYADLINE_DATA_DIR", str(tmp_path / "data"))
    assert "There are no users" in dyadline("user", "list").out
    made = dyadline("user", "add", "Ada", "--role", "admin", given="harbour violet tram nine\n")
    assert (made.code, made.out) == (0, "Ada can sign in now, as admin.\n")
    assert dyadline("user", "add", "Ben", given="harbour violet tram ten\n").code == 0
    assert dyadline("user", "disable", "Ben").code == 0
    assert re.fullmatch(r"Ada\tadmin\tmay sign in\nBen\tanalyst\tdisabled since [\d-]+\n", dyadline("user", "list").out)
    assert dyadline("user", "enable", "Ben").code == 0
    assert dyadline("user", "password", "Ben", given="harbour violet tram two\n").code == 0
    with closing(sqlite3.connect(tmp_path / "data" / "dyadline.db")) as connection:
        dump = "\n".join(connection.iterdump())
    assert "$argon2id$" in dump
    assert "harbour" not in dump


@pytest.mark.parametrize(
    ("arguments", "given", "code", "told"),
    [
        (["add", "Ben"], "short", MISUSED, "needs 12"),
        (["add", "Ben"], "", MISUSED, "needs 12"),
        (["add", "Ben"], "password1234", MISUSED, "tried first"),
        (["add", "<b>"], "harbour violet tram nine", MISUSED, "cannot be used"),
        (["add", "ada"], "harbour violet tram nine", FAILED, "reads like ada"),
        (["add", "Ada"], "harbour violet tram nine", FAILED, "There is a user Ada already"),
        (["add", "Ben", "--role", "king"], "harbour violet tram nine", MISUSED, "king"),
        (["disable", "Ada"], "", FAILED, "last admin"),
        (["disable", "Eve"], "", FAILED, "Nobody signs in as Eve"),
        (["password", "Eve"], "harbour violet tram nine", FAILED, "Nobody signs in as Eve"),
    ],
)
def test_what_cannot_be_done_with_users_is_a_sentence(
    dyadline: Dyadline, quick_hash: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
    arguments: list[str], given: str, code: int, told: str,
) -> None:  # fmt: skip
    monkeypatch.setenv("DYADLINE_DATA_DIR", str(tmp_path / "data"))
    dyadline("user", "add", "Ada", "--role", "admin", given="harbour violet tram nine")
    answer = dyadline("user", *arguments, given=given)
    assert (answer.code, told in answer.err) == (code, True)


def test_without_users_it_listens_on_this_machine_only(
    dyadline: Dyadline, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DYADLINE_DATA_DIR", str(tmp_path / "data"))
    with monkeypatch.context() as patched:
        patched.setattr("app.cli.serving._listen", lambda *_: pytest.fail("it listened"))
        answer = dyadline("serve", "--host", "192.0.2.1", "--port", "0")
    assert answer.code == FAILED
    assert "dyadline user add NAME --role admin" in answer.err


@pytest.mark.parametrize(
    ("host", "here"),
    [("127.0.0.1", True), ("127.0.0.2", True), ("::1", True), ("localhost", True), ("", False), ("::", False),
     ("192.168.1.2", False), ("desk.example", False), ("localhost.example", False)],
)  # fmt: skip
def test_which_addresses_are_this_machine(host: str, here: bool) -> None:
    assert is_loopback(host) is here
