"""The alert that a version of a story is worth to a subscription that it meets."""

from schemas.alert import Alert, AlertKind, Reason, Times
from schemas.heartbeat import SUBSCRIPTION_ID, is_synthetic
from schemas.identity import stable_id
from schemas.story import Story
from schemas.subscription import Subscription
from streams.alerts.facts import facts_of
from streams.alerts.history import History
from streams.alerts.watch import Watch
from streams.alerts.why import Why


def match(watch: Watch, story: Story, history: History, matched_at: str) -> tuple[Alert, ...]:
    """Return the alerts that this version of ``story`` is worth, at most one a subscription.

    The first match of a story is one ``first`` alert, whatever caused it; later versions are
    updates where an independent source, a correction or a merge caused them. Copies and old news
    (``ingest_mode=backfill``) tell nobody, and the dead-man's switch its own subscription alone.
    """
    if story.cause.ingest_mode == "backfill" or story.merged_into:
        return ()
    facts = facts_of(story)
    why, times = Why(facts), _times(story, matched_at)
    found = []
    for watched, met in watch.met_by(facts):
        subscription = watched.subscription
        if is_synthetic(story) != (subscription.subscription_id == SUBSCRIPTION_ID):
            continue
        kind = _kind(subscription, story, history)
        if kind is not None:
            reasons = why.reasons(watched.predicate, met)
            found.append(_alert(subscription, story, kind, reasons, times))
    return tuple(found)


def alert_of(
    subscription: Subscription, story: Story, history: History, matched_at: str
) -> Alert | None:
    """Return the alert that ``story`` is worth to one subscription alone, if any."""
    return next(iter(match(Watch([subscription]), story, history, matched_at)), None)


def _times(story: Story, now: str) -> Times:
    cause = story.cause
    return Times(published=cause.published, fetched=cause.fetched, matched=now)


def _alert(
    subscription: Subscription,
    story: Story,
    kind: AlertKind,
    why: tuple[Reason, ...],
    times: Times,
) -> Alert:
    """Return the alert; its id depends on subscription, story and version alone.

    A replay so gives the same alert again.
    """
    return Alert(
        alert_id=stable_id(subscription.subscription_id, story.story_id, str(story.version)),
        subscription_id=subscription.subscription_id,
        subscription_version=subscription.version,
        story_id=story.story_id,
        story_version=story.version,
        kind=kind,
        rule=subscription.rule.kind,
        severity=subscription.severity,
        why=why,
        times=times,
        story=story,
        channels=subscription.channels,
    )


def _kind(subscription: Subscription, story: Story, history: History) -> AlertKind | None:
    told = history.told(subscription.subscription_id, story.story_id)
    if told is None or told.first == story.version:
        return "first"
    if story.version < told.last:
        return None  # an older version, met again on a replay
    if story.cause.kind == "correction":
        return "correction"
    return "update" if story.cause.kind in ("source", "merge", "new") else None
