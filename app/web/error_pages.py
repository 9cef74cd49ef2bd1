"""The one place that knows status codes: every failure is a page with a sentence and a way on, never JSON."""

from http import HTTPStatus

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException

from app.errors import (
    BadInput,
    Conflict,
    DyadlineError,
    Forbidden,
    NotFound,
    SignInNeeded,
    StrangeForm,
    TooLarge,
    TooManyAttempts,
    Unavailable,
)
from app.web.contexts import ErrorContext
from app.web.deps import meet, visitor_now
from app.web.logs import log_fault, log_refusal
from app.web.rendering import is_swap, page_or_block
from app.web.urls import login_url

STATUS = {
    SignInNeeded: 401,
    Forbidden: 403,
    NotFound: 404,
    Conflict: 409,
    TooLarge: 413,
    BadInput: 422,
    TooManyAttempts: 429,
    Unavailable: 503,
}
"""The first that fits counts."""
TITLES = {
    400: "Not understood",
    401: "Sign in first",
    403: "Not allowed",
    404: "Nothing here",
    405: "Not possible here",
    409: "Changed meanwhile",
    413: "Too large",
    422: "Cannot be used",
    429: "Not now",
    503: "The database does not answer",
}
RETRY_AFTER_SECONDS = 5
START_OVER = "Go back, or start from the timeline."
MENDS = {
    401: "Nothing was changed. Sign in, and do it again.",
    403: "Nothing was changed. Ask an admin for another role if you need one.",
    404: "Look for it in the timeline or in the list of articles.",
    405: "Open the page instead of sending something to it.",
    409: "Load the page again, look at what has changed, and decide anew.",
    413: "Send a smaller part of it.",
    422: "Go back, correct it and send it again.",
    429: "This guards against guessing. Who knows the password loses nothing but the wait.",
    503: "Nothing was changed. Wait a few seconds and try again.",
}


STRANGE_FORM = (
    "The page with the form is older than your present session, or came from elsewhere. Open the page again, fill the "
    "form in and send it; Back brings back what you typed."
)


def install_error_pages(app: FastAPI) -> None:
    """Make every failure that a handler can raise a page."""
    app.add_exception_handler(DyadlineError, _named)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)


def error_page(
    request: Request,
    status_code: int,
    *,
    message: str,
    title: str | None = None,
    mend: str | None = None,
    back: str | None = None,
    sign_in: str | None = None,
) -> Response:
    """A page that says what was wrong and what to do; an htmx swap gets the message alone, for the error region."""
    context = ErrorContext(
        title=title or TITLES.get(status_code) or HTTPStatus(status_code).phrase,
        status_code=status_code,
        message=message,
        mend=mend or MENDS.get(status_code, START_OVER),
        request_id=request.state.request_id if status_code >= 500 else None,
        back=back,
        sign_in=sign_in,
    )
    return page_or_block(request, "errors/error.html", context, block="problem", status_code=status_code)


def fault_page(request: Request, fault: Exception) -> Response:
    """The page for what a middleware let through: a named failure keeps its status, anything else is ours to mend."""
    if isinstance(fault, DyadlineError):
        return _named(request, fault)
    return error_page(
        request,
        500,
        title="A fault in Dyadline",
        message="Something went wrong that was not your doing. Nothing was changed by this request.",
        mend="Try again. If it happens again, report it with the number below; the log says more under it.",
    )


def status_of(failure: DyadlineError) -> int:
    """The HTTP status of a failure with a name."""
    return next((status for kind, status in STATUS.items() if isinstance(failure, kind)), 500)


def _named(request: Request, failure: Exception) -> Response:
    assert isinstance(failure, DyadlineError)  # noqa: S101 - registered for nothing else
    status_code = status_of(failure)
    if status_code >= 500:
        log_fault(request, failure)
    if status_code in (401, 403):
        log_refusal(request, visitor_now(request).name, str(failure))
    if isinstance(failure, SignInNeeded) and _is_visit(request):
        return RedirectResponse(login_url(request), status_code=303)
    is_strange = isinstance(failure, StrangeForm)
    response = error_page(
        request,
        status_code,
        message=str(failure),
        title="Not saved" if is_strange else None,
        mend=STRANGE_FORM if is_strange else None,
        sign_in=login_url(request) if status_code == 401 else None,
    )
    if isinstance(failure, SignInNeeded):
        response.headers["WWW-Authenticate"] = "Bearer"
    if wait := getattr(failure, "wait_seconds", RETRY_AFTER_SECONDS if status_code == 503 else 0):
        response.headers["Retry-After"] = str(wait)
    return response


def _is_visit(request: Request) -> bool:
    """Whether a person came with a browser to look at a page."""
    return request.method == "GET" and "text/html" in request.headers.get("accept", "") and not is_swap(request)


def _invalid(request: Request, failure: Exception) -> Response:
    """FastAPI refused a parameter: an id that cannot be one is simply not there."""
    assert isinstance(failure, RequestValidationError)  # noqa: S101 - registered for nothing else
    places = [tuple(map(str, error["loc"])) for error in failure.errors()]
    if any(place[0] == "path" for place in places):
        return error_page(request, 404, message=f"There is no page at {request.url.path}")
    names = ", ".join(sorted({place[-1] for place in places}))
    return error_page(request, 422, message=f"The address has a value that cannot be used for: {names}.")


def _http(request: Request, failure: Exception) -> Response:
    assert isinstance(failure, HTTPException)  # noqa: S101 - registered for nothing else
    meet(request)
    messages = {
        404: f"There is no page at {request.url.path}",
        405: f"The page {request.url.path} cannot be asked in this way ({request.method}).",
    }
    response = error_page(request, failure.status_code, message=messages.get(failure.status_code, failure.detail))
    response.headers.update(failure.headers or {})
    return response
