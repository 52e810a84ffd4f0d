"""The demo tells one story at any hour."""

import datetime as dt

import pytest

from ops.demo.__main__ import on_one_day

ZONES = ("Asia/Beirut", "Africa/Casablanca", "Africa/Cairo")


@pytest.mark.parametrize(("hour", "published"), [(0, 0), (12, 12), (21, 21), (22, 21), (23, 23)])
def test_the_samples_are_of_one_day_wherever_they_are_published(hour: int, published: int) -> None:
    now = dt.datetime(2026, 11, 22, hour, 30, tzinfo=dt.UTC)
    found = on_one_day(now, ZONES)
    assert found.hour == published
    assert found <= now
