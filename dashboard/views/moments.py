"""Moments for people: the desk's zones, the Hijri date, plain dates that no bidi rule turns."""

import datetime as dt
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.units import format_unit
from hijridate import Gregorian

from schemas.people import Language

ZONES = (
    ("damascus", "Asia/Damascus"), ("moscow", "Europe/Moscow"),
    ("washington", "America/New_York"), ("utc", "UTC"),
)  # fmt: skip
"""Key of the name in the texts, and the IANA zone."""


def hijri(day: dt.date, language: Language) -> str:
    """Return the date in the Umm al-Qura calendar; empty outside the years that it covers.

    >>> hijri(dt.date(2026, 11, 22), "en")
    '12 Jumada al-Akhirah 1448'
    """
    try:
        date = Gregorian(day.year, day.month, day.day).to_hijri()
    except OverflowError:
        return ""
    return f"{date.day} {date.month_name(language)} {date.year}"


def clock(moment: dt.datetime, zone: str) -> str:
    """Return ``HH:MM`` in ``zone``."""
    return f"{moment.astimezone(zone_of(zone)):%H:%M}"


def written(moment: str | None, zone: str = "UTC") -> str:
    """Return a moment (ISO) as ``2026-11-22 14:05`` in ``zone``; a date stays a date.

    >>> written("2026-11-22T14:05:09+00:00"), written("2026-11-22"), written(None)
    ('2026-11-22 14:05', '2026-11-22', '')
    """
    if not moment:
        return ""
    if len(moment) <= len("2026-11-22"):
        return moment
    found = parsed(moment)
    return f"{found.astimezone(zone_of(zone)):%Y-%m-%d %H:%M}" if found else moment[:16]


def parsed(moment: str | None) -> dt.datetime | None:
    """Return an ISO date-time, in UTC where it names no offset; None for what is none."""
    try:
        found = dt.datetime.fromisoformat(moment or "")
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=dt.UTC)


def zone_of(name: str) -> dt.tzinfo:
    """Return the zone, UTC where there is none of that name."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return dt.UTC


def seconds(start: str | None, end: str | None) -> float | None:
    """Return the seconds from one moment to another, None where one is not known."""
    first, last = parsed(start), parsed(end)
    return (last - first).total_seconds() if first and last else None


def span(value: float | None, language: Language) -> str:
    """Return a length of time (seconds) in short, in the words of ``language``.

    >>> span(0.42, "en"), span(75, "en"), span(10800, "en"), span(None, "en")
    ('0.4 sec', '75 sec', '3 hr', '')
    >>> span(172_900, "ar"), span(700, "ar")
    ('يومان', '12 د')
    """
    if value is None:
        return ""
    size = abs(value)
    unit, short = next((u, s) for most, u, s in _UNITS if size < most)
    # Western digits, as everywhere on the pages.
    return str(
        format_unit(
            round(value / short, 1 if size < 10 or unit == "hour" else None),
            f"duration-{unit}", "short", locale=language, numbering_system="latn",
        )
    )  # fmt: skip


_UNITS = (
    (120.0, "second", 1), (7_200.0, "minute", 60), (172_800.0, "hour", 3_600),
    (float("inf"), "day", 86_400),
)  # fmt: skip
"""Below how many seconds a unit is used, its name, and its length."""
