"""How two texts overlap: shared prints, the passages they form, and what that makes of the pair.

An article is compared with all its candidates in one go: numpy's price is the call, not the
number, so eight comparisons cost little more than one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

import numpy as np
import numpy.typing as npt

from schemas.article import LinkRelation, Passage
from streams.dedup.fingerprint import RATES, SHINGLE
from streams.dedup.live import Origin, Prints
from streams.dedup.query import Query

GAP: Final = 200
"""Code points between shared prints of one passage: an edited sentence in between does not end
it, a paragraph of other text does."""
REPLACED: Final = 100
"""Code points between them in both texts, other ones in each, that end a passage all the same: a
report of another day told in the frame of the last one."""
SHIFT: Final = 80
"""How much longer a gap may be in one text than in the other: more was cut out or put in."""
COPY_COVERAGE: Final = 0.6
"""Share of a text inside shared passages from which it is a copy."""
COPY_CONTAINMENT: Final = 0.45
"""Below, the passages are so thinly shared that it is a form filled in anew."""
COPY_SHARED: Final = 6
PASSAGE_PRINTS: Final = 6
PASSAGE_LENGTH: Final = 110
"""Shared prints and code points, in both texts, that make a passage worth a link: set phrases and
names with their titles are shorter."""
PASSAGE_DENSITY: Final = 0.55
"""Share of the prints of such a passage that are shared: forms filled in anew, as of weather,
markets, training and the police, share fewer."""
FORM_PRINTS: Final = 10
FORM_LENGTH: Final = 180
FORM_DENSITY: Final = 0.7
"""The same where a form is likely: in what an outlet shares with itself (its forms, lists of its
headlines, its way of giving titles of office in full are longer than what everybody repeats), and
in reports told more than ``FRESH_S`` apart."""
FRESH_S: Final = 24 * 3600
"""Seconds after which a shared passage is likelier the frame of a new report - the next forecast,
the next training, the spokesman on the next incident - than a late print of the same one."""
LARGE_SHARE: Final = 0.5
"""Containment from which a passage may be as thinly shared as it likes."""

Tags = npt.NDArray[np.uint32]
Indices = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
Columns = tuple[list[int], list[int], list[int], list[int]]
Run = tuple[int, int, int, int, int, int, int]
"""Of a passage or a piece of one: shared prints, all prints in the query and in the other, and
where in the texts as given the first and the last shared one start: in the query, in the other."""


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


def compare(
    query: Query, others: Sequence[Prints], ignored: Mask | None, origin: Origin
) -> list[Overlap]:
    """Return how the text of ``query`` overlaps with each of ``others``.

    ``ignored`` marks the prints of the query that are boilerplate; they count on neither side.
    ``origin`` is that of the query.
    """
    if not len(query.tags):
        return [Overlap(None, 0.0, 0.0) for _ in others]
    tags, gaps = others[0].tags, others[0].gaps
    if len(others) > 1:
        tags = np.concatenate([other.tags for other in others])
        gaps = np.concatenate([other.gaps for other in others])
    ends = list(accumulate([len(other.tags) for other in others]))
    owner, mine, theirs = _shared(query, tags, ends, ignored)
    along = gaps.cumsum(dtype=np.int64)
    places, other_places = query.offsets.take(mine), along.take(theirs)
    cuts, joined = _cuts(owner, places, other_places)
    of = [0] * len(joined) if owner is None else owner.take(cuts[:-1]).tolist()
    before = [0, *[int(along[end - 1]) if end else 0 for end in ends[:-1]]]
    columns = mine.tolist(), theirs.tolist(), places.tolist(), other_places.tolist()
    form = [o.outlet == origin.outlet or abs(o.told - origin.told) > FRESH_S for o in others]
    pieces = zip(of, cuts[:-1], cuts[1:], joined, strict=True)
    passages, telling = _passages(pieces, columns, before, form)
    left_out = 0 if ignored is None else int(np.count_nonzero(ignored))
    return [
        _overlap(query, other, left_out, runs, worth)
        for other, runs, worth in zip(others, passages, telling, strict=True)
    ]


def _passages(
    pieces: Iterable[tuple[int, int, int, bool]],
    columns: Columns,
    before: list[int],
    form: list[bool],
) -> tuple[list[list[Run]], list[list[Run]]]:
    """Return, for each of the others, its passages, and the pieces of them that are worth a link.

    A piece is: index of the other, first shared print, the one after the last, and whether it goes
    on with the passage before.
    """
    passages: list[list[Run]] = [[] for _ in form]
    telling: list[list[Run]] = [[] for _ in form]
    start = 0
    for index, first, after, goes_on in pieces:
        run = piece = _run(columns, first, after - 1, before[index])
        if piece[0] >= PASSAGE_PRINTS and _tells(piece, form=form[index]):
            telling[index].append(piece)
        if goes_on:
            passages[index].pop()
            run = _run(columns, start, after - 1, before[index])
        else:
            start = first
        passages[index].append(run)
    return passages, telling


def _run(columns: Columns, first: int, last: int, base: int) -> Run:
    """Return the run of shared prints ``first`` to ``last``; ``base`` is where the other begins."""
    mine, theirs, places, other_places = columns
    return (
        last - first + 1,
        mine[last] - mine[first] + 1,
        theirs[last] - theirs[first] + 1,
        places[first],
        places[last],
        other_places[first] - base,
        other_places[last] - base,
    )


def _shared(
    query: Query, tags: Tags, ends: list[int], ignored: Mask | None
) -> tuple[Indices | None, Indices, Indices]:
    """Return owner, index in the query and index in ``tags`` of each shared print.

    ``tags`` are those of all others, each up to its end; the owner is None where there is one. In
    the order of the others, then of the query's text.
    """
    at = query.ascending.searchsorted(tags)
    theirs = (query.ascending.take(at, mode="clip") == tags).nonzero()[0]
    mine = query.order.take(at.take(theirs))
    if ignored is not None:
        kept = (~ignored.take(mine)).nonzero()[0]
        mine, theirs = mine.take(kept), theirs.take(kept)
    if len(ends) == 1:
        order = mine.argsort()
        return None, mine.take(order), theirs.take(order)
    owner = np.array(ends).searchsorted(theirs, side="right")
    order = (owner * len(query.tags) + mine).argsort()
    return owner.take(order), mine.take(order), theirs.take(order)


def _cuts(
    owner: Indices | None, places: Indices, other_places: Indices
) -> tuple[list[int], list[bool]]:
    """Return where the pieces of passages begin, and the end; which go on with a passage."""
    if not len(places):
        return [0], []
    gap, other_gap = places[1:] - places[:-1], other_places[1:] - other_places[:-1]
    ends = np.maximum(gap, other_gap) > GAP
    ends |= np.abs(gap - other_gap) > SHIFT
    ends |= other_gap <= 0
    if owner is not None:
        ends |= owner[1:] != owner[:-1]
    apart = ends | (np.minimum(gap, other_gap) > REPLACED)
    cuts = apart.nonzero()[0]
    return [0, *(cuts + 1).tolist(), len(places)], [False, *(~ends.take(cuts)).tolist()]


def _overlap(
    query: Query, other: Prints, left_out: int, runs: list[Run], telling: list[Run]
) -> Overlap:
    """Return the verdict on one pair: from its passages, and the pieces that are worth a link."""
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
    elif telling or (containment >= LARGE_SHARE and any(map(_is_long, runs))):
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


def _is_long(run: Run, prints: int = PASSAGE_PRINTS, length: int = PASSAGE_LENGTH) -> bool:
    shared, _, _, start, last, other_start, other_last = run
    if shared < prints:
        return False
    return min(last - start, other_last - other_start) + SHINGLE >= length


def _tells(piece: Run, *, form: bool) -> bool:
    """Return whether a piece of a passage is worth a link; ``form``: it may well be a form."""
    shared, of_query, of_other, *_ = piece
    density = shared / max(of_query, of_other)
    if form:
        return density >= FORM_DENSITY and _is_long(piece, FORM_PRINTS, FORM_LENGTH)
    return density >= PASSAGE_DENSITY and _is_long(piece)
