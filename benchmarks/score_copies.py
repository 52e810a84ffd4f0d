"""Scores of copy clusters against a planted truth: pairs, adjusted Rand index, partial reuse.

The truth is {article id: {"c": cluster, "ty": kind, "src": donor cluster}}. Articles of kind
``partial`` lift a part of a donor; they count for partial recall only.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Truth = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Score:
    """All in [0, 1], but for the sizes of the largest clusters."""

    precision: float
    recall: float
    f1: float
    ari: float
    partial_recall: float
    largest: int
    largest_true: int


def score(truth: Truth, clusters: Mapping[str, str], linked: Iterable[tuple[str, str]]) -> Score:
    """Return how well ``clusters`` (of each article) and links agree with ``truth``."""
    used = [i for i in truth if truth[i]["ty"] != "partial"]
    found = Counter(clusters[i] for i in used)
    real = Counter(truth[i]["c"] for i in used)
    both = Counter((clusters[i], truth[i]["c"]) for i in used)
    true_pairs, found_pairs, real_pairs = _pairs(both), _pairs(found), _pairs(real)
    precision, recall = true_pairs / max(1, found_pairs), true_pairs / max(1, real_pairs)
    by_chance = found_pairs * real_pairs / max(1, len(used) * (len(used) - 1) // 2)
    spread = (found_pairs + real_pairs) / 2 - by_chance
    return Score(
        precision=precision,
        recall=recall,
        f1=2 * precision * recall / max(1e-9, precision + recall),
        ari=(true_pairs - by_chance) / max(1e-9, spread),
        partial_recall=_partial_recall(truth, clusters, linked),
        largest=max(found.values(), default=0),
        largest_true=max(real.values(), default=0),
    )


def _pairs(sizes: Mapping[Any, int]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes.values())


def _partial_recall(
    truth: Truth, clusters: Mapping[str, str], linked: Iterable[tuple[str, str]]
) -> float:
    """Return the share of partial reuse tied to an article of its donor's cluster."""
    donors: dict[Hashable, set[str]] = defaultdict(set)
    for article in truth:
        donors[truth[article]["c"]].add(article)
    links: dict[str, set[str]] = defaultdict(set)
    for one, other in linked:
        links[one].add(other)
        links[other].add(one)
    partials = [i for i in truth if truth[i]["ty"] == "partial"]
    tied = 0
    for article in partials:
        family = donors[truth[article]["src"]] - {article}
        same = any(clusters[member] == clusters[article] for member in family)
        tied += same or bool(links[article] & family)
    return tied / max(1, len(partials))


def clusters_of(articles: Iterable[str], pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the cluster of each article when every pair is one cluster (union-find)."""
    parent = {article: article for article in articles}

    def root(article: str) -> str:
        while parent[article] != article:
            parent[article] = parent[parent[article]]
            article = parent[article]
        return article

    for one, other in pairs:
        parent[root(one)] = root(other)
    return {article: root(article) for article in parent}
