"""Errors as answers: JSON for programs, a page in words for people, never a traceback."""

import logging
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, RedirectResponse, Response

from dashboard.errors import NotSignedIn, Refused
from dashboard.pages import page
from schemas.errors import InvalidMessage, TransientError

log = logging.getLogger(__name__)


def install_answers(app: FastAPI) -> None:
    """Let ``app`` answer every error that its routes raise."""
    app.add_exception_handler(Refused, _refused)
    app.add_exception_handler(InvalidMessage, _invalid)
    app.add_exception_handler(TransientError, _unavailable)
    app.add_exception_handler(RequestValidationError, _malformed)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _fault)


def problem(request: Request, status: int, detail: str, **more: Any) -> Response:
    """Return the answer for an error: what it is, in words; a page where a browser asked."""
    if wants_page(request):
        return page(request, None, "error.html", {"status": status, "detail": detail}, status)
    return JSONResponse({"status": status, "detail": detail, **more}, status)


def wants_page(request: Request) -> bool:
    """Return whether a person looks at the answer."""
    return not request.url.path.startswith("/api/") and "text/html" in request.headers.get(
        "accept", ""
    )


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)
    if isinstance(error, NotSignedIn) and wants_page(request) and request.method == "GET":
        return RedirectResponse(f"/sign-in?next={request.url.path}", 303)
    answer = problem(request, error.status, str(error))
    answer.headers.update(error.headers or {})
    return answer


async def _invalid(request: Request, error: Exception) -> Response:
    return problem(request, 422, str(error))


async def _unavailable(request: Request, error: Exception) -> Response:
    answer = problem(request, 503, str(error))
    answer.headers["retry-after"] = "2"
    return answer


async def _malformed(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    places = [
        {"where": ".".join(str(part) for part in fault["loc"]), "what": fault["msg"]}
        for fault in error.errors()
    ]
    told = "; ".join(f"{p['where']}: {p['what']}" for p in places)
    return problem(request, 422, told, places=places)


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    answer = problem(request, error.status_code, str(error.detail))
    answer.headers.update(error.headers or {})
    return answer


async def _fault(request: Request, error: Exception) -> Response:
    log.error("%s %s met a fault of the code", request.method, request.url.path, exc_info=error)
    return problem(request, 500, "a fault of the server; its log has more")
