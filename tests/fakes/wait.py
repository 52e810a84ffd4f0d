"""Waiting for a condition with a deadline, never for a time."""

import asyncio
from collections.abc import Callable

DEADLINE_S = 10.0


async def until(condition: Callable[[], bool], deadline_s: float = DEADLINE_S) -> None:
    """Return when ``condition`` holds; fail after ``deadline_s``."""
    async with asyncio.timeout(deadline_s):
        while not condition():  # noqa: ASYNC110  # the condition is set by other threads
            await asyncio.sleep(0.005)
