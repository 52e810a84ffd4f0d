"""The sector of a side, where its phrase leaves it open: a state acts by its government or army."""

from dataclasses import replace
from typing import Final, Literal

from schemas.event import Actor, EventType
from streams.extract.actors.registry import BODIES

Side = Literal["source", "target"]

_OF_PEOPLE: Final = frozenset({"BUS", "CVL", "EDU", "MED"})
"""Sectors that people and firms of a body's lands have; the body itself has none (codebook)."""
_STATE: Final = ("country:", "adjective:", "capital:")
"""Beginnings of the keys of actors that are a state as a whole."""
_BY_ARMY: Final = frozenset({"ASSAULT"})
_BY_GOVERNMENT: Final = frozenset(
    {"ACCUSE", "AGREE", "AID", "CONCEDE", "CONSULT", "COOPERATE", "REJECT", "REQUEST", "RETREAT",
     "SANCTION", "SUPPORT", "THREATEN"}
)  # fmt: skip
"""Acts that a state named as a whole does by its government."""
_TO_GOVERNMENT: Final = frozenset({"AGREE", "CONSULT", "COOPERATE", "SANCTION", "SUPPORT"})
"""Acts whose other side, named as a whole, is its government too, not its people."""


def with_sector(actor: Actor, event_type: EventType, side: Side) -> Actor:
    """Return ``actor`` with the sector that it has in an act of ``event_type`` on ``side``.

    >>> turkey = Actor(code="TUR", name="تركيا", entity="country:TUR")
    >>> with_sector(turkey, "ASSAULT", "source").sector
    'MIL'
    >>> with_sector(turkey, "REQUEST", "target").sector is None
    True
    """
    sector = _sector(actor, event_type, side)
    return actor if sector == actor.sector else replace(actor, sector=sector)


def _sector(actor: Actor, event_type: EventType, side: Side) -> str | None:
    if actor.code in BODIES:
        return actor.sector if actor.sector in _OF_PEOPLE else None
    whole = (actor.entity or "").startswith(_STATE)
    if not whole or actor.sector not in {None, "GOV"}:
        return actor.sector
    if side == "source" and event_type in _BY_ARMY and _is_named(actor):
        return "MIL"
    governs = _BY_GOVERNMENT if side == "source" else _TO_GOVERNMENT
    return "GOV" if event_type in governs else actor.sector


def _is_named(actor: Actor) -> bool:
    """Return whether a state is named by its own name or capital: no office of it is said."""
    return actor.sector is None or (actor.entity or "").startswith("capital:")
