"""What an article's text is to the texts before it: a pure reading of the state."""

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Callable
from typing import Final

import numpy as np
import numpy.typing as npt

from schemas.article import Copies, Fingerprint, Link, Relation
from streams.dedup.live import Origin
from streams.dedup.overlap import Overlap, compare
from streams.dedup.query import Query
from streams.dedup.state import DedupState
from streams.dedup.times import Time, seconds, told_seconds

CANDIDATE_PRINTS: Final = 6
"""Prints that an article must share with a cluster before the two are compared in full."""
CANDIDATE_CLUSTERS: Final = 12
MEMBERS_COMPARED: Final = 6
"""Members of a cluster that are compared: those with most hits, and the founder."""
QUORUM: Final = 2
LINKS: Final = 16
_RANK: Final = {"exact": 3, "near_copy": 2, "contained": 1, "shares_passages": 0, None: -1}

TextOf = Callable[[str], str | None]


@dataclasses.dataclass(slots=True)
class _Match:
    ordinal: int
    overlap: Overlap


def decide(  # noqa: PLR0913  # what is known of one article, spelt out
    state: DedupState,
    article_id: str,
    fingerprint: Fingerprint,
    at: Time,
    outlet: str = "",
    *,
    told: Time | None = None,
) -> Copies:
    """Return the copy cluster of an article and its links to earlier ones; changes nothing.

    ``at`` is stream time (epoch seconds, ISO text or datetime), ``told`` the publication where it
    is known. An article never matches itself; delivered again, it is compared with what came
    before it only.
    """
    own, arrived = state.ordinals.get(article_id), seconds(at)
    floor = state.floor_at(max(state.now, arrived))
    if own is not None and own < floor:
        own = None
    probe = state.probe(fingerprint, floor)
    query, holders = probe.query, probe.holders
    ignored = state.ignored(probe, outlet)
    if ignored is not None:
        holders = holders[~ignored[probe.which]]
    before = state.live.next_ordinal if own is None or not _same(state, own, query) else own
    candidates = _candidates(state, holders, min(CANDIDATE_PRINTS, len(query.tags)))
    members = {
        cluster_id: [
            o for o in _likely_members(state, cluster_id, hits, floor) if o != own and o < before
        ]
        for cluster_id, hits in candidates
    }
    number = state.outlets.get(outlet, -1) if outlet else -1
    origin = Origin(number, told_seconds(arrived, told))
    matches = _matches(state, query, ignored, members, origin)
    return _copies(state, article_id, own, query, matches)


def _same(state: DedupState, ordinal: int, query: Query) -> bool:
    return state.live.prints_of(ordinal).exact == query.exact


def _candidates(
    state: DedupState, holders: npt.NDArray[np.uint32], needed: int
) -> list[tuple[str, dict[int, int]]]:
    """Return the clusters that share most prints, with the hits of each holder, best first."""
    if len(holders) < max(1, needed):
        return []
    clusters: dict[str, dict[int, int]] = defaultdict(dict)
    least = min(2, needed)
    for ordinal, count in Counter(holders.tolist()).items():
        if count >= least:
            clusters[state.live.cluster_of(ordinal)][ordinal] = count
    totals = [(-sum(hits.values()), max(hits), cluster) for cluster, hits in clusters.items()]
    totals.sort()
    return [
        (cluster, clusters[cluster])
        for total, _, cluster in totals[:CANDIDATE_CLUSTERS]
        if -total >= needed
    ]


def _likely_members(
    state: DedupState, cluster_id: str, hits: dict[int, int], floor: int
) -> list[int]:
    """Return the members to compare: most hits first, the founder second, then the newest."""
    members = state.members(cluster_id, floor)
    if len(members) < 2:
        return members
    by_hits = sorted((m for m in members if m in hits), key=lambda m: (-hits[m], m))
    order = dict.fromkeys([*by_hits[:1], members[0], *by_hits[1:], *reversed(members)])
    return list(order)[:MEMBERS_COMPARED]


