"""Ground that a state holds beyond its borders: what it forbids there hits those who live there."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from streams.extract.actors.phrases import Kind, NounPhrase
from streams.extract.subjects.attempt import Attempt
from streams.extract.targets.roles import Filled
from streams.lexicon.tables import items, read_table

_OCCUPIERS = frozenset({"metonym:idf", "metonym:settlers"})
"""Who is called the occupation, and settlers: they act on who lives there."""


@cache
def _held() -> Mapping[str, tuple[str, ...]]:
    """Return for each state of ``held_ground.tsv`` the lands of which it holds a part by force.

    The one where most of its settlers live comes first.
    """
    return {row["state"]: tuple(items(row["lands"])) for row in read_table("held_ground")}


@cache
def _holders() -> Mapping[str, str]:
    """Return who holds each ground of ``held_ground.tsv``, by the key of its name."""
    rows = read_table("held_ground")
    return {ground: row["state"] for row in rows for ground in items(row["grounds"])}


def on_held_ground(attempt: Attempt) -> Filled | None:
    """Return the people of the occupied place that a clause of coercion names; None elsewhere."""
    lands = _held().get(attempt.sources[0].code or "")
    if lands is None or attempt.frame.event_type != "COERCE":
        return None
    passage = attempt.passage
    for place in passage.between(attempt.at + 1, passage.last):
        if place.code == attempt.sources[0].code and place.first >= attempt.arguments.object_at:
            return None
        if place.kind is Kind.PLACE and place.code in lands:
            people = place.as_actor(place.code, "CVL")
            return Filled((people,), "ground")
    return None


def of_held_land(attempt: Attempt, people: NounPhrase, place: NounPhrase | None) -> NounPhrase:
    """Return ``people`` of no nation as those of the land that an army holds, if one does.

    An army arrests none of its own citizens. The land is that of ``place``, the last one told.
    """
    first = attempt.sources[0]
    lands = _held().get(first.code or "")
    if lands is None or people.code != first.code:
        return people
    if first.entity not in _OCCUPIERS and first.sector != "MIL":
        return people
    land = place.code if place is not None and place.code in lands else lands[0]
    return replace(people, code=land)


def on_lost_ground(attempt: Attempt) -> Filled | None:
    """Return who holds the part of its own land that a state strikes or retakes."""
    own = attempt.sources[0].code
    if attempt.frame.event_type != "ASSAULT" or attempt.frame.mutual:
        return None
    passage = attempt.passage
    for place in passage.between(attempt.at + 1, passage.last):
        if place.code not in {own, None}:
            return None
        if (holder := _holders().get(place.entity or "")) is not None:
            side = place.as_actor(holder, "MIL")
            return Filled((side,), "ground")
    return None


def under_occupation(attempt: Attempt) -> Filled | None:
    """Return the people on whose land occupiers act, where the text tells them of nobody's."""
    first = attempt.sources[0]
    lands = _held().get(first.code or "")
    if first.entity not in _OCCUPIERS or lands is None:
        return None
    if attempt.frame.event_type not in {"ASSAULT", "COERCE"}:
        return None
    people = NounPhrase(first.first, first.last, Kind.ACTOR, lands[0], "CVL", name=lands[0])
    return Filled((people,), "occupied")
