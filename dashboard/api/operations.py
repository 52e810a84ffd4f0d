"""Operations: sources, dead letters, what was done by whom."""

import datetime as dt
import itertools
from collections import deque
from dataclasses import asdict
from operator import itemgetter
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from starlette.responses import Response

from dashboard.api.models import ERRORS, Replay
from dashboard.errors import NotFound
from dashboard.heartbeat.pulse import is_silent
from dashboard.letters import letters, replayable
from dashboard.security.access import ADMIN, READER, DeskDep, ViewerDep
from schemas.moment import instant
from schemas.people import AuditEntry, Person
from schemas.topics import AUDIT, TOPICS
from streams.topic_reader import records_to_end

router = APIRouter(prefix="/api/v1", tags=["operations"], responses=ERRORS)
MOST_AUDIT = 5_000


@router.get("/sources", dependencies=[READER])
async def sources(desk: DeskDep) -> list[dict[str, Any]]:
    """Return how each feed does, as of its last poll."""
    found = sorted(desk.feeds.records.values(), key=lambda h: (h.source, h.feed_id))
    return [asdict(health) for health in found]


@router.get("/heartbeats", dependencies=[READER])
async def heartbeats(desk: DeskDep) -> list[dict[str, Any]]:
    """Return, for each way that an alert may take, how long the last synthetic event took.

    ``silent``: nothing came out of it for two intervals and a minute.
    """
    now = desk.clock()
    found = sorted(desk.beats.records.values(), key=lambda beat: beat.way)
    return [asdict(beat) | {"silent": is_silent(beat, now)} for beat in found]


@router.get("/dead-letters", dependencies=[ADMIN])
async def dead_letters(
    desk: DeskDep,
    stage: str | None = None,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
) -> list[dict[str, Any]]:
    """Return where the newest dead letters came from, and why each is one."""
    kept: dict[int, deque[tuple[int, dict[str, Any]]]] = {}
    # Those of one stage may lie anywhere; else the newest of all are among those of each partition.
    async for r, told in letters(desk.settings, None if stage else limit):
        if stage in (None, told["x-stage"]):
            of = {"place": f"{r.partition}/{r.offset}", "bytes": len(r.value or b""), **told}
            kept.setdefault(r.partition, deque(maxlen=limit)).append((r.timestamp, of))
    by_time = sorted(itertools.chain(*kept.values()), key=itemgetter(0))
    return [of for _, of in by_time[-limit:]]


@router.get("/dead-letters/{partition}/{offset}", dependencies=[ADMIN])
async def dead_letter(
    desk: DeskDep,
    partition: Annotated[int, Path(ge=0, le=100_000)],
    offset: Annotated[int, Path(ge=0, le=2**62)],
) -> Response:
    """Return the original bytes of a dead letter, as a download: they may be anything."""
    async for record, _ in letters(desk.settings):
        if (record.partition, record.offset) == (partition, offset):
            name = f"dead-letter-{partition}-{offset}.bin"
            headers = {"content-disposition": f'attachment; filename="{name}"'}
            return Response(record.value or b"", 200, headers, "application/octet-stream")
    raise NotFound(f"there is no dead letter at {partition}/{offset}")


@router.post("/dead-letters/replay", dependencies=[ADMIN])
async def replay(desk: DeskDep, viewer: ViewerDep, given: Replay) -> dict[str, int]:
    """Write dead letters back to the topic that they came from; a letter stays where it is.

    Of what came back the newest letter is written; what did not come back is not written again,
    unless its place is given.
    """
    chosen_ones = frozenset(given.places)
    found = await replayable(
        desk.settings, given.stage, force=given.force, again=bool(chosen_ones)
    )  # fmt: skip
    if chosen_ones:
        found = [letter for letter in found if letter.is_at(chosen_ones)]
    known = {topic.name: topic for topic in TOPICS}
    chosen = [letter for letter in found[: given.most] if letter.topic in known]
    await desk.audit(
        "dead-letters.replay", given.stage or "any", viewer.name, letters=len(chosen)
    )  # fmt: skip
    for letter in chosen:
        await desk.journal.write_bytes(
            known[letter.topic], letter.key, letter.value, letter.headers
        )  # fmt: skip
        await desk.journal.write_bytes(*letter.note())
    return {"replayed": len(chosen)}


@router.get("/audit", dependencies=[READER])
async def audit(
    desk: DeskDep,
    viewer: ViewerDep,
    days: Annotated[int, Query(ge=1, le=400)] = 7,
    subject: str | None = None,
    limit: Annotated[int, Query(ge=1, le=1000)] = 200,
) -> list[dict[str, Any]]:
    """Return who did what, the newest first: one's own acts, to admins those of all.

    What was done to private things of others is told without what it was.
    """
    since = desk.clock() - dt.timedelta(days=days)
    found: list[AuditEntry] = []
    async for entry in records_to_end(desk.settings, AUDIT, AuditEntry, since):
        theirs = _is_of(entry, viewer.person)
        if subject in (None, entry.subject) and (theirs or viewer.may("admin")):
            found.append(entry)
        del found[:-MOST_AUDIT]
    return [_entry(entry, viewer.person) for entry in reversed(found[-limit:])]


def _is_of(entry: AuditEntry, person: Person) -> bool:
    """Return whether ``person`` did it or owns it; not so whoever had the name before them."""
    since = instant(person.created_at, "created_at")
    return person.name in (entry.by, entry.owner) and instant(entry.at, "at") >= since


def _entry(entry: AuditEntry, person: Person) -> dict[str, Any]:
    hidden = entry.owner is not None and not _is_of(entry, person)
    shown = asdict(entry)
    shown["detail"] = {} if hidden else dict(entry.detail)
    if hidden:
        shown["subject"] = "private"
    return shown
