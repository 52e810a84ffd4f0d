"""Towns of the own land that others hold: an attack on them is one on who holds them."""

from streams.extract.actors.phrases import Kind, NounPhrase, is_other_side
from streams.extract.actors.registry import LANDLESS
from streams.extract.clauses.passage import Passage
from streams.extract.clauses.relations import region
from streams.extract.subjects.attempt import Attempt
from streams.extract.subjects.discourse import Discourse
from streams.extract.targets.roles import Filled
from streams.extract.violence.captured import GROUND
from streams.extract.violence.own_land import ARMED, foe_fought, other_party

HOLDING_SPAN = 14
"""Words behind a town in which it is told who holds it."""
HOLDER_SPAN = 5
"""Words behind "stronghold", "under the control" in which who holds it is named."""
_OFFENSIVE = "attack"
"""How the names of frames begin of attacks on a town, which shelling a town is not always."""
_AFAR = frozenset({"raid", "bombing", "missile"})
_WITHDRAWS = "withdraw"
_HOLDING = ("معقل", "معاقل", "معقلي", "سيطره", "قبضه", "يسيطر", "تسيطر", "يحتل", "تحتل", "طرد",
            "اخراج", "دحر")  # fmt: skip
"""Words for holding ground, and for being driven from it, before whoever that is."""


def against_holder(attempt: Attempt, filled: Filled | None, discourse: Discourse) -> Filled | None:
    """Return the foe who holds the town of its own land that a force attacks, else ``filled``.

    The sentence names him behind the town, or the text told that it fought a group of no country.
    """
    if filled is None or attempt.frame.event_type != "ASSAULT" or attempt.frame.mutual:
        return filled
    source = attempt.sources[0]
    if source.sector not in ARMED or not filled.group:
        return filled
    if not all(p.kind is Kind.PLACE and p.code == source.code for p in filled.group):
        return filled
    holder = holder_told(attempt.passage, filled.group[-1].last, source)
    if holder is not None:
        return Filled((holder,), "holder")
    offensive = attempt.frame.id.startswith(_OFFENSIVE) and not _is_from_afar(attempt)
    foes = foe_fought(source.code, discourse) if offensive else ()
    return Filled(foes, "holder") if foes else filled


def _is_from_afar(attempt: Attempt) -> bool:
    """Return whether the attack is one of raids and shells, which fall on people of the town."""
    at = attempt.complement
    return at is not None and not attempt.passage.words[at].noun_classes.isdisjoint(_AFAR)


def left_to(attempt: Attempt, filled: Filled | None, discourse: Discourse) -> Filled | None:
    """Return the foe to whom armed people leave ground of their own land, else ``filled``.

    A group of no country leaves it to those of the land in which the text plays.
    """
    source = attempt.sources[0]
    if attempt.frame.id != _WITHDRAWS or not _fights(source):
        return filled
    own = filled is not None and all(
        p.kind is Kind.PLACE and p.code == source.code for p in filled.group
    )
    if not own and (filled is not None or not _is_from_ground(attempt)):
        return filled
    if source.code in LANDLESS:
        place = discourse.place
        return Filled((place.as_actor(place.code),), "ground") if place is not None else None
    if not own and any(p.code not in {source.code, None} for p in attempt.passage.phrases):
        return None
    return Filled(foe_fought(source.code, discourse) or (other_party(source),), "foes")


def _fights(source: NounPhrase) -> bool:
    return source.sector in ARMED or source.code in LANDLESS


def _is_from_ground(attempt: Attempt) -> bool:
    """Return whether what is left is ground: withdrew from the town, from its positions in."""
    passage = attempt.passage
    start = region(passage, attempt.at + 1, attempt.arguments.end, "من")
    if start is None:
        return False
    left = passage.covered.get(start)
    return bool(passage.words[start].noun_classes & GROUND) or (
        left is not None and left.kind is Kind.PLACE
    )


def holder_told(passage: Passage, first: int, source: NounPhrase) -> NounPhrase | None:
    """Return who is told behind ``first`` to hold the ground before it: the stronghold of X."""
    for at in range(first, min(passage.last, first + HOLDING_SPAN)):
        if not passage.keys[at].lstrip("ول").startswith(_HOLDING):
            continue
        near = passage.between(at + 1, at + 1 + HOLDER_SPAN)
        found = next((p for p in near if p.code is not None), None)
        if found is not None and found.kind is Kind.ACTOR and is_other_side(found, source):
            return found
    return None
