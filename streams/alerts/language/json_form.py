"""The JSON form of a query, for programs: the same tree, checked by the same reader."""

from typing import Any

from streams.alerts.language.errors import QueryError
from streams.alerts.language.fields import fields
from streams.alerts.language.grammar import DEEPEST, parse_tree
from streams.alerts.language.printer import text_of
from streams.alerts.language.tree import And, Clause, Node, Not, Or, Words, conjunction, disjunction

LISTS = ("any", "all", "none")


def json_of(node: Node) -> dict[str, Any]:
    """Return ``node`` as JSON.

    >>> json_of(parse_tree("from:USA goldstein<-5"))
    {'and': [{'field': 'from', 'values': ['USA']}, {'field': 'goldstein', 'is': '<', 'value': -5}]}
    """
    match node:
        case And(items):
            return {"and": [json_of(item) for item in items]}
        case Or(items):
            return {"or": [json_of(item) for item in items]}
        case Not(item):
            return {"not": json_of(item)}
        case Words(how, phrases):
            return {how: list(phrases)}
        case Clause(field, operator, values) if fields()[field].numeric:
            number = float(values[0])
            shown = int(number) if number == int(number) else number
            return {"field": field, "is": operator, "value": shown}
        case Clause(field, _, values):
            return {"field": field, "values": list(values)}


def tree_of_json(data: Any) -> Node:
    """Return the tree that ``data`` (parsed JSON) says; QueryError where it says none."""
    return parse_tree(text_of(_node(data, 0)))


def _node(data: Any, depth: int) -> Node:
    if depth > DEEPEST:
        raise QueryError(f"more than {DEEPEST} objects inside one another")
    if not isinstance(data, dict):
        raise QueryError(f"{data!r:.60} stands where an object was expected")
    keys = set(data)
    if keys == {"and"}:
        return conjunction(_nodes(data["and"], depth))
    if keys == {"or"}:
        return disjunction(_nodes(data["or"], depth))
    if keys == {"not"}:
        return Not(_node(data["not"], depth + 1))
    if len(keys) == 1 and keys <= set(LISTS):
        how = keys.pop()
        return Words(how, _strings(data[how]))
    return _clause(data)


def _nodes(data: Any, depth: int) -> list[Node]:
    if not isinstance(data, list) or not data:
        raise QueryError(f"{data!r:.60} stands where a list of clauses was expected")
    return [_node(item, depth + 1) for item in data]


def _strings(data: Any) -> tuple[str, ...]:
    if not isinstance(data, list) or not data or not all(isinstance(v, str) for v in data):
        raise QueryError(f"{data!r:.60} stands where a list of texts was expected")
    for value in data:
        if any(mark in value for mark in '"«»“”„'):
            raise QueryError(f"{value!r:.60} holds a quotation mark")
    return tuple(data)


def _clause(data: dict[str, Any]) -> Clause:
    field = fields().get(str(data.get("field")))
    if field is None:
        raise QueryError(f"{str(data)!r:.60} has no known field, and is none of and, or, not")
    if not field.numeric:
        if set(data) != {"field", "values"}:
            raise QueryError(f"a clause on {field.name} has 'field' and 'values'")
        values = _strings(data["values"])
        if field.takes == "dyad" and (len(values) != 1 or values[0].count(">") != 1):
            raise QueryError("a dyad is A>B, or A<>B for either direction")
        return Clause(field.name, ":", values)
    value = data.get("value")
    signs = ("<", "<=", ">", ">=", "=")
    if set(data) != {"field", "is", "value"} or data["is"] not in signs:
        raise QueryError(f"a clause on {field.name} has 'field', 'is' (a sign) and 'value'")
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise QueryError(f"{value!r:.60} is no number")
    return Clause(field.name, data["is"], (repr(value),))
