"""Signing in and out."""

import hmac
import logging
import secrets
from typing import Annotated

from fastapi import APIRouter, Form, Request
from pydantic import BaseModel, Field
from starlette.responses import HTMLResponse, RedirectResponse, Response

from dashboard.errors import TooOften
from dashboard.pages import page
from dashboard.routes.paths import local_path
from dashboard.security.access import (
    PUBLIC,
    READER,
    DeskDep,
    ViewerDep,
    ViewerOrNoneDep,
    check_origin,
)
from dashboard.security.sessions import cookie_name, opened
from dashboard.state import Desk
from schemas.people import Person
from schemas.topics import PEOPLE_SESSIONS

log = logging.getLogger(__name__)
router = APIRouter(include_in_schema=False)
FORM_COOKIE = "marsad_form"
FORM_S = 3600


class SignIn(BaseModel):
    """The fields of the form."""

    name: str = Field(max_length=200)
    password: str = Field(max_length=1000)
    csrf: str = ""
    next: str = "/"


@router.get("/sign-in", dependencies=[PUBLIC], response_class=HTMLResponse)
async def form(
    request: Request, desk: DeskDep, viewer: ViewerOrNoneDep, next: str = "/"  # noqa: A002
) -> Response:  # fmt: skip
    """Show the form, or the desk to whoever is signed in."""
    if viewer is not None:
        return RedirectResponse(local_path(next), 303)
    return _form(request, desk, local_path(next))


@router.post("/sign-in", dependencies=[PUBLIC], response_class=HTMLResponse)
async def sign_in(request: Request, desk: DeskDep, given: Annotated[SignIn, Form()]) -> Response:
    """Open a session for whoever knows the password; at most ten wrong ones in a quarter hour."""
    check_origin(request)
    own, onward = request.cookies.get(FORM_COOKIE, ""), local_path(given.next)
    if not own or not hmac.compare_digest(own.encode(), given.csrf.encode()):
        return _form(request, desk, onward, fault="sign_in.stale")
    name = given.name.strip().casefold()
    address = request.client.host if request.client else ""
    person = await _checked(desk, name, given.password, address)
    if person is None:
        return _form(request, desk, onward, fault="sign_in.wrong", name=name)
    secret, session = opened(person, desk.clock(), desk.settings.dashboard_session_hours)
    await desk.audit("sign-in", person.name, person.name, address=address)
    await desk.change(PEOPLE_SESSIONS, session.session_id, session)
    answer = RedirectResponse(onward, 303)
    answer.delete_cookie(FORM_COOKIE, path="/sign-in")
    https = request.app.state.https
    answer.set_cookie(
        cookie_name(https=https), secret, path="/", httponly=True, samesite="lax", secure=https,
        max_age=int(desk.settings.dashboard_session_hours * 3600),
    )  # fmt: skip
    return answer


@router.post("/sign-out", dependencies=[READER])
async def sign_out(request: Request, desk: DeskDep, viewer: ViewerDep) -> Response:
    """End this session, everywhere and at once."""
    await desk.change(PEOPLE_SESSIONS, viewer.session.session_id, None)
    await desk.audit("sign-out", viewer.name, viewer.name)
    answer = RedirectResponse("/sign-in", 303)
    answer.delete_cookie(cookie_name(https=request.app.state.https), path="/")
    return answer


async def _checked(desk: Desk, name: str, password: str, address: str) -> Person | None:
    """Return the person whose name and password these are, None for neither.

    TooOften after too many wrong passwords for the name or from the address, right ones included:
    a guesser must not learn when the guess was right.
    """
    now = desk.clock()
    both = f"{name}\x1f{address}"
    limits = (
        (desk.tries_of_pair, both), (desk.tries_by_name, name), (desk.tries_by_address, address)
    )  # fmt: skip
    if (wait := max(limit.wait(key, now) for limit, key in limits)) > 0:
        raise TooOften(wait)
    for limit, key in limits:
        limit.count(key, now)  # before the slow part: a hundred at once are a hundred tries
    person = desk.people.records.get(name)
    fits = await desk.passwords.fits(person.password_hash if person else "", password)
    if person is None or not fits or person.disabled:
        log.warning("sign-in refused, from %s", address)
        # A name that nobody has may be a password in the wrong field.
        await desk.audit(
            "sign-in.refused", name if person else "unknown", "system", address=address
        )
        return None
    desk.tries_of_pair.forget(both)
    return person


def _form(
    request: Request, desk: Desk, onward: str, fault: str | None = None, name: str = ""
) -> Response:
    own = secrets.token_urlsafe(16)
    values = {
        "own": own,
        "onward": onward,
        "fault": fault,
        "name": name,
        "nobody": not desk.people.records,
    }
    answer = page(request, None, "sign-in.html", values, 401 if fault else 200)
    answer.set_cookie(
        FORM_COOKIE, own, path="/sign-in", max_age=FORM_S, httponly=True, samesite="strict",
        secure=request.app.state.https,
    )  # fmt: skip
    return answer
