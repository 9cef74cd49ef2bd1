"""Whether the process answers; it asks nothing of the database."""

from fastapi import APIRouter
from fastapi.responses import PlainTextResponse

from app.web.access import UNASKED

router = APIRouter()


@router.get("/healthz", dependencies=[UNASKED])
def answer() -> PlainTextResponse:
    return PlainTextResponse("ok\n")
