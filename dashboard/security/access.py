"""Who may call a route. Each route names exactly one of these; ``check_routes`` insists on it.

``public``          anyone, signed in or not
``reader``          whoever is signed in
``editor`` ``duty_officer`` ``admin``   that role or one above it
"""

import hmac
from typing import Annotated, Any
from urllib.parse import urlsplit

from fastapi import Depends, FastAPI, Request
from fastapi.routing import APIRoute, iter_route_contexts

from dashboard.errors import Forbidden, NotReady, NotSignedIn
from dashboard.security.sessions import cookie_name, csrf_of, session_id, stands
from dashboard.state import Desk
from dashboard.viewer import Viewer
from schemas.people import Role

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
CSRF_HEADER = "x-csrf-token"
CSRF_FIELD = "csrf"


async def desk_of(request: Request) -> Desk:
    """Return the state of the server; NotReady until what was written before is read."""
    desk: Desk = request.app.state.desk
    if not desk.ready:
        raise NotReady
    return desk


DeskDep = Annotated[Desk, Depends(desk_of)]


async def viewer_or_none(request: Request, desk: DeskDep) -> Viewer | None:
    """Return who asks, None where no one is signed in; a bad token is not no token."""
    given = request.headers.get("authorization")
    if given is not None:
        scheme, _, secret = given.partition(" ")
        viewer = _viewer(desk, secret.strip()) if scheme.lower() == "bearer" else None
        if viewer is None:
            raise NotSignedIn("the token is unknown, expired or withdrawn")
        return viewer
    cookie = request.cookies.get(cookie_name(https=request.app.state.https))
    return _viewer(desk, cookie) if cookie else None


ViewerOrNoneDep = Annotated[Viewer | None, Depends(viewer_or_none)]


async def signed_in(request: Request, viewer: ViewerOrNoneDep) -> Viewer:
    """Return who asks; NotSignedIn for no one, Forbidden for a request that others made them send.

    A browser sends its cookie with every request, forged ones too: one that changes something has
    to bring the session's own word along, and to come from our pages.
    """
    if viewer is None:
        raise NotSignedIn("sign in first")
    if viewer.session.kind == "browser" and request.method not in SAFE_METHODS:
        check_origin(request)
        given = request.headers.get(CSRF_HEADER) or await _form_field(request, CSRF_FIELD)
        if not hmac.compare_digest(given.encode(), viewer.csrf.encode()):
            raise Forbidden("the form is of another session: load the page again")
    return viewer


ViewerDep = Annotated[Viewer, Depends(signed_in)]


def public() -> None:
    """Let anyone in."""


class AtLeast:
    """Lets ``role`` and those above it in."""

    def __init__(self, role: Role) -> None:
        self.role = role

    async def __call__(self, viewer: ViewerDep) -> Viewer:
        """Return who asks; Forbidden where they may not."""
        if not viewer.may(self.role):
            raise Forbidden(f"this needs the role {self.role}; you have {viewer.person.role}")
        return viewer


PUBLIC = Depends(public)
READER = Depends(AtLeast("reader"))
EDITOR = Depends(AtLeast("editor"))
DUTY_OFFICER = Depends(AtLeast("duty_officer"))
ADMIN = Depends(AtLeast("admin"))


def still_in(desk: Desk, viewer: Viewer) -> bool:
    """Return whether the session of ``viewer`` lets them in now, in the role that it began with."""
    session = desk.sessions.records.get(viewer.session.session_id)
    person = desk.people.records.get(viewer.name)
    return session is not None and stands(session, person, desk.clock())


def require_still_in(desk: Desk, viewer: Viewer) -> None:
    """Raise NotSignedIn where the session ended since the request came; see ``Desk.turn``."""
    if not still_in(desk, viewer):
        raise NotSignedIn("the session has ended meanwhile: sign in again")


def check_origin(request: Request) -> None:
    """Raise Forbidden where the browser says that another site made it send this."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise Forbidden("the request comes from another site")
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
        raise Forbidden("the request comes from another site")


def decision(route: APIRoute) -> str:
    """Return who may call ``route``: ``public`` or a role; LookupError where nobody decided."""
    calls = [inner.call for inner in route.dependant.dependencies]
    found: list[str] = [call.role for call in calls if isinstance(call, AtLeast)]
    found += ["public" for call in calls if call is public]
    if len(found) != 1:
        raise LookupError(f"{route.path}: expected one decision who may call it, found {found}")
    return found[0]


def check_routes(app: FastAPI) -> None:
    """Raise LookupError where a route has no decision: it fails at the start, not in use."""
    for route in api_routes(app):
        decision(route)


def api_routes(app: FastAPI) -> list[APIRoute]:
    """Return every route of ``app`` but the files under ``/static`` and the OpenAPI document."""
    contexts = iter_route_contexts(app.routes)
    return [c.original_route for c in contexts if isinstance(c.original_route, APIRoute)]


def _viewer(desk: Desk, secret: str) -> Viewer | None:
    session = desk.sessions.records.get(session_id(secret))
    if session is None:
        return None
    person = desk.people.records.get(session.person)
    if person is None or not stands(session, person, desk.clock()):
        return None
    return Viewer(person, session, csrf_of(secret), desk.subscriptions.records)


async def _form_field(request: Request, name: str) -> str:
    kind = request.headers.get("content-type", "")
    if not kind.startswith(("application/x-www-form-urlencoded", "multipart/form-data")):
        return ""
    value: Any = (await request.form()).get(name)
    return value if isinstance(value, str) else ""
