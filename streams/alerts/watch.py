"""All subscriptions as they stand, and which of them a story meets."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from schemas.heartbeat import SUBSCRIPTION_ID, is_synthetic
from schemas.subscription import Subscription
from streams.alerts.anchors import AnchorIndex
from streams.alerts.facts import StoryFacts
from streams.alerts.language import parse
from streams.alerts.predicate import Met, Predicate, compiled


@dataclass(slots=True)
class Cost:
    """What one subscription has cost and brought, so far or since it was shown last."""

    asked: int = 0
    """Stories that had its anchor, so that its query was asked."""
    hits: int = 0
    nanoseconds: int = 0
    """Spent on asking; 0 where no clock was given."""


@dataclass(frozen=True, slots=True)
class Watched:
    """A subscription with its query compiled."""

    subscription: Subscription
    predicate: Predicate
    cost: Cost = field(default_factory=Cost, compare=False)


class Watch:
    """The subscriptions that are enabled, filed by anchor."""

    def __init__(
        self, subscriptions: Iterable[Subscription] = (), clock: Callable[[], int] = lambda: 0
    ) -> None:
        """Take ``subscriptions``; ``clock`` tells nanoseconds, for their cost."""
        self._watched: dict[str, Watched] = {}
        self._index = AnchorIndex()
        self._reactions: dict[str, Predicate] = {}
        self._clock = clock
        for subscription in subscriptions:
            self.add(subscription)

    def __len__(self) -> int:
        return len(self._watched)

    def __iter__(self) -> Iterator[Watched]:
        return iter(self._watched.values())

    def add(self, subscription: Subscription) -> None:
        """Watch for ``subscription`` from now on, in place of one of the same id.

        QueryError where its query cannot be read: the one before then stays.
        """
        predicate = compiled(parse(subscription.query))
        reaction = reaction_of(subscription)
        key = subscription.subscription_id
        if not subscription.enabled:
            self.remove(key)
            return
        cost = self._watched[key].cost if key in self._watched else Cost()
        self._watched[key] = Watched(subscription, predicate, cost)
        self._index.add(key, predicate.tree)
        if reaction is not None:
            self._reactions[key] = reaction
        else:
            self._reactions.pop(key, None)

    def remove(self, subscription_id: str) -> None:
        """Watch for it no longer."""
        self._watched.pop(subscription_id, None)
        self._reactions.pop(subscription_id, None)
        self._index.remove(subscription_id)

    def get(self, subscription_id: str) -> Watched | None:
        """Return the subscription of that id, None where it is not watched for."""
        return self._watched.get(subscription_id)

    def met_by(self, facts: StoryFacts) -> Iterator[tuple[Watched, Met]]:
        """Yield every subscription that ``facts`` meet, in the order of their ids.

        The dead-man's switch and the news are no business of each other's.
        """
        clock, watched_for = self._clock, self._watched
        synthetic = is_synthetic(facts.story)
        for key in sorted(self._index.candidates(facts)):
            if synthetic != (key == SUBSCRIPTION_ID):
                continue
            watched = watched_for[key]
            cost = watched.cost
            begun = clock()
            met = watched.predicate.met(facts)
            cost.nanoseconds += clock() - begun
            cost.asked += 1
            if met is not None:
                cost.hits += 1
                yield watched, met

    def reactions_in(self, facts: StoryFacts) -> Iterator[Subscription]:
        """Yield the subscriptions that wait for a reaction which ``facts`` are."""
        if is_synthetic(facts.story):
            return
        for key, predicate in sorted(self._reactions.items(), key=lambda item: item[0]):
            if predicate.met(facts) is not None:
                yield self._watched[key].subscription

    def met_by_scan(self, facts: StoryFacts) -> Iterator[tuple[Watched, Met]]:
        """Yield what ``met_by`` yields without its index: to check it by."""
        synthetic = is_synthetic(facts.story)
        for key, watched in sorted(self._watched.items()):
            if synthetic != (key == SUBSCRIPTION_ID):
                continue
            met = watched.predicate.met(facts)
            if met is not None:
                yield watched, met


def reaction_of(subscription: Subscription) -> Predicate | None:
    """Return what a subscription to silences waits for, None for all others."""
    rule = subscription.rule
    if rule.kind != "silence" or not rule.reaction:
        return None
    return compiled(parse(rule.reaction))
