"""The fields that a clause may name: the one table behind parser, compilers and reference."""

from dataclasses import dataclass
from functools import cache
from typing import Final, Literal, cast, get_args

from schemas.event import EventType, QuadClass, Status
from streams.alerts.language.tables import rows
from streams.alerts.language.tree import Level
from streams.lexicon.codes import load_codes

Takes = Literal[
    "actor", "dyad", "one of", "cameo", "country", "place", "outlet", "agency", "number"
]


@dataclass(frozen=True, slots=True)
class Field:
    """One field: what it is about, what it takes, how a reference explains it."""

    name: str
    level: Level
    takes: Takes
    low: float
    high: float
    """Range of a number; equal to zero for other fields."""
    whole: bool
    """Whether a number has no fraction."""
    meaning: str
    example: str

    @property
    def numeric(self) -> bool:
        """Whether it is compared with a number."""
        return self.takes == "number"


@cache
def fields() -> dict[str, Field]:
    """Return every field by its canonical (English) name, in the order of the reference."""
    return {
        row["name"]: Field(
            name=row["name"],
            level=cast("Level", row["level"]),
            takes=cast("Takes", row["takes"]),
            low=float(row["low"] or 0),
            high=float(row["high"] or 0),
            whole=row["whole"] == "yes",
            meaning=row["meaning"],
            example=row["example"],
        )
        for row in rows("fields")
    }


ANY_STATUS: Final = "any"
"""The status that every event has."""


@cache
def choices(field: str) -> tuple[str, ...]:
    """Return the values that a field of ``one of`` takes."""
    codes = load_codes().values()
    return {
        "type": get_args(EventType),
        "quad": get_args(QuadClass),
        "status": (*get_args(Status), ANY_STATUS),
        "mode": tuple(sorted({code.mode for code in codes if code.mode})),
        "context": tuple(sorted({context for code in codes for context in code.contexts})),
        "attribution": ("official", "named", "sources", "outlet"),
    }[field]
