"""The live desk, its parts that change, and what watches the server."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from dashboard.api.alerts import Wanted, threads
from dashboard.errors import NotFound
from dashboard.pages import language_of, page
from dashboard.security.access import PUBLIC, READER, DeskDep, ViewerDep
from dashboard.state import Desk
from dashboard.viewer import Viewer
from dashboard.views.board import MOST, Board
from dashboard.views.moments import ZONES, clock, hijri
from dashboard.views.strip import ticks
from dashboard.views.tiles import tiles_of

router = APIRouter(include_in_schema=False)
ALERTS_SHOWN = 60
Id = Annotated[str, Path(max_length=200)]


@router.get("/", dependencies=[READER], response_class=HTMLResponse)
async def home(request: Request, desk: DeskDep, viewer: ViewerDep) -> Response:
    """Show the desk."""
    now = desk.clock()
    values: dict[str, Any] = {
        "zones": [(key, zone, clock(now, zone)) for key, zone in ZONES],
        "hijri": hijri(now.date(), language_of(request, viewer)),
        **_status(request, desk), **_stories(request), **_watch(request),
        **_inbox(desk, viewer),
    }  # fmt: skip
    return page(request, viewer, "desk.html", values)


@router.get("/desk/stories", dependencies=[READER], response_class=HTMLResponse)
async def stories(request: Request, viewer: ViewerDep) -> Response:
    """Return the list of stories as it is now."""
    return page(request, viewer, "desk-stories.html", _stories(request))


@router.get("/desk/rows/{story_id}", dependencies=[READER], response_class=HTMLResponse)
async def row(request: Request, viewer: ViewerDep, story_id: Id) -> Response:
    """Return one story of the list; NotFound where memory no longer has it."""
    board: Board = request.app.state.board
    line = next((each for each in board.lines if each.story.story_id == story_id), None)
    if line is None:
        raise NotFound("the story is no longer on the desk")
    return page(request, viewer, "desk-row.html", {"line": line})


@router.get("/desk/watch", dependencies=[READER], response_class=HTMLResponse)
async def watch(request: Request, viewer: ViewerDep) -> Response:
    """Return the watch-list as it is now."""
    return page(request, viewer, "desk-watch.html", _watch(request))


@router.get("/watch", dependencies=[READER], response_class=HTMLResponse)
async def strips(request: Request, desk: DeskDep, viewer: ViewerDep) -> Response:
    """Show the last 72 hours of the watched dyads: events as a table, and as a picture."""
    values = {"ticks": ticks(desk.clock(), viewer.person.time_zone), **_watch(request)}
    return page(request, viewer, "watch.html", values)


@router.get("/desk/inbox", dependencies=[READER], response_class=HTMLResponse)
async def inbox(request: Request, desk: DeskDep, viewer: ViewerDep) -> Response:
    """Return the alert inbox as it is now."""
    return page(request, viewer, "desk-inbox.html", _inbox(desk, viewer))


@router.get("/desk/status", dependencies=[READER], response_class=HTMLResponse)
async def status(request: Request, desk: DeskDep, viewer: ViewerDep) -> Response:
    """Return the tiles as they are now."""
    return page(request, viewer, "desk-status.html", _status(request, desk))


@router.get("/health", dependencies=[PUBLIC])
async def health(request: Request) -> Response:
    """Answer 200 once the state is read and 503 before; also without Elasticsearch."""
    desk: Desk = request.app.state.desk
    told: dict[str, Any] = {"ready": desk.ready, "search_degraded": desk.index.degraded}
    return JSONResponse(told, 200 if desk.ready else 503)


def with_subscription(desk: Desk, viewer: Viewer, alert: dict[str, Any]) -> dict[str, Any]:
    """Return an alert as pages show it: with its subscription's name, and whether it is theirs."""
    subscription = desk.subscriptions.records[alert["subscription_id"]]
    return alert | {
        "name": subscription.name or subscription.query,
        "severity": alert.get("severity", subscription.severity),
        "mine": viewer.acts(subscription, "acknowledge"),
    }


def _stories(request: Request) -> dict[str, Any]:
    return {"lines": request.app.state.board.lines[:MOST]}


def _watch(request: Request) -> dict[str, Any]:
    return {"watched": request.app.state.firsts.watched()}


def _inbox(desk: Desk, viewer: Viewer) -> dict[str, Any]:
    found = threads(desk, viewer, Wanted(limit=ALERTS_SHOWN))
    shown = [with_subscription(desk, viewer, alert) for alert in found]
    return {"alerts": sorted(shown, key=_urgency)}


def _urgency(alert: dict[str, Any]) -> tuple[bool, int]:
    """Open alerts come first, the flash ones of them at the top; else as they came."""
    grave = ("flash", "priority", "routine")
    waits = alert["status"] == "open"
    return not waits, grave.index(alert["severity"]) if waits else 0


def _status(request: Request, desk: Desk) -> dict[str, Any]:
    return {"tiles": tiles_of(desk, request.app.state.board.lines, desk.clock())}
