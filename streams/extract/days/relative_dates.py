"""What an expression counted from the day of publication means: yesterday, Monday, a month ago."""

from datetime import date, timedelta
from typing import Final

from schemas.event import DatePrecision
from streams.extract.days.calendars import DAY_NAMES, last_weekday, months_away, next_weekday
from streams.extract.days.date_mentions import OFFSETS, DateMention, Found

LATEST: Final = 3
"""Days by which publication may follow writing."""
_ARTICLE: Final = ("ال", "لل", "وال", "بال", "فال")
_COURSE: Final = frozenset({"مدار"})
_NIGHT: Final = frozenset({"ليل", "ليله"})
_ONLY: Final = frozenset({"فقط"})
_BEFORE: Final = frozenset({"قبل", "وقبل", "فقبل"})
"""Of the words before a length of time those that also mean the day before: before yesterday."""
_PAST: Final = "الامس"
"""Yesterday as a noun: in the evening of yesterday, but also the friends of yesterday."""
HOURS: Final = 24
EARLIER: Final = 2
"""Months by which what was earlier in a year is before the news."""


def resolve_ago(found: Found) -> DateMention | None:
    """Resolve "two days ago", "since three months", as precisely as the unit tells it."""
    unit = found.value("unit") or ""
    if found.key(found.match.start("unit")).startswith(_ARTICLE):
        return None
    if found.match["of"] is not None or _is_of_another(found):
        return found.unresolved("ago", "not resolved: counted from another event")
    if found.published is None:
        return found.unresolved("ago")
    how = found.from_published("before")
    number = found.match["number"]
    if number is None and found.classes[found.match.start("unit")] == "u" and unit[0] == "1":
        return _some_ago(found, found.published, unit[1], how)
    if found.match["about"] is not None and unit[1] in "dw":
        return found.unresolved("period", how + ": no exact day")
    count = int(unit[0]) * int(found.value("number") or 1)
    if unit[1] == "h":
        count, unit = (count if number else 0) // HOURS, "1d"
    day, precision = _back(found.published, count, unit[1])
    return found.mention("ago", day, precision, how)


def _some_ago(found: Found, published: date, unit: str, how: str) -> DateMention | None:
    """Return the time of "days ago", "years ago": two of them at the least, no day.

    What has been so "for years" goes on.
    """
    latest = None if unit in "dw" else _back(published, 2, unit)[0]
    if latest is not None and found.key(found.match.start()) not in _BEFORE:
        return None
    return found.mention("period", None, None, how + ": no exact day", latest=latest)


def _is_of_another(found: Found) -> bool:
    """Return whether "only" stands between a length of time and what it is counted from."""
    end = found.match.end()
    return _key_at(found, end) in _ONLY and _key_at(found, end + 1) == "من"


def _back(published: date, count: int, unit: str) -> tuple[str, DatePrecision]:
    """Return the time ``count`` units before ``published`` as precisely as the unit tells it."""
    if unit == "d":
        return _add(published, -count).isoformat(), "day"
    if unit == "w":
        return _add(published, -7 * count).isoformat(), "day"
    if unit == "m":
        return months_away(published, -count).isoformat()[:7], "month"
    return f"{max(published.year - count, 1):04}", "year"


def resolve_relative(found: Found) -> DateMention | None:
    """Resolve yesterday, today, tomorrow; a weekday beside it wins where the two disagree."""
    offset = _offset(found)
    if offset is None:
        return None
    if found.published is None:
        return found.unresolved("relative")
    weekday = found.weekday()
    if weekday is None:
        today, name = found.written or found.published, "written" if found.written else "published"
        how = f"{_relation(offset)} {name} {today}"
        told = _add(today, offset).isoformat()
        return found.mention("relative", told, "day", how, tomorrow=told if offset > 0 else None)
    day = _add(found.published, offset)
    how = found.from_published(_relation(offset))
    if day.weekday() != weekday:
        day = _beside(found.published, weekday, offset)
        how = found.from_published(f"the weekday wins: {DAY_NAMES[weekday]} next to")
    written = _add(day, -offset).isoformat()
    told = day.isoformat()
    tomorrow = told if offset > 0 else None
    return found.mention("relative", told, "day", how, written=written, tomorrow=tomorrow)


def _beside(published: date, weekday: int, offset: int) -> date:
    """Return the ``weekday`` that a text published late calls today, yesterday, tomorrow.

    Tomorrow is the last such day if it was written no more than a few days before publication.
    """
    last = last_weekday(published, weekday)
    late = (published - last).days + offset
    return next_weekday(published, weekday) if offset > 0 and late > LATEST else last


def _relation(offset: int) -> str:
    words = {0: "on the day", -1: "the day before", 1: "the day after"}
    return words.get(offset, f"{offset:+} days from")


def _add(day: date, days: int) -> date:
    """Return ``day`` moved by ``days``, within the years that a date can have."""
    last = date.max.toordinal()
    return date.fromordinal(min(max(day.toordinal() + days, 1), last))


