"""With whom one mourns where the clause names no land: the kin of the victims of what was told."""

from dataclasses import replace

from streams.extract.actors.phrases import Kind
from streams.extract.subjects.attempt import Attempt
from streams.extract.subjects.discourse import Discourse
from streams.extract.targets.roles import Filled


def bereaved(attempt: Attempt, discourse: Discourse) -> Filled | None:
    """Return the people whom the latest violence told of hit, else those of where it was."""
    own = attempt.sources[0].code
    hit = next((target for _, target in reversed(discourse.strikes) if target is not None), None)
    people = hit or discourse.place
    if people is None or people.code in {None, own}:
        return None
    return Filled((replace(people, kind=Kind.ACTOR, sector="CVL"),), "bereaved")
