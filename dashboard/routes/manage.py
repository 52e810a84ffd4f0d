"""Subscriptions, sources and operations: pages over the API of the same names."""

import asyncio
import datetime as dt
from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse, Response

from connectors.groups import progress
from dashboard.api import operations
from dashboard.api.receipts import Wanted, receipts
from dashboard.api.silences import silences
from dashboard.api.subscriptions import Id, find, subscriptions
from dashboard.pages import page
from dashboard.reach import kafka_answers
from dashboard.security.access import READER, DeskDep, ViewerDep
from dashboard.state import Desk
from dashboard.subscriptions import ShownSubscription, shown
from dashboard.viewer import Viewer
from dashboard.views.moments import parsed
from schemas.errors import TransientError
from schemas.feed import FeedStatus
from schemas.noise import Noise
from schemas.subscription import Rule
from schemas.topics import TOPICS

router = APIRouter(include_in_schema=False)
STAGES = ("read", "link", "index", "match", "deliver")
RULES = ("match", "threshold", "spike", "first_seen", "escalation", "silence", "correction")
NUMBERS = (
    ("count", "threshold spike", "1"), ("hours", "threshold spike silence", "any"),
    ("days", "spike first_seen escalation", "1"), ("deviations", "spike", "any"),
    ("rung", "escalation", "1"),
)  # fmt: skip
"""Numbers of a rule, the kinds that read each, and the step of its field."""
FIELDS = (
    "source", "target", "actor", "country", "event_type", "cameo", "outlet", "agency", "story",
    "subscription", "kind",
)  # fmt: skip
OWN_OUTPUT = {"link": "articles.linked", "match": "alerts", "deliver": "alerts.receipts"}
"""What a stage reads back at its start; no group of it waits there."""
TROUBLE: tuple[FeedStatus, ...] = ("failing", "quarantined", "silent", "ok", "retired")
"""States of a feed, those first that somebody should look at."""
MOST_LETTERS = 100


@router.get("/subscriptions", dependencies=[READER], response_class=HTMLResponse)
async def subscription_page(
    request: Request, desk: DeskDep, viewer: ViewerDep,
    q: Annotated[str, Query(max_length=4_000)] = "",
) -> Response:  # fmt: skip
    """Show subscriptions, silences and what became of deliveries; ``q`` begins a new one."""
    values = {
        "subscriptions": await subscriptions(desk, viewer),
        "silences": await silences(desk, viewer),
        "receipts": await receipts(desk, viewer, Wanted(limit=50)),
        "counts": await _counts(desk, viewer),
        "fields": FIELDS, **_form(None), "q": q,
        "tomorrow": f"{desk.clock() + dt.timedelta(hours=8):%Y-%m-%dT%H:%M}",
    }  # fmt: skip
    return page(request, viewer, "subscriptions.html", values)


@router.get("/subscriptions/{subscription_id}", dependencies=[READER], response_class=HTMLResponse)
async def one_subscription(
    request: Request, desk: DeskDep, viewer: ViewerDep, subscription_id: Id
) -> Response:
    """Show a subscription; a form for those who may change it."""
    found = find(desk, viewer, subscription_id)
    one = shown(found, viewer.name, desk.channels.records)
    values = {"one": one, "changes": viewer.changes(found), **_form(one)}
    return page(request, viewer, "subscription.html", values)


@router.get("/sources", dependencies=[READER], response_class=HTMLResponse)
async def source_page(request: Request, desk: DeskDep, viewer: ViewerDep) -> Response:
    """Show how each feed does, those in trouble first."""
    found = await operations.sources(desk)
    shown = sorted(found, key=lambda feed: (TROUBLE.index(feed["status"]), feed["source"]))
    return page(request, viewer, "sources.html", {"feeds": shown})


@router.get("/operations", dependencies=[READER], response_class=HTMLResponse)
async def operation_page(request: Request, desk: DeskDep, viewer: ViewerDep) -> Response:
    """Show lag of the stages, the dead-man's switch, dead letters and who did what."""
    stages: list[tuple[str, Any]] | None = None
    letters: list[dict[str, Any]] | None = None
    acts: list[dict[str, Any]] | None = None
    if await kafka_answers(desk.settings):
        stages, letters, acts = await asyncio.gather(
            _stages(desk), _letters(desk, viewer), _acts(desk, viewer)
        )
    values = {
        "stages": stages, "letters": letters, "acts": acts,
        "beats": await operations.heartbeats(desk),
    }  # fmt: skip
    return page(request, viewer, "operations.html", values)


def _form(one: ShownSubscription | None) -> dict[str, Any]:
    """Return what the form of a subscription needs; ``base`` is what its fields leave as it is."""
    values: dict[str, Any] = {"rules": RULES, "rule_numbers": NUMBERS, "q": ""}
    values |= {"plain_rule": Rule(), "plain_noise": Noise(), "digest_json": ""}
    if one is None:
        return values
    base = one.model_dump(exclude={"subscription_id", "owner", "channels"})
    base |= {"noise": base["noise"] | {"quiet_hours": []}, "channels": []}
    digest = orjson.dumps(one.noise.digest).decode()
    return values | {"base": orjson.dumps(base).decode(), "digest_json": digest}


async def _counts(desk: Desk, viewer: Viewer) -> dict[str, int]:
    """Return how many alerts of the last 7 days each subscription brought, as memory has them."""
    since = desk.clock() - dt.timedelta(days=7)
    found: dict[str, int] = {}
    for thread in desk.inbox.records.values():
        at = parsed(thread.matched_at)
        if thread.subscription_id in viewer.subscription_ids and at is not None and at >= since:
            found[thread.subscription_id] = found.get(thread.subscription_id, 0) + 1
    return found


async def _stages(desk: Desk) -> list[tuple[str, Any]] | None:
    """Return members and lag of every stage, None where Kafka does not answer."""

    def look() -> list[tuple[str, Any]]:
        return [
            (stage, progress(desk.settings, f"marsad-{stage}", _topics(stage))) for stage in STAGES
        ]

    try:
        return await asyncio.wait_for(asyncio.to_thread(look), 8)
    except (TransientError, TimeoutError, OSError):
        return None


def _topics(stage: str) -> dict[str, int]:
    apart = OWN_OUTPUT.get(stage)
    return {t.name: t.partitions for t in TOPICS if stage in t.readers and t.name != apart}


async def _letters(desk: Desk, viewer: Viewer) -> list[dict[str, Any]] | None:
    """Return the newest dead letters, none for who is no admin; None where nobody can read them."""
    if not viewer.may("admin"):
        return []
    try:
        return await asyncio.wait_for(operations.dead_letters(desk, None, MOST_LETTERS), 8)
    except (TransientError, TimeoutError, OSError):
        return None


async def _acts(desk: Desk, viewer: Viewer) -> list[dict[str, Any]] | None:
    """Return the newest entries of the log, None where they cannot be read."""
    try:
        return await asyncio.wait_for(operations.audit(desk, viewer, 7, None, 60), 8)
    except (TransientError, TimeoutError, OSError):
        return None
