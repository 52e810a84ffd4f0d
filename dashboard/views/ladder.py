"""How far a dyad or a story has gone: rungs of conflict, from demands to mass violence."""

from collections.abc import Iterable
from typing import Literal

Level = Literal["critical", "escalation", "tension", "cooperation", "news"]
HIGHEST = 9
_LOWEST_ROOT = 10
CRITICAL = 7
ESCALATION = 4
TELLING = frozenset({"actual", "planned"})


def rung_of(cameo: str) -> int:
    """Return the rung of a CAMEO code, 0 (talk and cooperation) to 9 (fighting and worse).

    CAMEO numbers its hostile roots upwards: 10 demand is the first rung, 18 assault the ninth.

    >>> rung_of("040"), rung_of("10"), rung_of("164"), rung_of("204")
    (0, 1, 7, 9)
    """
    root = int(cameo[:2]) if cameo[:2].isascii() and cameo[:2].isdigit() else 0
    return max(0, min(root - _LOWEST_ROOT + 1, HIGHEST))


def level_of(events: Iterable[tuple[str, str]]) -> Level:
    """Return how grave (CAMEO code, status) pairs are, by the gravest that is told as a fact.

    >>> level_of([("164", "actual"), ("190", "hypothetical")])
    'critical'
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
    "critical": frozenset({"SANCTION", "COERCE", "ASSAULT"}),
    "escalation": frozenset({"THREATEN", "PROTEST", "MOBILIZE"}),
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
