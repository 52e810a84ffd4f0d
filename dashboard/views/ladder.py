"""How grave a story is, by the rungs of conflict on which its events stand."""

from collections.abc import Iterable
from typing import Literal

from streams.alerts.rules.ladder import rung_of

Dyad = tuple[str, str]
"""Codes of who acts and towards whom."""
Level = Literal["critical", "escalation", "tension", "cooperation", "news"]
CRITICAL = 7
ESCALATION = 4
TELLING = frozenset({"actual", "planned"})


def level_of(events: Iterable[tuple[str, str]]) -> Level:
    """Return how grave (CAMEO code, status) pairs are, by the gravest that is told as a fact.

    >>> level_of([("164", "actual"), ("190", "hypothetical")])
    'escalation'
    >>> level_of([("040", "actual")]), level_of([])
    ('cooperation', 'news')
    """
    codes = [cameo for cameo, status in events if status in TELLING]
    if not codes:
        return "news"
    rung = max(map(rung_of, codes))
    if rung >= CRITICAL:
        return "critical"
    if rung >= ESCALATION:
        return "escalation"
    return "tension" if rung else "cooperation"


_OF_TYPES: dict[Level, frozenset[str]] = {
    "critical": frozenset({"COERCE", "ASSAULT"}),
    "escalation": frozenset({"THREATEN", "PROTEST", "SANCTION", "MOBILIZE"}),
    "tension": frozenset({"REQUEST", "ACCUSE", "REJECT"}),
}


def level_of_types(types: Iterable[str]) -> Level:
    """Return how grave PLOVER types are, for lists that hold no codes.

    >>> level_of_types(["AID", "THREATEN"]), level_of_types([])
    ('escalation', 'news')
    """
    found = set(types)
    for level, kinds in _OF_TYPES.items():
        if found & kinds:
            return level
    return "cooperation" if found else "news"
