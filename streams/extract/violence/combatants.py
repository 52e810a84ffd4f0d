"""The parties of a fight: the far side of a front, fighters of no named nation."""

from dataclasses import replace

from streams.extract.actors.phrases import Kind, NounPhrase
from streams.extract.actors.registry import BODIES, LANDLESS
from streams.extract.clauses.groups import Group, group_at
from streams.extract.clauses.passage import Passage
from streams.extract.clauses.relations import stands_apart
from streams.extract.subjects.attempt import Attempt
from streams.extract.subjects.discourse import Discourse
from streams.extract.targets.standing import PEACEFUL
from streams.extract.violence.own_land import ARMED, foe_fought, other_party
from streams.extract.violence.unnamed import place_named

CAMP_SPAN = 16
"""Words of one camp, before "on one side" says that the other is told."""
FAR_SPAN = 4
"""Words between "on one side" and the other camp."""


def combatants(attempt: Attempt, found: Group, discourse: Discourse) -> Group:
    """Return who fights whom in ``found``, the parties of a joint act; itself where it is no fight.

    Who only tells of the fight is none of them; the pronoun that meant him means the foe.
    """
    if attempt.frame.event_type != "ASSAULT" or not found:
        return found
    passage = attempt.passage
    fighting = [p for p in found if p.code not in PEACEFUL]
    far = _far_camp(passage, fighting) if fighting else []
    fighting += [p for p in far if p not in fighting]
    known = [p for p in fighting if p.code is not None]
    if len({(p.code, p.sector, p.name) for p in known}) != 1:
        return fighting
    if len(fighting) < len(found):
        return [*known, *_foe(known[0].code, known, discourse)]
    land = _land(passage, known[0].code, discourse)
    return [p for fighter in fighting if (p := _of_land(fighter, land)) is not None]


def _of_land(fighter: NounPhrase, land: str | None) -> NounPhrase | None:
    """Return a fighter of no nation as one of ``land``; None for who bears no arms."""
    if fighter.code is not None:
        return fighter
    if land is None or not (fighter.role and fighter.sector in ARMED):
        return None
    return replace(fighter, kind=Kind.ACTOR, code=land)


def _foe(code: str | None, known: Group, discourse: Discourse) -> Group:
    """Return whom the one named party fought last, else the other party of its land."""
    if fought := foe_fought(code, discourse):
        return list(fought)
    return [other_party(known[0])] if known[0].sector in ARMED and code not in BODIES else []


def _land(passage: Passage, code: str | None, discourse: Discourse) -> str | None:
    """Return of which land fighters are whom no nation qualifies: where they fight, else home."""
    place = place_named(passage) or discourse.place
    if place is not None:
        return place.code
    return None if code in LANDLESS or code in BODIES else code


def _far_camp(passage: Passage, near: Group) -> Group:
    """Return the camp behind "on one side", which names who fights those in ``near``."""
    last = near[-1].last
    for at in range(last, min(passage.last - 2, last + CAMP_SPAN)):
        if not stands_apart(passage, at):
            continue
        for phrase in passage.between(at + 2, at + 2 + FAR_SPAN):
            if phrase.code is not None and phrase.conjoined:
                return group_at(passage, phrase)
        return []
    return []
