"""Search, map and dyads: every view is an address that can be passed on."""

import datetime as dt
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import HTMLResponse, Response

from dashboard.pages import language_of, page
from dashboard.search import SearchDegraded
from dashboard.security.access import READER, DeskDep, ViewerDep
from dashboard.views.asked import PERIODS, Asked
from dashboard.views.dyad import dyad_request, points, points_in_memory
from dashboard.views.ladder import level_of_types
from dashboard.views.naming import name_of, number_of
from dashboard.views.results import results
from dashboard.views.world import countries, world_request
from streams.alerts.language import QueryError

router = APIRouter(include_in_schema=False)
Text = Annotated[str, Query(max_length=4_000)]
Days = Annotated[int, Query(ge=1, le=3660)]
Several = Annotated[list[str], Query(max_length=20)]
Code = Annotated[str, Path(pattern=r"^[A-Z0-9]{2,8}$")]


def asked_of(  # noqa: PLR0913, PLR0917  # the parameters of the address
    q: Text = "", days: Days = 30, type: Several = [], actor: Several = [],  # noqa: A002, B006
    outlet: Several = [], after: Several = [],  # noqa: B006
) -> Asked:  # fmt: skip
    """Return what the parameters of an address ask for."""
    facets = [("type", v) for v in type] + [("actor", v) for v in actor]
    facets += [("outlet", v) for v in outlet]
    return Asked(q, days, tuple(dict.fromkeys(facets)), tuple(after[:2]))


@router.get("/search", dependencies=[READER], response_class=HTMLResponse)
async def search(  # noqa: PLR0913, PLR0917  # the parameters of the address
    request: Request, desk: DeskDep, viewer: ViewerDep, q: Text = "", days: Days = 30,
    type: Several = [], actor: Several = [], outlet: Several = [], after: Several = [],  # noqa: A002, B006
) -> Response:  # fmt: skip
    """Search the stories by the subscription language, with facets and a time line."""
    asked = asked_of(q, days, type, actor, outlet, after)
    values: dict[str, Any] = {
        "asked": asked, "periods": PERIODS, "level_of_types": level_of_types,
        "found": None, "fault": None, "away": False,
    }  # fmt: skip
    try:
        values["canonical"] = asked.canonical()
        values["found"] = await results(desk.index, viewer, asked, desk.clock())
    except QueryError as error:
        values |= {"fault": error, "canonical": ""}
    except SearchDegraded:
        values["away"] = True
    return page(request, viewer, "search.html", values)


@router.get("/map", dependencies=[READER], response_class=HTMLResponse)
async def world(request: Request, desk: DeskDep, viewer: ViewerDep, days: Days = 7) -> Response:
    """Show the events of the last days by country."""
    since = desk.clock() - dt.timedelta(days=days)
    found, away = [], False
    try:
        answer = await desk.index.ask(viewer, "events", world_request(since))
        found = countries(answer.aggregations)
    except SearchDegraded:
        away = True
    language = language_of(request, viewer)
    rows = [(one, name_of(one.code, language), number_of(one.code)) for one in found]
    values = {"rows": rows, "days": days, "periods": PERIODS, "away": away}
    return page(request, viewer, "map.html", values)


@router.get("/dyads/{first}/{second}", dependencies=[READER], response_class=HTMLResponse)
async def dyad(  # noqa: PLR0913, PLR0917  # the parameters of the address
    request: Request, desk: DeskDep, viewer: ViewerDep, first: Code, second: Code, days: Days = 30
) -> Response:
    """Show what two sides did to each other; from memory alone while search is away."""
    since = desk.clock() - dt.timedelta(days=days)
    away = False
    try:
        answer = await desk.index.ask(viewer, "events", dyad_request(first, second, since))
        found = points(first, answer.documents)
    except SearchDegraded:
        away, found = True, points_in_memory(first, second, request.app.state.board.lines)
    values = {
        "first": first, "second": second, "points": found, "days": days, "periods": PERIODS,
        "away": away,
    }  # fmt: skip
    return page(request, viewer, "dyad.html", values)
