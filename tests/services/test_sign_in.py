"""Signing in below the pages, the same on both databases; many attempts at once do not pass the limit together."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlmodel import Session

from app.domain.activity import ActivityFilter
from app.domain.people import NOBODY, Entrance, UserRole
from app.errors import TooManyAttempts, Unavailable, WrongPassword
from app.services.invite import accept_invitation, invite
from app.services.manage_users import add_user, id_of_user, set_role, show_household, show_user
from app.services.own_account import make_token
from app.services.passwords import AT_ONCE, WAITING, Passwords
from app.services.show_activity import Sight, all_activity
from app.services.sign_in import Browser, find_visitor, sign_in, sign_out
from app.store.engine import SessionFactory, data_version
from tests.conftest import NOW
from tests.web.people import SESAME, quick_passwords

HERE = Browser("10.0.0.1", "tests")


def test_from_the_first_user_to_the_last_deed(session: Session) -> None:
    passwords = quick_passwords()
    with session.begin():
        version = data_version(session)
    assert find_visitor(session, None, None, NOW, "Ada").entrance is Entrance.DESK
    add_user(session, passwords, "Ada", UserRole.ADMIN, SESAME, NOW)
    assert find_visitor(session, None, None, NOW, "Ada") == NOBODY
    ada = id_of_user(session, "Ada")
    link = invite(session, "Ben", UserRole.VIEWER, ada, NOW)
    cookie = accept_invitation(session, passwords, link, SESAME, HERE, NOW)
    ben = find_visitor(session, cookie, None, NOW, "Ada")
    assert (ben.name, ben.role, ben.entrance) == ("Ben", UserRole.VIEWER, Entrance.SESSION)
    later = NOW + timedelta(minutes=5)
    find_visitor(session, cookie, None, later, "Ada")
    assert show_user(session, ben.user_id or 0).sessions[0].seen_at == later
    assert [(user.name, user.session_count, user.seen_at) for user in show_household(session, NOW).users] == [
        ("Ada", 0, None),
        ("Ben", 1, later),
    ]
    bearer = make_token(session, ada, "a program", NOW)
    assert find_visitor(session, cookie, bearer, NOW, "Ada").entrance is Entrance.PROGRAM
    set_role(session, ben.user_id or 0, UserRole.EDITOR, ada, later)
    assert find_visitor(session, cookie, None, later, "Ada") == NOBODY
    cookie = sign_in(session, passwords, "Ben", SESAME, HERE, later)
    assert find_visitor(session, cookie, None, later, "Ada").role is UserRole.EDITOR
    sign_out(session, cookie)
    assert find_visitor(session, cookie, None, later, "Ada") == NOBODY
    seen = [
        deed.what for page in all_activity(session, ActivityFilter(), Sight(ada, everybody=True)) for deed in page.deeds
    ]
    assert [type(what).__name__ for what in seen] == ["RevisionView", "Attempt", "RevisionView"]
    with session.begin():
        assert data_version(session) == version, "no view shows any of this"


def test_twenty_at_once_do_not_pass_the_limit_together(session_factory: SessionFactory) -> None:
    passwords = quick_passwords()
    with session_factory() as session:
        add_user(session, passwords, "Ada", UserRole.ADMIN, SESAME, NOW)

    def attempt(_: int) -> type[Exception] | None:
        try:
            with session_factory() as session:
                sign_in(session, passwords, "Ada", "wrong wrong wrong", HERE, NOW)
        except (WrongPassword, TooManyAttempts) as problem:
            return type(problem)
        return None

    with ThreadPoolExecutor(10) as threads:
        answers = [*threads.map(attempt, range(20))]
    assert (answers.count(WrongPassword), answers.count(TooManyAttempts)) == (5, 15)


def test_more_than_may_wait_are_told_to_come_back() -> None:
    passwords: Passwords = quick_passwords()
    with ThreadPoolExecutor(1) as thread:
        taken = [passwords._seats.acquire(blocking=False) for _ in range(AT_ONCE + WAITING)]
        assert all(taken)
        refused = thread.submit(passwords.fits, "a", None).exception()
        for _ in taken:
            passwords._seats.release()
    assert isinstance(refused, Unavailable)
    assert not passwords.fits("the password of nobody", None), "where nobody is, nothing is right"


def test_a_busy_database_keeps_nobody_from_reading(
    session_factory: SessionFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    with session_factory() as session:
        add_user(session, quick_passwords(), "Ada", UserRole.ADMIN, SESAME, NOW)
        cookie = sign_in(session, quick_passwords(), "Ada", SESAME, HERE, NOW)

        @contextmanager
        def locked(_: Session) -> Iterator[None]:
            raise Unavailable("The database is busy.")
            yield

        monkeypatch.setattr("app.services.sign_in.guarding", locked)
        assert find_visitor(session, cookie, None, NOW + timedelta(hours=1), "Ada").name == "Ada"
