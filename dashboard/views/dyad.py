"""Two sides over time: what each did to the other, newest first."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from dashboard.views.board import Line
from dashboard.views.moments import parsed
from dashboard.views.results import GONE
from schemas.event import CorroboratedEvent

Json = dict[str, Any]
MOST = 500


@dataclass(frozen=True, slots=True)
class Point:
    """One event between the two."""

    at: int
    """Seconds since 1970: its day, else when it was first seen."""
    day: str
    forth: bool
    """Whether the first of the two acts."""
    event: Any
    """Document or record: both have the fields of an event."""


def dyad_request(first: str, second: str, since: dt.datetime) -> Json:
    """Return the request for the events between two actors, the newest first."""
    ways = [
        {"bool": {"filter": [{"term": {"source.code": a}}, {"term": {"target.code": b}}]}}
        for a, b in ((first, second), (second, first))
    ]
    period = {"range": {"last_seen": {"gte": since.isoformat()}}}
    between = {"bool": {"should": ways, "minimum_should_match": 1}}
    return {
        "size": MOST,
        "query": {"bool": {"filter": [between, period], "must_not": GONE}},
        "sort": [{"last_seen": "desc"}, {"event_id": "asc"}],
    }


def points(first: str, events: Iterable[Json]) -> list[Point]:
    """Return documents of events as points in time, the newest day first."""
    found = [_point(first, e["date"], e["first_seen"], e["source"]["code"], e) for e in events]
    return sorted(found, key=lambda point: -point.at)


def points_in_memory(first: str, second: str, lines: Iterable[Line]) -> list[Point]:
    """Return the events between the two in the stories of now."""
    found: dict[str, CorroboratedEvent] = {}
    for line in lines:
        for event in line.story.events:
            if event.target and {event.source.code, event.target.code} == {first, second}:
                found[event.event_id] = event
    told = [_point(first, e.date, e.first_seen, e.source.code, e) for e in found.values()]
    return sorted(told, key=lambda point: -point.at)


def _point(first: str, date: str | None, seen: str, source: str, event: Any) -> Point:
    moment = parsed(date) or parsed(seen) or dt.datetime.fromtimestamp(0, dt.UTC)
    return Point(int(moment.timestamp()), f"{moment:%Y-%m-%d}", source == first, event)
