"""Subscriptions: made, shown, changed, ended."""

import secrets
from typing import Annotated, Any

from fastapi import APIRouter, Path
from pydantic import Field

from connectors.keys import signing_key
from dashboard.api.models import ERRORS, Body
from dashboard.confirmation import ask_to_confirm, check_questions
from dashboard.errors import Conflict, Forbidden, NotFound
from dashboard.feeds import feed_path
from dashboard.security.access import READER, DeskDep, ViewerDep, require_still_in
from dashboard.state import Desk
from dashboard.subscriptions import (
    MOST_OWNED,
    ChangedSubscription,
    NewSubscription,
    ShownSubscription,
    check_apprise,
    made,
    made_secret,
    shown,
    with_new_secret,
)
from dashboard.viewer import Viewer
from schemas.channel import Channel
from schemas.subscription import Subscription
from schemas.topics import CHANNELS, SUBSCRIPTIONS
from streams.alerts.language import QueryError, json_of
from streams.alerts.reading import canonical

router = APIRouter(prefix="/api/v1/subscriptions", tags=["subscriptions"], responses=ERRORS)
Id = Annotated[str, Path(max_length=100)]


class Query(Body):
    """A query in the subscription language."""

    query: str = Field(max_length=10_000)


@router.post("/parse", dependencies=[READER])
async def parse_query(given: Query) -> dict[str, Any]:
    """Return the query in its canonical spelling and as JSON; or what is wrong with it, and where.

    Offsets count code points of the query as given.
    """
    try:
        text, tree = canonical(given.query)
    except QueryError as error:
        return {
            "well": False, "reason": error.reason, "start": error.start, "end": error.end,
            "detail": str(error),
        }  # fmt: skip
    return {"well": True, "query": text, "json": json_of(tree)}


@router.get("", dependencies=[READER])
async def subscriptions(desk: DeskDep, viewer: ViewerDep) -> list[ShownSubscription]:
    """Return one's own subscriptions and the shared ones, by name."""
    seen = [s for s in desk.subscriptions.records.values() if viewer.sees(s)]
    return [
        shown(s, viewer.name, desk.channels.records)
        for s in sorted(seen, key=lambda s: (s.name, s.subscription_id))
    ]


@router.post("", dependencies=[READER], status_code=201)
async def add(desk: DeskDep, viewer: ViewerDep, given: NewSubscription) -> ShownSubscription:
    """Make a subscription; secrets of its webhooks are shown in this answer only."""
    async with desk.turn(SUBSCRIPTIONS):
        require_still_in(desk, viewer)
        owned = sum(s.owner == viewer.name for s in desk.subscriptions.records.values())
        if owned >= MOST_OWNED:
            raise Conflict(f"you have {owned} subscriptions, {MOST_OWNED} is the most")
        owner = desk.people.records[viewer.name]
        new = made(given, owner, secrets.token_hex(16), None)
        await _save(desk, viewer, new, None)
    return await _saved(desk, viewer, new, None)


@router.get("/{subscription_id}", dependencies=[READER])
async def subscription(desk: DeskDep, viewer: ViewerDep, subscription_id: Id) -> ShownSubscription:
    """Return one subscription."""
    return shown(find(desk, viewer, subscription_id), viewer.name, desk.channels.records)


@router.put("/{subscription_id}", dependencies=[READER])
async def change(
    desk: DeskDep, viewer: ViewerDep, subscription_id: Id, given: ChangedSubscription
) -> ShownSubscription:
    """Put a subscription in another form; it keeps its owner and the secrets of its webhooks.

    A channel given by its ``channel_id`` stays as it is: nobody has to know its address.
    """
    async with desk.turn(SUBSCRIPTIONS):
        require_still_in(desk, viewer)
        before = find(desk, viewer, subscription_id)
        _require_change(viewer, before)
        owner = desk.people.records.get(before.owner or viewer.name)
        if owner is None:
            raise Conflict("its owner is gone: make a new one in its place")
        after = made(given, owner, subscription_id, before)
        await _save(desk, viewer, after, before)
    return await _saved(desk, viewer, after, before)


@router.delete("/{subscription_id}", dependencies=[READER], status_code=204)
async def remove(desk: DeskDep, viewer: ViewerDep, subscription_id: Id) -> None:
    """End a subscription; alerts that are on their way still arrive."""
    async with desk.turn(SUBSCRIPTIONS):
        require_still_in(desk, viewer)
        before = find(desk, viewer, subscription_id)
        _require_change(viewer, before)
        await _audit(desk, viewer, before, "subscription.remove")
        await desk.change(SUBSCRIPTIONS, subscription_id, None)


