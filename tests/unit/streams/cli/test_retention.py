"""Which months of the index are over."""

import datetime as dt

import pytest

from streams.cli.retention import _end_of


@pytest.mark.parametrize(
    ("index", "end"),
    [
        ("articles-2026.05", dt.date(2026, 6, 1)),
        ("north-events-2026.12", dt.date(2027, 1, 1)),
        ("articles", dt.date.max),
    ],
)
def test_a_month_is_over_on_the_first_day_of_the_next(index: str, end: dt.date) -> None:
    """An index without a month is never over."""
    assert _end_of(index) == end
