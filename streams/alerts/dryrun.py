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


class DryRun:
    """The alerts that ``subscription`` would have brought from ``since`` to ``until``.

    It is fed the past part by part, so that nobody has to hold all of it. Nothing is sent: the
    alerts name no channel.
    """

    def __init__(self, subscription: Subscription, since: str, until: str) -> None:
        asked = dataclasses.replace(subscription, channels=(), enabled=True)
        self._watch, self._history, self._until = Watch([asked]), History(), until
        self._first = instant(since, "since").timestamp()
        self._end = instant(until, "until").timestamp()
        self._over = False

    def feed(self, versions: Iterable[Story]) -> Iterator[Alert]:
        """Yield what the next ``versions`` bring, in the order of the stream.

        They may begin before ``since``, for what rules remember and what was told before.
        """
        for story in versions:
            self._over = self._over or arrived_at(story) > self._end
            if self._over:
                return
            self._history.follow(story)
            for alert in match(self._watch, story, self._history, story.cause.fetched):
                self._history.remember(alert)
                if self._history.now >= self._first:
                    yield alert

    def end(self) -> Iterator[Alert]:
        """Yield what comes of silence until the end, once everything was fed."""
        self._history.advance(self._end)
        yield from overdue(self._watch, self._history, self._until)


def dry_run(
    subscription: Subscription, versions: Iterable[Story], since: str, until: str
) -> Iterator[Alert]:
    """Yield what a ``DryRun`` over all ``versions`` brings."""
    run = DryRun(subscription, since, until)
    yield from run.feed(versions)
    yield from run.end()
