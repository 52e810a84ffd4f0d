"""Which live articles hold a print: a multimap in flat numpy arrays, asked in batches.

numpy's price is the call, not the number, so the prints of some articles are looked up together,
and a room is kept beside the table for the postings that these articles will make, a slot a print.
What ``look_up`` returns for a print leads to its postings in the table and to the slots of the same
print earlier in the batch, so nothing is searched while the batch is decided. ``flush`` moves what
was posted in the room to the table.

In the table a print has two homes, buckets of ``WAYS`` slots of 8 bytes (32 bits of the hash as
tag, the article's ordinal as value), and goes to the emptier one, so buckets fill evenly to 85 %. A
lookup reads two cache lines a print however many articles are live. Ordinals below the floor of the
window are dead: nothing has to be deleted when a slice expires. A bucket that runs full is swept of
its dead postings then, so the table stays as large as the busiest window needed.
"""

from typing import Final

import numpy as np
import numpy.typing as npt

Tags = npt.NDArray[np.uint32]
Ordinals = npt.NDArray[np.uint32]
Places = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

WAYS: Final = 16
_WAY_BITS: Final = 4
_FIRST_BUCKETS: Final = 1 << 14
_FULL: Final = 0.85
_LARGE: Final = 1 << 17
_GROWTH: Final = 1.2
"""A large table grows in small steps, to waste little; a small one doubles."""
_BATCH: Final = 1 << 14
_ROOM: Final = 1 << 14
_SECOND_HOME: Final = np.uint32(0x9E3779B1)
_HIGH: Final = np.uint64(32)
_NO_TAGS: Final = np.empty(0, np.uint32)


class PrintIndex:
    """Tags of prints and the ordinals of the articles that hold them; ordinals start at 1."""

    __slots__ = (
        "_buckets", "_filled", "_room", "_rows", "_tags", "_used", "_values", "_waits",
        "generation",
    )  # fmt: skip

    def __init__(self) -> None:
        self.generation = 0
        """Changes when what ``look_up`` returned before holds no more."""
        self._room: Tags = _NO_TAGS
        """The tag of each slot of the room."""
        self._waits = False
        self._used = 0
        self._allocate(_FIRST_BUCKETS)

    def _allocate(self, buckets: int) -> None:
        self._buckets = buckets
        self._tags: Tags = np.zeros((buckets, WAYS), np.uint32)
        self._filled = np.zeros(buckets, np.uint8)
        self._hold(np.zeros(buckets * WAYS + max(_ROOM, len(self._room)), np.uint32))

    def _hold(self, values: Ordinals) -> None:
        """Take ``values``: the ordinals of the table, then those of the room."""
        self._values = values
        self._rows = values[: self._buckets * WAYS].reshape(self._buckets, WAYS)

    @property
    def nbytes(self) -> int:
        """Return the size of table and room in bytes."""
        return self._tags.nbytes + self._values.nbytes + self._filled.nbytes + self._room.nbytes

    def look_up(self, tags: Tags, floor: int) -> tuple[Places, Places]:
        """Return every posting of ``tags``, now and to come: index into ``tags``, place; by index.

        What was posted before goes to the table, and the room is made ready for ``tags``; the
        postings to come are those of equal tags that stand before.
        """
        self.flush(floor)
        self.generation += 1
        first, free = self._buckets * WAYS, len(self._values) - self._buckets * WAYS
        if len(tags) > free:
            self._hold(np.concatenate((self._values, np.zeros(len(tags) - free, np.uint32))))
        self._values[first : first + len(tags)] = 0
        self._room = tags
        homes = self._homes(tags)
        equal = self._tags.take(homes, axis=0, mode="clip") == tags[:, None]
        hits = equal.ravel().nonzero()[0]
        row = hits >> _WAY_BITS
        place = (homes.ravel()[row] << _WAY_BITS) + (hits & (WAYS - 1))
        later, earlier = _earlier(tags)
        which = np.concatenate((row % max(1, len(tags)), later))
        order = which.argsort(kind="stable")
        return which[order], np.concatenate((place, earlier + first))[order]

    def find(self, which: Places, place: Places, floor: int) -> tuple[Places, Ordinals, Places]:
        """Return those of the postings whose holder is at least ``floor``: index, holder, place.

        ``which`` and ``place`` are of what ``look_up`` returned in this generation.
        """
        holders = self._values[place]
        live = holders >= floor
        if np.count_nonzero(live) == len(live):
            return which, holders, place
        return which[live], holders[live], place[live]

    def replace(self, places: Places, ordinal: int) -> None:
        """Give the postings at ``places``, which ``find`` returned, to the article ``ordinal``."""
        self._values[places] = ordinal

    def post(self, begin: int, new: Mask, ordinal: int) -> None:
        """Post the ``new`` ones of the tags looked up from index ``begin`` to ``ordinal``."""
        begin += self._buckets * WAYS
        self._values[begin : begin + len(new)][new] = ordinal
        self._waits = True

    def recount(self, floor: int) -> None:
        """Count the live slots again after the floor has risen: dead ones are free."""
        self._used = int(np.count_nonzero(self._rows >= floor))

    def flush(self, floor: int) -> None:
        """Move what was posted in the room to the table."""
        if not self._waits:
            return
        first = self._buckets * WAYS
        holders = self._values[first : first + len(self._room)]
        posted = holders.nonzero()[0]
        tags, holders = self._room[posted], holders[posted]
        self._room, self._waits = _NO_TAGS, False
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
        all_tags, all_values, filled = self._tags.ravel(), self._values, self._filled
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
        values = self._rows[rows]
        order = np.argsort(values, axis=1, kind="stable")[:, ::-1]
        values = np.take_along_axis(values, order, axis=1)
        self._tags[rows] = np.take_along_axis(self._tags[rows], order, axis=1)
        self._rows[rows] = values
        live = np.count_nonzero(values >= floor, axis=1)
        self._used -= int(np.count_nonzero(live == WAYS))
        self._filled[rows] = np.minimum(live, WAYS - 1)

    def _grow(self, floor: int, needed: int) -> None:
        """Move the live postings to a larger table, or only count them where many had died."""
        self.recount(floor)
        factor = 2.0 if self._buckets < _LARGE else _GROWTH
        if self._used + needed <= _FULL * self._buckets * WAYS / factor:
            return
        live = (self._rows >= floor).ravel().nonzero()[0]
        # By age, as they came: in the order of the table, tags that share a bucket would come
        # together and fill their first homes before the second ones.
        live = live[self._values[live].argsort(kind="stable")]
        tags, values = self._tags.ravel()[live], self._values[live]
        self._used = 0
        self._allocate(2 * int((self._buckets + needed / WAYS) * factor / 2))
        for start in range(0, len(tags), _BATCH):
            self._insert(tags[start : start + _BATCH], values[start : start + _BATCH], floor)


def _earlier(tags: Tags) -> tuple[Places, Places]:
    """Return every pair of equal tags: index of the later one, index of the earlier one."""
    ends = tags.astype(np.uint16)  # most have an end of their own, which spares sorting them
    again = (np.bincount(ends)[ends] > 1).nonzero()[0]
    order = again[tags[again].argsort(kind="stable")]
    ranked = tags[order]
    number = np.arange(len(order))
    first = np.ones(len(order), np.bool_)
    np.not_equal(ranked[1:], ranked[:-1], out=first[1:])
    start = np.maximum.accumulate(np.where(first, number, 0))
    before = number - start  # equal tags that stand before
    nth = np.arange(int(before.sum())) - (before.cumsum() - before).repeat(before)
    return order.repeat(before), order[start.repeat(before) + nth]
