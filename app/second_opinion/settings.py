"""How a second opinion is asked for: where, whom, and how much it may cost."""

from dataclasses import dataclass, field
from typing import Protocol

ANSWER_BYTES = 2_000_000
"""Largest answer taken: three hundred findings with their quotes fit in several times."""


@dataclass(frozen=True)
class OpinionSettings:
    """
    A complete set of settings; there is none where second opinions are off.

    Attributes:
        url: Base address, for example "http://127.0.0.1:11434/v1"; `/chat/completions` is added.
        model: The model's name at that endpoint.
        key: Sent as a bearer token; empty for none.
        seconds: Time for one opinion in all, from the name look-up to the last byte.
        max_chars: Most characters of an article that are sent.
        daily_calls: Most opinions in one UTC day; whoever asks keeps the count.
        answer_bytes: Largest answer taken.
    """

    url: str
    model: str
    key: str = field(default="", repr=False)
    seconds: float = 60.0
    max_chars: int = 50_000
    daily_calls: int = 200
    answer_bytes: int = ANSWER_BYTES


class Secret(Protocol):
    """A value that does not show itself; pydantic's `SecretStr` is one."""

    def get_secret_value(self) -> str:
        """The value itself."""


class OpinionConfig(Protocol):
    """The part of the application's settings that is meant here: `DYADLINE_LLM_…`."""

    @property
    def llm_url(self) -> str:
        """Base address; empty: off."""

    @property
    def llm_model(self) -> str:
        """The model's name; empty: off."""

    @property
    def llm_key(self) -> Secret:
        """The bearer token."""

    @property
    def llm_seconds(self) -> float:
        """Time for one opinion."""

    @property
    def llm_max_chars(self) -> int:
        """Most characters sent."""

    @property
    def llm_daily_calls(self) -> int:
        """Most opinions in one UTC day."""


def opinion_settings(config: OpinionConfig) -> OpinionSettings | None:
    """The settings for second opinions, or None where they are off: without an address or without a model."""
    if not (config.llm_url and config.llm_model):
        return None
    return OpinionSettings(
        url=config.llm_url,
        model=config.llm_model,
        key=config.llm_key.get_secret_value(),
        seconds=config.llm_seconds,
        max_chars=config.llm_max_chars,
        daily_calls=config.llm_daily_calls,
    )
