"""Alerts as people handle them: one thread for an alert and all its updates."""

from dataclasses import dataclass
from typing import Any

from dashboard.cards import alert_card
from schemas.alert import Alert
from schemas.desk import DeskAction
from streams.alerts.standing import codes_of

MOST = 20_000
"""Threads in memory, the most recently changed; older ones are found by search."""


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
    )


MOST_ACTIONS = 500
"""Acts on one alert that are shown; the topic keeps all."""


def history_of(action: DeskAction, before: tuple[DeskAction, ...] | None) -> tuple[DeskAction, ...]:
    """Return the acts on an alert after ``action``, each once, the oldest first."""
    known = before or ()
    if any(action.action_id == a.action_id for a in known):
        return known
    return (*known, action)[-MOST_ACTIONS:]
