"""Hours of the wall across changes of clocks: Damascus at midnight, Berlin at two."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.errors import InvalidMessage
from streams.alerts.hours import Window, moment_of, next_daily, next_hourly, quiet_until, zone

DAMASCUS, BERLIN = "Asia/Damascus", "Europe/Berlin"
MOMENTS = st.datetimes(
    dt.datetime(1990, 1, 1),  # noqa: DTZ001  # the strategy puts the zone to it
    dt.datetime(2035, 1, 1),  # noqa: DTZ001
    timezones=st.just(dt.UTC),
)
NIGHT = Window(dt.time(22), dt.time(6, 30))


def utc(text: str) -> dt.datetime:
    """Return a moment of UTC."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("place", "after", "at", "expected"),
    [
        # Damascus went to summer time at midnight: 00:30 of 25 March 2022 did not exist.
        (DAMASCUS, "2022-03-24T12:00", "00:30", "2022-03-24T22:30"),
        (DAMASCUS, "2022-03-24T12:00", "06:30", "2022-03-25T03:30"),
        (DAMASCUS, "2022-03-23T12:00", "06:30", "2022-03-24T04:30"),
        # and stayed there: from October 2022 on it is three hours ahead all year.
        (DAMASCUS, "2022-10-28T12:00", "06:30", "2022-10-29T03:30"),
        (DAMASCUS, "2026-01-10T12:00", "06:30", "2026-01-11T03:30"),
        # the last change back, at midnight of 29 October 2021, made 23:30 come twice.
        (DAMASCUS, "2021-10-28T12:00", "23:30", "2021-10-28T20:30"),
        (DAMASCUS, "2021-10-28T20:30", "23:30", "2021-10-29T21:30"),
        (DAMASCUS, "2021-10-28T12:00", "06:30", "2021-10-29T04:30"),
        (BERLIN, "2026-03-28T12:00", "02:30", "2026-03-29T01:30"),
        (BERLIN, "2026-03-28T12:00", "06:30", "2026-03-29T04:30"),
        (BERLIN, "2026-10-24T12:00", "02:30", "2026-10-25T00:30"),
        (BERLIN, "2026-10-25T00:30", "02:30", "2026-10-26T01:30"),
        (BERLIN, "2026-10-25T00:45", "02:30", "2026-10-26T01:30"),
    ],
)
def test_a_daily_hour_comes_once_a_day_whatever_the_clocks_do(
    place: str, after: str, at: str, expected: str
) -> None:
    moment = next_daily(utc(after), dt.time.fromisoformat(at), zone(place))
    assert moment == utc(expected)


@given(
    place=st.sampled_from([DAMASCUS, BERLIN, "Asia/Kathmandu", "Australia/Lord_Howe", "UTC"]),
    start=MOMENTS,
    at=st.times().map(lambda t: t.replace(second=0, microsecond=0)),
)
def test_days_in_a_row_have_one_moment_each(place: str, start: dt.datetime, at: dt.time) -> None:
    """From one to the next: strictly later, and a day in between give or take a change."""
    now = start
    first = next_daily(now, at, zone(place))
    second = next_daily(first, at, zone(place))
    assert now < first <= now + dt.timedelta(hours=26)
    assert dt.timedelta(hours=22) <= second - first <= dt.timedelta(hours=26)


@given(
    place=st.sampled_from([DAMASCUS, BERLIN, "Asia/Kathmandu", "Australia/Lord_Howe"]),
    start=MOMENTS,
    minute=st.sampled_from([0, 15, 30, 59]),
)
def test_a_minute_of_the_hour_comes_every_hour(place: str, start: dt.datetime, minute: int) -> None:
    now = start
    moment = next_hourly(now, minute, zone(place))
    assert moment.astimezone(zone(place)).minute == minute
    assert now < moment <= now + dt.timedelta(minutes=90)


@pytest.mark.parametrize(
    ("place", "now", "expected"),
    [
        (DAMASCUS, "2026-05-04T18:59", None),  # 21:59
        (DAMASCUS, "2026-05-04T19:00", "2026-05-05T03:30"),
        (DAMASCUS, "2026-05-05T03:29", "2026-05-05T03:30"),
        (DAMASCUS, "2026-05-05T03:30", None),
        (DAMASCUS, "2022-03-24T20:30", "2022-03-25T03:30"),  # over the change at midnight
        (BERLIN, "2026-03-28T22:00", "2026-03-29T04:30"),  # a night of seven and a half hours
        (BERLIN, "2026-10-24T21:00", "2026-10-25T05:30"),  # one of nine and a half
    ],
)
def test_quiet_hours_over_midnight_end_when_the_clocks_say(
    place: str, now: str, expected: str | None
) -> None:
    until = quiet_until(utc(now), [NIGHT], zone(place))
    assert until == (utc(expected) if expected else None)


def test_quiet_hours_count_from_the_day_on_which_they_start() -> None:
    """Friday night belongs to Friday, though most of it is Saturday."""
    friday = Window(dt.time(22), dt.time(6), days={4})
    assert quiet_until(utc("2026-05-09T03:00"), [friday], zone("UTC")) == utc("2026-05-09T06:00")
    assert quiet_until(utc("2026-05-10T03:00"), [friday], zone("UTC")) is None


def test_windows_that_touch_count_as_one() -> None:
    lunch = [Window(dt.time(12), dt.time(13)), Window(dt.time(13), dt.time(14, 15))]
    assert quiet_until(utc("2026-05-04T12:30"), lunch, zone("UTC")) == utc("2026-05-04T14:15")


def test_quiet_hours_that_never_end_are_looked_at_again_within_weeks() -> None:
    """All day, every day: no endless search."""
    always = Window(dt.time(0), dt.time(0))
    until = quiet_until(utc("2026-05-04T12:30"), [always], zone("UTC"))
    assert until is not None
    assert until - utc("2026-05-04T12:30") < dt.timedelta(days=31)


@given(
    place=st.sampled_from([DAMASCUS, BERLIN, "America/New_York"]),
    now=MOMENTS,
    start=st.times(), end=st.times(),
)  # fmt: skip
def test_the_end_of_quiet_hours_is_not_quiet(
    place: str, now: dt.datetime, start: dt.time, end: dt.time
) -> None:
    """Else what was held until then would be held again."""
    window = Window(start.replace(microsecond=0), end.replace(microsecond=0))
    until = quiet_until(now, [window], zone(place))
    if until is None or window.start == window.end:
        return
    assert until > now
    assert quiet_until(until, [window], zone(place)) is None


def test_a_zone_that_is_none_is_named() -> None:
    with pytest.raises(InvalidMessage, match="Asia/Atlantis"):
        zone("Asia/Atlantis")


def test_a_local_time_that_comes_twice_is_the_first() -> None:
    """RFC 5545, 3.3.5."""
    assert moment_of(dt.date(2026, 10, 25), dt.time(2, 30), zone(BERLIN)) == utc("2026-10-25T00:30")
