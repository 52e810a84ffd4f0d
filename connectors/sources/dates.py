"""Dates of feeds, read strictly: a zone per source, and null rather than a wrong date.

Feed readers guess (2016/10/03 became 2016-11-01, 03-10-2016 became 2003-10-20, AST the Atlantic).
Here every number of the text must find its place, or the date is not read and says why.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import Literal
from zoneinfo import ZoneInfo

from connectors.sources.datewords import Words, split_words

Order = Literal["dmy", "mdy"]
Note = Literal[
    "", "unreadable", "imprecise", "hijri", "future", "too_old", "unknown_zone", "weekday_differs",
    "empty",
]  # fmt: skip
MAX_DATE_CHARS = 200
"""Of a date as its feed writes it; what is longer is no date, and only as much of it is kept."""
EARLIEST_YEAR = 1990
"""Arabic newspapers went online from 1995; what claims to be older is an unset clock."""
LATEST_AHEAD = timedelta(hours=24)
"""A date may be ahead by a wrong zone, never by more."""


@dataclass(frozen=True, slots=True)
class ReadDate:
    """A date as far as it could be read."""

    value: str | None
    """ISO date-time with offset (the outlet's local time), or ISO date, or None."""
    note: Note = ""
    """Why the value is None or less than the text says."""


@dataclass(frozen=True, slots=True)
class DateStyle:
    """What a source's dates leave unsaid."""

    zone: str = "UTC"
    """IANA name; holds where the text names no zone, and for the local time that is kept."""
    order: Order = "dmy"
    """How 03/10/2016 reads; dates that can be read one way only need no order."""


_OFFSET = r"(?:utc|gmt)?\s*([+-])(\d{1,2}):?(\d{2})?\b"
_ISO = re.compile(
    r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ]+(\d{2}):?(\d{2})(?::?(\d{2})(?:[.,]\d+)?)?)?"
    r"\s*(z\b|(?:utc|gmt)?\s*[+-]\d{1,2}:?(?:\d{2})?\b|[^\d\s:+-][^\d:+-]*)?\s*\Z",
    re.IGNORECASE,
)
_NUMERIC = re.compile(r"(?<!\d)(\d{1,4})\s?([/.-])\s?(\d{1,2})\s?\2\s?(\d{1,4})(?!\d)")
_EPOCH = re.compile(r"\d{10}(?:\d{3})?\Z")


def read_date(raw: str | None, style: DateStyle, *, now: datetime) -> ReadDate:
    """Return what ``raw`` says, in the outlet's local time; ``now`` bounds the future.

    >>> noon = datetime(2016, 10, 5, 12, tzinfo=UTC)
    >>> read_date("Mon, 03 Oct 2016 23:00:00 AST", DateStyle("Asia/Riyadh"), now=noon).value
    '2016-10-03T23:00:00+03:00'
    >>> read_date("03-10-2016 20:00", DateStyle("Africa/Cairo"), now=noon).value
    '2016-10-03T20:00:00+02:00'
    >>> read_date("2016/13/45", DateStyle(), now=noon)
    ReadDate(value=None, note='unreadable')
    """
    if raw is None or not raw.strip():
        return ReadDate(None, "empty")
    if len(raw.strip()) > MAX_DATE_CHARS:
        return ReadDate(None, "unreadable")
    try:
        return _read(split_words(raw.strip()), style, now)
    except (ValueError, OverflowError):
        return ReadDate(None, "unreadable")


def _read(words: Words, style: DateStyle, now: datetime) -> ReadDate:
    if words.hijri and words.month is None:
        return ReadDate(None, "hijri")
    if _EPOCH.match(words.text):
        seconds = int(words.text[:10])
        return _bounded(datetime.fromtimestamp(seconds, UTC), style, now, "")
    iso = _ISO.match(words.text)
    if iso:
        return _read_iso(iso, style, now)
    numeric = _NUMERIC.search(words.text)
    if numeric and words.month is None:
        day = _numeric_day(numeric, words.weekday, style.order)
        return _with_time(day, words.without(numeric.span()), style, now)
    if words.month is not None:
        return _with_time(_named_day(words), words, style, now)
    return ReadDate(
        None, "imprecise" if re.fullmatch(r"\d{4}(-\d{2})?", words.text) else "unreadable"
    )


