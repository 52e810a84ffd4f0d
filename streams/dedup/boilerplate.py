"""Prints that say nothing about copying: formulae that everybody uses, footers of one outlet."""

from typing import Final

import numpy as np
import numpy.typing as npt

Tags = npt.NDArray[np.uint32]

COMMON_CLUSTERS: Final = 8
"""A print held by so many copy clusters of the window is a formula, a dateline or a footer."""
OUTLET_ARTICLES: Final = 4
"""Unrelated articles of one outlet that must repeat a print before it can be the outlet's own."""
OUTLET_SHARE: Final = 0.1
"""Share of an outlet's articles from which a print repeated among them is the outlet's own."""
_NO_TAGS: Final[frozenset[int]] = frozenset()
_REMEMBERED: Final = 2_048
"""Repeated prints kept for an outlet; the rarest go first."""


class OutletBoilerplate:
    """How often the unrelated articles of each outlet repeat a print."""

    __slots__ = ("_articles", "_known", "_repeats", "_stops")

    def __init__(self) -> None:
        self._articles: dict[int, float] = {}
        self._repeats: dict[int, dict[int, float]] = {}
        self._stops: dict[int, Tags] = {}
        self._known: dict[int, frozenset[int]] = {}

    def stops(self, outlet: int) -> Tags | None:
        """Return the prints that are boilerplate of ``outlet``, or None."""
        return self._stops.get(outlet)

    def observe(self, outlet: int, repeated: Tags) -> None:
        """Count an article of ``outlet`` and the prints it shares with unrelated ones of it."""
        articles = self._articles[outlet] = self._articles.get(outlet, 0.0) + 1.0
        if not len(repeated):
            return
        repeats = self._repeats.setdefault(outlet, {})
        needed = max(OUTLET_ARTICLES, OUTLET_SHARE * articles)
        stops = set()
        for tag in set(repeated.tolist()):
            repeats[tag] = count = repeats.get(tag, 1.0) + 1.0
            if count >= needed:
                stops.add(tag)
        if stops and not stops <= self._known.get(outlet, _NO_TAGS):
            self._set_stops(outlet, needed)

    def _set_stops(self, outlet: int, needed: float) -> None:
        repeats = self._repeats.get(outlet, {})
        stops = sorted(tag for tag, count in repeats.items() if count >= needed)
        self._stops.pop(outlet, None)
        self._known[outlet] = frozenset(stops)
        if stops:
            self._stops[outlet] = np.array(stops, np.uint32)

    def fade(self, share: float) -> None:
        """Forget ``share`` of all counts: called once a slice, so that old habits pass."""
        kept = 1.0 - share
        for outlet in list(self._articles):
            self._articles[outlet] *= kept
            faded = [(t, c * kept) for t, c in self._repeats.get(outlet, {}).items()]
            counts = [(tag, count) for tag, count in faded if count >= 1.0]
            if len(counts) > _REMEMBERED:
                counts = sorted(counts, key=lambda item: (-item[1], item[0]))[:_REMEMBERED]
            self._repeats[outlet] = dict(counts)
            self._set_stops(outlet, max(OUTLET_ARTICLES, OUTLET_SHARE * self._articles[outlet]))
            if self._articles[outlet] < 1.0:
                self._articles.pop(outlet)
                self._repeats.pop(outlet)
                self._stops.pop(outlet, None)
                self._known.pop(outlet, None)
