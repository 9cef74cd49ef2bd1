"""`dyadline ingest`: a progress bar on a terminal, then the sum of it."""

import sys
from collections.abc import Sequence
from pathlib import Path

from app.cli.environment import progress_bar, reader_limits, ready_database, utc_now
from app.config import load_settings
from app.services.ingest import IngestedArticle, IngestReport, files_in, ingest


def run(paths: Sequence[Path]) -> bool:
    """Ingest files and folders and print how it went. Returns whether every one went in."""
    settings = load_settings()
    with ready_database(settings) as session_factory, progress_bar("Reading articles") as on_progress:
        report = ingest(
            session_factory,
            files_in(paths),
            channel="cli",
            analyst=settings.analyst,
            clock=utc_now,
            max_bytes=settings.upload_max_bytes,
            limits=reader_limits(settings),
            on_progress=on_progress,
        )
    for article in report.ingested:
        for notice in article.notices:
            print(f"{article.name}: {notice}", file=sys.stderr)
    print(summary(report))
    return not report.failed


def summary(report: IngestReport) -> str:
    """How a batch ended, in a few lines that add up."""
    lines = [
        f"{_many(report.received, 'article')}: {report.new} new, {_versions(report)}{report.known} already known, "
        f"{len(report.failed)} failed.",
        f"{_many(report.events_new + report.events_joined, 'event')}: {report.events_new} new, "
        f"{report.events_joined} joined one that was known.",
    ]
    lines += [_told(article) for article in report.ingested if article.is_new_version]
    lines += [f"  failed: {failure.name}: {failure.reason}" for failure in report.failed]
    return "\n".join(lines)


def _versions(report: IngestReport) -> str:
    return f"{_many(report.new_versions, 'new version')} of known ones, " if report.new_versions else ""


def _told(article: IngestedArticle) -> str:
    lost = f": {_many(article.quotes_detached, 'quote')} changed or went" if article.quotes_detached else ""
    return f"  version {article.version} of article {article.article_id}: {article.name}{lost}"


def _many(count: int, name: str) -> str:
    return f"{count} {name}" if count == 1 else f"{count} {name}s"
