"""Whom a state blames for what its own people undergo abroad: their arrest in Chad."""

from streams.extract.actors.phrases import Kind, NounPhrase
from streams.extract.subjects.attempt import Attempt
from streams.extract.subjects.discourse import HURTS, Discourse
from streams.extract.targets.roles import Filled

PEOPLE_SPAN = 5
"""Words behind an arrest in which those are named who undergo it."""
PLACE_SPAN = 8
"""Words behind them in which is told where."""
_HELD = frozenset({"arrest", "detention", "trial", "verdict", "execution", "expulsion"})
"""Classes of what only those who rule a land do to people in it."""
_STATE = frozenset({None, "GOV"})


def by_captor(attempt: Attempt, filled: Filled | None, discourse: Discourse) -> Filled | None:
    """Return ``filled`` with who rules where the people of who blames are held or put to death.

    Where no place is told, who did so in the sentences before; no state blames itself for that.
    """
    source = attempt.sources[0]
    blames = attempt.frame.event_type == "ACCUSE" and source.sector in _STATE
    if not blames or _HELD.isdisjoint(attempt.passage.noun_classes):
        return filled  # most attempts
    if filled is not None and any(p.code not in {None, source.code} for p in filled.group):
        return filled
    people = _held(attempt)
    if people is None:
        return filled
    end = min(attempt.passage.last, people.last + PLACE_SPAN)
    for place in attempt.passage.between(people.last, end):
        if place.kind is Kind.PLACE and place.code not in {None, source.code}:
            return Filled((place,), "abroad")
    return Filled(tuple(discourse.done(HURTS, source)), "unnamed")


def _held(attempt: Attempt) -> NounPhrase | None:
    """Return those of the actor's own nation who are held, tried or put to death, if any are."""
    passage = attempt.passage
    for at in range(attempt.at + 1, attempt.arguments.end):
        if passage.words[at].noun_classes & _HELD:
            named = passage.between(at + 1, min(passage.last, at + PEOPLE_SPAN))
            people = next((p for p in named if p.code is not None), None)
            own = people is not None and people.code == attempt.sources[0].code
            return people if own else None
    return None
