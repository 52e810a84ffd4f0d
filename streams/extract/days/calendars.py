"""Days of the two calendars: weekdays about a day, days without a year, Hijri days.

A Hijri day is that of the Umm al-Qura calendar; where the moon is sighted it may be a day off.
"""

from calendar import monthrange
from datetime import date, timedelta
from typing import Final, Literal

from hijridate import Gregorian, Hijri

Side = Literal["past", "future", "this"]
"""Which day is meant: the last, the next, or that of the running year or month."""

DAY_NAMES: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_FUTURE_WEIGHT: Final = 3
"""A day ahead must be three times as near as one gone by, for news tells of the past."""


def last_weekday(published: date, weekday: int, *, before: bool = False) -> date:
    """Return the last ``weekday`` (0 Monday) up to ``published``, or ``before`` it only."""
    days = (published.weekday() - weekday) % 7
    return published - timedelta(days=days or (7 if before else 0))


def next_weekday(published: date, weekday: int, *, after: bool = False) -> date:
    """Return the next ``weekday`` (0 Monday) from ``published`` on, or ``after`` it only."""
    days = (weekday - published.weekday()) % 7
    return published + timedelta(days=days or (7 if after else 0))


def make_day(year: int, month: int, day: int, *, hijri: bool = False) -> date | None:
    """Return the Gregorian day, None where the calendar has no such day or its table ends."""
    try:
        if hijri:
            found = Hijri(year, month, day).to_gregorian()
            return date(found.year, found.month, found.day)
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def hijri_year(day: date) -> int | None:
    """Return the Hijri year of ``day``, None outside 1924 to 2077."""
    try:
        return int(Gregorian(day.year, day.month, day.day).to_hijri().year)
    except OverflowError:
        return None


def years_about(published: date, *, hijri: bool) -> tuple[int, ...]:
    """Return the years in which a day without a year may lie: last, this and next year."""
    year = hijri_year(published) if hijri else published.year
    return () if year is None else (year - 1, year, year + 1)


def choose(days: list[date], published: date, side: Side | None) -> date | None:
    """Return the one of ``days`` that is meant from ``published``; None if there is none.

    ``past`` takes the last one before, ``future`` the next one after, ``this`` the nearest;
    without a side a day ahead counts as three times as far as it is.
    """
    if side == "past":
        return max((day for day in days if day < published), default=None)
    if side == "future":
        return min((day for day in days if day > published), default=None)
    weight = 1 if side == "this" else _FUTURE_WEIGHT

    def distance(day: date) -> int:
        ahead = (day - published).days
        return ahead * weight if ahead > 0 else -ahead

    return min(days, key=distance, default=None)


def months_away(published: date, months: int) -> date:
    """Return the same day ``months`` later (earlier if negative), or the last of that month."""
    index = min(max(published.year * 12 + published.month - 1 + months, 12), 9999 * 12 + 11)
    year, month = divmod(index, 12)
    return date(year, month + 1, min(published.day, monthrange(year, month + 1)[1]))
