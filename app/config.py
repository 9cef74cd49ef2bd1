"""Settings from the environment and `.env`: every one is `DYADLINE_` and its name; a bad one stops the start."""

import ipaddress
import os
import re
from pathlib import Path
from typing import Annotated, Any, Literal

from dotenv import dotenv_values
from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from app.errors import SettingsError

PROJECT_ROOT = Path(__file__).resolve().parent.parent
PREFIX = "DYADLINE_"
ENV_FILE = Path(".env")

# Read by the tests, by run.py and by docker-compose.yml, never by the application.
FOREIGN_KEYS = frozenset({"DYADLINE_CHROMIUM", "DYADLINE_DB_PASSWORD", "DYADLINE_TEST_PG_BIN"})

# `postgres://` is what hosting providers hand out; the driver's name is ours to add.
DATABASE_SCHEMES = {
    "sqlite": "sqlite",
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}
HOST_NAME = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\]")
ENDPOINT_URL = re.compile(r"https?://(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?(?:/[!$-?A-~]*)?")


class Settings(BaseSettings):
    """What can be set from outside; sizes in bytes or characters (code points), times in seconds."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=ENV_FILE,
        env_ignore_empty=True,
        extra="ignore",  # other programs' keys may stand in .env; our own unknown ones are refused below
        frozen=True,
        hide_input_in_errors=True,
    )

    data_dir: Path = Path("data")
    """Folder of the SQLite file; made when missing, relative to the working directory."""

    database_url: SecretStr = SecretStr("")
    """SQLAlchemy URL, always filled in. It may hold a password: log `database_label` instead."""

    analyst: str = Field("analyst", min_length=1, max_length=120)
    """Who does what is done on the command line, and everything as long as there are no users."""

    hosts: Annotated[tuple[str, ...], NoDecode] = ()
    """Host names answered besides the loopback ones, without port."""

    proxies: Annotated[tuple[str, ...], NoDecode] = ()
    """Addresses of the proxies before the server, whose word is taken on who asks and whether it is encrypted."""

    body_max_bytes: int = Field(10_000_000, ge=1_000)
    """Largest request body at the door; an upload has its own limit."""

    paste_max_bytes: int = Field(2_000_000, ge=1_000)
    """Largest pasted article, in UTF-8."""

    upload_max_bytes: int = Field(20_000_000, ge=1_000)
    """Largest uploaded or ingested file."""

    article_max_chars: int = Field(1_000_000, ge=1_000)
    """Where the text of an article is cut, with a notice."""

    annotation_max_chars: int = Field(20_000, ge=100, le=20_000)
    """Longest annotation. The sanitiser is quadratic in it, hence no more than the default."""

    reader_seconds: float = Field(20, gt=0, le=600)
    """How long the reading of one file may take before it is stopped."""

    llm_url: str = Field("", max_length=2_000)
    """Base address of an OpenAI-compatible endpoint for second opinions; empty: they are off."""

    llm_model: str = Field("", max_length=200, validate_default=True)
    """The model to ask there."""

    llm_key: SecretStr = SecretStr("")
    """Sent to that endpoint as a bearer token; empty for none."""

    llm_seconds: float = Field(60, gt=0, le=600)
    """How long one second opinion may take in all."""

    llm_max_chars: int = Field(50_000, ge=1_000, le=1_000_000)
    """How many characters of an article are sent for a second opinion."""

    llm_daily_calls: int = Field(200, ge=0)
    """How many second opinions may be asked for in one UTC day."""

    log_level: Literal["critical", "error", "warning", "info", "debug"] = "info"
    """The least grave message that is logged."""

    @field_validator("analyst", "log_level", mode="before")
    @classmethod
    def _trimmed(cls, value: object, info: ValidationInfo) -> object:
        if not isinstance(value, str):
            return value
        return value.strip().lower() if info.field_name == "log_level" else value.strip()

    @field_validator("hosts", mode="before")
    @classmethod
    def _host_names(cls, value: Any) -> tuple[str, ...]:
        names = value.split(",") if isinstance(value, str) else value
        hosts = tuple(name.strip().lower() for name in names if name.strip())
        for host in hosts:
            if not HOST_NAME.fullmatch(host):
                raise ValueError(f"{host!r} is no host name: give names without scheme, port and path")
        return hosts

    @field_validator("proxies", mode="before")
    @classmethod
    def _addresses(cls, value: Any) -> tuple[str, ...]:
        names = value.split(",") if isinstance(value, str) else value
        proxies = tuple(name.strip() for name in names if name.strip())
        for proxy in proxies:
            try:
                ipaddress.ip_network(proxy, strict=False)
            except ValueError:
                raise ValueError(f"{proxy!r} is no address: give addresses or networks like 10.0.0.0/8") from None
        return proxies

    @field_validator("llm_url", mode="after")
    @classmethod
    def _endpoint_address(cls, value: str) -> str:
        if value and not ENDPOINT_URL.fullmatch(value):
            raise ValueError("give http://HOST[:PORT]/PATH or https://…, without name and password in it")
        return value

    @field_validator("llm_model", mode="after")
    @classmethod
    def _model_of_endpoint(cls, value: str, info: ValidationInfo) -> str:
        if info.data.get("llm_url") and not value.strip():
            raise ValueError("name the model to ask at DYADLINE_LLM_URL")
        return value.strip()

    @field_validator("llm_key", mode="after")
    @classmethod
    def _key_for_a_header(cls, value: SecretStr) -> SecretStr:
        if not re.fullmatch(r"[!-~]*", value.get_secret_value()):
            raise ValueError("a key has neither spaces nor characters beyond ASCII")
        return value

    @model_validator(mode="before")
    @classmethod
    def _default_database(cls, values: dict[str, Any]) -> dict[str, Any]:
        if values.get("database_url"):
            return values
        data_dir = Path(values.get("data_dir") or cls.model_fields["data_dir"].default)
        return {**values, "database_url": f"sqlite:///{data_dir / 'dyadline.db'}"}

    @field_validator("database_url", mode="after")
    @classmethod
    def _known_database(cls, value: SecretStr) -> SecretStr:
        scheme, separator, rest = value.get_secret_value().strip().partition("://")
        if not separator or scheme not in DATABASE_SCHEMES:
            raise ValueError("give sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME")
        return SecretStr(f"{DATABASE_SCHEMES[scheme]}://{rest}")

    @property
    def database_label(self) -> str:
        """The database's address without its password and options, for logs and messages."""
        # Masked before the options are cut: a password that was not percent-encoded may hold any character.
        masked = re.sub(r"(//[^:/@]*):.*@", r"\1:***@", self.database_url.get_secret_value())
        return masked.partition("?")[0]


def load_settings() -> Settings:
    """
    Read the settings.

    Raises:
        SettingsError: A `DYADLINE_` key is unknown or its value unusable; every such key is named.
    """
    complaints = [*_unknown_keys()]
    try:
        settings = Settings()
    except ValidationError as problem:
        complaints += [_complaint(error["loc"], error["msg"]) for error in problem.errors()]
    if complaints:
        raise SettingsError("\n".join(complaints))
    return settings


def _unknown_keys() -> list[str]:
    known = {PREFIX + name.upper() for name in Settings.model_fields} | FOREIGN_KEYS
    given = {key.upper() for key in (*os.environ, *dotenv_values(ENV_FILE))}
    return [
        f"{key} is not a setting: remove it or correct its name; .env.example lists all"
        for key in sorted(given - known)
        if key.startswith(PREFIX)
    ]


def _complaint(location: tuple[int | str, ...], message: str) -> str:
    key = PREFIX + str(location[0]).upper()
    return f"{key} cannot be used: {message.removeprefix('Value error, ')} (.env.example explains it)"
