"""The alerts that a version of a story is worth: by each subscription's query, rule and history.

``match`` is the live evaluator, and the one that a dry run uses. It reads the clock of nobody:
the time of the stream is the largest moment of arrival, kept in the history.
"""

import datetime as dt
from collections.abc import Collection, Iterator

from schemas.alert import Alert, AlertKind, Reason, Times
from schemas.identity import stable_id
from schemas.story import Story
from schemas.subscription import Subscription
from streams.alerts.facts import StoryFacts, facts_of
from streams.alerts.history import History, Told
from streams.alerts.rules import HOUR, Overdue, Sighting, Silence, arrived_at, has_memory
from streams.alerts.watch import Watch, Watched
from streams.alerts.why import Why


def match(watch: Watch, story: Story, history: History, matched_at: str) -> tuple[Alert, ...]:
    """Return the alerts that this version of ``story`` is worth, at most one a subscription.

    Under the rule ``match`` the first match of a story is one ``first`` alert, whatever caused it;
    later versions are updates where an independent source, a correction or a merge caused them.
    Whoever was told of a story hears of its corrections, whatever the query. Silences that are
    overdue by the time the story came in are told before. Old news (``ingest_mode=backfill``) is
    remembered and tells nobody.
    """
    if story.merged_into:
        return ()
    if story.cause.ingest_mode == "backfill":
        recall(watch, story, history)
        return ()
    history.advance(arrived_at(story))
    found = list(overdue(watch, history, matched_at))
    for alert in found:
        history.expect(alert)  # a correction may be owed of what is told this moment
    facts = facts_of(story)
    why, times = Why(facts), _times(story, matched_at)
    met_ids = set()
    for watched, met in watch.met_by(facts):
        subscription = watched.subscription
        met_ids.add(subscription.subscription_id)
        judged = _judged(watched, facts, history)
        if judged is None:
            continue
        kind, clause = judged
        reasons = why.reasons(watched.predicate, met)
        if clause:
            reasons = (*reasons, Reason(clause=clause, text=story.headline))
        found.append(_alert(subscription, story, kind, reasons, times))
    found += _corrections(watch, story, history, met_ids, times)
    _react(watch, facts, history)
    return tuple(found)


def recall(
    watch: Watch, story: Story, history: History, only: Collection[str] | None = None
) -> None:
    """Let rules remember ``story`` as one of the past; of these subscriptions, if given."""
    history.advance(arrived_at(story))
    if story.merged_into:
        return
    facts = facts_of(story)
    for watched, _ in watch.met_by(facts):
        subscription = watched.subscription
        if has_memory(subscription.rule) and (only is None or subscription.subscription_id in only):
            _sight(watched, facts, history)
    _react(watch, facts, history, only)


def overdue(watch: Watch, history: History, matched_at: str) -> Iterator[Alert]:
    """Yield the alerts of silences that have lasted too long by the time of ``history``.

    Until ``history`` takes one as told, it is yielded again.
    """
    for subscription_id, late in history.overdue():
        watched = watch.get(subscription_id)
        if watched is not None and watched.subscription.rule.kind == "silence":
            alert = _overdue_alert(watched.subscription, late, matched_at)
            if not history.has_alert(alert.alert_id):
                yield alert
                continue
        history.settle(subscription_id, late.story.story_id, late.story.version)


def alert_of(
    subscription: Subscription, story: Story, history: History, matched_at: str
) -> Alert | None:
    """Return the alert that ``story`` is worth to one subscription alone, if any."""
    return next(iter(match(Watch([subscription]), story, history, matched_at)), None)


def _judged(watched: Watched, facts: StoryFacts, history: History) -> tuple[AlertKind, str] | None:
    """Return what kind of alert a match is and the clause of its rule, None for no alert."""
    subscription, story = watched.subscription, facts.story
    told = _told(subscription, story, history)
    if subscription.rule.kind == "match":
        kind = _kind(told, story)
        return None if kind is None else (kind, "")
    clause = _sight(watched, facts, history)
    if told is None or told.first == story.version:
        return None if clause is None else ("first", clause)
    if story.version < told.last:
        return None  # an older version, met again on a replay
    if story.cause.kind == "correction":
        return "correction", clause or "correction"
    return None if clause is None else ("update", clause)


def _told(subscription: Subscription, story: Story, history: History) -> Told | None:
    """Return what had been told of the story when this version came in, None for nothing.

    A silence is told of a version long after that version: what came in meanwhile came before it,
    on a replay too, where the silence is known from the start.
    """
    told = history.told(subscription.subscription_id, story.story_id)
    rule = subscription.rule
    if told and rule.kind == "silence" and arrived_at(story) < told.published + rule.hours * HOUR:
        return None
    return told


def _sight(watched: Watched, facts: StoryFacts, history: History) -> str | None:
    sighting = Sighting(facts.story, watched.predicate.events(facts))
    return history.judge(watched.subscription).judge(sighting)


def _react(
    watch: Watch, facts: StoryFacts, history: History, only: Collection[str] | None = None
) -> None:
    for subscription in watch.reactions_in(facts):
        if only is not None and subscription.subscription_id not in only:
            continue
        judge = history.judge(subscription)
        assert isinstance(judge, Silence)
        judge.react(Sighting(facts.story, ()))


def _corrections(
    watch: Watch, story: Story, history: History, met: Collection[str], times: Times
) -> Iterator[Alert]:
    """Yield the corrections owed to those who were told and whose query is met no longer."""
    if story.cause.kind != "correction":
        return
    for subscription_id in history.subscribers(story.story_id):
        watched = watch.get(subscription_id)
        if watched is None or subscription_id in met:
            continue
        told = _told(watched.subscription, story, history)
        if told is None or story.version < told.last:
            continue
        why = Reason(clause="correction", text=story.headline)
        kind: AlertKind = "first" if told.first == story.version else "correction"
        yield _alert(watched.subscription, story, kind, (why,), times)


def _times(story: Story, now: str) -> Times:
    cause = story.cause
    return Times(published=cause.published, fetched=cause.fetched, matched=now)


def _overdue_alert(subscription: Subscription, late: Overdue, now: str) -> Alert:
    due = dt.datetime.fromtimestamp(late.due, dt.UTC).isoformat()
    why = Reason(clause=f"{late.told}, due {due}", text=late.story.headline)
    return _alert(
        subscription, late.story, "first", (why,), _times(late.story, now), "silence", due
    )


def _alert(
    subscription: Subscription,
    story: Story,
    kind: AlertKind,
    why: tuple[Reason, ...],
    times: Times,
    *more: str,
) -> Alert:
    """Return the alert; its id depends on subscription, story and version alone, and on ``more``.

    A replay so gives the same alert again.
    """
    return Alert(
        alert_id=stable_id(subscription.subscription_id, story.story_id, str(story.version), *more),
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


def _kind(told: Told | None, story: Story) -> AlertKind | None:
    if told is None or told.first == story.version:
        return "first"
    if story.version < told.last:
        return None  # an older version, met again on a replay
    if story.cause.kind == "correction":
        return "correction"
    return "update" if story.cause.kind in ("source", "merge", "new") else None
