"""Alerts: the inbox, and what people do with them."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from pydantic import Field

from dashboard.api.models import ERRORS, Assignment, Body, Words
from dashboard.cards import action_card
from dashboard.desk import Act, act, as_it_stands, card
from dashboard.errors import Forbidden, NotFound
from dashboard.inbox import Thread
from dashboard.security.access import READER, DeskDep, ViewerDep, require_still_in
from dashboard.state import Desk
from dashboard.viewer import Viewer, check_sees, is_shared
from schemas.desk import AlertStatus, Verb
from schemas.topics import DESK_ACTIONS, DESK_STATES

router = APIRouter(prefix="/api/v1/alerts", tags=["alerts"], responses=ERRORS)
Key = Annotated[str, Path(max_length=200, description="`alert_key` of the alert")]


class Wanted(Body):
    """Which alerts are asked for; what is left out does not matter."""

    status: AlertStatus | None = None
    subscription_id: str | None = None
    assignee: str | None = None
    limit: int = Field(100, ge=1, le=500)


@router.get("", dependencies=[READER])
async def inbox(
    desk: DeskDep, viewer: ViewerDep, wanted: Annotated[Wanted, Query()]
) -> list[dict[str, Any]]:
    """Return the newest alert of each story and subscription, the most recent first."""
    return threads(desk, viewer, wanted)


def threads(desk: Desk, viewer: Viewer, wanted: Wanted) -> list[dict[str, Any]]:
    """Return what ``inbox`` answers; for pages, too."""
    found: list[dict[str, Any]] = []
    for thread in reversed(desk.inbox.records.values()):
        if len(found) == wanted.limit:
            break
        asked = wanted.subscription_id in (None, thread.subscription_id)
        if not asked or not _sees(viewer, thread):
            continue
        state = as_it_stands(desk.alert_states.records.get(thread.alert_key), thread)
        if wanted.status in (None, state.status) and wanted.assignee in (
            None, state.assignee
        ):  # fmt: skip
            found.append(card(thread, state))
    return found


@router.get("/{key}", dependencies=[READER])
async def alert(desk: DeskDep, viewer: ViewerDep, key: Key) -> dict[str, Any]:
    """Return an alert, how it stands and what was done with it."""
    thread = find_thread(desk, viewer, key)
    state = as_it_stands(desk.alert_states.records.get(key), thread)
    acts = [action_card(a) for a in desk.actions.records.get(key, ())]
    return card(thread, state) | {"actions": acts}


@router.post("/{key}/acknowledge", dependencies=[READER])
async def acknowledge(desk: DeskDep, viewer: ViewerDep, key: Key, given: Words) -> dict[str, Any]:
    """Take an alert on: its updates no longer disturb anyone until it escalates."""
    return await do(desk, viewer, key, Told("acknowledge", given.text))


@router.post("/{key}/unacknowledge", dependencies=[READER])
async def unacknowledge(desk: DeskDep, viewer: ViewerDep, key: Key, given: Words) -> dict[str, Any]:
    """Give an alert back."""
    return await do(desk, viewer, key, Told("unacknowledge", given.text))


@router.post("/{key}/assign", dependencies=[READER])
async def assign(desk: DeskDep, viewer: ViewerDep, key: Key, given: Assignment) -> dict[str, Any]:
    """Hand an alert to someone who may see it, or to no one."""
    return await do(desk, viewer, key, Told("assign", given.text, given.to))


@router.post("/{key}/comment", dependencies=[READER])
async def comment(desk: DeskDep, viewer: ViewerDep, key: Key, given: Words) -> dict[str, Any]:
    """Say something about an alert."""
    return await do(desk, viewer, key, Told("comment", given.text))


@router.post("/{key}/resolve", dependencies=[READER])
async def resolve(desk: DeskDep, viewer: ViewerDep, key: Key, given: Words) -> dict[str, Any]:
    """Settle an alert."""
    return await do(desk, viewer, key, Told("resolve", given.text))


@router.post("/{key}/reopen", dependencies=[READER])
async def reopen(desk: DeskDep, viewer: ViewerDep, key: Key, given: Words) -> dict[str, Any]:
    """Open a settled alert again."""
    return await do(desk, viewer, key, Told("reopen", given.text))


@dataclass(frozen=True, slots=True)
class Told:
    """What someone asks to be done."""

    verb: Verb
    text: str = ""
    assignee: str | None = None


async def do(desk: Desk, viewer: Viewer, key: str, told: Told) -> dict[str, Any]:
    """Do what ``viewer`` asks and return the alert as it then stands; for pages, too.

    On shared alerts a comment needs an editor and all else a duty officer; one's own are one's own.
    """
    async with desk.turn(DESK_STATES):
        require_still_in(desk, viewer)
        thread = find_thread(desk, viewer, key)
        subscription = desk.subscriptions.records[thread.subscription_id]
        if not viewer.acts(subscription, told.verb):
            role = viewer.person.role
            raise Forbidden(f"your role, {role}, does not let you {told.verb} shared alerts")
        check_sees(desk.people.records, told.assignee, subscription)
        state = as_it_stands(desk.alert_states.records.get(key), thread)
        at = desk.clock().isoformat()
        wanted = Act(
            verb=told.verb, by=viewer.name, at=at, assignee=told.assignee, text=told.text
        )  # fmt: skip
        action, after = act(state, thread, wanted)
        owner = None if is_shared(subscription) else subscription.owner
        await desk.audit(f"alert.{told.verb}", key, viewer.name, owner=owner)
        await desk.change(DESK_STATES, key, after)
        await desk.change(DESK_ACTIONS, key, action)
    return card(thread, after)


def find_thread(desk: Desk, viewer: Viewer, key: str) -> Thread:
    """Return the alert ``key``; NotFound where there is none that ``viewer`` may see."""
    thread = desk.inbox.records.get(key)
    if thread is None or not _sees(viewer, thread):
        raise NotFound("there is no such alert")
    return thread


def _sees(viewer: Viewer, thread: Thread) -> bool:
    return viewer.sees(viewer.subscriptions.get(thread.subscription_id))
