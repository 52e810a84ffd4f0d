"""The words of the texts of one window: how rare each is, and which texts share them."""

import math
from array import array
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from streams.stories.words import COMPARED_TERMS, Profile

PRIOR_TEXTS = 500
"""Texts assumed to have been seen before the first, in each of which all words were new: the
rarity of a word must mean something from the second article on."""
QUERY_TERMS = 28
"""How many of its heaviest words an article is looked up by."""
MAX_POSTINGS = 400
"""A word in more texts than this finds none: it would find them all."""
MAX_CANDIDATES = 40


@dataclass(slots=True)
class Text:
    """One text in the index: its words, and where and when it belongs."""

    story_id: str
    profile: Profile
    told: float
    """Publication, in seconds since 1970."""
    entered: float
    """The clock when it came in."""


@dataclass(slots=True)
class WordIndex:
    """An inverted index whose texts leave in the order they came."""

    texts: dict[int, Text] = field(default_factory=dict)
    """By number (``seq``), which only ever grows."""
    frequency: dict[int, int] = field(default_factory=dict)
    """In how many of the texts a stem occurs."""
    postings: dict[int, "array[int]"] = field(default_factory=dict)
    order: deque[int] = field(default_factory=deque)

    def rarity(self, term: int) -> float:
        """Return the inverse document frequency of ``term``: 0 in every text, about 6 in none."""
        seen = self.frequency.get(term, 0)
        return math.log((len(self.texts) + PRIOR_TEXTS) / (seen + 1.0))

    def weigh(self, profile: Profile) -> dict[int, float]:
        """Return the compared terms of ``profile`` with weights of norm 1 by today's rarity."""
        pairs = zip(profile.terms[:COMPARED_TERMS], profile.weights, strict=False)
        weights = {term: weight * self.rarity(term) for term, weight in pairs}
        norm = math.sqrt(sum(weight * weight for weight in weights.values()))
        return {term: weight / norm for term, weight in weights.items()} if norm else {}

    def candidates(self, weights: dict[int, float]) -> list[int]:
        """Return the numbers of the texts that share most weight with ``weights``, best first."""
        shared: dict[int, float] = {}
        heaviest = sorted(weights, key=lambda term: (-weights[term], term))[:QUERY_TERMS]
        for term in heaviest:
            numbers = self.postings.get(term)
            if numbers is not None and len(numbers) <= MAX_POSTINGS:
                gain = weights[term] ** 2
                for number in numbers:
                    shared[number] = shared.get(number, 0.0) + gain
        return sorted(shared, key=lambda number: (-shared[number], number))[:MAX_CANDIDATES]

    def add(self, number: int, text: Text) -> None:
        """Enter ``text`` under ``number``, which is greater than all before."""
        self.texts[number] = text
        self.order.append(number)
        for term in text.profile.terms:
            self.frequency[term] = self.frequency.get(term, 0) + 1
        for term in text.profile.terms[:COMPARED_TERMS]:
            self.postings.setdefault(term, array("q")).append(number)

    def remove(self, number: int) -> None:
        """Forget the text under ``number``; unknown numbers are no error."""
        text = self.texts.pop(number, None)
        if text is None:
            return
        for term in text.profile.terms:
            if self.frequency[term] == 1:
                del self.frequency[term]
            else:
                self.frequency[term] -= 1
        for term in text.profile.terms[:COMPARED_TERMS]:
            postings = self.postings[term]
            postings.remove(number)
            if not postings:
                del self.postings[term]

    def expire(self, before: float) -> Iterator[tuple[int, str]]:
        """Forget the texts that came in before the clock stood at ``before``.

        Yields the number and the story of each.
        """
        while self.order:
            number = self.order[0]
            text = self.texts.get(number)
            if text is not None and text.entered >= before:
                return
            self.order.popleft()
            if text is not None:
                self.remove(number)
                yield number, text.story_id
