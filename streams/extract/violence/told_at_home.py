"""Whom a strike hit that his own officials tell of: the governor of X says that planes of Y."""

from streams.extract.actors.phrases import FORCES, Kind, NounPhrase
from streams.extract.actors.registry import BODIES
from streams.extract.subjects.attempt import Attempt
from streams.extract.subjects.discourse import Discourse
from streams.extract.targets.roles import Filled

_FIRE = "fire"
"""What is opened on somebody, unlike missiles, which are shot into the sea as a test."""


def told_at_home(
    attempt: Attempt, teller: NounPhrase | None, discourse: Discourse
) -> Filled | None:
    """Return the land of who tells of a strike on a thing of nobody in particular.

    He holds office in a town, or bears arms, and neither the clause nor the place that the text
    told before is another's.
    """
    if teller is None or attempt.status != "actual" or attempt.head.form != "verb":
        return None
    aimed = "object" in attempt.frame.roles or attempt.frame.complement == _FIRE
    if not aimed or not _is_on_the_spot(teller):
        return None
    own = {p.code for p in attempt.sources}
    if teller.code in own or teller.code in BODIES or _others(attempt, teller, discourse):
        return None
    return Filled((teller.as_actor(teller.code, "CVL"),), "teller")


def _is_on_the_spot(teller: NounPhrase) -> bool:
    """Return whether somebody answers for the place that was struck: a governor, a spokesman."""
    if teller.kind is not Kind.ACTOR or not teller.role or teller.code is None:
        return False
    return teller.town or teller.sector in FORCES


def _others(attempt: Attempt, teller: NounPhrase, discourse: Discourse) -> bool:
    """Return whether the clause or the place told before it names a third side."""
    known = {p.code for p in attempt.sources} | {teller.code, None}
    beside = attempt.passage.between(attempt.at + 1, attempt.arguments.end)
    if any(p.code not in known for p in beside):
        return True
    return discourse.place is not None and discourse.place.code not in known
