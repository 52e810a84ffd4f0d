"""What is remembered for as long as the topic that tells it keeps it, and then forgotten."""

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from schemas.topics import ALERTS, ALERTS_RECEIPTS

Key = TypeVar("Key")
Value = TypeVar("Value")

RECEIPTS_S = ALERTS_RECEIPTS.retention_ms / 1000
"""Longer than an alert is there to be met again."""
ALERTS_S = 2 * ALERTS.retention_ms / 1000
"""Twice as long as alerts and stories are kept: Kafka removes them by the segment, late."""


def _nothing(_: object) -> bool:
    return False


class Recent(Mapping[Key, Value]):
    """Values by key, as of a moment each; what is ``kept_s`` older than the newest is forgotten.

    Moments are those of records, in seconds since 1970: no clock is asked. What ``held`` says is
    not done with stays whatever its age.
    """

    def __init__(self, kept_s: float, held: Callable[[Value], bool] = _nothing) -> None:
        self._kept_s = kept_s
        self._held = held
        self._values: dict[Key, tuple[float, Value]] = {}
        """In the order in which they were put or touched: about that of their moments."""
        self._newest = 0.0

    def __getitem__(self, key: Key) -> Value:
        return self._values[key][1]

    def __iter__(self) -> Iterator[Key]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def put(self, key: Key, value: Value, moment: float) -> None:
        """Take ``value`` as of ``moment``, or as of when it was put before where that is later."""
        before, _ = self._values.pop(key, (moment, value))
        self._values[key] = max(before, moment), value
        self._newest = max(self._newest, moment)
        while self._values:
            first, (at, old) = next(iter(self._values.items()))
            if at >= self._newest - self._kept_s:
                return
            del self._values[first]
            if self._held(old):
                self._values[first] = self._newest, old

    def touch(self, key: Key, moment: float) -> None:
        """Keep ``key``, where it is known, from ``moment`` on."""
        if key in self._values:
            self.put(key, self[key], moment)

    def moment(self, key: Key) -> float:
        """Return as of when ``key``, which is known, is remembered, in seconds since 1970."""
        return self._values[key][0]

    def drop(self, key: Key) -> None:
        """Forget ``key``, if it is known."""
        self._values.pop(key, None)
