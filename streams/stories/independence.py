"""How many sources are independent of each other, and what their agreement is worth."""

from collections.abc import Iterable

from schemas.event import ArticleReference

MAX_CONFIDENCE = 0.99
"""No number of reports makes a happening certain: outlets repeat each other unseen."""


def credited_agencies(articles: Iterable[ArticleReference]) -> dict[str, str]:
    """Return the agency behind each copy cluster: the one most of its articles credit.

    A paper that drops the credit of a report that others print with it still prints that agency.
    Ties go to the credit seen first.
    """
    votes: dict[str, dict[str, int]] = {}
    for article in articles:
        if article.agency:
            cluster = votes.setdefault(article.cluster_id, {})
            cluster[article.agency] = cluster.get(article.agency, 0) + 1
    return {cluster: max(counts, key=counts.__getitem__) for cluster, counts in votes.items()}


def text_behind(article: ArticleReference, agencies: dict[str, str]) -> str:
    """Return a name for the text that an article prints: that of an agency or its own cluster's."""
    agency = agencies.get(article.cluster_id) or article.agency
    return f"agency {agency}" if agency else f"cluster {article.cluster_id}"


def independent_confidences(
    reports: Iterable[tuple[ArticleReference, float]], agencies: dict[str, str]
) -> tuple[float, ...]:
    """Return the best confidence of each independent source; its length is their number.

    A source of its own needs words of its own and a newsroom of its own. Words: one copy cluster,
    or all clusters that credit one agency (``agencies``, by cluster). Newsroom: an outlet. The
    count is the largest matching of texts to outlets, so forty outlets with one agency's text are
    one source, and so is one outlet that tells the same thing twice in new words.
    """
    texts: dict[str, dict[str, float]] = {}
    for article, confidence in reports:
        text = text_behind(article, agencies)
        # Without a name, an outlet is taken to be as distinct as its text.
        outlet = article.outlet or text
        outlets = texts.setdefault(text, {})
        outlets[outlet] = max(outlets.get(outlet, 0.0), confidence)
    matched = _matching({text: tuple(outlets) for text, outlets in texts.items()})
    return tuple(max(texts[text].values()) for text in texts if text in matched)


def combined_confidence(confidences: Iterable[float]) -> float:
    """Return the chance that at least one of ``confidences`` is right, at most MAX_CONFIDENCE.

    >>> combined_confidence([0.8, 0.5])
    0.9
    """
    doubt = 1.0
    for confidence in confidences:
        doubt *= 1.0 - confidence
    return min(MAX_CONFIDENCE, round(1.0 - doubt, 4))


def _matching(edges: dict[str, tuple[str, ...]]) -> dict[str, str]:
    """Return a largest matching of the left to the right side of ``edges`` (Kuhn's algorithm)."""
    left_of: dict[str, str] = {}
    matched: dict[str, str] = {}
    for start in edges:
        came_from: dict[str, str] = {}  # right -> the left from which it was reached
        frontier, free = [start], None
        while frontier and free is None:
            left = frontier.pop(0)
            for right in edges[left]:
                if right in came_from:
                    continue
                came_from[right] = left
                if right not in left_of:
                    free = right
                    break
                frontier.append(left_of[right])
        while free is not None:  # flip the augmenting path back to its start
            left = came_from[free]
            freed = matched.get(left)
            matched[left], left_of[free] = free, left
            free = freed
    return matched
