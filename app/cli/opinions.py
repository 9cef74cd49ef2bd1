"""`dyadline opinion`: what a language model finds in a kept article, and what of it our rules refuse."""

import json
import sys

from app.cli.environment import ready_database, utc_now
from app.config import load_settings
from app.errors import DyadlineError
from app.extraction.output import event_record
from app.services.second_opinion import ask_second_opinion


def print_opinion(article_id: int) -> None:
    """
    Print the findings that passed as JSON lines, and on standard error what was refused and why.

    Raises:
        DyadlineError: There is no such article, no model is set, or it gave no usable answer.
    """
    settings = load_settings()
    with ready_database(settings) as session_factory:
        report = ask_second_opinion(session_factory, article_id, settings, utc_now())
    if report.opinion is None:
        raise DyadlineError(report.failure or "The model gave no opinion.")
    for event in report.opinion.findings:
        print(json.dumps(event_record(event, explain=True), ensure_ascii=False))
    refused = ", ".join(f"{count} {reason}" for reason, count in report.opinion.refused_by_reason.items())
    print(
        f"{report.opinion.model}: {len(report.opinion.findings)} passed, {len(report.opinion.refused)} refused"
        f"{f' ({refused})' if refused else ''}; {report.calls_left} calls left today. No event was saved.",
        file=sys.stderr,
    )
    for notice in report.opinion.notices:
        print(notice, file=sys.stderr)
