"""How often someone may try: failures counted in a sliding window, by any key."""

import datetime as dt
from collections import OrderedDict, deque

MOST_KEYS = 20_000
"""Keys remembered at a time; the oldest are forgotten first, so that memory stays bounded."""


class Limit:
    """At most ``most`` counted tries of one key in ``window``."""

    def __init__(self, most: int, window: dt.timedelta) -> None:
        self._most, self._window = most, window
        self._tries: OrderedDict[str, deque[dt.datetime]] = OrderedDict()

    def wait(self, key: str, now: dt.datetime) -> float:
        """Return the seconds until ``key`` may try again, 0 for now.

        >>> limit = Limit(1, dt.timedelta(seconds=60))
        >>> noon = dt.datetime(2026, 5, 4, 12, tzinfo=dt.UTC)
        >>> limit.count("rana", noon)
        >>> limit.wait("rana", noon + dt.timedelta(seconds=20))
        40.0
        """
        tries = self._tries.get(key)
        if tries is None:
            return 0.0
        while tries and now - tries[0] >= self._window:
            tries.popleft()
        if len(tries) < self._most:
            return 0.0
        return (tries[0] + self._window - now).total_seconds()

    def count(self, key: str, now: dt.datetime) -> None:
        """Count one try of ``key``."""
        tries = self._tries.setdefault(key, deque(maxlen=self._most))
        tries.append(now)
        self._tries.move_to_end(key)
        if len(self._tries) > MOST_KEYS:
            self._tries.popitem(last=False)

    def forget(self, key: str) -> None:
        """Forget the tries of ``key``."""
        self._tries.pop(key, None)
