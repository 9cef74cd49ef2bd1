"""The failures Dyadline can name: each text names the input and the mend. Only `web` and `cli` know status codes."""


class DyadlineError(Exception):
    """A failure that a person can act on; `str()` of it is the sentence they read."""


class BadInput(DyadlineError):
    """What was given cannot be used as it is. `field` names the form field, option or parameter, if there is one."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


class UnreadableDate(BadInput):
    """A text that is no date Dyadline can read. It never falls back to today."""

    def __init__(self, phrase: str, reason: str, field: str | None = None) -> None:
        super().__init__(f"Cannot read the date {phrase!r}: {reason}", field)
        self.phrase, self.reason = phrase, reason


class UnreadableFile(BadInput):
    """A file that no reader can turn into an article: empty, binary, too large, or its reader had to be stopped."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"Cannot read {name}: {reason}", "file")
        self.name, self.reason = name, reason


class TooLarge(BadInput):
    """An input beyond a limit; the message names the limit and its value."""


class NotFound(DyadlineError):
    """Nothing stands at that address."""


class Conflict(DyadlineError):
    """Somebody else changed the same thing meanwhile; nothing was overwritten."""


class SignInNeeded(DyadlineError):
    """Nobody is signed in, and this is not for everybody."""


class Forbidden(DyadlineError):
    """Whoever asks is known, and may not do this."""


class StrangeForm(Forbidden):
    """A form that was not made for this session: nothing was done."""


class WrongPassword(BadInput):
    """A name and a password that do not belong together; `user` is whose name it was, None for nobody's."""

    def __init__(self, user: str | None) -> None:
        super().__init__("Name and password do not belong together: try again, or ask an admin.", "password")
        self.user = user


class TooManyAttempts(DyadlineError):
    """Somebody tried too often; `wait_seconds` says when they may try again, `user` as whom, if there is one."""

    def __init__(self, wait_seconds: int, user: str | None = None) -> None:
        minutes = -(-wait_seconds // 60)
        super().__init__(
            f"Too many attempts to sign in failed. Try again in {minutes} minute{'' if minutes == 1 else 's'}."
        )
        self.wait_seconds, self.user = wait_seconds, user


class SettingsError(DyadlineError):
    """A setting that stops the start; the message names its key."""


class Unavailable(DyadlineError):
    """The database cannot answer now (locked, full, out of reach); nothing was changed."""


class TooSlow(Unavailable):
    """A statement passed the time limit and was stopped."""
