"""Whether the process answers; it asks nothing of the database."""

from fastapi import APIRouter
from fastapi.responses import PlainTextResponse

router = APIRouter()


@router.get("/healthz")
def answer() -> PlainTextResponse:
    return PlainTextResponse("ok\n")
