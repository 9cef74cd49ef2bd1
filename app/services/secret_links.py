"""What opens a session, an invitation or the door for a program: 256 random bits, of which only the digest is kept."""

import hashlib
import secrets

TOKEN_BYTES = 32
PROGRAM_PREFIX = "dyadline_"
"""How the tokens of programs begin, so that who finds one in a file knows what it is."""


def new_token(prefix: str = "") -> str:
    """A token that nobody can guess, of letters, figures, - and _."""
    return prefix + secrets.token_urlsafe(TOKEN_BYTES)


def digest_of(token: str) -> str:
    """What is kept of a token; nothing slower is needed for what has 256 random bits."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