def _matches(
    state: DedupState,
    query: Query,
    ignored: npt.NDArray[np.bool_] | None,
    members: dict[str, list[int]],
    origin: Origin,
) -> dict[str, list[_Match]]:
    """Return the comparisons with the first members of each cluster; with all where they differ."""
    first = {c: m[:QUORUM] for c, m in members.items()}
    matches = _compare(state, query, ignored, first, origin)
    others = {c: m[QUORUM:] for c, m in members.items() if m[QUORUM:] and not _agree(matches[c])}
    if others:
        for cluster_id, more in _compare(state, query, ignored, others, origin).items():
            matches[cluster_id] += more
    return matches


def _compare(
    state: DedupState,
    query: Query,
    ignored: npt.NDArray[np.bool_] | None,
    members: dict[str, list[int]],
    origin: Origin,
) -> dict[str, list[_Match]]:
    """Return the comparisons with ``members`` of each cluster, in their order."""
    found: dict[str, list[_Match]] = {cluster_id: [] for cluster_id in members}
    pairs = [(cluster_id, ordinal) for cluster_id, group in members.items() for ordinal in group]
    if pairs:
        prints = [state.live.prints_of(ordinal) for _, ordinal in pairs]
        overlaps = compare(query, prints, ignored, origin)
        for (cluster_id, ordinal), overlap in zip(pairs, overlaps, strict=True):
            found[cluster_id].append(_Match(ordinal, overlap))
    return found


def _agree(matches: list[_Match]) -> bool:
    """Return whether at least half of the members compared take the article for a copy."""
    copies = sum(match.overlap.is_copy for match in matches)
    return copies > 0 and 2 * copies >= len(matches)


def _strength(match: _Match) -> tuple[int, float, float, int]:
    overlap = match.overlap
    return (
        _RANK[overlap.relation],
        overlap.jaccard + overlap.containment,
        overlap.coverage,
        -match.ordinal,
    )


def _copies(
    state: DedupState,
    article_id: str,
    own: int | None,
    query: Query,
    matches: dict[str, list[_Match]],
) -> Copies:
    """Return the verdict: the cluster of the strongest agreeing relatives, and all links."""
    agreeing = {c: found for c, found in matches.items() if _agree(found)}
    kept = _kept_cluster(state, article_id, own, query)
    if kept is not None:
        cluster_id = kept
    elif agreeing:
        cluster_id = max(agreeing, key=lambda c: _strength(max(agreeing[c], key=_strength)))
    else:
        cluster_id = article_id
    relation: Relation = "original" if cluster_id == article_id else "near_copy"
    in_cluster = [m for m in matches.get(cluster_id, ()) if m.overlap.is_copy]
    if in_cluster and cluster_id != article_id:
        best = max(in_cluster, key=_strength).overlap.relation
        assert best is not None
        assert best != "shares_passages"
        relation = best
    linked = sorted(
        (m for found in matches.values() for m in found if m.overlap.relation is not None),
        key=_strength,
        reverse=True,
    )
    links = tuple(_link(state, match) for match in linked[:LINKS])
    return Copies(cluster_id=cluster_id, relation=relation, links=links)


def _kept_cluster(state: DedupState, article_id: str, own: int | None, query: Query) -> str | None:
    """Return the cluster that a known article stays in: any if its text is the same, else its own.

    A founder keeps its cluster when its text is corrected: the cluster is named after it.
    """
    if own is None:
        return None
    cluster_id = state.live.cluster_of(own)
    return cluster_id if cluster_id == article_id or _same(state, own, query) else None


def _link(state: DedupState, match: _Match) -> Link:
    article_id, relation = state.live.id_of(match.ordinal), match.overlap.relation
    assert article_id is not None
    assert relation is not None
    return Link(
        id=article_id,
        relation=relation,
        containment=round(match.overlap.containment, 4),
        jaccard=round(match.overlap.jaccard, 4),
        passages=match.overlap.passages,
    )
