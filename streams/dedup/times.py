"""Moments as seconds: when an article arrived, and when it was published."""

import datetime as dt
import functools

from schemas.moment import instant

Time = float | str | dt.datetime


def seconds(at: Time) -> float:
    """Return ``at`` in seconds since 1970: from seconds, ISO text or datetime, UTC by default."""
    if isinstance(at, str):
        return _seconds_of(at)
    if isinstance(at, int | float):
        return float(at)
    return _seconds_of(at.isoformat())


@functools.lru_cache(maxsize=256)
def _seconds_of(text: str) -> float:
    """Return ISO ``text`` in seconds since 1970; an article's times are asked for again at once."""
    return instant(text, "at").timestamp()


def told_seconds(arrived: float, told: Time | None) -> int:
    """Return when an article was published, in seconds since 1970: by arrival where unknown.

    Publications before 1970 and after 2106 are broken clocks and count as its ends.
    """
    return min(max(0, int(arrived if told is None else seconds(told))), 0xFFFFFFFF)
