"""Which live articles hold a print: a multimap in flat numpy arrays, with a small dict in front.

New postings go into the dict and from there, some thousands at a time, into the table: numpy's
price is the call, not the number. In the table a print has two homes, buckets of ``WAYS`` slots of
8 bytes (32 bits of the hash as tag, the article's ordinal as value), and goes to the emptier one,
so buckets fill evenly to 85 %. A lookup reads two cache lines a print however many articles are
live. Ordinals below the floor of the window are dead: nothing has to be deleted when a slice
expires. A bucket that runs full is swept of its dead postings then, so the table stays as large as
the busiest window needed.
"""

from dataclasses import dataclass
from itertools import chain
from typing import Final

import numpy as np
import numpy.typing as npt

Tags = npt.NDArray[np.uint32]
Ordinals = npt.NDArray[np.uint32]
Places = npt.NDArray[np.int64]

WAYS: Final = 16
_WAY_BITS: Final = 4
_FIRST_BUCKETS: Final = 1 << 14
_FULL: Final = 0.85
_LARGE: Final = 1 << 17
_GROWTH: Final = 1.2
"""A large table grows in small steps, to waste little; a small one doubles."""
_BATCH: Final = 1 << 14
_MOST_RECENT: Final = 1 << 14
"""Postings that may wait in the dict before they go to the table."""
_SECOND_HOME: Final = np.uint32(0x9E3779B1)
_HIGH: Final = np.uint64(32)


@dataclass(slots=True)
class Postings:
    """Postings of some prints: index of the print, ordinal of the holder, place of the posting."""

    which: Places
    holders: Ordinals
    place: Places
    """Slot of the table; -1 for a posting that still waits in the dict."""

    def at(self, indices: Places) -> "Postings":
        """Return some of the postings."""
        return Postings(self.which[indices], self.holders[indices], self.place[indices])


