"""A fingerprint looked up: its prints, and who holds them."""

from collections.abc import Sequence
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from schemas.article import Fingerprint
from streams.dedup.boilerplate import COMMON_CLUSTERS
from streams.dedup.print_index import Ordinals, Places, PrintIndex
from streams.dedup.query import Query, unpack_all

Mask = npt.NDArray[np.bool_]


class Probe:
    """A fingerprint unpacked, and every live posting of its prints: see ``read``."""

    __slots__ = (
        "_begin", "_generation", "_places", "_which", "common", "fingerprint", "floor", "holders",
        "places", "query", "which",
    )  # fmt: skip

    query: Query
    which: Places
    """Of each posting: the index of its print, ascending."""
    holders: Ordinals
    """Of each posting: the article that holds it."""
    places: Places
    """Of each posting: its place in the index."""
    common: Mask | None
    """Prints that have their fill of postings; None where none has."""

    def __init__(  # noqa: PLR0913, PLR0917  # one look-up, spelt out
        self,
        fingerprint: Fingerprint,
        query: Query,
        which: Places,
        places: Places,
        begin: int,
        generation: int,
    ) -> None:
        self.fingerprint = fingerprint
        self.query = query
        self.floor = -1
        self._which, self._places = which, places
        self._begin, self._generation = begin, generation

    def read(self, index: PrintIndex, floor: int) -> None:
        """Read the postings as they are now, those of articles from ``floor`` on."""
        assert self._generation == index.generation
        self.floor = floor
        self.which, self.holders, self.places = index.find(self._which, self._places, floor)
        self.common = None
        if len(self.which) >= COMMON_CLUSTERS:
            common = np.bincount(self.which, minlength=len(self.query.tags)) >= COMMON_CLUSTERS
            if np.count_nonzero(common):
                self.common = common

    def post(self, index: PrintIndex, new: Mask, ordinal: int) -> None:
        """Post the prints that are ``new`` to the article ``ordinal``."""
        index.post(self._begin, new, ordinal)


def probes(index: PrintIndex, fingerprints: Sequence[Fingerprint], floor: int) -> list[Probe]:
    """Return each of ``fingerprints`` looked up, to be read in their order."""
    queries = unpack_all(fingerprints)
    starts = list(accumulate((len(query.tags) for query in queries), initial=0))
    tags = np.concatenate([np.empty(0, np.uint32), *(query.tags for query in queries)])
    which, places = index.look_up(tags, floor)
    bounds = which.searchsorted(starts).tolist()
    return [
        Probe(
            fingerprint, query, which[low:high] - start, places[low:high], start, index.generation
        )
        for fingerprint, query, start, low, high in zip(
            fingerprints, queries, starts, bounds, bounds[1:], strict=False
        )
    ]
