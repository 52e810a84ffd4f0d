"""Waiting for a condition with a deadline; tests never just sleep."""

import time
from collections.abc import Callable
from typing import TypeVar

Value = TypeVar("Value")
LOOK_EVERY_S = 0.2


def eventually(look: Callable[[], Value], deadline_s: float, what: str) -> Value:
    """Return the first true value of ``look()``; fail with its last value after ``deadline_s``."""
    end = time.monotonic() + deadline_s
    while True:
        value = look()
        if value:
            return value
        if time.monotonic() > end:
            raise AssertionError(
                f"not within {deadline_s:.0f} s: {what}; last seen: {value!r:.2000}"
            )
        time.sleep(LOOK_EVERY_S)
