"""Releases that do not tell whose they are: of the land, or the group, that held somebody."""

from dataclasses import replace

from streams.extract.actors.phrases import Kind, NounPhrase
from streams.extract.clauses.groups import Group
from streams.extract.clauses.passage import Passage
from streams.extract.subjects.attempt import Attempt
from streams.extract.violence.custody import ARREST, PLACE_SPAN, SEAT_SPAN

_AT = frozenset({"في", "ب", "لدي"})
"""Prepositions of the land or the group that held somebody."""


def freed(attempt: Attempt) -> tuple[Group, Group] | None:
    """Return who let go and who was let go where the clause tells only where he was held.

    Whoever announces that his own citizen is free, held abroad, did not hold him.
    """
    passage, sources = attempt.passage, attempt.sources
    if not attempt.frame.id.startswith("release"):
        return None
    end = min(passage.last - 1, attempt.at + PLACE_SPAN)
    held = next((at for at in range(attempt.at + 2, end) if _is_held(passage, at)), None)
    if held is None:
        return None
    place = _held_where(passage, held)
    told = [p for p in passage.between(attempt.at + 1, held) if p not in sources]
    free = next((p for p in told if p.code), None)
    if free is None and told and sources and attempt.arguments.rule == "governor":
        free = replace(told[0], kind=Kind.ACTOR, code=sources[0].code, sector="CVL")
    if place is None or free is None or place.code == free.code:
        return None
    doer = attempt.head.form == "verb" and attempt.arguments.rule != "dropped"
    if any(p.code == place.code or (doer and p.code != free.code) for p in sources):
        return None
    held_by = place.as_actor(place.code, "COP")
    return [held_by], [free]


def _held_where(passage: Passage, held: int) -> NounPhrase | None:
    """Return the place or the group that the word at ``held`` says to hold somebody."""
    own = passage.covered.get(held)
    if own is not None and own.role:
        return own if own.code and "في" in passage.keys[own.first : own.last] else None
    near = (p for p in passage.between(held + 1, held + 1 + SEAT_SPAN) if p.code)
    return next((p for p in near if p.preposition in _AT), None)


def _is_held(passage: Passage, at: int) -> bool:
    """Return whether the word at ``at`` says that somebody was held: a Frenchman jailed in."""
    readings = passage.words[at].noun_frames
    return any(
        a.pos == "passive_participle" and f.cameo == ARREST
        for a, frames in readings
        for f in frames
    )
