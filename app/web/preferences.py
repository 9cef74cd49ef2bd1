"""What a person prefers on their screen, kept in a cookie: it is no part of a view's address, which goes to others."""

from dataclasses import dataclass
from enum import StrEnum

from fastapi import Request, Response

from app.errors import BadInput

DENSITY = "density"
KEPT_SECONDS = 365 * 86_400


class Density(StrEnum):
    """How close the rows of a list stand (LOOK.md): 44 pixels and titles in full, or 32 and one line each."""

    AIRY = "airy"
    DENSE = "dense"


@dataclass(frozen=True)
class Preferences:
    """Of one browser; what it does not say is as the program has it."""

    density: Density = Density.AIRY


def preferences_of(request: Request) -> Preferences:
    """What the request's cookies say; a value that we never gave counts as none."""
    value = request.cookies.get(DENSITY, "")
    return Preferences(Density(value)) if value in set(Density) else Preferences()


def read_density(value: str) -> Density:
    """
    Read the choice of a form.

    Raises:
        BadInput: It is none.
    """
    try:
        return Density(value)
    except ValueError:
        raise BadInput(f"{value[:20]!r} is no density of a list: use {' or '.join(Density)}.", DENSITY) from None


def keep_density(response: Response, density: Density, *, is_secure: bool) -> None:
    """Have the browser remember it for a year; `is_secure` is whether it may only come back encrypted."""
    response.set_cookie(
        DENSITY, density, max_age=KEPT_SECONDS, path="/", secure=is_secure, httponly=True, samesite="lax"
    )
