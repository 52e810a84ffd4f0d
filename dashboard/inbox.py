"""Alerts as people handle them: one thread for an alert and all its updates."""

import dataclasses
from dataclasses import dataclass
from typing import Any

from dashboard.cards import alert_card
from schemas.alert import Alert
from schemas.desk import DeskAction
from schemas.receipt import Receipt
from schemas.wire import encode
from streams.alerts.message import MOST_EVENTS, MOST_OUTLETS
from streams.alerts.standing import codes_of

MOST = 10_000
"""Threads in memory, the most recently changed; older ones are found by search."""


MOST_RECEIPTS = 50_000
TOLD = tuple(
    field.name
    for field in dataclasses.fields(Receipt)
    if field.name not in ("channel", "alert", "digest", "notice", "opened_at", "schema_version")
)
"""What people are told of a receipt: the rest holds addresses and secrets."""


@dataclass(frozen=True, slots=True)
class Thread:
    """The newest alert of a subscription on a story."""

    alert_key: str
    subscription_id: str
    story_id: str
    story_version: int
    cameo: tuple[str, ...]
    """CAMEO codes that the story tells of now."""
    matched_at: str
    card: dict[str, Any]
    """As the stream tells it."""
    alert: bytes
    """The alert as feeds need it, in the form of ``schemas.wire``."""


def thread_of(alert: Alert, before: Thread | None) -> Thread:
    """Return the thread after ``alert``; an older version than the known one changes nothing."""
    if before is not None and before.story_version > alert.story_version:
        return before
    return Thread(
        alert_key=f"{alert.subscription_id}+{alert.story_id}",
        subscription_id=alert.subscription_id,
        story_id=alert.story_id,
        story_version=alert.story_version,
        cameo=codes_of(alert.story),
        matched_at=alert.times.matched,
        card=alert_card(alert),
        alert=encode(_lean(alert)),
    )


def _lean(alert: Alert) -> Alert:
    """Return ``alert`` without what only the index needs: a tenth of its size."""
    bare = [dataclasses.replace(a, mentions=()) for a in alert.story.articles[:MOST_OUTLETS]]
    events = [
        dataclasses.replace(e, mentions=e.mentions[:1], articles=e.articles[:1])
        for e in alert.story.events[:MOST_EVENTS]
    ]
    cause = dataclasses.replace(alert.story.cause, tokens="")
    story = dataclasses.replace(
        alert.story, articles=tuple(bare), events=tuple(events), cause=cause
    )  # fmt: skip
    return dataclasses.replace(alert, story=story, channels=())


def receipt_card(receipt: Receipt, _: dict[str, Any] | None) -> dict[str, Any]:
    """Return what people are told of a delivery: not where it went, nor what was in it."""
    return {name: getattr(receipt, name) for name in TOLD}


MOST_ACTIONS = 500
"""Acts on one alert that are shown; the topic keeps all."""


def history_of(action: DeskAction, before: tuple[DeskAction, ...] | None) -> tuple[DeskAction, ...]:
    """Return the acts on an alert after ``action``, each once, the oldest first."""
    known = before or ()
    if any(action.action_id == a.action_id for a in known):
        return known
    return (*known, action)[-MOST_ACTIONS:]
