"""The tree of a query: clauses and words joined by and, or, not."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Operator = Literal[":", "<", "<=", ">", ">=", "="]
How = Literal["any", "all", "none"]
Level = Literal["event", "article"]
"""What a clause is about: one event of the story, or the article that brings the news."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One field and what it must be: any of ``values``, or a number compared by ``operator``."""

    field: str
    operator: Operator
    values: tuple[str, ...]
    """In canonical form (``streams.alerts.language.values``)."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words or phrases that the article must have: any of them, all of them, none of them."""

    how: How
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """What must not hold."""

    item: "Node"


@dataclass(frozen=True, slots=True)
class And:
    """What must hold together: two items or more, none of them an ``And``."""

    items: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Of which one must hold: two items or more, none of them an ``Or``."""

    items: tuple["Node", ...]


Leaf = Clause | Words
Node = Clause | Words | Not | And | Or


def leaves(node: Node) -> Iterator[Leaf]:
    """Yield the clauses of ``node`` in the order of the text."""
    match node:
        case Not(item):
            yield from leaves(item)
        case And(items) | Or(items):
            for item in items:
                yield from leaves(item)
        case Clause() | Words():
            yield node


def conjunction(items: list[Node]) -> Node:
    """Return all of ``items`` as one node; an ``And`` among them is taken apart."""
    flat = [part for item in items for part in (item.items if isinstance(item, And) else (item,))]
    return flat[0] if len(flat) == 1 else And(tuple(flat))


def disjunction(items: list[Node]) -> Node:
    """Return any of ``items`` as one node; an ``Or`` among them is taken apart."""
    flat = [part for item in items for part in (item.items if isinstance(item, Or) else (item,))]
    return flat[0] if len(flat) == 1 else Or(tuple(flat))
