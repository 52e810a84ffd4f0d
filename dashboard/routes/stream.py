"""The live stream as server-sent events; one connection a browser is enough."""

import asyncio
import logging
from collections.abc import AsyncIterator
from typing import Annotated

import orjson
from fastapi import APIRouter, Header
from fastapi.sse import format_sse_event
from starlette.responses import StreamingResponse

from dashboard.cards import card, is_for
from dashboard.cursor import Cursor, parse_cursor
from dashboard.live import Heard, Lagging, Reset
from dashboard.security.access import READER, DeskDep, ViewerDep, still_in
from dashboard.state import Desk
from dashboard.viewer import Viewer

log = logging.getLogger(__name__)
router = APIRouter(tags=["stream"])

RETRY_MS = 2_000
LOOK_EVERY_S = 1.0
"""How long what is told may still go to a session that has ended."""
HEADERS = {"x-accel-buffering": "no", "cache-control": "no-store"}


@router.get("/api/v1/stream", dependencies=[READER], response_class=StreamingResponse)
async def stream(
    desk: DeskDep,
    viewer: ViewerDep,
    last_event_id: Annotated[str | None, Header()] = None,
    since: str | None = None,
) -> StreamingResponse:
    """Stream what changes, from now or from ``Last-Event-ID`` (or ``since``) on.

    Events: ``hello`` (the place of now), ``story``, ``alert``, ``action``; ``reset`` where what was
    missed is no longer kept: load the page anew. Data is JSON. A comment every 10 s keeps it open.
    """
    cursor = parse_cursor(last_event_id or since or "")
    events = told(desk, viewer, cursor)
    return StreamingResponse(events, media_type="text/event-stream", headers=HEADERS)


async def told(desk: Desk, viewer: Viewer, since: Cursor | None) -> AsyncIterator[bytes]:
    """Yield the stream of ``viewer`` as bytes; it ends where their session does."""
    await desk.hub.ready.wait()
    at = since or desk.hub.cursor
    clock, looked = asyncio.get_running_loop().time, 0.0
    yield format_sse_event(event="hello", data_str="{}", id=str(at), retry=RETRY_MS)
    try:
        async for heard in desk.hub.listen(at):
            if clock() - looked > LOOK_EVERY_S:
                if not still_in(desk, viewer):
                    return
                looked = clock()
            if heard is None:
                yield format_sse_event(comment="still here", id=str(at))
                continue
            at = at.moved(heard.place, heard.offset)
            if (event := event_of(viewer, heard)) is not None:
                name, data = event
                yield format_sse_event(event=name, data_str=data.decode(), id=str(at))
    except Reset as why:
        log.info("a listener has to load anew: %s", why)
        yield format_sse_event(event="reset", data_str="{}", id=str(desk.hub.cursor))
    except Lagging:
        log.info("a listener is too slow and has to come back")


def event_of(viewer: Viewer, heard: Heard) -> tuple[str, bytes] | None:
    """Return name and data of what ``viewer`` is told of a record, None for nothing."""
    if not is_for(viewer, heard.record):
        return None
    if not heard.told:
        name, data = card(heard.record)
        heard.told.append((name, orjson.dumps(data)))
    found: tuple[str, bytes] = heard.told[0]
    return found
