"""Which live articles hold a print: a multimap in two flat numpy arrays.

A print has two homes, buckets of ``WAYS`` slots of 8 bytes (32 bits of the hash as tag, the
article's ordinal as value), and goes to the emptier one, so buckets fill evenly to 80 %. A lookup
reads two cache lines a print however many articles are live. Ordinals below the floor of the
window are dead: nothing has to be deleted when a slice expires, dead slots are simply written
over, and the table stays as large as the busiest window needed.
"""

from typing import Final

import numpy as np
import numpy.typing as npt

Tags = npt.NDArray[np.uint32]
Ordinals = npt.NDArray[np.uint32]
Places = npt.NDArray[np.int64]

WAYS: Final = 16
_FIRST_BUCKETS: Final = 1 << 14
_FULL: Final = 0.80
_LARGE: Final = 1 << 17
_GROWTH: Final = 1.3
"""A large table grows in small steps, to waste little; a small one doubles."""
_BATCH: Final = 1 << 14
_SECOND_HOME: Final = np.uint32(0x9E3779B1)
_FOLD: Final = np.uint32(15)
_HIGH: Final = np.uint64(32)
# Of each pattern of free slots in a bucket (as packed by numpy): the first free one.
_PATTERNS: Final = np.arange(1 << WAYS, dtype="<u2").view(np.uint8).reshape(-1, 2)
_FIRST_FREE: Final = np.unpackbits(_PATTERNS, axis=1).argmax(axis=1)


class PrintIndex:
    """Tags of prints and the ordinals of the articles that hold them; ordinals start at 1."""

    __slots__ = ("_buckets", "_tags", "_used", "_values")

    def __init__(self) -> None:
        self._buckets = _FIRST_BUCKETS
        self._used = 0
        self._tags: Tags = np.zeros((self._buckets, WAYS), np.uint32)
        self._values: Ordinals = np.zeros((self._buckets, WAYS), np.uint32)

    @property
    def nbytes(self) -> int:
        """Return the size of the table in bytes."""
        return self._tags.nbytes + self._values.nbytes

    def find(self, tags: Tags, floor: int) -> tuple[Places, Ordinals, Places]:
        """Return every live posting of ``tags``: index into ``tags``, ordinal, place in the table.

        Live are ordinals of at least ``floor``.
        """
        rows = self._homes(tags)
        held = self._tags[rows]
        hits = (held == tags[:, None]).ravel().nonzero()[0]
        row = hits // WAYS
        place = rows.ravel()[row] * WAYS + hits % WAYS
        which = row % max(1, len(tags))
        values = self._values.ravel()[place]
        live = values >= floor
        twice = rows[0] == rows[1]
        if twice.any():  # both homes are one bucket: count its postings once
            live &= (row < len(tags)) | ~twice[which]
        return which[live], values[live], place[live]

    def replace(self, place: Places, ordinal: int) -> None:
        """Give the postings at ``place`` (from ``find``) to the article ``ordinal``."""
        self._values.ravel()[place] = ordinal

    def add(self, tags: Tags, ordinal: int, floor: int) -> None:
        """Post ``tags`` (distinct) to the article ``ordinal``."""
        if self._used + len(tags) > _FULL * self._buckets * WAYS:
            self._grow(floor, len(tags))
        self._insert(tags, np.full(len(tags), ordinal, np.uint32), floor)

    def recount(self, floor: int) -> None:
        """Count the live slots again after the floor has risen: dead ones are free."""
        self._used = int(np.count_nonzero(self._values >= floor))

    def _homes(self, tags: Tags) -> Places:
        """Return the two buckets of each tag: first homes, then second ones."""
        homes = np.empty((2, len(tags)), np.uint64)
        homes[0] = tags
        homes[1] = tags * _SECOND_HOME ^ (tags >> _FOLD)
        homes *= np.uint64(self._buckets)
        homes >>= _HIGH
        return homes.view(np.int64)

    def _insert(self, tags: Tags, ordinals: Ordinals, floor: int) -> None:
        """Write each posting to a free slot of its emptier home, else over the oldest there."""
        all_tags, all_values = self._tags.ravel(), self._values.ravel()
        while len(tags):
            rows = self._homes(tags)
            free = np.packbits(self._values[rows] < floor, axis=2).view("<u2")[:, :, 0]
            room = np.bitwise_count(free)
            second = room[1] > room[0]
            row = np.where(second, rows[1], rows[0])
            pattern = np.where(second, free[1], free[0])
            place = row * WAYS + _FIRST_FREE[pattern]
            full = (pattern == 0).nonzero()[0]
            if len(full):
                place[full] = row[full] * WAYS + self._values[row[full]].argmin(axis=1)
            all_tags[place] = tags
            all_values[place] = ordinals
            # Two postings of one batch may have picked one slot: those that lost it go on.
            lost = (all_tags[place] != tags) | (all_values[place] != ordinals)
            self._used += len(tags) - len(full)
            if not lost.any():
                return
            self._used -= int(lost.sum())
            tags, ordinals = tags[lost], ordinals[lost]

    def _grow(self, floor: int, needed: int) -> None:
        """Move the live postings to a larger table, or only count them where many had died."""
        self.recount(floor)
        factor = 2.0 if self._buckets < _LARGE else _GROWTH
        if self._used + needed <= _FULL * self._buckets * WAYS / factor:
            return
        live = (self._values >= floor).ravel().nonzero()[0]
        tags, values = self._tags.ravel()[live], self._values.ravel()[live]
        self._buckets = int((self._buckets + needed / WAYS) * factor)
        self._used = 0
        self._tags = np.zeros((self._buckets, WAYS), np.uint32)
        self._values = np.zeros((self._buckets, WAYS), np.uint32)
        for start in range(0, len(tags), _BATCH):
            self._insert(tags[start : start + _BATCH], values[start : start + _BATCH], floor)
