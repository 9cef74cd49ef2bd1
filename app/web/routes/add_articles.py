"""The form that brings articles in."""

from dataclasses import replace

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from app.services.add_articles import Incoming, IngestReport, add_articles
from app.web.access import ANALYSES
from app.web.article_form import PASTED_NAME, ArticleForm, parse_article_form
from app.web.contexts import AddArticleContext
from app.web.deps import AppSettings, Author, Now, Sessions
from app.web.forms import FormBody
from app.web.rendering import page_or_block
from app.web.urls import article_url, articles_url

router = APIRouter()


@router.get("/articles/new", dependencies=[ANALYSES])
def show_form(request: Request) -> Response:
    return _form_page(request, AddArticleContext())


@router.post("/articles/new", dependencies=[ANALYSES])
def add(
    request: Request, sessions: Sessions, settings: AppSettings, author: Author, now: Now, sent: FormBody
) -> Response:
    form = parse_article_form(sent, settings)
    if form.errors:
        return _form_page(request, AddArticleContext(form=form), status_code=413 if form.too_large else 422)
    report = add_articles(
        sessions,
        _incoming(form),
        analyst=author,
        now=now,
        max_bytes=settings.upload_max_bytes,
        max_chars=settings.article_max_chars,
        reader_seconds=settings.reader_seconds,
    )
    if report.failed:
        return _form_page(request, _failed(form, report), status_code=422)
    return RedirectResponse(_where_it_went(report), status_code=303)


def _incoming(form: ArticleForm) -> list[Incoming]:
    """Title, source and date that were typed belong to one text: several files would be one article by them."""
    alone = len(form.files) == 1
    return [
        Incoming(
            sent.content,
            sent.name,
            sent.media_type or "text/plain",
            published=form.published if alone else None,
            source=form.source if alone else None,
            title=form.title if alone else None,
        )
        for sent in form.files
    ]


def _failed(form: ArticleForm, report: IngestReport) -> AddArticleContext:
    """The form again: each failure by name at its field, and what went in all the same."""
    pasted = form.files[0].name == PASTED_NAME
    reasons = " ".join(failure.reason for failure in report.failed)
    return AddArticleContext(
        form=replace(form, errors={"text" if pasted else "files": reasons}),
        taken=tuple((article.article_id, article.title) for article in report.ingested),
    )


def _where_it_went(report: IngestReport) -> str:
    """The page of one article, or the list of several."""
    if len(report.ingested) == 1:
        (article,) = report.ingested
        done = "known" if article.known else "version" if article.is_new_version else "added"
        return article_url(article.article_id, done=done)
    known = [article.article_id for article in report.ingested if article.known]
    renewed = [article.article_id for article in report.ingested if article.is_new_version]
    return articles_url(added=report.new, known=known, renewed=renewed)


def _form_page(request: Request, context: AddArticleContext, status_code: int = 200) -> Response:
    return page_or_block(request, "pages/article_new.html", context, status_code=status_code)
