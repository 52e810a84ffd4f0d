"""Silences: what nobody is to be disturbed by for a while."""

import dataclasses
import secrets
from typing import Any

from fastapi import APIRouter

from dashboard.api.models import ERRORS, NewEnd, NewSilence
from dashboard.errors import Forbidden, NotFound
from dashboard.security.access import READER, DeskDep, ViewerDep, require_still_in
from dashboard.state import Desk
from dashboard.viewer import Viewer
from schemas.errors import InvalidMessage
from schemas.moment import instant
from schemas.silence import Silence, SilenceMatcher
from schemas.topics import SILENCES
from streams.alerts.silences import canonical

router = APIRouter(prefix="/api/v1/silences", tags=["silences"], responses=ERRORS)


@router.get("", dependencies=[READER])
async def silences(
    desk: DeskDep, viewer: ViewerDep, ended: bool = False  # noqa: FBT001, FBT002
) -> list[dict[str, Any]]:  # fmt: skip
    """Return the silences that hold alerts of everybody or one's own, those over if asked for."""
    now = desk.clock()
    found = [s for s in desk.silences.records.values() if s.owner in ("", viewer.name)]
    runs = [s for s in found if ended or instant(s.ends, "ends") > now]
    return [dataclasses.asdict(s) for s in sorted(runs, key=lambda s: s.ends)]


@router.post("", dependencies=[READER], status_code=201)
async def silence(desk: DeskDep, viewer: ViewerDep, given: NewSilence) -> dict[str, Any]:
    """Hold the alerts that meet every matcher; those of everybody need a duty officer."""
    if given.scope == "everybody" and not viewer.may("duty_officer"):
        raise Forbidden("silencing alerts of everybody needs the role duty_officer")
    now = desk.clock()
    starts = instant(given.starts, "starts") if given.starts else now
    ends = instant(given.ends, "ends")
    if ends <= max(starts, now):
        raise InvalidMessage("the silence would be over before it begins")
    new = Silence(
        silence_id=secrets.token_hex(16),
        matchers=tuple(
            canonical(SilenceMatcher(field=m.field, values=tuple(m.values), negated=m.negated))
            for m in given.matchers
        ),
        reason=given.reason,
        author=viewer.name,
        starts=starts.isoformat(),
        ends=ends.isoformat(),
        owner="" if given.scope == "everybody" else viewer.name,
    )
    async with desk.turn(SILENCES):
        await _write(desk, viewer, new, "silence.add")
    return dataclasses.asdict(new)


@router.patch("/{silence_id}", dependencies=[READER])
async def move_end(
    desk: DeskDep, viewer: ViewerDep, silence_id: str, given: NewEnd
) -> dict[str, Any]:
    """Give a silence another end; one in the past ends it at once."""
    async with desk.turn(SILENCES):
        before = desk.silences.records.get(silence_id)
        if before is None or before.owner not in ("", viewer.name):
            raise NotFound("there is no such silence")
        if before.owner == "" and not viewer.may("duty_officer"):
            raise Forbidden("a silence of everybody's alerts needs the role duty_officer")
        starts = instant(before.starts, "starts")
        ends = max(instant(given.ends, "ends"), starts)
        after = dataclasses.replace(before, ends=ends.isoformat())
        await _write(desk, viewer, after, "silence.change")
    return dataclasses.asdict(after)


async def _write(desk: Desk, viewer: Viewer, silence: Silence, action: str) -> None:
    require_still_in(desk, viewer)
    owner = silence.owner or None
    await desk.audit(
        action, silence.silence_id, viewer.name, owner=owner, ends=silence.ends,
        reason=silence.reason,
    )  # fmt: skip
    await desk.change(SILENCES, silence.silence_id, silence)