@router.post("/{subscription_id}/channels/{channel_id}/rotate", dependencies=[READER])
async def rotate(
    desk: DeskDep, viewer: ViewerDep, subscription_id: Id, channel_id: Id
) -> dict[str, str]:
    """Give a webhook a new secret; the old one signs as well until the next rotation.

    The receiver takes over the new secret whenever it likes and loses nothing.
    """
    async with desk.turn(SUBSCRIPTIONS):
        require_still_in(desk, viewer)
        before = find(desk, viewer, subscription_id)
        if before.owner != viewer.name:
            raise Forbidden("only its owner is shown a secret")
        fresh = made_secret()
        after = with_new_secret(before, channel_id, fresh)
        await _audit(desk, viewer, before, "subscription.rotate")
        await desk.change(SUBSCRIPTIONS, subscription_id, after)
    return {"secret": fresh}


@router.post("/{subscription_id}/channels/{channel_id}/resume", dependencies=[READER])
async def resume(
    desk: DeskDep, viewer: ViewerDep, subscription_id: Id, channel_id: Id
) -> ShownSubscription:
    """Let alerts go to a channel again that was disabled, suspended or unsubscribed.

    Whoever unsubscribed by a link in a mail is asked by another mail first.
    """
    before = find(desk, viewer, subscription_id)
    _require_change(viewer, before)
    channel = next((c for c in before.channels if c.channel_id == channel_id), None)
    if channel is None:
        raise NotFound("there is no such channel")
    await _audit(desk, viewer, before, "channel.resume")
    for scope in (subscription_id, ""):
        key = f"{channel_id}+{scope}"
        state = desk.channels.records.get(key)
        if state is not None and state.condition == "unsubscribed":
            await ask_to_confirm(desk, before, channel)
        elif state is not None:
            await desk.change(CHANNELS, key, None)
    return shown(before, viewer.name, desk.channels.records)


@router.get("/{subscription_id}/feed", dependencies=[READER])
async def feed_address(desk: DeskDep, viewer: ViewerDep, subscription_id: Id) -> dict[str, str]:
    """Return the address of the subscription's Atom feed: whoever has it can read the feed.

    It is the asker's own, and ends with their password, role or right to see the subscription.
    """
    found = find(desk, viewer, subscription_id)
    path = feed_path(signing_key(desk.settings), found.subscription_id, viewer.person)
    return {"url": desk.settings.desk_url() + path}


async def _save(
    desk: Desk, viewer: Viewer, after: Subscription, before: Subscription | None
) -> None:
    """Write ``after``, checked, in place of ``before``."""
    for one in (before, after):
        if one is not None:
            _require_change(viewer, one)
    check_apprise(after, desk.settings.apprise_schemes)
    for channel in _to_ask(after, before):
        check_questions(desk, after.owner, channel.address)
    await _audit(desk, viewer, after, "subscription.change" if before else "subscription.add")
    await desk.change(SUBSCRIPTIONS, after.subscription_id, after)


async def _saved(
    desk: Desk, viewer: Viewer, after: Subscription, before: Subscription | None
) -> ShownSubscription:
    """Ask new e-mail addresses whether they want it; return it with its new secrets."""
    for channel in _to_ask(after, before):
        await ask_to_confirm(desk, after, channel)
    known = {c.channel_id: c.secret for c in before.channels} if before else {}
    new = frozenset(
        c.channel_id
        for c in after.channels
        if c.kind == "webhook" and known.get(c.channel_id) != c.secret
    )
    return shown(after, viewer.name, desk.channels.records, with_secrets_of=new)


def _to_ask(after: Subscription, before: Subscription | None) -> list[Channel]:
    known = {c.channel_id for c in before.channels} if before else set()
    return [
        c
        for c in after.channels
        if c.kind == "email" and c.confirmed_at is None and c.channel_id not in known
    ]


def find(desk: Desk, viewer: Viewer, subscription_id: str) -> Subscription:
    """Return the subscription; NotFound where there is none that ``viewer`` may see."""
    found = desk.subscriptions.records.get(subscription_id)
    if found is None or not viewer.sees(found):
        raise NotFound("there is no such subscription")
    return found


def _require_change(viewer: Viewer, subscription: Subscription) -> None:
    if not viewer.changes(subscription):
        raise Forbidden("shared subscriptions are made and changed by editors")


async def _audit(desk: Desk, viewer: Viewer, what: Subscription, action: str) -> None:
    owner = None if what.visibility == "shared" else what.owner
    await desk.audit(
        action, what.subscription_id, viewer.name, owner=owner, name=what.name, query=what.query,
        version=what.version,
    )  # fmt: skip
