"""CAMEO codes: PLOVER type, mode, contexts, quad class and Goldstein score of each.

The scores are those of ``CAMEO.goldsteinscale.txt`` as kept by the UNDP-BCPR project. The list that
Phoenix ships differs in 016, 163 and 166; one list is used throughout so that sums compare. The
quad class is PLOVER's, which counts SANCTION (CAMEO 16) as material conflict.
"""

from dataclasses import dataclass
from functools import cache
from typing import Final, cast, get_args

from schemas.event import EventType, QuadClass
from streams.lexicon.tables import LexiconError, read_table

_QUADS: Final[dict[QuadClass, tuple[EventType, ...]]] = {
    "verbal_cooperation": ("AGREE", "CONSULT", "SUPPORT", "CONCEDE"),
    "material_cooperation": ("COOPERATE", "AID", "RETREAT"),
    "verbal_conflict": ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    "material_conflict": ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}
_QUAD_OF: Final = {event_type: quad for quad, types in _QUADS.items() for event_type in types}


@dataclass(frozen=True, slots=True)
class Code:
    """One CAMEO code and what follows from it."""

    code: str
    """2 to 4 digits; the first two are the root."""
    name: str
    event_type: EventType
    mode: str | None
    contexts: tuple[str, ...]
    goldstein: float
    """Conflict to cooperation, -10 to 10."""

    @property
    def root(self) -> str:
        """The two digits of the root."""
        return self.code[:2]

    @property
    def quad_class(self) -> QuadClass:
        """PLOVER's quad class of the event type."""
        return _QUAD_OF[self.event_type]


def quad_class(event_type: EventType) -> QuadClass:
    """Return PLOVER's quad class of an event type.

    >>> quad_class("SANCTION"), quad_class("REQUEST")
    ('material_conflict', 'verbal_conflict')
    """
    return _QUAD_OF[event_type]


@cache
def load_codes() -> dict[str, Code]:
    """Return the table of codes by code. Raises ``LexiconError`` for a type PLOVER lacks."""
    codes = {}
    for row in read_table("cameo"):
        if row["type"] not in get_args(EventType):
            raise LexiconError(f"cameo.tsv: {row['code']} has type {row['type']!r}")
        codes[row["code"]] = Code(
            code=row["code"],
            name=row["name"],
            event_type=cast("EventType", row["type"]),
            mode=row["mode"] or None,
            contexts=tuple(filter(None, row["contexts"].split(";"))),
            goldstein=float(row["goldstein"]),
        )
    return codes


def find_code(code: str) -> Code:
    """Return the row of ``code`` or of its nearest parent.

    Raises ``LexiconError`` where not even the root is known (01, plain statements, is left out).

    >>> find_code("1649").code, find_code("164").goldstein
    ('164', -7.0)
    """
    codes = load_codes()
    for length in range(len(code), 1, -1):
        if found := codes.get(code[:length]):
            return found
    raise LexiconError(f"CAMEO code {code!r} has no root in cameo.tsv")


def codes_agree(code: str, other: str) -> bool:
    """Tell whether two codes are equal or one is the other's general form.

    >>> codes_agree("160", "164"), codes_agree("16", "1641"), codes_agree("163", "164")
    (True, True, False)
    """
    short, long = sorted((specified(code), specified(other)), key=len)
    return long.startswith(short)


def specified(code: str) -> str:
    """Return the digits of ``code`` that say something: a root's ``0`` is "not specified".

    >>> specified("160"), specified("164"), specified("190")
    ('16', '164', '19')
    """
    return code[:2] + code[2:].rstrip("0")