def _offset(found: Found) -> int | None:
    """Return the days from publication; None where the words mean no such day."""
    given = found.match
    letter, value = given["relative"], int(found.value("relative") or 0)
    ordinal = found.value("ordinal")
    before = given["two"] == "b" and found.key(given.start("two")) in _BEFORE
    two = None if given["two"] == "b" and not before else given["two"]
    if letter == "E":
        return -len(given["night"] or "")  # tonight, last night, the night before it
    if letter == "T":
        return None if ordinal or given["night"] or two or _is_no_today(found) else 0
    if _is_past(found):
        return None
    if two == "F":
        return 2 if value == 1 else None
    before_yesterday = two is not None or ordinal == "1"
    return -2 if value == -1 and before_yesterday else value


def _is_past(found: Found) -> bool:
    """Return whether "yesterday" is a noun of its own, or a time not long ago."""
    at = found.match.start("relative")
    key = found.key(at)
    if not key.endswith(_PAST):
        return False
    alone = found.classes[max(at - 1, 0)] != "P" and key.removeprefix("و") == _PAST
    return alone or _key_at(found, at + 1) == "القريب"


def resolve_same(found: Found) -> DateMention | None:
    """Resolve "on the same day", "on the following day": from the day that is told before."""
    days = found.value("same") or found.value("told")
    if not days:
        return None
    latest = found.latest
    if latest is None or latest.date is None or latest.precision != "day":
        return None
    day = _add(date.fromisoformat(latest.date), int(days)).isoformat()
    how = "the day of" if days == "0" else "the day after"
    return found.mention("relative", day, "day", f"{how} {latest.reason}")


def _is_no_today(found: Found) -> bool:
    """Return whether اليوم means "the day" or stands in the name of a newspaper or station."""
    end = found.match.end()
    after = found.classes[end] if end < len(found.classes) else "."
    today = found.match.start("relative")
    preposition = today > 0 and found.classes[today - 1] == "e"
    named = found.before() in "pc" or (found.before() == "r" and found.before(2) == "c")
    return preposition or named or after in "sLX" or _is_quoted(found) or _is_round(found)


def _is_quoted(found: Found) -> bool:
    """Return whether اليوم stands alone in quotation marks or after "to": the newspaper."""
    today = found.match.start("relative")
    before = [found.key(index) for index in range(max(today - 2, 0), today)]
    return (
        before[-1:] == ["ل"]
        or before == ["ل", "("]
        or (before[-1:] == ["«"] and _key_at(found, today + 1) == "»")
    )


def _is_round(found: Found) -> bool:
    """Return whether اليوم is the length of a day: around the clock."""
    today = found.match.start("relative")
    return today > 0 and found.key(today - 1) in _COURSE


def _key_at(found: Found, index: int) -> str:
    return found.key(index) if index < len(found.clean.tokens) else ""


def resolve_weekday(found: Found) -> DateMention | None:
    """Resolve a weekday: the last up to publication, unless it says or is said to lie ahead."""
    weekday = found.weekday()
    if weekday is None or found.before() in "Au":
        return None
    if found.published is None:
        return found.unresolved("weekday")
    side = found.side() if "side" in found.match.groupdict() else None
    upcoming = next_weekday(found.published, weekday, after=side == "future")
    if side == "future" or (side is None and found.is_ahead()):
        how = found.from_published("after")
        return found.mention("weekday", upcoming.isoformat(), "day", how)
    day = last_weekday(found.published, weekday, before=side == "past")
    if found.match.groupdict().get("before"):
        day -= timedelta(weeks=1)  # the Thursday before the last
    how = found.from_published("on the day" if day == found.published else "before")
    ahead = upcoming.isoformat() if side is None else None
    return found.mention("weekday", day.isoformat(), "day", how, upcoming=ahead)


def resolve_night(found: Found) -> DateMention | None:
    """Resolve a night between two weekdays, which is of the second: the night Friday-Saturday."""
    if found.key(found.match.start("night")).removeprefix("و") not in _NIGHT:
        return None
    return resolve_weekday(found)


def resolve_period(found: Found) -> DateMention | None:
    """Resolve last, this, next week (which has no day), month or year."""
    unit = found.match["unit"]
    if unit == "C" and found.first > 0 and found.key(found.first - 1).startswith(_ARTICLE):
        return None  # "the secretary general", not "the year"
    if found.published is None:
        return found.unresolved("period")
    offset = OFFSETS[found.match["side"]]
    if unit == "K":
        return found.unresolved("period", found.from_published("a week about") + ": no exact day")
    if unit == "S":
        month = months_away(found.published, offset)
        how = found.from_published("by the month of")
        return found.mention("period", month.isoformat()[:7], "month", how)
    how = found.from_published("by the year of")
    return found.mention("period", f"{found.published.year + offset:04}", "year", how)


def resolve_earlier(found: Found) -> DateMention | None:
    """Resolve "earlier this year": no day, and some months ago once the year has run for some."""
    published = found.published
    if published is None or published.month <= EARLIER:
        return None
    latest, how = months_away(published, -EARLIER), found.from_published("in the year of")
    return found.mention(
        "period", None, None, how + ": no exact day", latest=latest.isoformat()[:7]
    )
