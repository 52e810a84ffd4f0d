"""What a browser is told of a record: enough to show it in a list, nothing it may not see."""

from typing import Any

from dashboard.shown import shown
from dashboard.viewer import Viewer
from schemas.alert import Alert
from schemas.desk import DeskAction
from schemas.event import CorroboratedEvent
from schemas.heartbeat import is_synthetic
from schemas.story import Story

MOST_EVENTS = 8
Card = tuple[str, dict[str, Any]]
"""Name of the event of the stream, and its data."""


def is_for(viewer: Viewer, record: object) -> bool:
    """Return whether ``viewer`` is told of ``record``."""
    match record:
        case Story():
            return not is_synthetic(record)
        case Alert() | DeskAction():
            return viewer.sees(viewer.subscriptions.get(record.subscription_id))
        case _:
            return False


def card(record: Story | Alert | DeskAction) -> Card:
    """Return what is told of ``record``, the same to all whom it is for."""
    match record:
        case Story():
            return "story", story_card(record)
        case Alert():
            return "alert", alert_card(record)
        case DeskAction():
            return "action", action_card(record)


def story_card(story: Story) -> dict[str, Any]:
    """Return a story as a line of the live desk."""
    return {
        "story_id": story.story_id,
        "version": story.version,
        "headline": shown(story.headline),
        "first_seen": story.first_seen,
        "last_seen": story.last_seen,
        "articles": story.total_articles,
        "copies": story.copies,
        "independent_sources": story.independent_sources,
        "events": [event_card(event) for event in story.events[:MOST_EVENTS]],
        "merged_into": story.merged_into,
        "cause": {"kind": story.cause.kind, "outlet": shown(story.cause.outlet)},
    }


def event_card(event: CorroboratedEvent) -> dict[str, Any]:
    """Return an event as a badge."""
    return {
        "event_id": event.event_id,
        "event_type": event.event_type,
        "cameo": event.cameo,
        "quad_class": event.quad_class,
        "goldstein": event.goldstein,
        "source": event.source.code,
        "target": event.target.code if event.target else None,
        "status": event.status,
        "date": event.date,
        "independent_sources": event.independent_sources,
    }


def alert_card(alert: Alert) -> dict[str, Any]:
    """Return an alert as a line of the inbox."""
    return {
        "alert_id": alert.alert_id,
        "alert_key": f"{alert.subscription_id}+{alert.story_id}",
        "subscription_id": alert.subscription_id,
        "story_id": alert.story_id,
        "story_version": alert.story_version,
        "kind": alert.kind,
        "why": [{"clause": shown(r.clause), "text": shown(r.text)} for r in alert.why],
        "times": {
            "published": alert.times.published,
            "fetched": alert.times.fetched,
            "matched": alert.times.matched,
        },
        "story": story_card(alert.story),
    }


def action_card(action: DeskAction) -> dict[str, Any]:
    """Return what someone did with an alert."""
    return {
        "action_id": action.action_id,
        "alert_key": action.alert_key,
        "subscription_id": action.subscription_id,
        "story_id": action.story_id,
        "verb": action.verb,
        "by": action.by,
        "at": action.at,
        "assignee": action.assignee,
        "text": shown(action.text),
        "state_version": action.state_version,
    }
