"""A dry run: what a subscription would have told, by the live evaluator over stored versions."""

import dataclasses
from collections.abc import Iterable, Iterator
from typing import Any

from schemas.alert import Alert
from schemas.moment import instant
from schemas.story import Story
from schemas.subscription import Subscription
from streams.alerts.elastic import Dsl, elastic_query
from streams.alerts.history import History
from streams.alerts.language import parse
from streams.alerts.match import match, overdue
from streams.alerts.predicate import compiled
from streams.alerts.rules import arrived_at, has_memory
from streams.alerts.watch import Watch, reaction_of

ORDER: list[Any] = [{"seq": "asc"}, {"story_id": "asc"}, {"version": "asc"}]
"""The order in which ``link`` decided: that of the live stream."""


def history_query(subscription: Subscription) -> Dsl:
    """Return the query for every version that can matter to ``subscription``.

    Those that meet its query, or its reaction, and what says that a story was corrected or went
    into another.
    """
    wanted = [elastic_query(compiled(parse(subscription.query)))]
    reaction = reaction_of(subscription)
    if reaction is not None:
        wanted.append(elastic_query(reaction))
    wanted += [{"term": {"cause": "correction"}}, {"exists": {"field": "merged_into"}}]
    return {"bool": {"should": wanted, "minimum_should_match": 1}}


def days_needed(subscription: Subscription, days: int) -> float:
    """Return how many days of versions a dry run over ``days`` has to be fed."""
    rule = subscription.rule
    return days + (rule.days + rule.hours / 24 if has_memory(rule) else 0)


def dry_run(
    subscription: Subscription, versions: Iterable[Story], since: str, until: str
) -> Iterator[Alert]:
    """Yield the alerts that ``subscription`` would have brought from ``since`` to ``until``.

    ``versions`` are in the order of the stream and may begin earlier, for what rules remember and
    what was told before. Nothing is sent: the alerts name no channel.
    """
    asked = dataclasses.replace(subscription, channels=(), enabled=True)
    watch, history = Watch([asked]), History()
    first, end = instant(since, "since").timestamp(), instant(until, "until").timestamp()
    for story in versions:
        if arrived_at(story) > end:
            break
        history.follow(story)
        for alert in match(watch, story, history, story.cause.fetched):
            history.remember(alert)
            if history.now >= first:
                yield alert
    history.advance(end)
    yield from overdue(watch, history, until)
