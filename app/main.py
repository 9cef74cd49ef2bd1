"""The one place that joins everything: settings, database, pages and the doors before them."""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware

from app.config import PROJECT_ROOT, Settings, load_settings
from app.services.opinion_desk import OpinionDesk
from app.services.passwords import Passwords
from app.store.engine import make_engine, make_session_factory
from app.web.allowed_hosts import AllowedHosts
from app.web.body_limit import BodyLimit
from app.web.error_pages import install_error_pages
from app.web.faults import Faults
from app.web.head_requests import HeadRequests
from app.web.kept_answers import KeptAnswers
from app.web.logs import configure_logging
from app.web.rendering import compile_templates, make_templates
from app.web.routes import routers
from app.web.same_origin import SameOrigin
from app.web.security_headers import SecurityHeaders
from app.web.static_files import VersionedStatic

__all__ = ["configure_logging", "create_app", "make_app"]

FORM_OVERHEAD_BYTES = 100_000
"""What field names, boundaries and the other fields may add to the files of an upload."""


def create_app(settings: Settings | None = None, passwords: Passwords | None = None) -> FastAPI:
    """
    Make the application.

    Args:
        settings: None reads them from the environment.
        passwords: What hashes passwords; None takes as much time and memory as guessing shall cost.

    The database is expected to be migrated; `dyadline serve` sees to that first.
    """
    settings = settings or load_settings()
    static = VersionedStatic(PROJECT_ROOT / "static")
    engine = make_engine(settings.database_url.get_secret_value())

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        compile_templates(app.state.templates)
        yield
        engine.dispose()

    # FastAPI's own documentation pages load scripts from other hosts.
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan, middleware=_doors(settings))
    app.state.settings = settings
    app.state.session_factory = make_session_factory(engine)
    app.state.opinion_desk = OpinionDesk()
    app.state.kept_answers = KeptAnswers()
    app.state.passwords = passwords or Passwords()
    app.state.templates = make_templates(settings, static)
    for router in routers():
        app.include_router(router)
    app.mount("/static", static, name="static")
    install_error_pages(app)
    return app


def make_app() -> FastAPI:
    """The application of one of several processes of `dyadline serve`, which all have the same environment."""
    settings = load_settings()
    configure_logging(settings.log_level)
    app = create_app(settings)
    gc.freeze()
    return app


def _doors(settings: Settings) -> list[Middleware]:
    """What every request passes, from the outside in."""
    upload_limit = settings.upload_max_bytes + FORM_OVERHEAD_BYTES
    return [
        Middleware(SecurityHeaders),
        Middleware(Faults),
        # Level 1: three quarters of the gain for a tenth of the time on a page of marks.
        Middleware(GZipMiddleware, minimum_size=1_000, compresslevel=1),
        Middleware(AllowedHosts, hosts=settings.hosts),
        Middleware(SameOrigin),
        Middleware(BodyLimit, limit=settings.body_max_bytes, longer={"/articles/new": upload_limit}),
        Middleware(HeadRequests),
    ]
