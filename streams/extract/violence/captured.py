"""From whom ground is taken in a civil war: the other party of the own land, seldom named."""

from streams.extract.actors.phrases import RIVALS, Kind
from streams.extract.actors.registry import BODIES
from streams.extract.subjects.attempt import Attempt
from streams.extract.subjects.discourse import Discourse
from streams.extract.targets.roles import Filled
from streams.extract.violence.own_land import ARMED, driven_out, foe_fought, other_party
from streams.extract.violence.victims import is_ground

GROUND = frozenset({"place", "base", "site"})
"""Classes of what is fought over."""
_TAKE = ARMED | {"GOV"}
"""Sectors of those who take ground in their own land: a government, too, by its army."""
GROUND_SPAN = 4
"""Words after "control" in which what is controlled stands."""


def ground_taken(attempt: Attempt, discourse: Discourse) -> Filled | None:
    """Return from whom armed people take ground that the text calls nobody's.

    In their own land that is its other party (the state takes it from rebels, they from the army),
    or the group of no country that they fought before.
    """
    source = attempt.sources[0]
    armed = source.sector in _TAKE or source.code in BODIES
    if not (armed and attempt.frame.id.startswith("capture") and _is_of_ground(attempt)):
        return None
    told = [p for p in attempt.passage.phrases if p.code and is_ground(p) and not p.dateline]
    behind = [p for p in told if p.first > attempt.at]
    if source.sector == "GOV" and not (behind and attempt.head.analysis.aspect != "imperfect"):
        return None  # a government: only where it is told which town it took
    land = next(iter(behind or told[-1:]), discourse.place)
    if source.code in BODIES:
        return Filled((land,), "ground") if land is not None else None
    abroad = land is not None and land.code != source.code
    if abroad or (land is None and source.sector not in RIVALS):
        return None
    if foes := foe_fought(source.code, discourse) or driven_out(attempt):
        return Filled(foes, "ground")
    return Filled((other_party(source),), "ground")


def own_ground(attempt: Attempt, filled: Filled) -> bool:
    """Return whether whom ground is taken from would be the own land: near a town of it."""
    if not attempt.frame.id.startswith("capture") or not attempt.sources:
        return False
    own = attempt.sources[0].code
    return bool(filled.group) and all(p.kind is Kind.PLACE and p.code == own for p in filled.group)


def _is_of_ground(attempt: Attempt) -> bool:
    """Return whether what is taken is ground: a town, a camp, control of a quarter."""
    at = attempt.complement
    if at is None:
        return False
    words = attempt.passage.words
    if words[at].noun_classes & GROUND:
        return True
    reach = range(at + 1, min(attempt.passage.last, at + GROUND_SPAN))
    return any(words[k].noun_classes & GROUND for k in reach)
