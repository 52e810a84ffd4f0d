"""What ``link`` remembers of the texts of the window."""

from collections import deque
from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from schemas.article import Fingerprint
from streams.dedup.boilerplate import OutletBoilerplate
from streams.dedup.live import LiveArticles
from streams.dedup.print_index import PrintIndex
from streams.dedup.probe import Probe, probes

SLICES: Final = 14
"""Slices of a window: an article lives for the window and up to one slice more."""

Mask = npt.NDArray[np.bool_]


class DedupState:
    """Fingerprints and copy clusters of the last ``window_hours`` of stream time.

    Stream time is the latest time seen: it never runs backwards, and a late article counts as
    arriving now. Read it through ``decide``; change it through ``apply`` only.
    """

    def __init__(self, window_hours: float = 168) -> None:
        if not window_hours > 0:
            raise ValueError(f"window_hours is {window_hours}, expected more than 0")
        self.window_hours = window_hours
        self.now = float("-inf")
        self.live = LiveArticles()
        self.index = PrintIndex()
        self.boilerplate = OutletBoilerplate()
        self.ordinals: dict[str, int] = {}
        self.groups: dict[str, list[int]] = {}
        self.outlets: dict[str, int] = {}
        self._last: Probe | None = None
        self._ahead: deque[Probe] = deque()

    @property
    def width_s(self) -> float:
        """Return the width of a slice in seconds."""
        return self.window_hours * 3600 / SLICES

    @property
    def nbytes(self) -> int:
        """Return the bytes of index, columns and slices, strings left out."""
        return self.index.nbytes + self.live.nbytes

    def floor_at(self, now: float) -> int:
        """Return the lowest ordinal that is still in the window at stream time ``now``."""
        if not self.live.slices:
            return self.live.next_ordinal
        oldest = int(now // self.width_s) - SLICES
        for part in self.live.slices:
            if part.number >= oldest:
                return part.first
        return self.live.next_ordinal

    def members(self, cluster_id: str, floor: int) -> list[int]:
        """Return the live articles of a copy cluster, oldest first."""
        group = self.groups.get(cluster_id)
        if group is None:
            ordinal = self.ordinals.get(cluster_id)
            group = [] if ordinal is None else [ordinal]
        return [ordinal for ordinal in group if ordinal >= floor]

    def probe(self, fingerprint: Fingerprint, floor: int) -> Probe:
        """Return the postings of the prints of ``fingerprint`` that are live above ``floor``.

        ``decide`` and the ``apply`` after it ask the same question; the last answer is kept.
        """
        last = self._last
        if last is None or last.fingerprint is not fingerprint:
            last = self._last = self._looked_up(fingerprint)
        if last.floor != floor:
            last.read(self.index, floor)
        return last

    def _looked_up(self, fingerprint: Fingerprint) -> Probe:
        while self._ahead:
            probe = self._ahead.popleft()
            if probe.fingerprint is fingerprint:
                return probe
        (probe,) = probes(self.index, [fingerprint], self.floor_at(self.now))
        return probe

    def look_ahead(self, fingerprints: Sequence[Fingerprint]) -> None:
        """Look up many fingerprints at once that ``decide`` will be asked about next, in order.

        It makes the coming decisions cheaper and changes none of them.
        """
        self._last = None
        self._ahead = deque(probes(self.index, fingerprints, self.floor_at(self.now)))

    def settle(self, floor: int) -> None:
        """Forget the last answer, for the state has changed; end a batch with its last article."""
        self._last = None
        if not self._ahead:
            self.index.flush(floor)

    def ignored(self, probe: Probe, outlet: str) -> Mask | None:
        """Return which prints are boilerplate, or None where none is."""
        stops = self.boilerplate.stops(self.outlets.get(outlet, -1))
        ignored = probe.common
        if stops is not None:
            at = stops.searchsorted(probe.query.tags)
            own = stops.take(at, mode="clip") == probe.query.tags
            if np.count_nonzero(own):
                ignored = own if ignored is None else ignored | own
        return ignored
