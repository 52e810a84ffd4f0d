"""What ``link`` remembers of the texts of the window, and the one way to change it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

import numpy as np
import numpy.typing as npt

from schemas.article import Copies, Fingerprint
from streams.dedup.boilerplate import COMMON_CLUSTERS, OutletBoilerplate
from streams.dedup.live import LiveArticles, Origin, Slice
from streams.dedup.print_index import Postings, PrintIndex
from streams.dedup.query import Query, unpack, unpack_all
from streams.dedup.times import Time, seconds, told_seconds

SLICES: Final = 14
"""Slices of a window: an article lives for the window and up to one slice more."""

Mask = npt.NDArray[np.bool_]
_Table = tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]
_LookedUp = tuple[Query, _Table]
_ENOUGH_TO_FLUSH: Final = 1 << 12


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
        self._ahead: dict[int, tuple[Fingerprint, int, _LookedUp]] = {}

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

    def probe(self, fingerprint: Fingerprint, floor: int) -> "Probe":
        """Return the postings of the prints of ``fingerprint`` that are live above ``floor``.

        ``decide`` and the ``apply`` after it ask the same question; the last answer is kept.
        """
        last = self._last
        if last is None or last.fingerprint is not fingerprint or last.floor != floor:
            query, table = self._looked_up(fingerprint)
            last = Probe(fingerprint, floor, query, self.index.find(query.listed, table, floor))
            self._last = last
        return last

    def _looked_up(self, fingerprint: Fingerprint) -> _LookedUp:
        """Return ``fingerprint`` unpacked, and the postings of its prints in the table."""
        ahead = self._ahead.pop(id(fingerprint), None)
        if ahead is None or ahead[0] is not fingerprint:
            query = unpack(fingerprint)
        elif ahead[1] == self.index.generation:
            return ahead[2]
        else:
            query = ahead[2][0]
        return query, self.index.look_up(query.tags)

    def look_ahead(self, fingerprints: Sequence[Fingerprint]) -> None:
        """Look up many fingerprints at once that ``decide`` will be asked about next.

        It makes the coming decisions cheaper and changes none of them.
        """
        self.index.flush(self.floor_at(self.now), least=_ENOUGH_TO_FLUSH)
        queries = unpack_all(fingerprints)
        starts = list(accumulate((len(query.tags) for query in queries), initial=0))
        if not starts[-1]:
            return
        which, place = self.index.look_up(np.concatenate([query.tags for query in queries]))
        order = which.argsort(kind="stable")
        which, place = which[order], place[order]
        bounds = which.searchsorted(starts).tolist()
        generation = self.index.generation
        self._ahead = {
            id(fingerprint): (
                fingerprint, generation, (query, (which[low:high] - start, place[low:high]))
            )
            for fingerprint, query, start, low, high in zip(
                fingerprints, queries, starts, bounds, bounds[1:], strict=False
            )
        }  # fmt: skip

    def forget_probe(self) -> None:
        """Forget the last answer: the state is about to change."""
        self._last = None

    def ignored(self, probe: "Probe", outlet: str) -> Mask | None:
        """Return which prints are boilerplate, or None where none is."""
        stops = self.boilerplate.stops(self.outlets.get(outlet, -1))
        ignored = probe.common
        if stops is not None:
            at = stops.searchsorted(probe.query.tags)
            own = stops.take(at, mode="clip") == probe.query.tags
            ignored = own if ignored is None else ignored | own
        return ignored if ignored is not None and ignored.any() else None


@dataclass(slots=True)
class Probe:
    """A fingerprint unpacked, and every live posting of its prints."""

    fingerprint: Fingerprint
    floor: int
    query: Query
    postings: Postings
    common: Mask | None = None
    """Prints that have their fill of postings; None where none has."""

    def __post_init__(self) -> None:
        which = self.postings.which
        if len(which) >= COMMON_CLUSTERS:
            counts = np.bincount(which, minlength=len(self.query.tags))
            if counts.max() >= COMMON_CLUSTERS:
                self.common = counts >= COMMON_CLUSTERS


def apply(  # noqa: PLR0913, PLR0917  # one record of the journal, spelt out
    state: DedupState,
    article_id: str,
    fingerprint: Fingerprint,
    at: Time,
    copies: Copies,
    outlet: str = "",
    *,
    told: Time | None = None,
) -> None:
    """Take an article and what ``decide`` said of it into ``state``.

    The same article with the same text changes nothing but the time; with another text it takes
    the place of the earlier one (a correction).
    """
    _advance(state, seconds(at))
    floor = state.floor_at(state.now)
    probe = state.probe(fingerprint, floor)
    state.forget_probe()
    query = probe.query
    known = state.ordinals.get(article_id)
    if known is not None:
        if state.live.prints_of(known).exact == query.exact:
            return
        state.live.retire(known)
    number = state.outlets.setdefault(outlet, len(state.outlets))
    group = state.members(copies.cluster_id, floor)
    origin = Origin(number, told_seconds(at, told))
    ordinal = state.live.append(article_id, copies.cluster_id, query, origin)
    state.ordinals[article_id] = ordinal
    _join(state, copies.cluster_id, ordinal, known, group)
    _post(state, probe, ordinal, group)
    _observe(state, probe, number, group if known is None else [*group, known])


def _advance(state: DedupState, at: float) -> None:
    """Move stream time on; open a slice where one is due and drop those out of the window."""
    state.now = max(state.now, at)
    number = int(state.now // state.width_s)
    slices = state.live.slices
    if slices and slices[-1].number == number:
        return
    if slices:
        slices[-1].seal()
    floor = state.floor_at(state.now)
    _drop(state, floor)
    state.live.slices.append(Slice(number, state.live.next_ordinal))
    state.boilerplate.fade(1 / SLICES)


def _drop(state: DedupState, floor: int) -> None:
    gone = state.live.drop_before(floor)
    if not gone:
        return
    for ordinal, article_id, cluster_id in gone:
        if article_id is not None and state.ordinals.get(article_id) == ordinal:
            del state.ordinals[article_id]
        group = state.groups.get(cluster_id)
        if group is not None and group[0] < floor:
            group[:] = [member for member in group if member >= floor]
            if not group:
                del state.groups[cluster_id]
    state.index.recount(floor)


def _join(
    state: DedupState, cluster_id: str, ordinal: int, replaced: int | None, group: list[int]
) -> None:
    """Enter ``ordinal`` as the newest member of its cluster."""
    if replaced is not None:
        old = state.groups.get(state.live.cluster_of(replaced))
        if old is not None and replaced in old:
            old.remove(replaced)
        group = [member for member in group if member != replaced]
    alone = not group and cluster_id == state.live.id_of(ordinal)
    if cluster_id in state.groups:
        state.groups[cluster_id].append(ordinal)
    elif not alone:
        state.groups[cluster_id] = [*group, ordinal]


def _among(holders: npt.NDArray[np.uint32], group: list[int]) -> Mask:
    """Return which of ``holders`` are in ``group``, which ascends."""
    members = np.array(group, np.uint32)
    at = members.searchsorted(holders)
    among: Mask = members.take(at, mode="clip") == holders
    return among


def _post(state: DedupState, probe: Probe, ordinal: int, group: list[int]) -> None:
    """Post the prints: a print has one posting a cluster, held by the newest member that has it.

    So a report printed by a thousand papers takes the room of one, its prints are not mistaken
    for boilerplate, and they live as long as the newest copy. A print that already has its fill of
    postings gets no more; once they age, the oldest goes to the next article that has the print,
    so that boilerplate in use stays known as such.
    """
    tags, found = probe.query.listed, probe.postings
    given: dict[int, int] = {}
    if probe.common is not None:
        given = _aged_of_common(found, probe.common, (probe.floor + ordinal) // 2)
    if group and len(found.which):
        own = _among(found.holders, group).nonzero()[0]
        given.update(zip(found.which[own].tolist(), own.tolist(), strict=True))
    if given:
        state.index.replace(tags, found.at(np.array(list(given.values()))), ordinal)
    if given or probe.common is not None:
        new = np.ones(len(tags), np.bool_) if probe.common is None else ~probe.common
        new[list(given)] = False
        tags = probe.query.tags[new].tolist()
    state.index.add(tags, ordinal, probe.floor)


def _aged_of_common(found: Postings, common: Mask, middle: int) -> dict[int, int]:
    """Return the oldest posting of each print that has its fill of them, if one is that old."""
    if found.holders.min() >= middle:
        return {}
    postings = common[found.which].nonzero()[0]
    holders = found.holders[postings]
    if holders.min() >= middle:
        return {}
    newest_first = postings[(-holders.astype(np.int64)).argsort(kind="stable")]
    return dict(zip(found.which[newest_first].tolist(), newest_first.tolist(), strict=True))


def _observe(state: DedupState, probe: Probe, outlet: int, related: list[int]) -> None:
    """Count the article, and the prints it shares with unrelated ones of its outlet."""
    which, holders = probe.postings.which, probe.postings.holders
    if len(which):
        unrelated = state.live.outlets_of(holders) == outlet
        if related:
            unrelated &= ~_among(holders, sorted(related))
        if probe.common is not None:  # known as boilerplate of everybody
            unrelated &= ~probe.common[which]
        which = which[unrelated]
    state.boilerplate.observe(outlet, probe.query.tags[which])
