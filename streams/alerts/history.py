"""What each subscription was told of each story: rebuilt from the topic ``alerts``."""

from dataclasses import dataclass

from schemas.alert import Alert
from schemas.story import Story


@dataclass(frozen=True, slots=True)
class Told:
    """The first and the last version of a story that a subscription was told of."""

    first: int
    last: int


class History:
    """Remembers alerts by subscription and story; follows stories that were merged."""

    def __init__(self) -> None:
        self._told: dict[tuple[str, str], Told] = {}
        self._by_story: dict[str, set[str]] = {}

    def told(self, subscription_id: str, story_id: str) -> Told | None:
        """Return what the subscription was told of the story, None for nothing."""
        return self._told.get((subscription_id, story_id))

    def remember(self, alert: Alert) -> None:
        """Take ``alert`` as told; the order of alerts does not matter."""
        self._note(alert.subscription_id, alert.story_id, alert.story_version)

    def follow(self, story: Story) -> None:
        """Where ``story`` went into another, whoever was told of it was told of that one."""
        if story.merged_into is None:
            return
        for subscription_id in sorted(self._by_story.get(story.story_id, ())):
            if self.told(subscription_id, story.merged_into) is None:
                self._note(subscription_id, story.merged_into, 0)

    def _note(self, subscription_id: str, story_id: str, version: int) -> None:
        before = self.told(subscription_id, story_id) or Told(version, version)
        after = Told(min(before.first, version), max(before.last, version))
        self._told[subscription_id, story_id] = after
        self._by_story.setdefault(story_id, set()).add(subscription_id)
