"""What each subscription was told of each story, and what its rule remembers.

The first is rebuilt from the topic ``alerts``, the second from ``stories``.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from schemas.alert import Alert
from schemas.story import Story
from schemas.subscription import Subscription
from streams.alerts.recent import ALERTS_S, Recent
from streams.alerts.rules import Judge, Overdue, Silence, arrived_at, judge_of, published_at


@dataclass(frozen=True, slots=True)
class Told:
    """The first and the last version of a story that a subscription was told of."""

    first: int
    last: int
    published: float
    """When the earliest that was told was published, in seconds since 1970."""


class History:
    """Remembers alerts by subscription and story; follows stories that were merged."""

    def __init__(self) -> None:
        self._told: Recent[str, dict[str, Told]] = Recent(ALERTS_S)
        """By story, then by subscription."""
        self._alert_ids: Recent[str, None] = Recent(ALERTS_S)
        self._judges: dict[str, tuple[tuple[object, ...], Judge]] = {}
        self.now = 0.0
        """The largest moment of arrival seen, or told by ``advance``, in seconds since 1970."""

    def advance(self, now: float) -> None:
        """Let time be ``now``, unless it is later already."""
        self.now = max(self.now, now)

    def judge(self, subscription: Subscription) -> Judge:
        """Return the memory of a subscription's rule: a fresh one where query or rule changed."""
        asked = (subscription.query, subscription.rule)
        known = self._judges.get(subscription.subscription_id)
        if known is None or known[0] != asked:
            known = self._judges[subscription.subscription_id] = asked, judge_of(subscription.rule)
        return known[1]

    def forget_rule(self, subscription_id: str) -> None:
        """Forget what the rule of a subscription remembers."""
        self._judges.pop(subscription_id, None)

    def of(self, subscription_ids: Collection[str]) -> "History":
        """Return what these subscriptions were told of, and nothing that rules remember."""
        part = History()
        for story_id, told in self._told.items():
            theirs = {name: one for name, one in told.items() if name in subscription_ids}
            if theirs:
                part._told.put(story_id, theirs, self._told.moment(story_id))
        for alert_id in self._alert_ids:
            part._alert_ids.put(alert_id, None, self._alert_ids.moment(alert_id))
        return part

    def join(self, part: "History") -> None:
        """Take what ``part`` has of some subscriptions in place of what is here of them."""
        told, alert_ids, judges = part._told, part._alert_ids, part._judges  # noqa: SLF001  # its like
        for story_id, theirs in told.items():
            both = self._told.get(story_id, {}) | theirs
            self._told.put(story_id, both, told.moment(story_id))
        for alert_id in alert_ids:
            self._alert_ids.put(alert_id, None, alert_ids.moment(alert_id))
        self._judges |= judges
        self.advance(part.now)

    def overdue(self) -> Iterator[tuple[str, Overdue]]:
        """Yield the subscription and the story of every silence that has lasted too long.

        Each comes again until its alert is taken by ``remember``, or ``settle`` forgets it.
        """
        for subscription_id, (_, judge) in sorted(self._judges.items(), key=lambda item: item[0]):
            if isinstance(judge, Silence):
                for overdue in judge.overdue(self.now):
                    yield subscription_id, overdue

    def settle(self, subscription_id: str, story_id: str, version: int) -> None:
        """Forget a silence that is overdue."""
        _, judge = self._judges.get(subscription_id, (None, None))
        if isinstance(judge, Silence):
            judge.settle(story_id, version)

    def subscribers(self, story_id: str) -> list[str]:
        """Return who was told of the story."""
        return sorted(self._told.get(story_id, ()))

    def has_alert(self, alert_id: str) -> bool:
        """Return whether this silence was told."""
        return alert_id in self._alert_ids

    def told(self, subscription_id: str, story_id: str) -> Told | None:
        """Return what the subscription was told of the story, None for nothing."""
        return self._told.get(story_id, {}).get(subscription_id)

    def remember(self, alert: Alert) -> None:
        """Take ``alert`` as told; the order of alerts does not matter."""
        self.expect(alert)
        if alert.rule == "silence":
            self._alert_ids.put(alert.alert_id, None, self._moment(alert.story))
            self.settle(alert.subscription_id, alert.story_id, alert.story_version)

    def expect(self, alert: Alert) -> None:
        """Take ``alert`` as one that is about to be told; a silence is overdue until it is."""
        version, published = alert.story_version, published_at(alert.story)
        self._note(
            alert.subscription_id, alert.story_id, version, published, self._moment(alert.story)
        )

    def _moment(self, story: Story) -> float:
        """Return when ``story`` is told: now, and not before it came in."""
        return max(self.now, arrived_at(story))

    def follow(self, story: Story) -> None:
        """Where ``story`` went into another, whoever was told of it was told of that one."""
        self._told.touch(story.story_id, arrived_at(story))
        if story.merged_into is None:
            return
        for _, judge in self._judges.values():
            judge.merged(story.story_id, story.merged_into)
        for subscription_id in self.subscribers(story.story_id):
            told = self.told(subscription_id, story.story_id)
            if told and self.told(subscription_id, story.merged_into) is None:
                moment = self._moment(story)
                self._note(subscription_id, story.merged_into, 0, told.published, moment)

    def _note(
        self, subscription_id: str, story_id: str, version: int, published: float, moment: float
    ) -> None:
        before = self.told(subscription_id, story_id) or Told(version, version, published)
        after = Told(
            min(before.first, version),
            max(before.last, version),
            min(before.published, published),
        )
        told = self._told.get(story_id, {})
        told[subscription_id] = after
        self._told.put(story_id, told, moment)
