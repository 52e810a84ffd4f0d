"""How long a host that fails is left alone."""

import datetime as dt

import pytest

from streams.alerts.breaker import MOST_S, Breaker
from tests.alerts import NOW


def after(seconds: float) -> dt.datetime:
    return NOW + dt.timedelta(seconds=seconds)


@pytest.mark.parametrize("under_way", [0, 3, 100])
def test_what_was_under_way_when_the_pause_began_does_not_lengthen_it(under_way: int) -> None:
    breaker = Breaker(threshold=5, first_s=15.0)
    for _ in range(5):
        breaker.failed(NOW)
    for number in range(under_way):
        breaker.failed(after(number / 10))
    assert breaker.wait_s(NOW) == 15
    assert breaker.wait_s(after(15)) == 0
    breaker.failed(after(16))  # the trial
    assert breaker.wait_s(after(16)) == 30


def test_the_pause_doubles_with_each_trial_that_fails_up_to_its_limit() -> None:
    breaker, now, pauses = Breaker(threshold=1, first_s=15.0), NOW, []
    for _ in range(8):
        breaker.failed(now)
        pauses.append(breaker.wait_s(now))
        now += dt.timedelta(seconds=pauses[-1])
    assert pauses == [15, 30, 60, 120, 240, 480, MOST_S, MOST_S]
    assert breaker.succeeded()
    breaker.failed(now)
    assert breaker.wait_s(now) == 15
