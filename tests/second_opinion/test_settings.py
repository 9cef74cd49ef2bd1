import pytest

from app.config import load_settings
from app.errors import SettingsError
from app.second_opinion import OpinionSettings, opinion_settings

URL = "http://127.0.0.1:11434/v1"


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    monkeypatch.chdir(tmp_path_factory.mktemp("bare"))


def test_second_opinions_are_off_by_default() -> None:
    assert opinion_settings(load_settings()) is None


def test_address_and_model_turn_them_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DYADLINE_LLM_URL", URL)
    monkeypatch.setenv("DYADLINE_LLM_MODEL", " oracle-1 ")
    monkeypatch.setenv("DYADLINE_LLM_KEY", "open-sesame")
    monkeypatch.setenv("DYADLINE_LLM_DAILY_CALLS", "3")
    settings = opinion_settings(load_settings())
    assert settings == OpinionSettings(URL, "oracle-1", "open-sesame", daily_calls=3)
    assert "sesame" not in repr(settings)


def test_a_model_alone_leaves_them_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DYADLINE_LLM_MODEL", "oracle-1")
    assert opinion_settings(load_settings()) is None


@pytest.mark.parametrize(
    ("key", "value", "mend"),
    [
        ("URL", "localhost:11434", "give http://HOST"),
        ("URL", "ftp://127.0.0.1/v1", "give http://HOST"),
        ("URL", "https://ana:secret@api.example/v1", "without name and password"),
        ("URL", "https://api.example/v1#part", "give http://HOST"),
        ("URL", "https://api.example/v 1", "give http://HOST"),
        ("MODEL", "  ", "name the model"),
        ("KEY", "open sesame", "neither spaces"),
        ("KEY", "open\nsesame", "neither spaces"),
        ("SECONDS", "0", "greater than 0"),
        ("MAX_CHARS", "10", "greater than or equal to 1000"),
        ("DAILY_CALLS", "-1", "greater than or equal to 0"),
    ],
)
def test_a_bad_value_stops_the_start(key: str, value: str, mend: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DYADLINE_LLM_URL", URL)
    monkeypatch.setenv("DYADLINE_LLM_MODEL", "oracle-1")
    monkeypatch.setenv(f"DYADLINE_LLM_{key}", value)
    with pytest.raises(SettingsError, match=f"DYADLINE_LLM_{key} cannot be used") as caught:
        load_settings()
    assert mend in str(caught.value)
    assert "secret" not in str(caught.value)
    assert "sesame" not in str(caught.value)
