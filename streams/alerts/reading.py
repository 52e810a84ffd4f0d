"""Subscriptions as they come in: every fault is told before anything is watched for."""

import dataclasses
from typing import Any, Final

import orjson

from schemas.errors import InvalidMessage
from schemas.strangers import strangers
from schemas.subscription import ALWAYS, Rule, RuleKind, Subscription
from schemas.wire import from_data
from streams.alerts.language import Node, parse, text_of
from streams.alerts.language.suggest import nearest
from streams.alerts.noise import checked_noise

RANGES: Final[dict[str, tuple[float, float]]] = {
    "count": (1, 10_000),
    "hours": (1 / 60, 720),
    "days": (1, 366),
    "deviations": (0, 100),
    "rung": (1, 9),
}
"""Least and most of each number of a rule."""

READ_BY: Final[dict[RuleKind, tuple[str, ...]]] = {
    "match": (),
    "threshold": ("count", "hours", "unit"),
    "spike": ("count", "hours", "days", "deviations", "unit"),
    "first_seen": ("days", "by"),
    "escalation": ("days", "rung"),
    "silence": ("hours", "reaction"),
    "correction": (),
}
"""The fields that each kind of rule reads."""


def subscription_of(data: Any) -> Subscription:
    """Return the subscription that ``data`` (parsed JSON or YAML) says, its query canonical.

    InvalidMessage says what is wrong with it, QueryError where in the query.
    """
    _refuse_old_fields(data)
    return checked(from_data(Subscription, data))


def written(data: Any) -> Subscription:
    """Return the subscription that ``data`` says, which a person wrote; errors as before.

    Whatever would have no effect is refused too: a field that there is not, one that the rule does
    not read, and noise control that makes no sense. The wire is read by ``decoded``, tolerantly.
    """
    _refuse_old_fields(data)
    for path, name, known in strangers(Subscription, data):
        raise InvalidMessage(f"{path}: there is no such field {name!r:.60}{nearest(name, known)}")
    subscription = subscription_of(data)
    check_read(subscription.rule)
    checked_noise(subscription.noise)
    return subscription


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


def check_read(rule: Rule) -> None:
    """Raise InvalidMessage where a field of ``rule`` is set that its kind does not read."""
    fields = (f.name for f in dataclasses.fields(Rule) if f.name != "kind")
    for name in fields:
        if getattr(rule, name) != getattr(ALWAYS, name):
            check_reads(rule.kind, name)


def check_reads(kind: RuleKind, name: str) -> None:
    """Raise InvalidMessage unless a rule of ``kind`` reads the field ``name``."""
    if name not in READ_BY[kind]:
        reads = ", ".join(READ_BY[kind]) or "no field"
        raise InvalidMessage(f"Rule.{name} has no effect: a rule of kind {kind} reads {reads}")


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
