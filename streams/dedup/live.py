"""The articles of the window: their prints in time slices, the rest in columns by ordinal.

Ordinals count articles in the order in which they were applied, from 1, and are never reused. A
slice holds the prints of one stretch of stream time and is dropped whole. Per article: about 6
bytes a print, 44 bytes of columns, and the strings of its id and cluster.
"""

import struct
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from streams.dedup.query import Query

_ROW: Final = np.dtype(
    [
        ("exact", "V16"),
        ("begin", "<u4"),
        ("prints", "<u2"),
        ("counts", "V10"),
        ("rate", "u1"),
        ("outlet", "<u2"),
        ("told", "<u4"),
    ]
)
_COUNTS: Final = struct.Struct("<5H")
_GAP_MAX: Final = 0xFFFF
_FIRST_ROWS: Final = 256
_FIRST_PRINTS: Final = 1 << 14
_GROWTH: Final = 1.25


@dataclass(slots=True)
class Slice:
    """Prints of the articles of one stretch of stream time, in the order of their ordinals."""

    number: int
    """Stream time divided by the width of a slice."""
    first: int
    """Ordinal of its first article."""
    used: int = 0
    tags: npt.NDArray[np.uint32] = field(default_factory=lambda: np.empty(_FIRST_PRINTS, np.uint32))
    gaps: npt.NDArray[np.uint16] = field(default_factory=lambda: np.empty(_FIRST_PRINTS, np.uint16))

    def append(self, query: Query) -> int:
        """Keep the prints of ``query``; return where they begin."""
        begin, end = self.used, self.used + len(query.tags)
        if end > len(self.tags):
            self._resize(int(end * _GROWTH))
        self.tags[begin:end] = query.tags
        offsets = query.offsets
        if len(offsets):
            self.gaps[begin] = min(int(offsets[0]), _GAP_MAX)
            self.gaps[begin + 1 : end] = np.minimum(offsets[1:] - offsets[:-1], _GAP_MAX)
        self.used = end
        return begin

    def seal(self) -> None:
        """Give back the room that was kept for more."""
        self._resize(self.used)

    def _resize(self, size: int) -> None:
        tags, gaps = np.empty(size, np.uint32), np.empty(size, np.uint16)
        tags[: self.used], gaps[: self.used] = self.tags[: self.used], self.gaps[: self.used]
        self.tags, self.gaps = tags, gaps


@dataclass(slots=True)
class Prints:
    """The prints of one live article."""

    tags: npt.NDArray[np.uint32]
    gaps: npt.NDArray[np.uint16]
    """Code points between the starts of a print and of the one before, of the text at first."""
    rate: int
    counts: tuple[int, ...]
    """How many of the prints would be left at each of ``RATES``."""
    exact: bytes
    outlet: int
    """Number of the outlet."""
    told: int
    """When the article was published, in seconds since 1970."""


def _first(part: Slice) -> int:
    return part.first


class Origin(NamedTuple):
    """Where and when an article was published."""

    outlet: int
    """Number of the outlet, -1 where it has none yet."""
    told: int
    """Seconds since 1970."""


class LiveArticles:
    """Columns and slices of all live articles."""

    __slots__ = ("_base", "_clusters", "_ids", "_rows", "slices")

    def __init__(self) -> None:
        self._base = 1
        self._rows = np.zeros(_FIRST_ROWS, _ROW)
        self._ids: list[str | None] = []
        self._clusters: list[str] = []
        self.slices: list[Slice] = []

    def __len__(self) -> int:
        return len(self._ids)

    @property
    def next_ordinal(self) -> int:
        """Return the ordinal that the next article gets."""
        return self._base + len(self._ids)

    @property
    def nbytes(self) -> int:
        """Return the bytes of columns and slices, strings left out."""
        lists = 8 * (len(self._ids) + len(self._clusters))
        return lists + self._rows.nbytes + sum(s.tags.nbytes + s.gaps.nbytes for s in self.slices)

    def id_of(self, ordinal: int) -> str | None:
        """Return the article id, or None where a correction has replaced this text."""
        return self._ids[ordinal - self._base]

    def cluster_of(self, ordinal: int) -> str:
        """Return the id of the copy cluster."""
        return self._clusters[ordinal - self._base]

    def outlets_of(self, ordinals: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint16]:
        """Return the number of the outlet of each article."""
        outlets: npt.NDArray[np.uint16] = self._rows["outlet"][ordinals - np.uint32(self._base)]
        return outlets

    def prints_of(self, ordinal: int) -> Prints:
        """Return the prints of a live article."""
        row: tuple[Any, ...] = self._rows.item(ordinal - self._base)  # type: ignore[assignment]  # a structured row
        exact, begin, count, counts, rate, outlet, told = row
        part = self._slice_of(ordinal)
        kept = slice(begin, begin + count)
        tags, gaps = part.tags[kept], part.gaps[kept]
        return Prints(tags, gaps, rate, _COUNTS.unpack(counts), exact, outlet, told)

    def _slice_of(self, ordinal: int) -> Slice:
        return self.slices[bisect_right(self.slices, ordinal, key=_first) - 1]

    def append(self, article_id: str, cluster_id: str, query: Query, origin: Origin) -> int:
        """Keep an article in the newest slice; return its ordinal."""
        ordinal, index = self.next_ordinal, len(self._ids)
        if index == len(self._rows):
            self._resize(int(index * _GROWTH))
        begin = self.slices[-1].append(query)
        counts = _COUNTS.pack(*query.counts)
        self._rows[index] = (query.exact, begin, len(query.tags), counts, query.rate, *origin)
        self._ids.append(article_id)
        self._clusters.append(article_id if cluster_id == article_id else cluster_id)
        return ordinal

    def retire(self, ordinal: int) -> None:
        """Forget the text of ``ordinal``: a correction has replaced it."""
        self._ids[ordinal - self._base] = None
        self._rows["prints"][ordinal - self._base] = 0

    def drop_before(self, floor: int) -> list[tuple[int, str | None, str]]:
        """Drop all slices below ``floor``; return ordinal, id and cluster of what they held."""
        count = floor - self._base
        ids, clusters = self._ids[:count], self._clusters[:count]
        gone = list(zip(range(self._base, floor), ids, clusters, strict=True))
        del self._ids[:count], self._clusters[:count]
        self.slices = [part for part in self.slices if part.first >= floor]
        self._rows[: len(self._ids)] = self._rows[count : count + len(self._ids)].copy()
        self._base = floor
        self._resize(max(_FIRST_ROWS, len(self._ids)))
        return gone

    def _resize(self, size: int) -> None:
        rows = np.zeros(size, _ROW)
        used = min(size, len(self._rows))
        rows[:used] = self._rows[:used]
        self._rows = rows