def _read_iso(match: re.Match[str], style: DateStyle, now: datetime) -> ReadDate:
    year, month, day, hour, minute, second, zone = match.groups()
    on = date(int(year), int(month), int(day))
    if hour is None:
        return _day_only(on, "", now, style)
    return _place(on, (int(hour), int(minute), int(second or 0)), zone, style, now)


def _with_time(on: date, words: Words, style: DateStyle, now: datetime) -> ReadDate:
    note: Note = ""
    if words.weekday is not None and words.weekday != on.weekday():
        note = "weekday_differs"
    if words.clock is None:
        return _day_only(on, note, now, style)
    placed = _place(on, words.clock, words.zone, style, now)
    return ReadDate(placed.value, placed.note or note)


def _place(
    on: date, clock: tuple[int, int, int], zone: str | None, style: DateStyle, now: datetime
) -> ReadDate:
    extra = timedelta(0)
    if clock == (24, 0, 0):  # ISO 8601: the end of the day
        clock, extra = (0, 0, 0), timedelta(days=1)
    hour, minute, second = clock
    naive = datetime(on.year, on.month, on.day, hour, minute, min(second, 59)) + extra  # noqa: DTZ001  # the zone follows
    where = _zone(zone, style)
    if where is None:
        # The day is told, the hour only in a clock that is not known.
        return _day_only(on, "unknown_zone", now, style)
    return _bounded(naive.replace(tzinfo=where), style, now, "")


def _zone(zone: str | None, style: DateStyle) -> tzinfo | None:
    if zone is None or not zone.strip():
        return ZoneInfo(style.zone)
    offset = re.fullmatch(_OFFSET, zone.strip(), re.IGNORECASE)
    if offset:
        sign, hours, minutes = offset.groups()
        shift = timedelta(hours=int(hours), minutes=int(minutes or 0))
        if shift > timedelta(hours=14):
            return None
        return timezone(shift if sign == "+" else -shift)
    minutes_east = Words.zone_minutes(zone)
    return None if minutes_east is None else timezone(timedelta(minutes=minutes_east))


def _numeric_day(match: re.Match[str], weekday: int | None, order: Order) -> date:
    first, _, second, third = match.groups()
    a, b, c = int(first), int(second), int(third)
    if len(first) == 4:
        return date(a, b, c)
    if len(third) != 4:
        raise ValueError("two digits for the year: any of three numbers could be it")
    readings = [(b, a), (a, b)] if order == "dmy" else [(a, b), (b, a)]
    days = [date(c, month, day) for month, day in readings if 1 <= month <= 12]
    if not days:
        raise ValueError("no number of a month")
    # The name of the day, where given, decides between day/month and month/day.
    return next((day for day in days if day.weekday() == weekday), days[0])


def _named_day(words: Words) -> date:
    """Return the day of a text with the name of a month: its two free numbers, day and year."""
    assert words.month is not None
    if len(words.numbers) != 2:
        raise ValueError(f"{len(words.numbers)} numbers beside the month, expected day and year")
    first, second = words.numbers
    if len(first) == 4:
        return date(int(first), words.month, int(second))
    year = int(second)
    if len(second) == 2:  # RFC 822 as read by RFC 2822, section 4.3
        year += 2000 if year < 50 else 1900
    elif len(second) != 4:
        raise ValueError("no number of a year")
    return date(year, words.month, int(first))


def _day_only(on: date, note: Note, now: datetime, style: DateStyle) -> ReadDate:
    start = datetime(on.year, on.month, on.day, tzinfo=ZoneInfo(style.zone))
    bounded = _bounded(start, style, now, note)
    return ReadDate(on.isoformat() if bounded.value else None, bounded.note)


def _bounded(at: datetime, style: DateStyle, now: datetime, note: Note) -> ReadDate:
    if at.year < EARLIEST_YEAR:
        return ReadDate(None, "too_old")
    if at > now + LATEST_AHEAD:
        return ReadDate(None, "future")
    midnight_utc = at.utcoffset() == timedelta(0) and (at.hour, at.minute, at.second) == (0, 0, 0)
    # Midnight of Greenwich is what systems write that know the day only: it must stay that day.
    local = at if midnight_utc else at.astimezone(ZoneInfo(style.zone))
    return ReadDate(local.replace(microsecond=0).isoformat(), note)
