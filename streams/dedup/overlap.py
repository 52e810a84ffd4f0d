"""How two texts overlap: shared prints, the passages they form, and what that makes of the pair.

An article is compared with all its candidates in one go: numpy's price is the call, not the
number, so eight comparisons cost little more than one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

import numpy as np
import numpy.typing as npt

from schemas.article import LinkRelation, Passage
from streams.dedup.fingerprint import RATES, SHINGLE
from streams.dedup.live import Prints
from streams.dedup.query import Query

GAP: Final = 200
"""Code points between shared prints of one passage: an edited sentence in between does not end
it, a paragraph of other text does."""
SHIFT: Final = 80
"""How much longer a gap may be in one text than in the other: more was cut out or put in."""
COPY_COVERAGE: Final = 0.6
"""Share of a text inside shared passages from which it is a copy."""
COPY_CONTAINMENT: Final = 0.2
"""Below, the passages are so thinly shared that it is a form filled in anew."""
COPY_SHARED: Final = 6
PASSAGE_PRINTS: Final = 5
PASSAGE_LENGTH: Final = 80
"""Shared prints and code points, in both texts, that make a passage worth a link: set phrases and
names with their titles are shorter."""

Indices = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
Run = list[int]
"""Of a passage: first and last shared print in the query, in the other; their number; length."""


@dataclass(slots=True)
class Overlap:
    """What the text of an article (the query) has in common with an earlier one (the other)."""

    relation: LinkRelation | None
    containment: float
    jaccard: float
    coverage: float = 0.0
    """Share of the better covered text that lies in shared passages."""
    passages: tuple[tuple[int, int, int, int], ...] = ()
    """First and last shared print of each passage: of the query, then of the other."""

    @property
    def is_copy(self) -> bool:
        """Return whether the two belong into one copy cluster."""
        return self.relation is not None and self.relation != "shares_passages"


def compare(query: Query, others: Sequence[Prints], ignored: Mask | None) -> list[Overlap]:
    """Return how the text of ``query`` overlaps with each of ``others``.

    ``ignored`` marks the prints of the query that are boilerplate; they count on neither side.
    """
    if not len(query.tags):
        return [Overlap(None, 0.0, 0.0) for _ in others]
    ends = list(accumulate(len(other.tags) for other in others))
    owner, mine, theirs = _shared(query, others, ends, ignored)
    first, last, lengths = _passages(query, others, owner, mine, theirs)
    of = owner[first]
    begin = np.array([0, *ends]).take(of)
    runs: list[list[Run]] = [[] for _ in others]
    for index, *run in zip(
        of.tolist(),
        mine[first].tolist(),
        mine[last].tolist(),
        (theirs[first] - begin).tolist(),
        (theirs[last] - begin).tolist(),
        (last - first + 1).tolist(),
        lengths.tolist(),
        strict=True,
    ):
        runs[index].append(run)
    left_out = 0 if ignored is None else int(np.count_nonzero(ignored))
    return [
        _overlap(query, other, shared, left_out) for other, shared in zip(others, runs, strict=True)
    ]


def _shared(
    query: Query, others: Sequence[Prints], ends: list[int], ignored: Mask | None
) -> tuple[Indices, Indices, Indices]:
    """Return owner, index in the query and index in all others' prints of each shared print.

    In the order of the others, then of the query's text.
    """
    tags = np.concatenate([other.tags for other in others])
    at = query.ascending.searchsorted(tags)
    theirs = (query.ascending.take(at, mode="clip") == tags).nonzero()[0]
    mine = query.order[at[theirs]]
    if ignored is not None:
        kept = ~ignored[mine]
        mine, theirs = mine[kept], theirs[kept]
    owner = np.array(ends).searchsorted(theirs, side="right")
    order = (owner * len(query.tags) + mine).argsort()
    return owner[order], mine[order], theirs[order]


def _passages(
    query: Query, others: Sequence[Prints], owner: Indices, mine: Indices, theirs: Indices
) -> tuple[Indices, Indices, Indices]:
    """Return the first and last of each run of shared prints that form one passage, and its length.

    In code points of the text in which it is shorter.
    """
    gaps = np.concatenate([other.gaps for other in others]).cumsum(dtype=np.int64)
    places, other_places = query.offsets.take(mine).astype(np.int64), gaps.take(theirs)
    gap, other_gap = places[1:] - places[:-1], other_places[1:] - other_places[:-1]
    ends = np.maximum(gap, other_gap) > GAP
    ends |= np.abs(gap - other_gap) > SHIFT
    ends |= other_gap <= 0
    ends |= owner[1:] != owner[:-1]
    breaks = ends.nonzero()[0]
    size = min(1, len(mine))
    first = np.concatenate((np.zeros(size, np.int64), breaks + 1))
    last = np.concatenate((breaks, np.full(size, len(mine) - 1)))
    lengths = np.minimum(places[last] - places[first], other_places[last] - other_places[first])
    return first, last, lengths + SHINGLE


def _overlap(query: Query, other: Prints, runs: list[Run], left_out: int) -> Overlap:
    """Return the verdict on one pair, given its passages: ends in both texts, shared prints."""
    shared = sum(run[4] for run in runs)
    coarser = min(RATES.index(query.rate), RATES.index(other.rate))
    size = max(shared, query.counts[coarser] - left_out)
    other_size = max(shared, other.counts[coarser])
    containment = shared / max(1, min(size, other_size))
    jaccard = shared / max(1, size + other_size - shared)
    covered = sum(run[1] - run[0] + 1 for run in runs) / max(1, len(query.tags) - left_out)
    other_covered = sum(run[3] - run[2] + 1 for run in runs) / max(1, len(other.tags))
    relation: LinkRelation | None = None
    if query.exact == other.exact:
        relation = "exact"
    elif (
        shared >= COPY_SHARED
        and containment >= COPY_CONTAINMENT
        and max(covered, other_covered) >= COPY_COVERAGE
    ):
        relation = "near_copy" if min(covered, other_covered) >= COPY_COVERAGE else "contained"
    elif any(run[4] >= PASSAGE_PRINTS and run[5] >= PASSAGE_LENGTH for run in runs):
        relation = "shares_passages"
    return Overlap(
        relation,
        containment,
        jaccard,
        min(1.0, max(covered, other_covered)),
        tuple((run[0], run[1], run[2], run[3]) for run in runs if run[4] > 1),
    )


def passages_of(query: Query, other: Prints, overlap: Overlap) -> tuple[Passage, ...]:
    """Return the shared passages of at least two prints, in the order of the query's text.

    Both ends lie inside what is shared: a passage starts with the first shared print and ends
    ``SHINGLE`` code points after the last one's start; the true ends are some letters further out.
    """
    offsets, other_offsets = query.offsets.tolist(), other.offsets().tolist()
    return tuple(
        Passage(
            start=offsets[first],
            end=offsets[last] + SHINGLE,
            other_start=other_offsets[other_first],
            other_end=other_offsets[other_last] + SHINGLE,
        )
        for first, last, other_first, other_last in overlap.passages
    )
