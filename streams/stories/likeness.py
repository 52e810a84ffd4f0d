"""How alike two texts are as reports of one happening."""

import math
from dataclasses import dataclass

from streams.stories.word_index import Text, WordIndex

DAY_S = 86_400.0
SPREAD_S = 3 * DAY_S
"""Reports of one happening come within days: the spread of Miranda et al. (EMNLP 2018)."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for two texts telling one happening; each from 0 (nothing) up."""

    words: float
    """Cosine of their weighted words, in [0, 1]."""
    lead: float
    """Shared weight of the words of title and opening, in [0, 1]."""
    passages: float
    """Containment of shared passages, in [0, 1]."""
    events: float
    """Rarity of the events both report, summed."""
    nearness: float
    """1 for publication at the same time, falling to 0 over days."""


@dataclass(frozen=True, slots=True)
class Weights:
    """The weight of each kind of evidence, and of its absence, in log-odds."""

    bias: float = -8.0
    words: float = 16.0
    lead: float = 6.0
    passages: float = 5.0
    events: float = 1.2
    nearness: float = 1.0


WEIGHTS = Weights()


def log_odds(evidence: Evidence, weights: Weights = WEIGHTS) -> float:
    """Return the log-odds that two texts with ``evidence`` tell one happening."""
    return (
        weights.bias
        + weights.words * evidence.words
        + weights.lead * evidence.lead
        + weights.passages * evidence.passages
        + weights.events * evidence.events
        + weights.nearness * evidence.nearness
    )


def word_evidence(
    index: WordIndex, weights: dict[int, float], text: Text, other: Text
) -> tuple[float, float, float]:
    """Return ``words``, ``lead`` and ``nearness`` of two texts; ``weights`` are of ``text``."""
    theirs = index.weigh(other.profile)
    words = sum(weight * theirs.get(term, 0.0) for term, weight in weights.items())
    gap = (text.told - other.told) / SPREAD_S
    return words, _lead(index, text, other), math.exp(-gap * gap / 2)


def _lead(index: WordIndex, text: Text, other: Text) -> float:
    """Return the rarity that both leads share, over that of both together (weighted Jaccard)."""
    ours, theirs = set(text.profile.lead), set(other.profile.lead)
    together = sum(index.rarity(term) for term in sorted(ours | theirs))
    shared = sum(index.rarity(term) for term in sorted(ours & theirs))
    return shared / together if together else 0.0
