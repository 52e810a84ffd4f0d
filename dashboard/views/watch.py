"""The watch-list: who does what to whom in the stories of now, and how far it has gone."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from dashboard.views.board import Line, spark_of
from dashboard.views.ladder import TELLING
from schemas.event import CorroboratedEvent
from streams.alerts.rules.ladder import rung_of

MOST = 14
Trend = Literal["up", "down", "level"]


@dataclass(slots=True)
class Watched:
    """One dyad, by those who act first."""

    source: str
    target: str
    rung: int = 0
    """The highest rung now told, 0 to 9."""
    cameo: str = ""
    """The code of it."""
    event_type: str = ""
    events: int = 0
    stories: set[str] = field(default_factory=set)
    last_seen: str = ""
    by_time: list[tuple[str, int]] = field(default_factory=list)

    @property
    def trend(self) -> Trend:
        """Whether the newest event stands above or below the one before it."""
        rungs = [rung for _, rung in sorted(self.by_time)]
        if len(rungs) < 2 or rungs[-1] == rungs[-2]:
            return "level"
        return "up" if rungs[-1] > rungs[-2] else "down"

    @property
    def spark(self) -> tuple[int, ...]:
        """When its events were first seen."""
        return spark_of(moment for moment, _ in self.by_time)


def watch_list(lines: Iterable[Line]) -> list[Watched]:
    """Return the dyads of ``lines``, the highest rung first, then the most told."""
    found: dict[tuple[str, str], Watched] = {}
    for line in lines:
        for event in line.story.events:
            if event.target is None or event.status not in TELLING:
                continue
            key = (event.source.code, event.target.code)
            if key[0] != key[1]:
                _add(found.setdefault(key, Watched(*key)), event)
    ranked = sorted(found.values(), key=lambda w: (-w.rung, -w.events, w.source, w.target))
    return ranked[:MOST]


def _add(watched: Watched, event: CorroboratedEvent) -> None:
    rung = rung_of(event.cameo)
    if rung > watched.rung or not watched.cameo:
        watched.rung, watched.cameo, watched.event_type = rung, event.cameo, event.event_type
    watched.events += 1
    watched.stories.add(event.story_id)
    watched.last_seen = max(watched.last_seen, event.last_seen)
    watched.by_time.append((event.first_seen, rung))
