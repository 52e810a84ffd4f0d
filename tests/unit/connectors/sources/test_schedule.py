"""When to poll again: pure, so every rule is a line."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.sources.fetched import Fetched, Outcome
from connectors.sources.schedule import Hints, Pace, next_poll, next_rhythm

NOW = datetime(2016, 10, 3, 12, tzinfo=UTC)  # a Monday
OK = Fetched(outcome="ok", url="https://news.example/")
PACE = Pace(first_s=300, least_s=60, most_s=3600, failing_most_s=86_400, jitter=0)


def wait_s(fetched: Fetched = OK, hints: Hints | None = None, pace: Pace = PACE) -> float:
    at = next_poll(fetched, hints or Hints(), pace, now=NOW, seed="s")
    return (at - NOW).total_seconds()


@pytest.mark.parametrize(
    ("hints", "max_age_s", "want"),
    [
        (Hints(), None, 300),
        (Hints(rhythm_s=120), None, 120),
        (Hints(rhythm_s=5), None, 60),
        (Hints(rhythm_s=120, ttl_s=900), None, 900),
        (Hints(rhythm_s=120), 600, 600),
        (Hints(ttl_s=86_400), None, 3600),
        (Hints(fixed_s=0.5, ttl_s=900), 600, 0.5),
    ],
)
def test_longest_wish_within_bounds_holds_and_a_fixed_interval_beats_it(
    hints: Hints, max_age_s: float | None, want: float
) -> None:
    assert wait_s(replace(OK, max_age_s=max_age_s), hints) == want


def test_failures_wait_longer_and_longer_up_to_a_day() -> None:
    waits = [wait_s(OK, Hints(failures=n)) for n in (0, 0.25, 1, 2, 1000)]
    assert waits == [300, 375, 600, 900, 86_400]


@pytest.mark.parametrize("outcome", ["rate_limited", "unavailable"])
def test_retry_after_is_the_earliest_moment_up_to_a_day(outcome: Outcome) -> None:
    asked = Fetched(outcome=outcome, url="x", retry_after_s=7200)
    assert wait_s(asked) == 7200
    assert wait_s(replace(asked, retry_after_s=317_100)) == 86_400
    assert wait_s(replace(asked, retry_after_s=1)) == 300
    jittered = replace(PACE, jitter=0.1)
    assert all(
        (next_poll(asked, Hints(), jittered, now=NOW, seed=str(n)) - NOW).total_seconds() >= 7200
        for n in range(50)
    )


def test_jitter_spreads_by_its_share_and_is_repeatable() -> None:
    pace = replace(PACE, jitter=0.1)
    waits = {next_poll(OK, Hints(), pace, now=NOW, seed=str(n)) - NOW for n in range(200)}
    assert min(waits) >= timedelta(seconds=270)
    assert max(waits) <= timedelta(seconds=330)
    assert max(waits) - min(waits) > timedelta(seconds=50)
    assert wait_s(pace=pace) == wait_s(pace=pace)


def test_hours_and_days_to_be_spared_are_passed_over() -> None:
    assert wait_s(hints=Hints(skip_hours=frozenset({12, 13}))) == 7200
    assert wait_s(hints=Hints(skip_days=frozenset({0}))) == 12 * 3600
    assert wait_s(hints=Hints(skip_hours=frozenset(range(24)))) == 300


def test_retired_feed_is_probed_monthly() -> None:
    assert wait_s(hints=Hints(retired=True)) == 30 * 86_400


def test_rhythm_follows_the_feed() -> None:
    assert next_rhythm(None, new=30, total=30, repeated_polls=0, pace=PACE) == 150
    assert next_rhythm(150, new=10, total=30, repeated_polls=0, pace=PACE) == 150
    assert next_rhythm(150, new=0, total=30, repeated_polls=1, pace=PACE) == 150
    assert next_rhythm(150, new=0, total=30, repeated_polls=3, pace=PACE) == 225
    assert next_rhythm(60, new=30, total=30, repeated_polls=0, pace=PACE) == 60
    assert next_rhythm(3600, new=0, total=30, repeated_polls=9, pace=PACE) == 3600


@given(
    st.floats(0, 1e6), st.floats(0, 1e6), st.frozensets(st.integers(0, 23)),
    st.frozensets(st.integers(0, 6)), st.floats(0, 100), st.text(max_size=5),
)  # fmt: skip
def test_next_poll_is_always_ahead_and_within_five_weeks(  # noqa: PLR0913, PLR0917
    ttl: float, age: float, hours: frozenset[int], days: frozenset[int], failures: float, seed: str
) -> None:
    hints = Hints(ttl_s=ttl, skip_hours=hours, skip_days=days, failures=failures)
    at = next_poll(replace(OK, max_age_s=age), hints, Pace(), now=NOW, seed=seed)
    assert NOW < at < NOW + timedelta(days=35)
