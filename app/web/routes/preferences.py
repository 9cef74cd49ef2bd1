"""The choices of a person's own screen."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from app.web.access import READS
from app.web.forms import FormBody
from app.web.preferences import keep_density, read_density
from app.web.urls import own_path

router = APIRouter()


@router.post("/preferences", dependencies=[READS])
def choose_preferences(request: Request, sent: FormBody) -> Response:
    density = read_density(sent.text("density"))
    response = RedirectResponse(own_path(sent.text("back")) or "/", status_code=303)
    keep_density(response, density, is_secure=request.url.scheme == "https")
    return response
