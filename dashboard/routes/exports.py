"""Downloads: stories as CSV or JSON Lines, events as a PLOVER table, one story whole."""

from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Request
from starlette.responses import Response, StreamingResponse

from dashboard.errors import NotFound
from dashboard.routes.explore import asked_of
from dashboard.security.access import READER, DeskDep, ViewerDep
from dashboard.state import Desk
from dashboard.viewer import Viewer
from dashboard.views.asked import Asked
from dashboard.views.dossier import dossier
from dashboard.views.results import events_of, exported, story_ids
from dashboard.views.tables import (
    EVENT_COLUMNS,
    STORY_COLUMNS,
    as_csv,
    as_jsonl,
    event_row,
    story_row,
)

router = APIRouter(include_in_schema=False)
AskedDep = Annotated[Asked, Depends(asked_of)]


def download(body: AsyncIterator[bytes], name: str) -> Response:
    """Return ``body`` as a file that is saved."""
    kind = "text/csv; charset=utf-8" if name.endswith(".csv") else "application/jsonl"
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return StreamingResponse(body, media_type=kind, headers=headers)


@router.get("/exports/stories.csv", dependencies=[READER])
async def stories_csv(desk: DeskDep, viewer: ViewerDep, asked: AskedDep) -> Response:
    """Return the stories of a search as a table."""
    await _try(desk, viewer, asked)
    rows = exported(desk.index, viewer, asked, desk.clock())
    return download(as_csv(STORY_COLUMNS, rows, story_row), "stories.csv")


@router.get("/exports/stories.jsonl", dependencies=[READER])
async def stories_jsonl(desk: DeskDep, viewer: ViewerDep, asked: AskedDep) -> Response:
    """Return the stories of a search as JSON Lines."""
    await _try(desk, viewer, asked)
    return download(as_jsonl(exported(desk.index, viewer, asked, desk.clock())), "stories.jsonl")


@router.get("/exports/events.csv", dependencies=[READER])
async def events_csv(desk: DeskDep, viewer: ViewerDep, asked: AskedDep) -> Response:
    """Return the events of the stories of a search as a PLOVER table."""
    await _try(desk, viewer, asked)
    rows = events_of(desk.index, viewer, asked, desk.clock())
    return download(as_csv(EVENT_COLUMNS, rows, event_row), "events.csv")


@router.get("/stories/{story_id}/export.jsonl", dependencies=[READER])
async def story_jsonl(
    request: Request, desk: DeskDep, viewer: ViewerDep,
    story_id: Annotated[str, Path(max_length=200)],
) -> Response:  # fmt: skip
    """Return a story, then its articles, as JSON Lines."""
    found = await dossier(request.app.state.board, desk.index, viewer, story_id)
    if found is None:
        raise NotFound("there is no such story")

    async def lines() -> AsyncIterator[dict[str, Any]]:
        yield {"record": "story", **found.story}
        for article in found.articles.values():
            yield {"record": "article", **article}

    return download(as_jsonl(lines()), f"story-{story_id[:16]}.jsonl")


async def _try(desk: Desk, viewer: Viewer, asked: Asked) -> None:
    """Raise what is wrong with the query or the index now, while an answer can still say so."""
    await story_ids(desk.index, viewer, asked, desk.clock())
