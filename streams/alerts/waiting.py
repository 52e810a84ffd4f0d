"""Deliveries that wait for a moment, and which moment comes next."""

import datetime as dt
import heapq

from schemas.moment import instant
from schemas.receipt import Receipt


def moment_of(receipt: Receipt) -> dt.datetime:
    """Return when something is to be done about ``receipt``, which is not settled."""
    assert receipt.next_attempt is not None
    return instant(receipt.next_attempt, "next_attempt")


class Waiting:
    """Receipts by delivery; the first moment is at hand however many there are."""

    def __init__(self) -> None:
        self._receipts: dict[str, Receipt] = {}
        self._lines: dict[tuple[str, str], dict[str, Receipt]] = {}
        self._moments: list[tuple[dt.datetime, str]] = []

    @property
    def all(self) -> tuple[Receipt, ...]:
        """Return what waits, in order of arrival."""
        return tuple(self._receipts.values())

    def put(self, receipt: Receipt) -> None:
        """Let ``receipt`` wait, in place of an earlier one of the same delivery."""
        self._receipts[receipt.delivery_id] = receipt
        self._lines.setdefault(_line(receipt), {})[receipt.delivery_id] = receipt
        heapq.heappush(self._moments, (moment_of(receipt), receipt.delivery_id))

    def drop(self, delivery_id: str) -> None:
        """Let it wait no longer."""
        receipt = self._receipts.pop(delivery_id, None)
        if receipt is not None:
            line = self._lines[_line(receipt)]
            del line[delivery_id]
            if not line:
                del self._lines[_line(receipt)]

    def first(self) -> dt.datetime | None:
        """Return the next moment, None where nothing waits."""
        while self._moments and not self._stands(*self._moments[0]):
            heapq.heappop(self._moments)
        return self._moments[0][0] if self._moments else None

    def due(self, now: dt.datetime, most: int) -> list[Receipt]:
        """Return what waited for a moment up to ``now``, in an order that never changes.

        All that is due of a line comes together, so that it can be told as one; of further lines
        nothing once there are ``most``. It still waits: the caller puts or drops what comes of it.
        """
        due: dict[str, Receipt] = {}
        popped: list[tuple[dt.datetime, str]] = []
        while len(due) < most and (moment := self.first()) is not None and moment <= now:
            popped.append(heapq.heappop(self._moments))
            receipt = self._receipts[popped[-1][1]]
            if receipt.delivery_id not in due:
                line = self._lines[_line(receipt)]
                due |= {name: r for name, r in line.items() if moment_of(r) <= now}
        for entry in popped:
            heapq.heappush(self._moments, entry)
        return sorted(
            due.values(), key=lambda r: (r.next_attempt or "", r.story_version, r.delivery_id)
        )

    def _stands(self, moment: dt.datetime, delivery_id: str) -> bool:
        receipt = self._receipts.get(delivery_id)
        return receipt is not None and moment_of(receipt) == moment


def _line(receipt: Receipt) -> tuple[str, str]:
    """Return subscription and channel: what a digest gathers."""
    return receipt.subscription_id, receipt.channel_id
