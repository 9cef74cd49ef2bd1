"""From the bytes of an answer to the findings it claims, none of them believed yet."""

import json
import re
from typing import Any, NoReturn

from app.second_opinion.model import OpinionFailed

# How an answer begins that is wrapped in prose: the object asked for, or the bare list of findings.
_OPENING = re.compile(r'\{\s*"events"|\[\s*\{')
_TRIES = 50  # such beginnings looked at: each may cost a pass over the text


def claims_of(body: bytes) -> list[Any]:
    """
    The findings that a `/chat/completions` answer holds, as they are.

    The content may be bare JSON, JSON in a code fence or JSON with prose around it; either `{"events": […]}` or a list.

    Raises:
        OpinionFailed: There is no such JSON in it.
    """
    content, cut = _content(body)
    for found in _documents(content):
        events = found.get("events") if isinstance(found, dict) else found
        if isinstance(events, list) and all(isinstance(event, dict) for event in events):
            return events
    if cut:
        raise OpinionFailed("The model's answer was cut off before its end; the article may be too long for it.")
    raise OpinionFailed("The model's answer holds no list of events in JSON.")


def _content(body: bytes) -> tuple[str, bool]:
    """The text of the first choice, and whether the endpoint says that it was cut at its limit."""
    try:
        choice = _loads(body.decode("utf-8"))["choices"][0]
        content = choice["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError):
        raise OpinionFailed("The endpoint's answer is not that of a chat completion in JSON.") from None
    if not isinstance(content, str):
        raise OpinionFailed("The endpoint's answer holds no text.")
    return content, choice.get("finish_reason") == "length"


def _documents(content: str) -> list[Any]:
    """What may be meant: the whole text, else what begins like an answer, the last first: thoughts stand before it."""
    try:
        return [_loads(content)]
    except (ValueError, RecursionError):
        pass
    found: list[Any] = []
    decoder = json.JSONDecoder(parse_constant=_refuse_constant)
    at = 0
    for _ in range(_TRIES):
        opening = _OPENING.search(content, at)
        if opening is None:
            break
        try:
            value, at = decoder.raw_decode(content, opening.start())
            found.append(value)
        except (ValueError, RecursionError):
            at = opening.start() + 1
    return found[::-1]


def _loads(text: str) -> Any:
    return json.loads(text, parse_constant=_refuse_constant)


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")
