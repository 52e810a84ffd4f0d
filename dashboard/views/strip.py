"""The last 72 hours of each watched dyad, event by event: a table, and its picture."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dashboard.views.board import Line
from dashboard.views.ladder import TELLING, Dyad
from dashboard.views.moments import parsed, zone_of
from schemas.event import CorroboratedEvent
from streams.alerts.rules.ladder import rung_of

HOURS = 72
TICK_HOURS = 12


@dataclass(frozen=True, slots=True)
class Mark:
    """One event on the strip of a dyad."""

    event: CorroboratedEvent
    at: dt.datetime
    """When it was first seen."""
    place: float
    """Where that is between 72 hours ago (0) and now (1)."""
    rung: int


@dataclass(frozen=True, slots=True)
class Tick:
    """One line of the scale."""

    place: float
    label: str


def marks_of(lines: Iterable[Line], now: dt.datetime) -> dict[Dyad, list[Mark]]:
    """Return the events of the last 72 hours by dyad, the oldest first, each event once."""
    begin, found = now - dt.timedelta(hours=HOURS), dict[str, Mark]()
    for line in lines:
        for event in line.story.events:
            at = parsed(event.first_seen)
            if event.target is None or event.status not in TELLING or at is None:
                continue
            if begin <= at <= now and event.source.code != event.target.code:
                place = (at - begin) / dt.timedelta(hours=HOURS)
                found[event.event_id] = Mark(event, at, place, rung_of(event.cameo))
    strips: dict[Dyad, list[Mark]] = {}
    for mark in sorted(found.values(), key=lambda m: (m.at, m.event.event_id)):
        assert mark.event.target is not None
        strips.setdefault((mark.event.source.code, mark.event.target.code), []).append(mark)
    return strips


def ticks(now: dt.datetime, zone: str) -> Sequence[Tick]:
    """Return a tick for each noon and midnight in ``zone`` of the last 72 hours.

    >>> [t.label for t in ticks(dt.datetime(2026, 5, 4, 13, tzinfo=dt.UTC), "UTC")][:2]
    ['02/05 00:00', '02/05 12:00']
    """
    local = now.astimezone(zone_of(zone))
    last = local.replace(
        hour=local.hour // TICK_HOURS * TICK_HOURS, minute=0, second=0, microsecond=0
    )
    found = []
    for back in range(HOURS // TICK_HOURS + 1):
        at = last - dt.timedelta(hours=back * TICK_HOURS)
        place = 1 - (now - at) / dt.timedelta(hours=HOURS)
        if place >= 0:
            found.append(Tick(place, f"{at:%d/%m %H:%M}"))
    return found[::-1]
