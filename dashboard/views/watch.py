"""The watch-list: who does what to whom in the stories of now, and how far it has gone."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from dashboard.views.board import Line
from dashboard.views.firsts import NOTHING, Past, first_in
from dashboard.views.ladder import TELLING, Dyad
from dashboard.views.strip import Mark, marks_of
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
    """The highest rung told in the last 72 hours, else in the stories of now, 0 to 9."""
    cameo: str = ""
    """The code of it."""
    events: int = 0
    stories: set[str] = field(default_factory=set)
    last_seen: str = ""
    by_time: list[tuple[str, int]] = field(default_factory=list)
    first_in: int | None = None
    """Days for which it had not stood on ``rung`` or higher before; None where that is no news."""
    marks: list[Mark] = field(default_factory=list)
    """Its events of the last 72 hours."""

    @property
    def trend(self) -> Trend:
        """Whether the newest event stands above or below the one before it."""
        rungs = [rung for _, rung in sorted(self.by_time)]
        if len(rungs) < 2 or rungs[-1] == rungs[-2]:
            return "level"
        return "up" if rungs[-1] > rungs[-2] else "down"


def watch_list(
    lines: Iterable[Line], past: Past = NOTHING, now: dt.datetime | None = None
) -> list[Watched]:
    """Return the dyads of ``lines``, the highest rung first, then the one told last.

    With ``now`` they know their last 72 hours, and those with events there come first; with
    ``past`` they know for how long they had not stood so high.
    """
    known = tuple(lines)
    found: dict[Dyad, Watched] = {}
    for line in known:
        for event in line.story.events:
            if event.target is None or event.status not in TELLING:
                continue
            key = (event.source.code, event.target.code)
            if key[0] != key[1]:
                _add(found.setdefault(key, Watched(*key)), event)
    strips = marks_of(known, now) if now is not None else {}
    for pair, marks in strips.items():
        _stands(found[pair], marks)
    ranked = sorted(found.values(), key=lambda w: (w.source, w.target))
    ranked.sort(key=lambda w: w.last_seen, reverse=True)
    ranked.sort(key=lambda w: ((w.source, w.target) not in strips, -w.rung))
    ranked = ranked[:MOST]
    if now is not None:
        for one in ranked:
            pair = (one.source, one.target)
            one.first_in = first_in(past, pair, one.rung, now)
    return ranked


def _stands(watched: Watched, marks: list[Mark]) -> None:
    """Let ``watched`` stand on the rung of its last 72 hours: what was worse before is over."""
    highest = max(marks, key=lambda mark: mark.rung)
    watched.marks = marks
    watched.rung, watched.cameo = highest.rung, highest.event.cameo


def _add(watched: Watched, event: CorroboratedEvent) -> None:
    rung = rung_of(event.cameo)
    if rung > watched.rung or not watched.cameo:
        watched.rung, watched.cameo = rung, event.cameo
    watched.events += 1
    watched.stories.add(event.story_id)
    watched.last_seen = max(watched.last_seen, event.last_seen)
    watched.by_time.append((event.first_seen, rung))
