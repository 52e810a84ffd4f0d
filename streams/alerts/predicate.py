"""A query as a function of a story: the live half of the language.

A query is met by a version of a story where one of its events meets all of it: clauses on an event
are asked of that one event, clauses on the article (words, outlet, agency, tier) of the article
that brought the version. What holds whatever the events say needs no event at all. Without a
clause on the status only events that are actual or planned are asked.
"""

import operator
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from schemas.event import CorroboratedEvent
from streams.alerts.clauses import simplified, wanted_features
from streams.alerts.facts import EventFacts, StoryFacts
from streams.alerts.language.fields import fields
from streams.alerts.language.normal_form import (
    levels_of,
    names_status,
    negations_down,
    without_event,
)
from streams.alerts.language.tree import And, Clause, Leaf, Node, Not, Or, Words
from streams.alerts.language.words import first_words, keys_of_phrase

TOLD_STATUSES: Final = frozenset({"status=actual", "status=planned"})
"""What a query without a clause on the status is about: what happened or was announced."""

COMPARISONS: Final[dict[str, Callable[[float, float], bool]]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
}
Test = Callable[[EventFacts | None, StoryFacts], bool]


@dataclass(frozen=True, slots=True)
class Met:
    """How a story meets a query: by this event, or, where that is null, by its article alone."""

    event: EventFacts | None = None


@dataclass(frozen=True, slots=True)
class Predicate:
    """A compiled query: the conjunction of what is kept here apart, cheapest first."""

    tree: Node
    """With negations down and dyads simple."""
    every_status: bool
    asserted: tuple[Leaf, ...]
    """The clauses that are not negated, in the order of the query."""
    _article: tuple[Test, ...]
    """What is asked of the article only."""
    _features: tuple[frozenset[str], ...]
    """Sets of which an event has a feature each."""
    _others: tuple[Test, ...]
    """All else: numbers, negations, alternatives."""
    _alone: Test | None
    """What is enough without any event."""

    def met(self, facts: StoryFacts) -> Met | None:
        """Return how ``facts`` meet the query, None where they do not."""
        here = facts.event_features
        for wanted in self._features:  # the cheapest question first, of all events at once
            if wanted.isdisjoint(here):
                return None
        for test in self._article:
            if not test(None, facts):
                return None
        if facts.story.merged_into:
            return None
        for event in facts.events:
            if self._holds(event, facts):
                return Met(event)
        return Met() if self._alone is not None and self._alone(None, facts) else None

    def events(self, facts: StoryFacts) -> tuple[CorroboratedEvent, ...]:
        """Return every event of ``facts`` that meets the query."""
        if self.met(facts) is None:
            return ()
        return tuple(event.event for event in facts.events if self._holds(event, facts))

    def _holds(self, event: EventFacts, facts: StoryFacts) -> bool:
        features = event.features
        if not self.every_status and TOLD_STATUSES.isdisjoint(features):
            return False
        for wanted in self._features:
            if wanted.isdisjoint(features):
                return False
        return all(test(event, facts) for test in self._others)


def compiled(query: Node) -> Predicate:
    """Return ``query`` as a predicate."""
    tree = negations_down(simplified(query))
    alone = without_event(tree)
    parts = tree.items if isinstance(tree, And) else (tree,)
    article = [part for part in parts if levels_of(part) == {"article"}]
    of_events = [part for part in parts if levels_of(part) != {"article"}]
    sets = [wanted_features(p) for p in of_events if isinstance(p, Clause) and not _numeric(p)]
    others = [p for p in of_events if not isinstance(p, Clause) or _numeric(p)]
    return Predicate(
        tree=tree,
        every_status=names_status(query),
        asserted=tuple(_asserted(tree)),
        _article=tuple(map(_test, article)),
        _features=tuple(sorted(sets, key=len)),
        _others=tuple(map(_test, others)),
        _alone=None if alone is None else _test(alone),
    )


def _asserted(node: Node) -> Iterator[Leaf]:
    match node:
        case And(items) | Or(items):
            for item in items:
                yield from _asserted(item)
        case Not():
            return
        case _:
            yield node


def _numeric(clause: Clause) -> bool:
    return fields()[clause.field].numeric


def _test(node: Node) -> Test:
    match node:
        case Not(item):
            inner = _test(item)
            return lambda event, facts: not inner(event, facts)
        case And(items):
            tests = tuple(map(_test, items))
            return lambda event, facts: all(test(event, facts) for test in tests)
        case Or(items):
            tests = tuple(map(_test, items))
            return lambda event, facts: any(test(event, facts) for test in tests)
        case _:
            return test_of_leaf(node)


@lru_cache(maxsize=100_000)
def test_of_leaf(leaf: Leaf) -> Test:
    """Return the test of one clause; ``event`` is asked only by clauses on an event."""
    if isinstance(leaf, Words):
        return _words_test(leaf)
    if fields()[leaf.field].numeric:
        return _number_test(leaf)
    wanted = wanted_features(leaf)
    if fields()[leaf.field].level == "article":
        return lambda _, facts: not wanted.isdisjoint(facts.features)
    return lambda event, _: event is not None and not wanted.isdisjoint(event.features)


def _number_test(clause: Clause) -> Test:
    compare, bound = COMPARISONS[clause.operator], float(clause.values[0])
    match clause.field:
        case "tier":
            return lambda _, facts: facts.tier is not None and compare(facts.tier, bound)
        case "goldstein":
            return lambda event, _: event is not None and compare(event.event.goldstein, bound)
        case "confidence":
            return lambda event, _: event is not None and compare(event.event.confidence, bound)
    return lambda event, _: event is not None and compare(event.event.independent_sources, bound)


def _words_test(words: Words) -> Test:
    """Return the test of a list: its single words are looked up as one set where that is enough."""
    phrases = [keys_of_phrase(phrase) for phrase in words.phrases]
    singles = frozenset(keys[0] for keys in phrases if len(keys) == 1)
    longer = [_phrase_test(keys) for keys in phrases if len(keys) > 1]
    if words.how == "all":
        return lambda _, facts: singles <= facts.bare and all(test(facts) for test in longer)
    wanted = words.how == "any"

    def found(_: EventFacts | None, facts: StoryFacts) -> bool:
        if not singles.isdisjoint(facts.bare):
            return wanted
        for test in longer:
            if test(facts):
                return wanted
        return not wanted

    return found


def _phrase_test(keys: tuple[str, ...]) -> Callable[[StoryFacts], bool]:
    """Return whether the words stand in a row; the first may stand behind proclitics."""
    rest = " ".join(keys[1:])
    runs = [(first, f" {first} {rest} ") for first in first_words(keys[0])]
    needed = frozenset(keys[1:])
    return lambda facts: (
        needed <= facts.words
        and any(first in facts.words and run in facts.text for first, run in runs)
    )