class PrintIndex:
    """Tags of prints and the ordinals of the articles that hold them; ordinals start at 1."""

    __slots__ = (
        "_also", "_buckets", "_filled", "_recent", "_tags", "_used", "_values", "_waiting",
        "generation",
    )  # fmt: skip

    def __init__(self) -> None:
        self.generation = 0
        """Changes when places in the table may no longer be what they were."""
        self._recent: dict[int, int] = {}
        self._also: dict[int, list[int]] = {}
        """Further holders of tags that wait in the dict already."""
        self._waiting = 0
        self._used = 0
        self._allocate(_FIRST_BUCKETS)

    def _allocate(self, buckets: int) -> None:
        self._buckets = buckets
        self._tags: Tags = np.zeros((buckets, WAYS), np.uint32)
        self._values: Ordinals = np.zeros((buckets, WAYS), np.uint32)
        self._filled = np.zeros(buckets, np.uint8)

    @property
    def nbytes(self) -> int:
        """Return the size of the table in bytes."""
        return self._tags.nbytes + self._values.nbytes + self._filled.nbytes

    def look_up(self, tags: Tags) -> tuple[Places, Places]:
        """Return every posting of ``tags`` in the table: index into ``tags``, place."""
        homes = self._homes(tags)
        hits = (self._tags[homes] == tags[:, None]).ravel().nonzero()[0]
        row = hits >> _WAY_BITS
        place = (homes.ravel()[row] << _WAY_BITS) + (hits & (WAYS - 1))
        return row % max(1, len(tags)), place

    def find(self, tags: list[int], table: tuple[Places, Places], floor: int) -> Postings:
        """Return every posting of ``tags`` whose holder is at least ``floor``.

        ``table`` is what ``look_up`` returned for ``tags`` in this generation.
        """
        which, place = table
        holders = self._values.ravel()[place]
        live = holders >= floor
        if not live.all():
            which, holders, place = which[live], holders[live], place[live]
        if self._recent.keys().isdisjoint(tags):
            return Postings(which, holders, place)
        waiting = [
            (index, holder)
            for index, holder in enumerate(map(self._recent.get, tags))
            if holder is not None
        ]
        if self._also:
            also = [
                (index, self._also[tags[index]])
                for index, _ in waiting
                if tags[index] in self._also
            ]
            waiting += [(index, holder) for index, holders in also for holder in holders]
        waiting = [posting for posting in waiting if posting[1] >= floor]
        if not waiting:
            return Postings(which, holders, place)
        more = np.array(waiting)
        return Postings(
            np.concatenate((which, more[:, 0])),
            np.concatenate((holders, more[:, 1].astype(np.uint32))),
            np.concatenate((place, np.full(len(more), -1))),
        )

    def replace(self, tags: list[int], postings: Postings, ordinal: int) -> None:
        """Give ``postings``, which ``find`` returned for ``tags``, to the article ``ordinal``."""
        waits = postings.place < 0
        if not waits.any():
            self._values.ravel()[postings.place] = ordinal
        else:
            self._values.ravel()[postings.place[~waits]] = ordinal
            given = postings.which[waits].tolist()
            for which, holder in zip(given, postings.holders[waits].tolist(), strict=True):
                tag = tags[which]
                if self._recent[tag] == holder:
                    self._recent[tag] = ordinal
                else:
                    also = self._also[tag]
                    also[also.index(holder)] = ordinal

    def add(self, tags: list[int], ordinal: int, floor: int) -> None:
        """Post ``tags`` (distinct) to the article ``ordinal``."""
        before = len(self._recent)
        again: list[int] = []
        if not self._recent.keys().isdisjoint(tags):
            again = [tag for tag in tags if tag in self._recent]
            for tag in again:
                self._also.setdefault(tag, []).append(ordinal)
            tags = [tag for tag in tags if tag not in self._recent]
        self._recent.update(dict.fromkeys(tags, ordinal))
        self._waiting += len(self._recent) - before + len(again)
        if self._waiting >= _MOST_RECENT:
            self.flush(floor)

    def recount(self, floor: int) -> None:
        """Count the live slots again after the floor has risen: dead ones are free."""
        self._used = int(np.count_nonzero(self._values >= floor))

    def flush(self, floor: int, least: int = 1) -> None:
        """Move what waits in the dict to the table, if it is at least so many postings."""
        if self._waiting < least:
            return
        more = [(tag, holder) for tag, holders in self._also.items() for holder in holders]
        tags = np.fromiter(chain(self._recent, (t for t, _ in more)), np.uint32, self._waiting)
        holders = np.fromiter(
            chain(self._recent.values(), (h for _, h in more)), np.uint32, self._waiting
        )
        self._recent, self._also, self._waiting = {}, {}, 0
        self.generation += 1
        if self._used + len(tags) > _FULL * self._buckets * WAYS:
            self._grow(floor, len(tags))
        self._insert(tags, holders, floor)

    def _homes(self, tags: Tags) -> Places:
        """Return the two buckets of each tag: one in each half of the table, so never the same."""
        half = np.uint64(self._buckets // 2)
        homes = np.empty((2, len(tags)), np.uint64)
        homes[0] = tags
        homes[1] = tags * _SECOND_HOME
        homes *= half
        homes >>= _HIGH
        homes[1] += half
        return homes.view(np.int64)

    def _insert(self, tags: Tags, holders: Ordinals, floor: int) -> None:
        """Write each posting behind the last one of its emptier home."""
        all_tags, all_values, filled = self._tags.ravel(), self._values.ravel(), self._filled
        homes = self._homes(tags)
        while len(tags):
            loads = filled[homes]
            full = (loads == WAYS).all(axis=0)
            if full.any():
                self._sweep(homes[:, full].ravel(), floor)
                loads = filled[homes]
            second = loads[1] < loads[0]
            row = np.where(second, homes[1], homes[0])
            load = np.where(second, loads[1], loads[0])
            place = (row << _WAY_BITS) + load
            all_tags[place] = tags
            all_values[place] = holders
            filled[row] = load + np.uint8(1)
            # Two postings of one batch may have picked one slot: those that lost it go on.
            lost = (all_tags[place] != tags) | (all_values[place] != holders)
            self._used += len(tags) - int(np.count_nonzero(lost))
            tags, holders, homes = tags[lost], holders[lost], homes[:, lost]

    def _sweep(self, rows: Places, floor: int) -> None:
        """Close up the live postings of full buckets, newest first; make room for one at least."""
        rows = np.unique(rows)
        values = self._values[rows]
        order = np.argsort(values, axis=1, kind="stable")[:, ::-1]
        values = np.take_along_axis(values, order, axis=1)
        self._tags[rows] = np.take_along_axis(self._tags[rows], order, axis=1)
        self._values[rows] = values
        live = np.count_nonzero(values >= floor, axis=1)
        self._used -= int(np.count_nonzero(live == WAYS))
        self._filled[rows] = np.minimum(live, WAYS - 1)

    def _grow(self, floor: int, needed: int) -> None:
        """Move the live postings to a larger table, or only count them where many had died."""
        self.recount(floor)
        factor = 2.0 if self._buckets < _LARGE else _GROWTH
        if self._used + needed <= _FULL * self._buckets * WAYS / factor:
            return
        live = (self._values >= floor).ravel().nonzero()[0]
        # By age, as they came: in the order of the table, tags that share a bucket would come
        # together and fill their first homes before the second ones.
        live = live[self._values.ravel()[live].argsort(kind="stable")]
        tags, values = self._tags.ravel()[live], self._values.ravel()[live]
        self._used = 0
        self._allocate(2 * int((self._buckets + needed / WAYS) * factor / 2))
        for start in range(0, len(tags), _BATCH):
            self._insert(tags[start : start + _BATCH], values[start : start + _BATCH], floor)
