"""What the stack says to a person, and how it waits: on conditions, with a deadline."""

import sys
import time
from collections.abc import Callable
from pathlib import Path

PAUSE_S = 0.1
"""Between two looks at a condition."""
PROGRESS_S = 4.0
"""Between two lines about the same wait."""


class StackError(Exception):
    """The stack cannot do what was asked; the text is one sentence for the person."""


class DeadlineError(StackError):
    """A condition did not come true in time."""


def say(place: str, text: str) -> None:
    """Print one line of progress on standard error."""
    print(f"stack: {place}: {text}", file=sys.stderr, flush=True)


def wait_until(
    holds: Callable[[], bool], *, place: str, doing: str, deadline_s: float, since: float = 0.0
) -> float:
    """Return the seconds until ``holds()`` was true, saying what goes on every few seconds.

    The seconds count from ``since`` on the monotonic clock, else from now. DeadlineError after
    ``deadline_s`` of them; what ``holds`` raises ends the wait at once.
    """
    start = since or time.monotonic()
    told = time.monotonic()
    while not holds():
        now = time.monotonic()
        if now - start > deadline_s:
            raise DeadlineError(f"{place}: {doing}: not done within {deadline_s:.0f} s")
        if now - told >= PROGRESS_S:
            told = now
            say(place, f"{doing} ({now - start:.0f} s)")
        time.sleep(PAUSE_S)
    return time.monotonic() - start


def tail(log: Path, lines: int = 25) -> str:
    """Return the last ``lines`` of a log, indented, or a note that there is none."""
    try:
        text = log.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return f"    (no log at {log})"
    return "\n".join(f"    {line}" for line in text.splitlines()[-lines:])
