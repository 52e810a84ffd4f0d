"""Hours of the wall: when quiet hours end and when a digest is due, in any time zone.

A local time that a change of clocks skips or repeats is read as in RFC 5545, 3.3.5: by the offset
before the change, and as the first of two. ``fold=0`` of ``datetime`` means just that.
"""

import datetime as dt
import functools
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from schemas.errors import InvalidMessage

ALL_DAYS = frozenset(range(7))
MOST_CHAINED = 15
"""Windows that may follow one another without a gap: two weeks of them are no pause but an end."""


@dataclass(frozen=True, slots=True)
class Window:
    """Local hours from ``start`` to ``end``, over midnight where the end is not later."""

    start: dt.time
    end: dt.time
    days: Collection[int] = ALL_DAYS
    """Weekdays on which it starts, Monday is 0."""


@functools.lru_cache(maxsize=700)  # as many zones as there are
def zone(name: str) -> ZoneInfo:
    """Return the time zone of an IANA name; InvalidMessage where there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise InvalidMessage(
            f"{name!r:.60} is no time zone, expected a name such as Asia/Damascus"
        ) from error


def moment_of(day: dt.date, at: dt.time, where: ZoneInfo) -> dt.datetime:
    """Return the moment (UTC) at which clocks there show ``at`` on ``day``.

    >>> moment_of(dt.date(2022, 3, 25), dt.time(0, 30), zone("Asia/Damascus")).isoformat()
    '2022-03-24T22:30:00+00:00'
    """
    return dt.datetime.combine(day, at, tzinfo=where).astimezone(dt.UTC)


def quiet_until(now: dt.datetime, windows: Iterable[Window], where: ZoneInfo) -> dt.datetime | None:
    """Return when the quiet hours that ``now`` lies in are over, None outside of them.

    Windows that touch or overlap count as one.
    """
    spans, end = tuple(windows), now
    for _ in range(MOST_CHAINED):
        later = max((over for w in spans if (over := _end(end, w, where))), default=None)
        if later is None:
            break
        end = later
    return end if end > now else None


def _end(now: dt.datetime, window: Window, where: ZoneInfo) -> dt.datetime | None:
    """Return the end of the occurrence of ``window`` that ``now`` lies in."""
    today = now.astimezone(where).date()
    overnight = dt.timedelta(days=int(window.end <= window.start))
    for day in (today - dt.timedelta(days=1), today):
        if day.weekday() not in window.days:
            continue
        end = moment_of(day + overnight, window.end, where)
        if moment_of(day, window.start, where) <= now < end:
            return end
    return None


def next_daily(
    after: dt.datetime, at: dt.time, where: ZoneInfo, weekdays: Collection[int] = ALL_DAYS
) -> dt.datetime:
    """Return the first moment later than ``after`` at which ``at`` comes on one of ``weekdays``.

    >>> noon = dt.datetime(2022, 3, 25, 12, tzinfo=dt.UTC)
    >>> next_daily(noon, dt.time(6, 30), zone("Asia/Damascus")).isoformat()
    '2022-03-26T03:30:00+00:00'
    """
    today = after.astimezone(where).date()
    days = (today + dt.timedelta(days=n) for n in range(-1, 10))
    return min(
        moment
        for day in days
        if day.weekday() in weekdays and (moment := moment_of(day, at, where)) > after
    )


def next_hourly(after: dt.datetime, minute: int, where: ZoneInfo) -> dt.datetime:
    """Return the first moment later than ``after`` at which clocks there show that minute.

    >>> at = dt.datetime(2026, 5, 4, 10, 20, tzinfo=dt.UTC)
    >>> next_hourly(at, 15, zone("Asia/Kathmandu")).isoformat()  # 5:45 ahead
    '2026-05-04T10:30:00+00:00'
    """
    whole = after.astimezone(dt.UTC).replace(second=0, microsecond=0)
    for step in range(1, 121):  # a change of clocks may skip or repeat half an hour, or an hour
        moment = whole + step * dt.timedelta(minutes=1)
        if moment.astimezone(where).minute == minute:
            return moment
    return whole + dt.timedelta(hours=1)
