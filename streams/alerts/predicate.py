"""A query as a function of a story: the live half of the language.

A query is met by a version of a story where one of its events meets all of it: clauses on an event
are asked of that one event, clauses on the article (words, outlet, agency, tier) of the article
that brought the version. What holds whatever the events say needs no event at all. Without a
clause on the status only events that are actual or planned are asked.
"""

import operator
from collections.abc import Callable
from dataclasses import dataclass
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
    """How a story meets a query: by these events, or by its article alone."""

    events: tuple[CorroboratedEvent, ...] = ()


@dataclass(frozen=True, slots=True)
class Predicate:
    """A compiled query."""

    tree: Node
    """With negations down and dyads simple."""
    every_status: bool
    _of_event: Test
    _of_article: Test | None

    def met(self, facts: StoryFacts) -> Met | None:
        """Return how ``facts`` meet the query, None where they do not."""
        if facts.story.merged_into:
            return None
        test, every = self._of_event, self.every_status
        events = tuple(
            e.event
            for e in facts.events
            if (every or not TOLD_STATUSES.isdisjoint(e.features)) and test(e, facts)
        )
        if events or (self._of_article is not None and self._of_article(None, facts)):
            return Met(events)
        return None


def compiled(query: Node) -> Predicate:
    """Return ``query`` as a predicate."""
    tree = negations_down(simplified(query))
    alone = without_event(tree)
    return Predicate(
        tree=tree,
        every_status=names_status(query),
        _of_event=_test(tree) if "event" in levels_of(tree) else _never,
        _of_article=None if alone is None else _test(alone),
    )


def _never(event: EventFacts | None, facts: StoryFacts) -> bool:  # noqa: ARG001
    return False


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
    tests = [_phrase_test(keys_of_phrase(phrase)) for phrase in words.phrases]
    match words.how:
        case "all":
            return lambda _, facts: all(test(facts) for test in tests)
        case "any":
            return lambda _, facts: any(test(facts) for test in tests)
    return lambda _, facts: not any(test(facts) for test in tests)


def _phrase_test(keys: tuple[str, ...]) -> Callable[[StoryFacts], bool]:
    """Return whether the words stand in a row; the first may stand behind proclitics."""
    firsts = first_words(keys[0])
    forms = frozenset(firsts)
    if len(keys) == 1:
        return lambda facts: not forms.isdisjoint(facts.words)
    rest = " ".join(keys[1:])
    runs = [(first, f" {first} {rest} ") for first in firsts]
    return lambda facts: any(first in facts.words and run in facts.text for first, run in runs)
