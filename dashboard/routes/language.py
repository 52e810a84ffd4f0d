"""The language of the pages, also for those who are not signed in."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse

from dashboard.pages import LANGUAGE_COOKIE
from dashboard.routes.paths import local_path
from dashboard.security.access import PUBLIC, check_origin
from schemas.people import Language

router = APIRouter(include_in_schema=False)
YEAR_S = 365 * 86_400


@router.post("/language", dependencies=[PUBLIC])
async def choose(
    request: Request, language: Annotated[Language, Form()], back: Annotated[str, Form()] = "/"
) -> RedirectResponse:
    """Keep the language in this browser and go back to the page."""
    check_origin(request)
    answer = RedirectResponse(local_path(back), 303)
    answer.set_cookie(
        LANGUAGE_COOKIE, language, max_age=YEAR_S, httponly=True, samesite="lax",
        secure=request.app.state.https,
    )  # fmt: skip
    return answer
