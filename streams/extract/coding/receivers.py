"""Who is helped where the clause names no nation: the people of the place where help is given."""

from typing import Final

from streams.extract.actors.phrases import NounPhrase
from streams.extract.subjects.attempt import Attempt
from streams.extract.targets.roles import Filled
from streams.extract.violence.unnamed import locals_hit, people_hit

_ON_THE_SPOT: Final = frozenset(
    {"aid", "relief", "supplies", "medical", "treatment", "care", "casualties", "refugees"}
)
"""Classes of what is given where the needy are, unlike money."""
_HANDED_OUT: Final = ("distribute", "treat", "help-resume", "airlift")
"""How the names of frames begin that tell by themselves that the giver is where the needy are."""
_THERE: Final = frozenset({"هناك", "فيه", "فيها", "فيهما"})
"""Words that take up the place that was told before."""


def receivers(attempt: Attempt, told: NounPhrase | None) -> Filled | None:
    """Return the people of the land where relief is given: in Yemen it distributed food.

    ``told`` is the place of the sentence before, meant where receivers of no nation are told, or
    "there". None in the giver's own land and where nothing tells the place.
    """
    frame, passage, at = attempt.frame, attempt.passage, attempt.at
    if frame.event_type != "AID" or frame.complement not in _ON_THE_SPOT:
        return None
    end = attempt.arguments.end
    people = people_hit(passage, at + 1, end)
    taken_up = people is not None or not _THERE.isdisjoint(passage.keys[at + 1 : end])
    if not taken_up and not frame.id.startswith(_HANDED_OUT):
        return None  # will give equipment: at a conference in
    hit = locals_hit(passage, people or at, at, told if taken_up else None)
    own = {p.code for p in attempt.sources}
    return Filled(tuple(hit), "receivers") if hit and hit[0].code not in own else None
