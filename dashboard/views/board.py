"""The live desk out of memory: the newest version of each story, newest first, without search."""

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.cursor import Cursor
from dashboard.live import Heard, Hub
from dashboard.views.ladder import Level, level_of
from dashboard.views.moments import parsed
from schemas.heartbeat import is_synthetic
from schemas.story import Story
from schemas.topics import STORIES

MOST = 100
"""Stories that the desk lists; search has them all."""
BINS = 16


@dataclass(frozen=True, slots=True)
class Line:
    """One story on the live desk."""

    story: Story
    level: Level
    spark: tuple[int, ...]
    """Articles in each of ``BINS`` equal parts of its time, the oldest first."""
    at_ms: int
    """When its newest version was written."""


class Board:
    """What the hub remembers of stories, worked out once for each record that comes."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._at: Cursor | None = None
        self._lines: tuple[Line, ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        """The stories of now, the one that changed last first."""
        if self._at != (cursor := self._hub.cursor):
            self._lines = lines_of(self._hub.recent(STORIES.name))
            self._at = cursor
        return self._lines

    def versions(self, story_id: str) -> list[Story]:
        """Return the versions of a story in memory, the newest first."""
        found = [h.record for h in self._hub.recent(STORIES.name)]
        return [s for s in reversed(found) if isinstance(s, Story) and s.story_id == story_id]


def lines_of(heard: Iterable[Heard]) -> tuple[Line, ...]:
    """Return the stories of the records of ``stories``, the one that changed last first.

    Stories that went into another and those of the dead-man's switch are left out.
    """
    newest: dict[str, Heard] = {}
    arrivals: dict[str, list[str]] = {}
    for record in heard:
        story = record.record
        if not isinstance(story, Story):
            continue
        newest.pop(story.story_id, None)
        newest[story.story_id] = record
        arrivals.setdefault(story.story_id, []).append(story.cause.ingested_at)
    return tuple(
        line_of(record.record, arrivals[story_id], record.at_ms)
        for story_id, record in reversed(newest.items())
        if record.record.merged_into is None and not is_synthetic(record.record)
    )


def line_of(story: Story, arrivals: Iterable[str], at_ms: int) -> Line:
    """Return the line of one story."""
    pairs = [(event.cameo, event.status) for event in story.events]
    published = [a.published for a in story.articles if a.published and len(a.published) > 10]
    times = [*(published or []), *([] if published else arrivals)]
    return Line(story, level_of(pairs), spark_of(times), at_ms)


def spark_of(moments: Iterable[str]) -> tuple[int, ...]:
    """Return how many of ``moments`` fall into each of ``BINS`` equal parts of their span.

    >>> spark_of(["2026-05-04T10:00:00+00:00", "2026-05-04T12:00:00+00:00"])[0::15]
    (1, 1)
    """
    found = sorted(at.timestamp() for moment in moments if (at := parsed(moment)))
    bins = [0] * BINS
    if not found:
        return tuple(bins)
    low, high = found[0], found[-1]
    for moment in found:
        share = (moment - low) / (high - low) if high > low else 1.0
        bins[min(BINS - 1, int(share * BINS))] += 1
    return tuple(bins)
