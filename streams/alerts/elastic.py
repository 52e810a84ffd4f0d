"""A query as Elasticsearch Query DSL: the half of the language for search, history and dry runs.

It is asked of the index ``versions`` (``streams.alerts.version``), one document a version of
a story, with the features and words that the live matcher sees: both find the same versions.
Clauses on an event meet inside one ``nested`` document; where they mix with clauses on the article,
the alternatives are multiplied out, because a nested query cannot see what surrounds it.
"""

from typing import Any, Final

from streams.alerts.clauses import wanted_features
from streams.alerts.language.fields import fields
from streams.alerts.language.normal_form import levels_of
from streams.alerts.language.tree import (
    And,
    Clause,
    Leaf,
    Node,
    Not,
    Or,
    Words,
    conjunction,
    disjunction,
)
from streams.alerts.language.words import first_words, keys_of_phrase
from streams.alerts.predicate import TOLD_STATUSES, Predicate

Dsl = dict[str, Any]
_BOTH: Final = 2
"""Levels of a node that mixes clauses on events and on the article."""


def elastic_query(predicate: Predicate) -> Dsl:
    """Return the query that finds the versions which meet ``predicate``, and no other."""
    compiler = _Compiler(() if predicate.every_status else sorted(TOLD_STATUSES))
    gone = {"exists": {"field": "merged_into"}}
    return {"bool": {"filter": [compiler.some(predicate.tree)], "must_not": [gone]}}


class _Compiler:
    """Compiles one query; ``statuses`` are those that an event must have, empty for every one."""

    def __init__(self, statuses: "list[str] | tuple[str, ...]") -> None:
        self._statuses = list(statuses)

    def some(self, node: Node) -> Dsl:
        """Return what finds the stories of which an event, or the article alone, meets ``node``."""
        levels = levels_of(node)
        if levels == {"article"}:
            return self._plain(node, "")
        if levels == {"event"}:
            return self._nested(node)
        match node:
            case Or(items):
                return _any([self.some(item) for item in items])
            case And(items):
                return self._together(items)
        raise AssertionError(node)  # a single clause is about one thing

    def _together(self, items: tuple[Node, ...]) -> Dsl:
        """Return what finds stories that meet all ``items`` by one event."""
        mixed = next((item for item in items if len(levels_of(item)) == _BOTH), None)
        if mixed is not None:
            assert isinstance(mixed, Or), mixed  # an And among items was taken apart
            rest = [item for item in items if item is not mixed]
            return self.some(disjunction([conjunction([*rest, item]) for item in mixed.items]))
        of_event = [item for item in items if levels_of(item) == {"event"}]
        found = [self._plain(item, "") for item in items if levels_of(item) == {"article"}]
        return _all([*found, self._nested(conjunction(of_event))])

    def _nested(self, node: Node) -> Dsl:
        asked = [self._plain(node, "events.")]
        if self._statuses:
            asked.append({"terms": {"events.features": self._statuses}})
        return {"nested": {"path": "events", "query": _all(asked)}}

    def _plain(self, node: Node, path: str) -> Dsl:
        match node:
            case Not(item):
                return {"bool": {"must_not": [self._plain(item, path)]}}
            case And(items):
                return _all([self._plain(item, path) for item in items])
            case Or(items):
                return _any([self._plain(item, path) for item in items])
            case _:
                return _leaf(node, path)


def _all(queries: list[Dsl]) -> Dsl:
    return queries[0] if len(queries) == 1 else {"bool": {"filter": queries}}


def _any(queries: list[Dsl]) -> Dsl:
    if len(queries) == 1:
        return queries[0]
    return {"bool": {"should": queries, "minimum_should_match": 1}}


def _leaf(leaf: Leaf, path: str) -> Dsl:
    if isinstance(leaf, Words):
        return _words(leaf)
    if fields()[leaf.field].numeric:
        return _number(leaf, path)
    return {"terms": {f"{path}features": sorted(wanted_features(leaf))}}


def _number(clause: Clause, path: str) -> Dsl:
    value = float(clause.values[0])
    if clause.operator == "=":
        return {"term": {f"{path}{clause.field}": value}}
    sign = {"<": "lt", "<=": "lte", ">": "gt", ">=": "gte"}[clause.operator]
    return {"range": {f"{path}{clause.field}": {sign: value}}}


def _words(words: Words) -> Dsl:
    found = [_phrase(keys_of_phrase(phrase)) for phrase in words.phrases]
    if words.how == "none":
        return {"bool": {"must_not": found}}
    return _all(found) if words.how == "all" else _any(found)


def _phrase(keys: tuple[str, ...]) -> Dsl:
    """Return what finds the words in a row, the first of them in any of its forms."""
    forms = first_words(keys[0])
    if len(keys) == 1:
        return {"terms": {"words": list(forms)}}
    return _any([{"match_phrase": {"words": " ".join((form, *keys[1:]))}} for form in forms])
