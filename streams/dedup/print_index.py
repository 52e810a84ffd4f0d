"""Which live articles hold a print: a multimap in two flat numpy arrays.

A print has two homes, buckets of ``WAYS`` slots of 8 bytes (32 bits of the hash as tag, the
article's ordinal as value), and goes to the emptier one, so buckets fill evenly to 80 %. A lookup
reads two cache lines a print however many articles are live. Ordinals below the floor of the
window are dead: nothing has to be deleted when a slice expires. A bucket that runs full is swept
of its dead postings then, so the table stays as large as the busiest window needed.
"""

from typing import Final

import numpy as np
import numpy.typing as npt

Tags = npt.NDArray[np.uint32]
Ordinals = npt.NDArray[np.uint32]
Places = npt.NDArray[np.int64]
Homes = npt.NDArray[np.int64]

WAYS: Final = 16
_WAY_BITS: Final = 4
_FIRST_BUCKETS: Final = 1 << 14
_FULL: Final = 0.80
_LARGE: Final = 1 << 17
_GROWTH: Final = 1.3
"""A large table grows in small steps, to waste little; a small one doubles."""
_BATCH: Final = 1 << 14
_SECOND_HOME: Final = np.uint32(0x9E3779B1)
_FOLD: Final = np.uint32(15)
_HIGH: Final = np.uint64(32)


class PrintIndex:
    """Tags of prints and the ordinals of the articles that hold them; ordinals start at 1."""

    __slots__ = ("_buckets", "_filled", "_tags", "_used", "_values")

    def __init__(self) -> None:
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

    def homes(self, tags: Tags) -> Homes:
        """Return the two buckets of each tag: one in each half of the table, so never the same."""
        homes = np.empty((2, len(tags)), np.uint64)
        homes[0] = tags
        homes[1] = tags * _SECOND_HOME ^ (tags >> _FOLD)
        half = self._buckets // 2
        homes *= np.uint64(half)
        homes >>= _HIGH
        homes[1] += np.uint64(half)
        return homes.view(np.int64)

    def find(self, tags: Tags, homes: Homes, floor: int) -> tuple[Places, Ordinals, Places]:
        """Return every live posting of ``tags``: index into ``tags``, ordinal, place in the table.

        ``homes`` are those of ``tags``; live are ordinals of at least ``floor``.
        """
        hits = (self._tags[homes] == tags[:, None]).ravel().nonzero()[0]
        row = hits >> _WAY_BITS
        place = (homes.ravel()[row] << _WAY_BITS) + (hits & (WAYS - 1))
        values = self._values.ravel()[place]
        which = row - len(tags) * (row >= len(tags))
        live = values >= floor
        return which[live], values[live], place[live]

    def replace(self, place: Places, ordinal: int) -> None:
        """Give the postings at ``place`` (from ``find``) to the article ``ordinal``."""
        self._values.ravel()[place] = ordinal

    def add(self, tags: Tags, homes: Homes, ordinal: int, floor: int) -> None:
        """Post ``tags`` (distinct) to the article ``ordinal``; ``homes`` as in ``find``."""
        if self._used + len(tags) > _FULL * self._buckets * WAYS:
            self._grow(floor, len(tags))
            homes = self.homes(tags)
        self._insert(tags, homes, np.uint32(ordinal), floor)

    def recount(self, floor: int) -> None:
        """Count the live slots again after the floor has risen: dead ones are free."""
        self._used = int(np.count_nonzero(self._values >= floor))

    def _insert(self, tags: Tags, homes: Homes, ordinals: Ordinals | np.uint32, floor: int) -> None:
        """Write each posting behind the last one of its emptier home."""
        all_tags, all_values, filled = self._tags.ravel(), self._values.ravel(), self._filled
        while len(tags):
            loads = filled[homes]
            second = loads[1] < loads[0]
            row = np.where(second, homes[1], homes[0])
            load = np.where(second, loads[1], loads[0])
            full = load == WAYS
            if full.any():
                self._sweep(homes[:, full].ravel(), floor)
                loads = filled[homes]
                second = loads[1] < loads[0]
                row = np.where(second, homes[1], homes[0])
                load = np.where(second, loads[1], loads[0])
            place = (row << _WAY_BITS) + load
            all_tags[place] = tags
            all_values[place] = ordinals
            filled[row] = load + np.uint8(1)
            # Two postings of one batch may have picked one slot: those that lost it go on.
            lost = (all_tags[place] != tags) | (all_values[place] != ordinals)
            self._used += len(tags)
            if not lost.any():
                return
            self._used -= int(np.count_nonzero(lost))
            tags, homes = tags[lost], homes[:, lost]
            if isinstance(ordinals, np.ndarray):
                ordinals = ordinals[lost]

    def _sweep(self, rows: Places, floor: int) -> None:
        """Close up the live postings of full buckets, newest first; keep room for one at least."""
        rows = np.unique(rows)
        order = np.argsort(self._values[rows], axis=1, kind="stable")[:, ::-1]
        values = np.take_along_axis(self._values[rows], order, axis=1)
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
        tags, values = self._tags.ravel()[live], self._values.ravel()[live]
        self._used = 0
        self._allocate(2 * int((self._buckets + needed / WAYS) * factor / 2))
        for start in range(0, len(tags), _BATCH):
            batch = tags[start : start + _BATCH]
            self._insert(batch, self.homes(batch), values[start : start + _BATCH], floor)
