"""The story page, and the parts of it that are fetched when someone opens them."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Path, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from dashboard.api.alerts import Wanted, threads
from dashboard.errors import NotFound
from dashboard.pages import language_of, page, texts
from dashboard.routes.home import with_subscription
from dashboard.search import SearchDegraded
from dashboard.security.access import READER, DeskDep, ViewerDep
from dashboard.state import Desk
from dashboard.viewer import Viewer
from dashboard.views.difference import differences
from dashboard.views.dossier import Dossier, articles_of, dossier
from dashboard.views.evidence import segments
from dashboard.views.ledger import Entry, ledger_of

router = APIRouter(include_in_schema=False)
Id = Annotated[str, Path(max_length=200)]


@router.get("/stories/{story_id}", dependencies=[READER], response_class=HTMLResponse)
async def story(request: Request, desk: DeskDep, viewer: ViewerDep, story_id: Id) -> Response:
    """Show a story and everything behind it; one that went into another leads there."""
    found = await _dossier(request, desk, viewer, story_id)
    if found.story.get("merged_into"):
        return RedirectResponse(f"/stories/{found.story['merged_into']}", 303)
    mine = [a for a in threads(desk, viewer, Wanted(limit=500)) if a["story_id"] == story_id]
    values = {
        "dossier": found, "story": found.story, "segments": segments,
        "alerts": [with_subscription(desk, viewer, alert) for alert in mine],
        "ledger": await _ledger(desk, viewer, story_id),
    }  # fmt: skip
    return page(request, viewer, "story.html", values)


@router.get("/stories/{story_id}/texts/{article_id}", dependencies=[READER])
async def text(
    request: Request, desk: DeskDep, viewer: ViewerDep, story_id: Id, article_id: Id
) -> Response:
    """Return the text of an article with its evidence marked."""
    found = await articles_of(desk.index, viewer, [article_id])
    if article_id not in found:
        raise NotFound("the text is no longer kept")
    values = {"article": found[article_id], "segments": segments, "story_id": story_id}
    return page(request, viewer, "story-text.html", values)


@router.get("/stories/{story_id}/diffs/{article_id}", dependencies=[READER])
async def diff(
    request: Request, desk: DeskDep, viewer: ViewerDep, story_id: Id, article_id: Id
) -> Response:
    """Return what the text of an article added to the one it was taken from, and left out."""
    found = await _dossier(request, desk, viewer, story_id)
    lineage = next(
        (ref.get("lineage") for ref in found.story["articles"] if ref["id"] == article_id), None
    )
    ids = [lineage["origin"], article_id] if lineage else []
    known = await articles_of(desk.index, viewer, ids)
    parts = None
    if len(known) == len(ids) == 2:
        before, after = (known[i]["text"] for i in ids)
        parts = await asyncio.to_thread(differences, before, after)
    return page(request, viewer, "story-diff.html", {"parts": parts})


async def _dossier(request: Request, desk: Desk, viewer: Viewer, story_id: str) -> Dossier:
    found = await dossier(request.app.state.board, desk.index, viewer, story_id)
    if found is None:
        raise NotFound(texts(language_of(request, viewer))["story.gone"])
    return found


async def _ledger(desk: Desk, viewer: Viewer, story_id: str) -> list[Entry]:
    try:
        return await ledger_of(desk.index, viewer, story_id)
    except SearchDegraded:
        return []
