"""What a clause asks for: features of which one must be there, a number, or words."""

from collections.abc import Callable, Iterable
from functools import lru_cache

from streams.alerts.facts import outlet_key
from streams.alerts.language.actors import CODE, atoms_of
from streams.alerts.language.fields import ANY_STATUS, choices
from streams.alerts.language.places import features_of_place
from streams.alerts.language.tree import And, Clause, Node, Not, Or, conjunction, disjunction


@lru_cache(maxsize=50_000)
def wanted_features(clause: Clause) -> frozenset[str]:
    """Return the features of which an event or an article has one, if it meets ``clause``.

    Numbers have none; a dyad with names, or of either direction, is taken apart by ``simple``.
    """
    return frozenset().union(*(_wanted(clause.field, value) for value in clause.values))


def _wanted(field: str, value: str) -> Iterable[str]:
    """Return the features that meet one value of a clause."""
    roles = {"actor": ("from", "to"), "from": ("from",), "to": ("to",)}
    if field in roles:
        return {f"{role}={atom}" for role in roles[field] for atom in atoms_of(value)}
    if field == "status" and value == ANY_STATUS:
        return {f"status={status}" for status in choices("status") if status != ANY_STATUS}
    readers: dict[str, Callable[[str], frozenset[str]]] = {
        "place": features_of_place,
        "country": _countries,
        "outlet": _outlet,
    }
    return readers[field](value) if field in readers else {f"{field}={value}"}


def _outlet(value: str) -> frozenset[str]:
    return frozenset((f"outlet={outlet_key(value)}",))


def _countries(value: str) -> frozenset[str]:
    """Return the country of a code or name; a capital or a people stands for its country."""
    codes = (atom for atom in atoms_of(value) if CODE.fullmatch(atom))
    return frozenset(f"country={code}" for code in codes)


def simple(clause: Clause) -> Node:
    """Return ``clause`` without dyads that are more than two codes in one direction.

    >>> simple(Clause("dyad", ":", ("USA>RUS",)))
    Clause(field='dyad', operator=':', values=('USA>RUS',))
    """
    if clause.field != "dyad":
        return clause
    (value,) = clause.values
    both = "<>" in value
    first, second = value.split("<>" if both else ">")
    directions = [(first, second), (second, first)] if both else [(first, second)]
    return disjunction([_direction(*direction) for direction in directions])


def _direction(source: str, target: str) -> Node:
    if source.isalpha() and target.isalpha() and source.isascii() and target.isascii():
        return Clause("dyad", ":", (f"{source}>{target}",))
    sides = (("from", source), ("to", target))
    return conjunction([Clause(role, ":", (value,)) for role, value in sides])


def simplified(node: Node) -> Node:
    """Return ``node``, negations down, with every dyad simple; its negations stay right."""
    match node:
        case And(items):
            return conjunction([simplified(item) for item in items])
        case Or(items):
            return disjunction([simplified(item) for item in items])
        case Not(item):
            return Not(simplified(item))
        case Clause():
            return simple(node)
        case _:
            return node
