"""What handlers ask for: who visits, a database session, the settings, a row's id, the way back."""

import contextlib
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Annotated, cast

from fastapi import Depends, Path, Query, Request
from sqlalchemy.orm import sessionmaker
from sqlmodel import Session

from app.config import Settings
from app.domain.loopback import is_loopback
from app.domain.people import NOBODY, Entrance, Visitor
from app.errors import Forbidden, Unavailable
from app.services.passwords import Passwords
from app.services.sign_in import find_visitor
from app.web.credentials import bearer_of, session_cookie
from app.web.kept_answers import KeptAnswers
from app.web.urls import own_path

SessionFactory = sessionmaker[Session]
MAX_ID = 2**31 - 1  # PostgreSQL's integer; a larger one in an address is no row's


def get_settings(request: Request) -> Settings:
    """The settings that the application was made with."""
    return cast("Settings", request.app.state.settings)


def open_session(request: Request) -> Iterator[Session]:
    """One database session for one request, closed whatever happens. Services open the transactions."""
    with request.app.state.session_factory() as session:
        yield session


def session_factory(request: Request) -> SessionFactory:
    """What opens sessions, for the services that take several."""
    return cast("SessionFactory", request.app.state.session_factory)


def kept_answers(request: Request) -> KeptAnswers:
    """The pages that were put together before."""
    return cast("KeptAnswers", request.app.state.kept_answers)


def back_path(back: Annotated[str | None, Query()] = None) -> str | None:
    """The page that led here, if it is one of our own; anything else is as good as none."""
    return own_path(back)


def utc_now() -> datetime:
    """The present instant; the only clock that handlers read."""
    return datetime.now(UTC)


AppSettings = Annotated[Settings, Depends(get_settings)]
Db = Annotated[Session, Depends(open_session)]
Sessions = Annotated[SessionFactory, Depends(session_factory)]
Kept = Annotated[KeptAnswers, Depends(kept_answers)]
Back = Annotated[str | None, Depends(back_path)]
Now = Annotated[datetime, Depends(utc_now)]
RowId = Annotated[int, Path(ge=1, le=MAX_ID)]


def visitor_of(request: Request, db: Db, settings: AppSettings, now: Now) -> Visitor:
    """
    Who asks; kept where the templates find it.

    Raises:
        Forbidden: Nobody has to sign in, and they ask from another machine, whatever server brought them here.
    """
    who = find_visitor(db, session_cookie(request), bearer_of(request.headers), now, settings.analyst)
    is_stranger = who.entrance is Entrance.DESK and not _is_from_here(request)
    request.state.visitor = NOBODY if is_stranger else who
    if is_stranger:
        raise Forbidden(
            "Nobody can sign in here yet, so only the machine itself is answered: make the first user there with "
            "`dyadline user add NAME --role admin`."
        )
    return who


def _is_from_here(request: Request) -> bool:
    """Also what comes by a socket in the file system, which has no address."""
    return request.client is None or not request.client.host or is_loopback(request.client.host)


def visitor_now(request: Request) -> Visitor:
    """Who was found to ask; nobody where a request never came so far that it was looked up."""
    return getattr(request.state, "visitor", NOBODY)


def meet(request: Request) -> None:
    """Look up who asks for a page that no route has, so that it has their header; a fault leaves it without."""
    if not hasattr(request.state, "visitor"):
        with contextlib.suppress(Unavailable), request.app.state.session_factory() as db:
            visitor_of(request, db, get_settings(request), utc_now())


Who = Annotated[Visitor, Depends(visitor_of)]


async def author_of(who: Who) -> str:
    """The name under which what is done here is recorded."""
    return who.name


Author = Annotated[str, Depends(author_of)]


def passwords_of(request: Request) -> Passwords:
    """What hashes and compares passwords in this process."""
    return cast("Passwords", request.app.state.passwords)


Hasher = Annotated[Passwords, Depends(passwords_of)]
