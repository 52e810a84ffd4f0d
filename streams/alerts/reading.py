"""Subscriptions as they come in: every fault is told before anything is watched for."""

from typing import Any, Final

import orjson

from schemas.errors import InvalidMessage
from schemas.subscription import Rule, Subscription
from schemas.wire import from_data
from streams.alerts.language import Node, parse, text_of

RANGES: Final[dict[str, tuple[float, float]]] = {
    "count": (1, 10_000),
    "hours": (1 / 60, 720),
    "days": (1, 366),
    "deviations": (0, 100),
    "rung": (1, 9),
}
"""Least and most of each number of a rule."""


def subscription_of(data: Any) -> Subscription:
    """Return the subscription that ``data`` (parsed JSON or YAML) says, its query canonical.

    InvalidMessage says what is wrong with it, QueryError where in the query.
    """
    _refuse_old_fields(data)
    return checked(from_data(Subscription, data))


def decoded(value: bytes | None) -> Subscription:
    """Return the subscription of a record's bytes; errors as of ``subscription_of``."""
    if value is None:
        raise InvalidMessage("Subscription: the value is null, expected a JSON object")
    try:
        return subscription_of(orjson.loads(value))
    except orjson.JSONDecodeError as error:
        raise InvalidMessage(f"Subscription: not JSON in UTF-8: {error}") from error


def checked(subscription: Subscription) -> Subscription:
    """Return ``subscription`` as it is, if its query and its rule can be watched for."""
    if not subscription.subscription_id.strip():
        raise InvalidMessage("Subscription: field 'subscription_id' is empty")
    parse(subscription.query)
    check_rule(subscription.rule)
    return subscription


def check_rule(rule: Rule) -> None:
    """Raise InvalidMessage for a rule that no story could be judged by."""
    for name in RANGES:
        check_range(rule, name)
    if rule.reaction:
        parse(rule.reaction)


def check_range(rule: Rule, name: str) -> None:
    """Raise InvalidMessage where the field ``name`` of ``rule`` lies outside ``RANGES``."""
    low, high = RANGES[name]
    value = getattr(rule, name)
    if not low <= value <= high:
        raise InvalidMessage(f"Rule.{name} is {value:g}, expected {low:g} to {high:g}")


def query_of_lists(actors: tuple[str, ...], types: tuple[str, ...]) -> str:
    """Return the query that says what two lists of codes and types said.

    >>> query_of_lists(("USA",), ("SANCTION", "COERCE"))
    'actor:USA type:SANCTION,COERCE'
    """
    lists = (("actor", actors), ("type", types))
    query = " ".join(f"{field}:{','.join(values)}" for field, values in lists if values)
    return query or "status:actual,planned"


def canonical(query: str) -> tuple[str, Node]:
    """Return ``query`` in its canonical spelling, and its tree."""
    tree = parse(query)
    return text_of(tree), tree


def _refuse_old_fields(data: Any) -> None:
    if not isinstance(data, dict) or "query" in data:
        return
    old = {name: data[name] for name in ("actors", "event_types") if name in data}
    if old and all(isinstance(v, list) for v in old.values()):
        actors, types = (tuple(map(str, old.get(n, ()))) for n in ("actors", "event_types"))
        raise InvalidMessage(
            f"Subscription: {' and '.join(map(repr, old))} are no fields any more; "
            f'write "query": {orjson.dumps(query_of_lists(actors, types)).decode()}'
        )
