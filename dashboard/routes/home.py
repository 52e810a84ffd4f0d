"""The first page and what watches the server."""

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from dashboard.pages import page
from dashboard.security.access import PUBLIC, READER, ViewerDep
from dashboard.state import Desk

router = APIRouter(include_in_schema=False)


@router.get("/", dependencies=[READER], response_class=HTMLResponse)
async def home(request: Request, viewer: ViewerDep) -> Response:
    """Show the desk."""
    return page(request, viewer, "desk.html")


@router.get("/health", dependencies=[PUBLIC])
async def health(request: Request) -> Response:
    """Answer 200 once the state is read and 503 before; also without Elasticsearch."""
    desk: Desk = request.app.state.desk
    told: dict[str, Any] = {"ready": desk.ready, "search_degraded": desk.index.degraded}
    return JSONResponse(told, 200 if desk.ready else 503)
