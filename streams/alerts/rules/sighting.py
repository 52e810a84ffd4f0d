"""One story that met a query, as a rule sees it: when it was published, by what events."""

from dataclasses import dataclass

from schemas.event import CorroboratedEvent
from schemas.moment import instant
from schemas.story import Story

HOUR = 3600.0
DAY = 24 * HOUR
_BRINGS_A_SOURCE = frozenset({"new", "source"})


@dataclass(frozen=True, slots=True)
class Sighting:
    """A version of a story that met the query of a subscription."""

    story: Story
    events: tuple[CorroboratedEvent, ...]
    """Those that met it; none where the article alone did."""

    @property
    def at(self) -> float:
        """When it was published, in seconds since 1970; never later than it came in."""
        return published_at(self.story)

    @property
    def independent(self) -> bool:
        """Whether its article is an independent source: no copy, no correction."""
        return self.story.cause.kind in _BRINGS_A_SOURCE


def arrived_at(story: Story) -> float:
    """Return when the article that brought the version came in, in seconds since 1970."""
    return instant(story.cause.ingested_at, "ingested_at").timestamp()


def published_at(story: Story) -> float:
    """Return when that article was published; when it came in, where that is earlier or unknown."""
    arrived = arrived_at(story)
    if story.cause.published is None:
        return arrived
    return min(arrived, instant(story.cause.published, "published").timestamp())
