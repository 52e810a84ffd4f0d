"""A breaker a host: after failures in a row nothing is sent for a while, then one trial."""

import datetime as dt
from dataclasses import dataclass

MOST_S = 600.0
"""Longest pause: a receiver that is back waits ten minutes at most."""


@dataclass(slots=True)
class Breaker:
    """What is known of one host."""

    threshold: int
    """Failures in a row that open it."""
    first_s: float
    """The first pause; it doubles with every trial that fails."""
    failures: int = 0
    trips: int = 0
    until: dt.datetime | None = None
    """Nothing is sent before; from then on one trial at a time. None: closed."""

    def wait_s(self, now: dt.datetime) -> float:
        """Return the seconds until something may be sent, 0 for now."""
        return max(0.0, (self.until - now).total_seconds()) if self.until else 0.0

    @property
    def on_trial(self) -> bool:
        """Return whether one delivery at a time may go, to see how it is taken."""
        return self.until is not None

    def failed(self, now: dt.datetime) -> None:
        """Count a failure of the host; while nothing is sent, the pause stays as it is.

        Whatever fails then was under way when it began, and is no trial.
        """
        self.failures += 1
        if self.failures >= self.threshold and self.wait_s(now) == 0:
            pause = min(self.first_s * 2.0 ** min(self.trips, 20), MOST_S)
            self.trips += 1
            self.until = now + dt.timedelta(seconds=pause)

    def succeeded(self) -> bool:
        """Close it; return whether it was open, so that whoever waits may go at once."""
        opened = self.until is not None
        self.failures = self.trips = 0
        self.until = None
        return opened
