"""The words of the texts of one window: how rare each is, and which texts share them."""

import math
from array import array
from bisect import insort
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from streams.stories.words import Profile, Terms, Weights

BUCKETS = 1 << 20
"""Stems are counted by the low 20 bits of their CRC: two that meet are thought less rare."""

PRIOR_TEXTS = 500
"""Texts assumed to have been seen before the first, in each of which all words were new: the
rarity of a word must mean something from the second article on."""
QUERY_TERMS = 28
"""How many of its heaviest words an article is looked up by."""
MAX_POSTINGS = 400
"""A word in more texts than this finds none: it would find them all."""
MAX_CANDIDATES = 24


@dataclass(slots=True)
class Text:
    """One text in the index: its words, and where and when it belongs."""

    story_id: str
    outlet: str
    profile: Profile
    told: float
    """Publication, in seconds since 1970."""
    entered: float
    """The clock when it came in."""
    places: tuple[str, ...] = ()
    """Where it says that it happened, as far as known places tell."""


@dataclass(slots=True)
class WordIndex:
    """An inverted index whose texts leave in the order they came."""

    texts: OrderedDict[int, Text] = field(default_factory=OrderedDict)
    """By number (``seq``), which only ever grows."""
    postings: dict[int, "array[int]"] = field(default_factory=dict)
    """For each stem, the numbers of the texts that have it, ascending."""
    by_story: dict[str, list[int]] = field(default_factory=dict)
    """The numbers of the texts of each story, ascending."""
    frequency: npt.NDArray[np.int32] = field(
        default_factory=lambda: np.zeros(BUCKETS, np.int32), compare=False
    )
    """In how many of the texts the stems of a bucket occur: ``postings`` counted, for speed."""

    def rarity(self, terms: Terms) -> Weights:
        """Return the inverse document frequency of ``terms``: about 6 for a word never seen."""
        seen = self.frequency[terms & (BUCKETS - 1)].astype(np.float32)
        rarity: Weights = np.float32(math.log(len(self.texts) + PRIOR_TEXTS)) - np.log1p(seen)
        return rarity

    def weigh(self, profile: Profile) -> Weights:
        """Return the weights of ``profile`` by today's rarity, scaled to norm 1."""
        weights = profile.weights * self.rarity(profile.terms)
        norm = float(np.sqrt((weights * weights).sum()))
        return weights / norm if norm else weights

    def cosines(self, profile: Profile, others: Sequence[Text]) -> list[float]:
        """Return the cosine of ``profile`` with each of ``others``, in [0, 1]."""
        if not others or not len(profile.terms):
            return [0.0] * len(others)
        order = np.argsort(profile.terms)
        terms, weights = profile.terms[order], self.weigh(profile)[order]
        ends = np.cumsum([len(other.profile.terms) for other in others])
        theirs = np.concatenate([other.profile.terms for other in others])
        weighed = np.concatenate([other.profile.weights for other in others]) * self.rarity(theirs)
        places = np.minimum(np.searchsorted(terms, theirs), len(terms) - 1)
        shared = np.where(terms[places] == theirs, weights[places], 0.0) * weighed
        dots = np.diff(np.concatenate(([0.0], np.cumsum(shared, dtype=np.float64)))[[0, *ends]])
        squares = np.cumsum(weighed.astype(np.float64) ** 2)
        norms = np.sqrt(np.diff(np.concatenate(([0.0], squares))[[0, *ends]]))
        return list(map(float, np.divide(dots, norms, out=np.zeros(len(others)), where=norms > 0)))

    def candidates(self, profile: Profile) -> list[int]:
        """Return the numbers of the texts that share most weight with ``profile``, best first."""
        weights = self.weigh(profile)
        gains, holders = [], []
        for place in np.argsort(-weights, kind="stable")[:QUERY_TERMS].tolist():
            numbers = self.postings.get(int(profile.terms[place]))
            if numbers is not None and len(numbers) <= MAX_POSTINGS:
                holders.append(np.frombuffer(numbers, np.int64))
                gains.append(np.full(len(numbers), weights[place] ** 2))
        if not holders:
            return []
        oldest = next(iter(self.texts))
        shared = np.bincount(np.concatenate(holders) - oldest, np.concatenate(gains))
        found = np.flatnonzero(shared)
        if len(found) > MAX_CANDIDATES:
            found = found[np.argpartition(-shared[found], MAX_CANDIDATES)[:MAX_CANDIDATES]]
        best: list[int] = (found[np.lexsort((found, -shared[found]))] + oldest).tolist()
        return best

    def of_story(self, story_id: str) -> list[int]:
        """Return the numbers of the texts of a story, oldest first."""
        return self.by_story.get(story_id, [])

    def add(self, number: int, text: Text) -> None:
        """Enter ``text`` under ``number``, which is greater than all before."""
        self.texts[number] = text
        np.add.at(self.frequency, text.profile.terms & (BUCKETS - 1), 1)
        self.by_story.setdefault(text.story_id, []).append(number)
        for term in text.profile.terms.tolist():
            self.postings.setdefault(term, array("q")).append(number)

    def remove(self, number: int) -> None:
        """Forget the text under ``number``; unknown numbers are no error."""
        text = self.texts.pop(number, None)
        if text is None:
            return
        others = self.by_story[text.story_id]
        others.remove(number)
        if not others:
            del self.by_story[text.story_id]
        np.subtract.at(self.frequency, text.profile.terms & (BUCKETS - 1), 1)
        for term in text.profile.terms.tolist():
            postings = self.postings[term]
            postings.remove(number)
            if not postings:
                del self.postings[term]

    def move(self, number: int, story_id: str) -> None:
        """Give the text under ``number`` to another story."""
        text = self.texts[number]
        others = self.by_story[text.story_id]
        others.remove(number)
        if not others:
            del self.by_story[text.story_id]
        text.story_id = story_id
        insort(self.by_story.setdefault(story_id, []), number)

    def expire(self, before: float) -> None:
        """Forget the texts that came in before the clock stood at ``before``."""
        while self.texts:
            number, text = next(iter(self.texts.items()))
            if text.entered >= before:
                return
            self.remove(number)
