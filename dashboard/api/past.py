"""Subscriptions against the past: dry runs, and why a story met one or did not."""

import asyncio
import dataclasses
import datetime as dt
import itertools
from collections.abc import AsyncIterator, Iterator
from contextlib import aclosing
from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import Field

from connectors.past import PAGE, text_of_article, version_with, versions_for
from dashboard.api.models import ERRORS, Body
from dashboard.api.subscriptions import Id, find
from dashboard.cards import alert_card
from dashboard.errors import Conflict, NotFound
from dashboard.security.access import READER, DeskDep, ViewerDep
from dashboard.state import Desk
from dashboard.subscriptions import NewSubscription, made
from dashboard.viewer import Viewer
from schemas.alert import Alert
from schemas.heartbeat import is_synthetic
from schemas.story import Story
from schemas.subscription import Subscription
from streams.alerts.dryrun import DryRun
from streams.alerts.explain import explain
from streams.lexicon.vocabulary import vocabulary
from streams.normalize import normalise

router = APIRouter(prefix="/api/v1/subscriptions", tags=["subscriptions"], responses=ERRORS)
MOST_ALERTS = 1_000
"""Alerts of one dry run: who would get more has to ask for less."""
UNSAVED = "unsaved"


class Days(Body):
    """How far back a dry run goes."""

    days: float = Field(7, gt=0, le=90)


class Trial(NewSubscription):
    """A subscription that is not saved yet."""

    days: float = Field(7, gt=0, le=90)


class What(Body):
    """What a subscription is held against."""

    identity: Annotated[str, Field(min_length=1, max_length=200)]
    """Id of an article, an event or a story."""


@router.post("/test", dependencies=[READER])
async def test_unsaved(desk: DeskDep, viewer: ViewerDep, given: Trial) -> dict[str, Any]:
    """Return the alerts that a subscription would have brought, before it is saved."""
    wanted = NewSubscription(**given.model_dump(exclude={"days", "channels"}), channels=[])
    trial = made(wanted, viewer.person, UNSAVED, None)
    return await _one_at_a_time(desk, viewer, trial, given.days)


@router.post("/{subscription_id}/test", dependencies=[READER])
async def test_saved(
    desk: DeskDep, viewer: ViewerDep, subscription_id: Id, given: Days
) -> dict[str, Any]:
    """Return the alerts that a subscription would have brought in the last days.

    By the evaluator of the live stream, over the versions of stories that search keeps.
    """
    found = find(desk, viewer, subscription_id)
    return await _one_at_a_time(desk, viewer, found, given.days)


@router.post("/{subscription_id}/explain", dependencies=[READER])
async def explain_one(
    desk: DeskDep, viewer: ViewerDep, subscription_id: Id, given: What
) -> dict[str, Any]:
    """Return clause by clause why a story met a subscription or not, with the words of the text."""
    subscription = find(desk, viewer, subscription_id)
    story = await version_with(desk.index.client, desk.settings, given.identity)
    if story is None or is_synthetic(story):
        raise NotFound("no story, article or event of that id is indexed")
    article_id = story.cause.article_id
    title, text = await text_of_article(desk.index.client, desk.settings, article_id)
    return await asyncio.to_thread(_explained, subscription, story, title, text)


def _explained(subscription: Subscription, story: Story, title: str, text: str) -> dict[str, Any]:
    words = vocabulary()
    texts = (normalise(title, "title", words), normalise(text, "text", words))
    return dataclasses.asdict(explain(subscription, story, texts))


async def _one_at_a_time(
    desk: Desk, viewer: Viewer, subscription: Subscription, days: float
) -> dict[str, Any]:
    if viewer.name in desk.trying:
        raise Conflict("a dry run of yours still runs: wait for its end")
    desk.trying.add(viewer.name)
    try:
        return await _dry_run(desk, subscription, days)
    finally:
        desk.trying.discard(viewer.name)


async def _dry_run(desk: Desk, subscription: Subscription, days: float) -> dict[str, Any]:
    until = desk.clock()
    since = until - dt.timedelta(days=days)
    run = DryRun(subscription, since.isoformat(), until.isoformat())
    past = versions_for(desk.index.client, desk.settings, subscription, since)
    told: list[dict[str, Any]] = []

    async def take(alerts: Iterator[Alert]) -> bool:
        """Take of ``alerts`` one more than may be told; return whether there may be more."""
        some = itertools.islice(alerts, MOST_ALERTS + 1 - len(told))
        told.extend(await asyncio.to_thread(lambda: [alert_card(alert) for alert in some]))
        return len(told) <= MOST_ALERTS

    async with aclosing(past):
        async for page in _pages(past):
            if not await take(run.feed(page)):
                break
        else:
            await take(run.end())
    return {
        "since": since.isoformat(),
        "until": until.isoformat(),
        "complete": len(told) <= MOST_ALERTS,
        "alerts": told[:MOST_ALERTS],
    }


async def _pages(past: AsyncIterator[Story]) -> AsyncIterator[list[Story]]:
    """Yield what people are told of, ``PAGE`` versions at a time."""
    page: list[Story] = []
    async for story in past:
        if not is_synthetic(story):
            page.append(story)
        if len(page) == PAGE:
            yield page
            page = []
    yield page
