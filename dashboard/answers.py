"""Errors as answers: JSON for programs, a page in words for people, never a traceback."""

import logging
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, RedirectResponse, Response

from dashboard.errors import Misplaced, NotSignedIn, Refused
from dashboard.pages import language_of, page
from dashboard.reasons import in_words
from schemas.errors import InvalidMessage, TransientError
from schemas.people import Language
from streams.alerts.language import QueryError

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
    words = in_words(detail, reader_of(request))
    if wants_page(request):
        return page(request, None, "error.html", {"status": status, "detail": words}, status)
    return JSONResponse({"status": status, "detail": words, **more}, status)


def reader_of(request: Request) -> Language:
    """Return the language of the answer: a page's own, else what the program asks for."""
    if wants_page(request):
        return language_of(request, None)
    return "ar" if request.headers.get("accept-language", "").startswith("ar") else "en"


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
    where, fault = (error.where, error.fault) if isinstance(error, Misplaced) else ("", error)
    asked = fault if isinstance(fault, QueryError) else None
    what = in_words(asked.reason if asked else str(fault), reader_of(request))
    place: dict[str, Any] = {"where": where or ("query" if asked else ""), "what": what}
    if asked and asked.query:
        place |= {"start": asked.start, "end": asked.end}
    more = {"places": [place]} if place["where"] else {}
    return problem(request, 422, str(error), **more)


async def _unavailable(request: Request, error: Exception) -> Response:
    answer = problem(request, 503, str(error))
    answer.headers["retry-after"] = "2"
    return answer


async def _malformed(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    places = [(".".join(map(str, fault["loc"])), fault["msg"]) for fault in error.errors()]
    told = "; ".join(f"{where}: {what}" for where, what in places)
    reader = reader_of(request)
    shown = [
        {"where": where.removeprefix("body."), "what": in_words(what, reader)}
        for where, what in places
    ]
    return problem(request, 422, told, places=shown)


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    answer = problem(request, error.status_code, str(error.detail))
    answer.headers.update(error.headers or {})
    return answer


async def _fault(request: Request, error: Exception) -> Response:
    log.error("%s %s met a fault of the code", request.method, request.url.path, exc_info=error)
    return problem(request, 500, "a fault of the server; its log has more")
