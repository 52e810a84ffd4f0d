"""Taking an article into the state: the one way to change it."""

import numpy as np
import numpy.typing as npt

from schemas.article import Copies, Fingerprint
from streams.dedup.live import Origin, Slice
from streams.dedup.probe import Probe
from streams.dedup.state import SLICES, DedupState
from streams.dedup.times import Time, seconds, told_seconds

Mask = npt.NDArray[np.bool_]


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
    arrived = seconds(at)
    _advance(state, arrived)
    floor = state.floor_at(state.now)
    probe = state.probe(fingerprint, floor)
    query = probe.query
    known = state.ordinals.get(article_id)
    if known is not None:
        if state.live.prints_of(known).exact == query.exact:
            return
        state.live.retire(known)
    number = state.outlets.setdefault(outlet, len(state.outlets))
    group = state.members(copies.cluster_id, floor)
    origin = Origin(number, told_seconds(arrived, told))
    ordinal = state.live.append(article_id, copies.cluster_id, query, origin)
    state.ordinals[article_id] = ordinal
    _join(state, copies.cluster_id, ordinal, known, group)
    own = _among(probe.holders, group)
    _post(state, probe, ordinal, own)
    if known is not None:
        own = _among(probe.holders, sorted({*group, known}))
    _observe(state, probe, number, own)
    state.settle(floor)


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


def _among(holders: npt.NDArray[np.uint32], group: list[int]) -> Mask | None:
    """Return which of ``holders`` are in ``group``, which ascends; None: it is empty."""
    if not group:
        return None
    members = np.array(group, np.uint32)
    at = members.searchsorted(holders)
    among: Mask = members.take(at, mode="clip") == holders
    return among


def _post(state: DedupState, probe: Probe, ordinal: int, own: Mask | None) -> None:
    """Post the prints: a print has one posting a cluster, held by the newest member that has it.

    So a report printed by a thousand papers takes the room of one, its prints are not mistaken
    for boilerplate, and they live as long as the newest copy. A print that already has its fill of
    postings gets no more; once they age, the oldest goes to the next article that has the print,
    so that boilerplate in use stays known as such. ``own``: postings of the same cluster.
    """
    taken = np.full(len(probe.query.tags), -1)
    """Of each print the posting that it takes over, or -1."""
    new = taken < 0
    if probe.common is not None:
        aged = _aged_of_common(probe, probe.common, (probe.floor + ordinal) // 2)
        taken[probe.which[aged]] = aged
        new &= ~probe.common
    if own is not None:
        mine = own.nonzero()[0]
        which = probe.which[mine]
        taken[which] = mine
        new[which] = False
    state.index.replace(probe.places[taken[taken >= 0]], ordinal)
    probe.post(state.index, new, ordinal)


def _aged_of_common(probe: Probe, common: Mask, middle: int) -> npt.NDArray[np.int64]:
    """Return the postings of prints that have their fill of them, newest first, if one is old."""
    postings = common[probe.which].nonzero()[0]
    holders = probe.holders[postings]
    if np.minimum.reduce(holders) >= middle:
        return postings[:0]
    return postings[holders.argsort(kind="stable")[::-1]]


def _observe(state: DedupState, probe: Probe, outlet: int, own: Mask | None) -> None:
    """Count the article, and the prints it shares with unrelated ones of its outlet."""
    which = probe.which
    if len(which):
        unrelated = state.live.outlets_of(probe.holders) == outlet
        if own is not None:
            unrelated &= ~own
        if probe.common is not None:  # known as boilerplate of everybody
            unrelated &= ~probe.common[which]
        which = which[unrelated]
    state.boilerplate.observe(outlet, probe.query.tags[which])
