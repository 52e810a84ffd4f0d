"""Whether a story meets a subscription, and the alert that follows."""

from collections.abc import Iterator

from schemas.alert import Alert, AlertKind, Reason, Subscription, Times
from schemas.event import CorroboratedEvent
from schemas.identity import stable_id
from schemas.story import Story
from streams.alerts.history import History

TELLING_STATUSES = ("actual", "planned")
"""Without a clause on status a subscription is about what happened or was announced."""


def reasons(subscription: Subscription, story: Story) -> tuple[Reason, ...]:
    """Return why ``story`` meets ``subscription``: a reason a clause, or nothing where it does not.

    One event must meet every clause: its type, and an actor on either side.
    """
    for event in story.events:
        found = tuple(_reasons_of_event(subscription, event))
        if found:
            return found
    return ()


def _reasons_of_event(subscription: Subscription, event: CorroboratedEvent) -> Iterator[Reason]:
    sides = {side.code for side in (event.source, event.target) if side is not None}
    met = sorted(sides & set(subscription.actors))
    if (
        event.merged_into
        or event.withdrawn
        or not event.articles
        or event.status not in TELLING_STATUSES
        or (subscription.event_types and event.event_type not in subscription.event_types)
        or (subscription.actors and not met)
    ):
        return
    mention = event.mentions[0]
    where = (mention.text, mention.start, mention.end)
    target = event.target.code if event.target else "?"
    yield Reason(
        clause=f"type: {event.event_type} {event.cameo} {event.source.code} -> {target}",
        text=where[0],
        start=where[1],
        end=where[2],
    )
    for code in met:
        yield Reason(clause=f"actor: {code}", text=where[0], start=where[1], end=where[2])


def alert_of(
    subscription: Subscription, story: Story, history: History, matched_at: str
) -> Alert | None:
    """Return the alert that this version of ``story`` is worth to ``subscription``, if any.

    The first match of a story is one ``first`` alert, whatever caused it; later versions are
    updates where an independent source, a correction or a merge caused them. Copies and old news
    (``ingest_mode=backfill``) tell nobody. The id depends on subscription, story and version
    alone, so a replay gives the same alert again.
    """
    kind = _kind(subscription, story, history)
    if kind is None or not subscription.enabled or story.cause.ingest_mode == "backfill":
        return None
    why = reasons(subscription, story)
    if not why:
        return None
    cause = story.cause
    return Alert(
        alert_id=stable_id(subscription.subscription_id, story.story_id, str(story.version)),
        subscription_id=subscription.subscription_id,
        subscription_version=subscription.version,
        story_id=story.story_id,
        story_version=story.version,
        kind=kind,
        why=why,
        times=Times(published=cause.published, fetched=cause.fetched, matched=matched_at),
        story=story,
        channels=subscription.channels,
    )


def _kind(subscription: Subscription, story: Story, history: History) -> AlertKind | None:
    told = history.told(subscription.subscription_id, story.story_id)
    if story.merged_into:
        return None
    if told is None or told.first == story.version:
        return "first"
    if story.version < told.last:
        return None  # an older version, met again on a replay
    if story.cause.kind == "correction":
        return "correction"
    return "update" if story.cause.kind in ("source", "merge", "new") else None
