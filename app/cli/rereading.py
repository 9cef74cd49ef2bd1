"""`dyadline reread`: a progress bar on a terminal, then what came of it."""

from app.cli.environment import progress_bar, ready_database, utc_now
from app.config import load_settings
from app.services.reread import RereadReport, reread


def run(*, everything: bool) -> bool:
    """Read articles for events again and print what changed. Returns whether every one could be read."""
    with ready_database(load_settings()) as session_factory, progress_bar("Reading articles again") as on_progress:
        report = reread(session_factory, clock=utc_now, everything=everything, on_progress=on_progress)
    print(summary(report))
    return not report.failed


def summary(report: RereadReport) -> str:
    """How it went, in a few lines that add up."""
    total = report.total
    lines = [
        f"Articles: {report.read + len(report.failed)} due, {report.read} read again, {len(report.failed)} failed.",
        f"Accounts: {total.changed} changed, {total.withdrawn} no longer found but kept for a person's decision, "
        f"{total.removed} gone.",
        f"Events: {total.events_new} new, {total.events_joined} joined by a new account, {total.events_removed} gone.",
    ]
    lines += [f"  left out: {notice}" for notice in total.notices]
    lines += [f"  failed: article {article_id}: {reason}" for article_id, reason in report.failed]
    return "\n".join(lines)
