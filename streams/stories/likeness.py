"""How alike two texts are as reports of one happening."""

import math
from dataclasses import dataclass

from streams.stories.word_index import Text

DAY_S = 86_400.0
SPREAD_S = 3 * DAY_S
"""Reports of one happening come within days: the spread of Miranda et al. (EMNLP 2018)."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for two texts telling one happening; each from 0 (nothing) up."""

    words: float
    """Cosine of their weighted words, in [0, 1]."""
    passages: float
    """Containment of shared passages, in [0, 1]."""
    events: float
    """Rarity of the events both report, summed."""
    same_outlet: bool
    """One outlet seldom tells one happening twice: its next report is likelier another one."""
    elsewhere: bool
    """Each opening names places, and none is in both: one deed has one place."""
    nearness: float
    """1 for publication at the same time, falling to 0 over days."""


@dataclass(frozen=True, slots=True)
class Weights:
    """The weight of each kind of evidence, and of its absence, in log-odds."""

    bias: float = -8.8
    words: float = 14.0
    passages: float = 0.5
    events: float = 1.2
    same_outlet: float = -0.9
    elsewhere: float = -2.5
    nearness: float = 4.75


WEIGHTS = Weights()


def log_odds(evidence: Evidence, weights: Weights = WEIGHTS) -> float:
    """Return the log-odds that two texts with ``evidence`` tell one happening."""
    return (
        weights.bias
        + weights.words * evidence.words
        + weights.passages * evidence.passages
        + weights.events * evidence.events
        + weights.same_outlet * evidence.same_outlet
        + weights.elsewhere * evidence.elsewhere
        + weights.nearness * evidence.nearness
    )


def evidence(text: Text, other: Text, words: float, passages: float, events: float) -> Evidence:
    """Return the evidence for two texts whose words, passages and events are compared already."""
    gap = (text.told - other.told) / SPREAD_S
    same_outlet = bool(text.outlet) and text.outlet == other.outlet
    elsewhere = bool(text.places and other.places) and set(text.places).isdisjoint(other.places)
    return Evidence(words, passages, events, same_outlet, elsewhere, math.exp(-gap * gap / 2))
