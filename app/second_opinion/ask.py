"""One article, one question, one checked answer."""

import json
import time
from typing import Any

from app.domain.articles import ReadArticle
from app.second_opinion.answer import claims_of
from app.second_opinion.checks import check
from app.second_opinion.endpoint import Endpoint, EndpointRefused
from app.second_opinion.model import Checks, Opinion
from app.second_opinion.prompt import Question, make_question, telling_blocks
from app.second_opinion.settings import OpinionSettings

ANSWER_TOKENS = 8_000
_BAD_REQUEST = 400
# The limit on the answer has two names among OpenAI-compatible endpoints, and those that know only the newer one
# do not let the temperature be chosen. Each refuses the other's with status 400, which costs nothing.
_DIALECTS: tuple[dict[str, Any], ...] = (
    {"max_tokens": ANSWER_TOKENS, "temperature": 0},
    {"max_completion_tokens": ANSWER_TOKENS},
)


def ask(article: ReadArticle, settings: OpinionSettings, *, checks: Checks) -> Opinion:
    """
    Ask the model which events an article tells, and keep what passes our rules.

    Args:
        article: What to read. Only the blocks that tell events are sent, at most `settings.max_chars` of them.
        settings: Where and whom to ask, and the limits.
        checks: What our own reading knows of the same article.

    Raises:
        OpinionFailed: The endpoint could not be asked, or its answer could not be read, within `settings.seconds`.
    """
    if not telling_blocks(article):
        return Opinion((), (), 0.0, settings.model)
    question = make_question(article, settings.max_chars)
    started = time.monotonic()
    body = _post(question, settings, started + settings.seconds)
    found, refused = check(claims_of(body), article, checks, settings.model)
    return Opinion(found, refused, time.monotonic() - started, settings.model, _notices(question, settings))


def _post(question: Question, settings: OpinionSettings, deadline: float) -> bytes:
    """Ask in the first dialect that the endpoint understands."""
    endpoint = Endpoint(settings.url, settings.key, settings.answer_bytes)
    first, second = (
        json.dumps({"model": settings.model, "messages": question.messages, "stream": False, **dialect}).encode()
        for dialect in _DIALECTS
    )
    try:
        return endpoint.post(first, deadline - time.monotonic())
    except EndpointRefused as refusal:
        remaining = deadline - time.monotonic()
        if refusal.status != _BAD_REQUEST or remaining <= 0:
            raise
        return endpoint.post(second, remaining)


def _notices(question: Question, settings: OpinionSettings) -> tuple[str, ...]:
    if not question.left_out:
        return ()
    return (
        f"Only the first {settings.max_chars:,} characters of the article were sent to the model; "
        f"{question.left_out:,} were left out.",
    )
