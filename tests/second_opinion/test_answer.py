import json

import pytest

from app.second_opinion import OpinionFailed
from app.second_opinion.answer import claims_of
from tests.second_opinion.story import RECALL, completion

WANTED = json.dumps({"events": [RECALL]})


@pytest.mark.parametrize(
    "content",
    [
        WANTED,
        f"\n {WANTED}\n",
        json.dumps([RECALL]),
        f"```json\n{WANTED}\n```",
        f"Here is what I found in [5] paragraphs: {WANTED} I hope that {{this}} helps!",
        f"Sure: {json.dumps([RECALL])}",
        f'<think>Perhaps {{"events": []}} or [{{}}]?</think>\n{WANTED}',
        json.dumps({"events": [RECALL], "comment": "done"}, indent=4),
    ],
)
def test_the_findings_are_found_in_what_surrounds_them(content: str) -> None:
    assert claims_of(completion(content)) == [RECALL]


@pytest.mark.parametrize("content", ['{"events": []}', "[]", 'None of them: {"events": []}'])
def test_no_event_is_an_answer(content: str) -> None:
    assert claims_of(completion(content)) == []


@pytest.mark.parametrize(
    "content",
    [
        "",
        "There are no events.",
        "{}",
        "7",
        '{"events": null}',
        '{"events": {"quote": "x"}}',
        '{"events": ["Finland"]}',
        WANTED[:-4],
        WANTED[: len(WANTED) // 2],
        WANTED.replace("0.9", "NaN"),
        WANTED.replace("0.9", "9" * 5000),
        "[" * 100_000,
        '{"events":' * 20_000,
        '{"events"' + " " * 200_000,
        "[{" * 50_000,
    ],
)
def test_what_is_no_list_of_events_is_told(content: str) -> None:
    with pytest.raises(OpinionFailed, match="holds no list of events in JSON"):
        claims_of(completion(content))


def test_an_answer_cut_at_the_limit_says_so() -> None:
    with pytest.raises(OpinionFailed, match="cut off"):
        claims_of(completion(WANTED[:-4], finish_reason="length"))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        b"\xff\xfe",
        b"[]",
        b"null",
        b'{"choices": []}',
        b'{"choices": {"0": 1}}',
        b'{"choices": [{"message": null}]}',
        b'{"error": {"message": "no"}}',
        b"[" * 100_000,
    ],
)
def test_what_is_no_completion_is_told(body: bytes) -> None:
    with pytest.raises(OpinionFailed, match="not that of a chat completion"):
        claims_of(body)


def test_a_completion_without_text_is_told() -> None:
    with pytest.raises(OpinionFailed, match="holds no text"):
        claims_of(b'{"choices": [{"message": {"content": null}}]}')
