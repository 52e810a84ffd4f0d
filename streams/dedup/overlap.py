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
COPY_CONTAINMENT: Final = 0.45
"""Below, the passages are so thinly shared that it is a form filled in anew."""
COPY_SHARED: Final = 6
PASSAGE_PRINTS: Final = 6
PASSAGE_LENGTH: Final = 100
"""Shared prints and code points, in both texts, that make a passage worth a link: set phrases and
names with their titles are shorter."""
PASSAGE_DENSITY: Final = 0.5
"""Share of the prints of such a passage that are shared: forms filled in anew, as of weather,
markets and the police, share fewer."""
LARGE_SHARE: Final = 0.5
"""Containment from which a passage may be as thinly shared as it likes."""

Indices = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
Run = tuple[int, int, int, int, int, int, int]
"""Of a passage: shared prints, all prints in the query and in the other, and where in the texts as
given the first and the last shared print start: in the query, in the other."""


@dataclass(slots=True)
class Overlap:
    """What the text of an article (the query) has in common with an earlier one (the other)."""

    relation: LinkRelation | None
    containment: float
    jaccard: float
    coverage: float = 0.0
    """Share of the better covered text that lies in shared passages."""
    passages: tuple[Passage, ...] = ()
    """Shared passages of two prints at least, in the order of the query's text.

    Both ends lie inside what is shared: a passage starts with the first shared print and ends
    ``SHINGLE`` code points after the last one's start; the true ends are some letters further out.
    """

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
    gaps = np.concatenate([other.gaps for other in others]).cumsum(dtype=np.int64)
    places, other_places = query.offsets.take(mine), gaps.take(theirs)
    first, last = _passages(owner, places, other_places)
    of = owner[first].tolist()
    before = [0, *(int(gaps[end - 1]) for end in ends)]
    runs: list[list[Run]] = [[] for _ in others]
    for index, one, to, other_one, other_to, a, b, c, d, prints in zip(
        of,
        mine[first].tolist(),
        mine[last].tolist(),
        theirs[first].tolist(),
        theirs[last].tolist(),
        places[first].tolist(),
        places[last].tolist(),
        other_places[first].tolist(),
        other_places[last].tolist(),
        (last - first + 1).tolist(),
        strict=True,
    ):
        base = before[index]
        runs[index].append(
            (prints, to - one + 1, other_to - other_one + 1, a, b, c - base, d - base)
        )
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


def _passages(owner: Indices, places: Indices, other_places: Indices) -> tuple[Indices, Indices]:
    """Return the first and last of each run of shared prints that form one passage."""
    gap, other_gap = places[1:] - places[:-1], other_places[1:] - other_places[:-1]
    ends = np.maximum(gap, other_gap) > GAP
    ends |= np.abs(gap - other_gap) > SHIFT
    ends |= other_gap <= 0
    ends |= owner[1:] != owner[:-1]
    bounds = np.empty(len(places) + 1, np.bool_)
    bounds[0] = bounds[-1] = len(places) > 0
    bounds[1:-1] = ends
    cuts = bounds.nonzero()[0]
    return cuts[:-1], cuts[1:] - 1


def _overlap(query: Query, other: Prints, runs: list[Run], left_out: int) -> Overlap:
    """Return the verdict on one pair, given its passages."""
    shared = sum([run[0] for run in runs])
    coarser = max(query.rate, other.rate)
    index = RATES.index(coarser)
    size = max(shared, query.counts[index] - left_out)
    other_size = max(shared, other.counts[index])
    containment = shared / max(1, min(size, other_size))
    jaccard = shared / max(1, size + other_size - shared)
    covered = sum([run[1] for run in runs]) / max(1, len(query.listed) - left_out)
    other_covered = sum([run[2] for run in runs]) / max(1, len(other.tags))
    relation: LinkRelation | None = None
    if query.exact == other.exact:
        relation = "exact"
    elif (
        shared >= COPY_SHARED
        and containment >= COPY_CONTAINMENT
        and max(covered, other_covered) >= COPY_COVERAGE
    ):
        relation = "near_copy" if min(covered, other_covered) >= COPY_COVERAGE else "contained"
    elif any(_is_long(run, 0.0 if containment >= LARGE_SHARE else PASSAGE_DENSITY) for run in runs):
        relation = "shares_passages"
    if relation is None:
        return Overlap(None, containment, jaccard)
    return Overlap(
        relation,
        containment,
        jaccard,
        min(1.0, max(covered, other_covered)),
        tuple(
            Passage(start=a, end=b + SHINGLE, other_start=c, other_end=d + SHINGLE)
            for prints, _, _, a, b, c, d in runs
            if prints > 1
        ),
    )


def _is_long(run: Run, least_density: float) -> bool:
    prints, of_query, of_other, start, last, other_start, other_last = run
    length = min(last - start, other_last - other_start) + SHINGLE
    density = prints / max(of_query, of_other)
    return prints >= PASSAGE_PRINTS and length >= PASSAGE_LENGTH and density >= least_density
