"""Negations moved down to the clauses, and what of a query can hold without an event."""

from typing import Final

from streams.alerts.language.errors import QueryError
from streams.alerts.language.fields import fields
from streams.alerts.language.tree import (
    And,
    Clause,
    Leaf,
    Level,
    Node,
    Not,
    Or,
    conjunction,
    disjunction,
    leaves,
)

MOST_ALTERNATIVES: Final = 64
"""Ways in which clauses on an event and clauses on an article may meet in one query."""


def level_of(leaf: Leaf) -> Level:
    """Return what ``leaf`` is about: an event, or the article that brings the news."""
    return fields()[leaf.field].level if isinstance(leaf, Clause) else "article"


def levels_of(node: Node) -> frozenset[Level]:
    """Return what the clauses of ``node`` are about."""
    return frozenset(map(level_of, leaves(node)))


def names_status(node: Node) -> bool:
    """Return whether any clause is on the status: without one, actual and planned are meant."""
    return any(isinstance(leaf, Clause) and leaf.field == "status" for leaf in leaves(node))


def negations_down(node: Node, *, negate: bool = False) -> Node:
    """Return ``node`` with ``Not`` before single clauses only.

    >>> from streams.alerts.language.grammar import parse_tree
    >>> from streams.alerts.language.printer import text_of
    >>> text_of(negations_down(parse_tree("not (type:AID or tier<=1)")))
    'not type:AID not tier<=1'
    """
    match node:
        case Not(item):
            return negations_down(item, negate=not negate)
        case And(items) | Or(items):
            below = [negations_down(item, negate=negate) for item in items]
            return conjunction(below) if isinstance(node, And) != negate else disjunction(below)
        case _:
            return Not(node) if negate else node


def without_event(node: Node) -> Node | None:
    """Return what of ``node`` (negations down) holds whatever the events say, None for nothing.

    A clause on an event is then neither true nor false, and so is its negation.
    """
    match node:
        case And(items):
            below = [without_event(item) for item in items]
            kept = [item for item in below if item is not None]
            return conjunction(kept) if len(kept) == len(below) else None
        case Or(items):
            kept = [item for item in map(without_event, items) if item is not None]
            return disjunction(kept) if kept else None
        case _:
            return None if "event" in levels_of(node) else node


def check_size(node: Node, query: str) -> None:
    """Raise QueryError where ``node`` mixes events and articles in too many ways."""
    if _alternatives(negations_down(node)) > MOST_ALTERNATIVES:
        raise QueryError(
            "too many alternatives mix an event with an article (words, outlet, agency, tier); "
            "write several subscriptions",
            query,
        )


def _alternatives(node: Node) -> int:
    """Return how many conjunctions ``node`` has once mixed alternatives are multiplied out."""
    if len(levels_of(node)) < 2:
        return 1
    product = 1
    match node:
        case Or(items):
            return min(MOST_ALTERNATIVES + 1, sum(map(_alternatives, items)))
        case And(items):
            for item in items:
                product = min(MOST_ALTERNATIVES + 1, product * _alternatives(item))
    return product
