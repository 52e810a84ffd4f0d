"""The tiles at the top of the desk: how the whole of Marsad does, in five figures."""

import datetime as dt
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.heartbeat.pulse import is_silent
from dashboard.state import Desk
from dashboard.views.board import Line
from dashboard.views.moments import parsed

SAMPLE = 50
"""Newest stories that the lag is the median of."""


@dataclass(frozen=True, slots=True)
class Tiles:
    """What the tiles say."""

    last: str | None
    """When the newest story changed."""
    lag_s: float | None
    """Median seconds from an article's first fetch until its story reached the live stream."""
    sources_ok: int
    sources_bad: int
    """Silent and failing ones."""
    beat_s: float | None
    """The longest that the last synthetic article took to come out of a way."""
    silent: tuple[str, ...]
    """Ways that nothing comes out of."""


def tiles_of(desk: Desk, lines: Sequence[Line], now: dt.datetime) -> Tiles:
    """Return the tiles as of ``now``."""
    health = [h.status for h in desk.feeds.records.values() if h.status != "retired"]
    beats = list(desk.beats.records.values())
    arrived = [beat.lag_s for beat in beats if beat.lag_s is not None]
    newest = dt.datetime.fromtimestamp(lines[0].at_ms / 1000, dt.UTC) if lines else None
    return Tiles(
        last=newest.isoformat() if newest else None,
        lag_s=lag_of(lines),
        sources_ok=health.count("ok"),
        sources_bad=len(health) - health.count("ok"),
        beat_s=max(arrived, default=None),
        silent=tuple(sorted(beat.way for beat in beats if is_silent(beat, now))),
    )


def lag_of(lines: Sequence[Line]) -> float | None:
    """Return the median lag of the newest live stories in seconds, None where there are none."""
    found = []
    for line in lines[:SAMPLE]:
        fetched = parsed(line.story.cause.ingested_at)
        if fetched is not None and line.story.cause.ingest_mode == "live":
            found.append(line.at_ms / 1000 - fetched.timestamp())
    return max(0.0, statistics.median(found)) if found else None
