"""What a date of day, month and year means, whatever of them is said."""

import re
from datetime import date, timedelta
from typing import Final

from streams.extract.days.calendars import Side, choose, make_day, months_away, years_about
from streams.extract.days.date_mentions import OFFSETS, SIDES, DateMention, Found

_ZERO_OR_SAFAR: Final = "h2"


def resolve_day(found: Found) -> DateMention | None:
    """Resolve a day and a month, with or without weekday, year and "last" or "next"."""
    month, other = found.month("month"), found.month("other")
    number = found.day_number("day")
    if month is None or number is None or _is_score_or_name(found, month):
        return None
    if other is not None and other != month and (other[0] == "h") == (month[0] == "h"):
        return found.unresolved("day", "not resolved: the two names are of different months")
    return _resolve_day(found, number, month)


def _is_score_or_name(found: Found, month: str) -> bool:
    """Return whether صفر means zero, or the date is part of a name (war, party, street)."""
    given = found.match
    dated = given["year"] or given["side"] or given["yearside"]
    if month == _ZERO_OR_SAFAR and not (dated or given["weekday"] or given["named"]):
        return True
    return found.before() == "y" and not dated


def _resolve_day(found: Found, number: int, month: str) -> DateMention | None:
    hijri = month[0] == "h"
    years, how = _years(found, hijri=hijri)
    if not years:
        return found.unresolved("day")
    days = [
        day for year in years if (day := make_day(year, int(month.strip("h")), number, hijri=hijri))
    ]
    day = days[0] if days and len(years) == 1 else _choose(found, days)
    if day is None:
        return found.unresolved("day", "not resolved: no such day") if len(years) == 1 else None
    until, counted = _until(found, day, number), _counted(found, day)
    return found.mention("day", day.isoformat(), "day", how, until=until, **counted)


def _years(found: Found, *, hijri: bool) -> tuple[tuple[int, ...], str]:
    """Return the years that may be meant, one if it is said, and how they were found."""
    groups = found.match.groupdict()
    written = groups.get("year")
    if written is not None and (written == "H") == hijri:
        return (int(found.value("year") or 0),), "full date"
    if found.published is None or written is not None:
        return (), ""
    years = years_about(found.published, hijri=hijri)
    if groups.get("yearside") is not None and years:
        chosen = years[OFFSETS[groups["yearside"]] + 1]
        return (chosen,), found.from_published("by the year of")
    return years, found.from_published("nearest to")


def _choose(found: Found, days: list[date]) -> date | None:
    """Return the day of a year not said: that of the weekday, if one is given, decides."""
    if found.published is None:
        return None
    weekday = found.weekday()
    agreeing = [day for day in days if day.weekday() == weekday]
    side = SIDES.get(found.match.groupdict().get("side")) or _side_told(found)
    return choose(agreeing or days, found.published, side)


def _side_told(found: Found) -> Side | None:
    """Return on which side of publication the words before a date without a year set it."""
    if found.is_next():
        return "future"
    return "this" if found.is_ahead() else None


def _until(found: Found, day: date, number: int) -> str | None:
    """Return the last day of "3 to 5 October"."""
    last = found.day_number("until")
    return (day + timedelta(days=last - number)).isoformat() if last and last > number else None


def _counted(found: Found, day: date) -> dict[str, str]:
    """Return when the words were written that call ``day`` today, yesterday, tomorrow."""
    given = found.match
    if given["counted"] is None:
        return {}
    offset = int(found.value("counted") or 0)
    if given["ordinal"] or given["two"].strip("PD"):
        offset *= 2  # the day before yesterday, the day after tomorrow
    written = {"written": (day - timedelta(days=offset)).isoformat()}
    return written | ({"tomorrow": day.isoformat()} if offset > 0 else {})


def resolve_numeric(found: Found) -> DateMention | None:
    """Resolve a date in digits: day first, unless the year is or the month would exceed 12."""
    start, end = found.match.span("digits")
    text = "".join(found.key(index) for index in range(start, end))
    parts = [int(part) for part in re.split(r"[./-]", text)]
    if len(parts) == 2:
        return _resolve_digits_without_year(found, parts[0], parts[1])
    year, month, day = parts if parts[0] > 31 else reversed(parts)
    if month > 12:
        month, day = day, month
    resolved = make_day(year, month, day, hijri=year < 1600)
    if resolved is None:
        return found.unresolved("day", "not resolved: no such day")
    counted = _counted(found, resolved)
    return found.mention("day", resolved.isoformat(), "day", "full date", **counted)


def _resolve_digits_without_year(found: Found, number: int, month: int) -> DateMention | None:
    if month > 12:
        return None
    if found.published is None:
        return found.unresolved("day")
    years = years_about(found.published, hijri=False)
    days = [day for year in years if (day := make_day(year, month, number))]
    day = _choose(found, days)
    if day is None:
        return None
    return found.mention("day", day.isoformat(), "day", found.from_published("nearest to"))


def resolve_day_of_a_month(found: Found) -> DateMention | None:
    """Resolve a day of "this month", "last month", "next month"."""
    number = found.day_number("day")
    if found.published is None or number is None:
        return found.unresolved("day")
    month = months_away(found.published.replace(day=1), OFFSETS[found.match["side"]])
    day = make_day(month.year, month.month, number)
    if day is None:
        return found.unresolved("day", "not resolved: no such day")
    return found.mention("day", day.isoformat(), "day", found.from_published("by the month of"))


def resolve_month(found: Found) -> DateMention | None:
    """Resolve a month without a day; a word that is also a verb or a name needs more to be one."""
    month, other = found.month("month"), found.month("other")
    if month is None or not _is_month(found, month):
        return None
    end = found.match.end()
    if found.classes[end : end + 2] == "fA":
        return found.unresolved("month", "not resolved: of every year")
    if other is not None and other != month and (other[0] == "h") == (month[0] == "h"):
        return found.unresolved("month", "not resolved: the two names are of different months")
    hijri = month[0] == "h"
    years, how = _years(found, hijri=hijri)
    if not years:
        return found.unresolved("month")
    at = 1 if found.published is None or hijri else min(found.published.day, 28)
    days = [
        day for year in years if (day := make_day(year, int(month.strip("h")), at, hijri=hijri))
    ]
    day = days[0] if days and len(years) == 1 else _choose_month(found, days)
    if day is None:
        return None
    return found.mention("month", day.isoformat()[:7], "month", how)


def _is_month(found: Found, month: str) -> bool:
    given = found.match
    dated = given["year"] or given["side"] or given["yearside"]
    if found.before() == "y" and not dated:
        return False
    if found.classes[given.start("month")] != "x":
        return True
    if month == _ZERO_OR_SAFAR:
        return bool(given["year"] or "S" in given["lead"])
    return bool(dated or given["other"] or set(given["lead"]) & set("eSb") or found.is_due())


def _choose_month(found: Found, days: list[date]) -> date | None:
    return None if found.published is None else _choose_side(found, days, found.published)


def _choose_side(found: Found, days: list[date], published: date) -> date | None:
    side = found.side() or _side_told(found)
    return choose(days, published, side)


def resolve_year(found: Found) -> DateMention | None:
    """Resolve a year alone."""
    return found.mention("year", found.value("year"), "year", "full date")
