import re
from pathlib import Path

import pytest

from app.config import FOREIGN_KEYS, PREFIX, PROJECT_ROOT, Settings, load_settings
from app.errors import SettingsError

SETTINGS = sorted(PREFIX + name.upper() for name in Settings.model_fields)


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No DYADLINE_ variable and no .env but those that the test sets."""
    for key in (*SETTINGS, *FOREIGN_KEYS):
        monkeypatch.delenv(key, raising=False)
    monkeypatch.chdir(tmp_path)


def complaint(monkeypatch: pytest.MonkeyPatch, **values: str) -> str:
    for name, value in values.items():
        monkeypatch.setenv(PREFIX + name.upper(), value)
    with pytest.raises(SettingsError) as caught:
        load_settings()
    return str(caught.value)


def test_defaults_need_no_environment() -> None:
    settings = load_settings()
    assert settings.database_url.get_secret_value() == "sqlite:///data/dyadline.db"
    assert (settings.analyst, settings.hosts, settings.log_level) == ("analyst", (), "info")
    assert (settings.paste_max_bytes, settings.upload_max_bytes) == (2_000_000, 20_000_000)
    assert (settings.article_max_chars, settings.annotation_max_chars) == (1_000_000, 20_000)
    assert (settings.body_max_bytes, settings.reader_seconds) == (10_000_000, 20)


def test_the_database_lies_in_the_data_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DYADLINE_DATA_DIR", "/srv/news")
    assert load_settings().database_url.get_secret_value() == "sqlite:////srv/news/dyadline.db"


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_spelling_of_postgresql_gets_its_driver(scheme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DYADLINE_DATABASE_URL", f"{scheme}://ana:secret@db/news")
    assert load_settings().database_url.get_secret_value() == "postgresql+psycopg://ana:secret@db/news"


@pytest.mark.parametrize("password", ["hush", "hu@sh", "hu:sh", "hu/sh", "hush@", "hu?sh"])
def test_the_password_is_never_shown(password: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DYADLINE_DATABASE_URL", f"postgresql://ana:{password}@db:5432/news?connect_timeout=3")
    settings = load_settings()
    assert settings.database_label == "postgresql+psycopg://ana:***@db:5432/news"
    assert "hu" not in repr(settings)


def test_a_password_does_not_leak_from_a_refused_address(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "hidden" not in complaint(monkeypatch, database_url="mysql://ana:hidden@db/news")


def test_host_names_are_a_list_in_small_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DYADLINE_HOSTS", "News.Example, desk.example,,[::1]")
    assert load_settings().hosts == ("news.example", "desk.example", "[::1]")


def test_an_empty_value_means_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DYADLINE_PASTE_MAX_BYTES", "")
    assert load_settings() == Settings()


@pytest.mark.parametrize(
    ("name", "value", "mend"),
    [
        ("paste_max_bytes", "2 MB", "valid integer"),
        ("upload_max_bytes", "0", "greater than or equal to 1000"),
        ("annotation_max_chars", "20001", "less than or equal to 20000"),
        ("reader_seconds", "0", "greater than 0"),
        ("log_level", "loud", "'warning'"),
        ("analyst", "   ", "at least 1 character"),
        ("hosts", "https://news.example", "without scheme, port and path"),
        ("hosts", "news.example:8000", "without scheme, port and path"),
        ("database_url", "news.db", "sqlite:///FILE"),
        ("database_url", "mysql://db/news", "postgresql://USER"),
    ],
)
def test_a_bad_value_names_its_key_and_the_mend(
    name: str, value: str, mend: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = complaint(monkeypatch, **{name: value})
    assert message.startswith(PREFIX + name.upper())
    assert mend in message


def test_an_unknown_key_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "DYADLINE_PASTE_MAX is not a setting" in complaint(monkeypatch, paste_max="3")


def test_every_fault_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    message = complaint(monkeypatch, colour="red", log_level="loud", reader_seconds="soon")
    assert [line.split()[0] for line in message.splitlines()] == [
        "DYADLINE_COLOUR",
        "DYADLINE_READER_SECONDS",
        "DYADLINE_LOG_LEVEL",
    ]


def test_keys_of_the_tests_and_of_compose_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    for key in FOREIGN_KEYS:
        monkeypatch.setenv(key, "x")
    assert load_settings() == Settings()


def test_a_file_is_read_and_the_environment_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("DYADLINE_ANALYST=Ana\nDYADLINE_LOG_LEVEL=debug\nOTHER=1\n", encoding="utf-8")
    monkeypatch.setenv("DYADLINE_ANALYST", "Ben")
    settings = load_settings()
    assert (settings.analyst, settings.log_level) == ("Ben", "debug")


def test_an_unknown_key_in_the_file_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("DYADLINE_ANALIST=Ana\n", encoding="utf-8")
    assert "DYADLINE_ANALIST is not a setting" in complaint(monkeypatch)


def test_the_example_file_shows_every_setting_with_its_default(monkeypatch: pytest.MonkeyPatch) -> None:
    example = (PROJECT_ROOT / ".env.example").read_text(encoding="utf-8")
    shown = dict(re.findall(r"^#(DYADLINE_\w+)=(.*)$", example, re.MULTILINE))
    assert sorted(shown) == sorted([*SETTINGS, *FOREIGN_KEYS])
    defaults = load_settings()
    for key in set(SETTINGS) - {"DYADLINE_DATABASE_URL"}:
        monkeypatch.setenv(key, shown[key])
    assert load_settings() == defaults


def test_the_readme_explains_every_setting() -> None:
    readme = (PROJECT_ROOT / "README.md").read_text(encoding="utf-8")
    first_cells = re.findall(r"^\|([^|]*`DYADLINE_[^|]*)\|", readme, re.MULTILINE)
    assert sorted(re.findall(r"`(DYADLINE_\w+)`", " ".join(first_cells))) == SETTINGS


def test_every_setting_is_read_by_the_application() -> None:
    code = "\n".join(
        path.read_text(encoding="utf-8") for path in (PROJECT_ROOT / "app").rglob("*.py") if path.name != "config.py"
    )
    idle = {name for name in Settings.model_fields if not re.search(rf"\.{name}\b", code)}
    assert idle <= {"data_dir"}  # which has its effect in the database's address


def test_proxies_are_addresses_or_networks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DYADLINE_PROXIES", " 10.0.0.7, 172.16.0.0/12 ,::1")
    assert load_settings().proxies == ("10.0.0.7", "172.16.0.0/12", "::1")
    assert "'proxy.example' is no address" in complaint(monkeypatch, proxies="proxy.example")
