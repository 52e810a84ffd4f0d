"""Whom violence hit, where its frame names nobody: its victims, its place, whom a group claims."""

from dataclasses import replace

from streams.extract.actors.phrases import FORCES, Kind, NounPhrase
from streams.extract.clauses.groups import Group
from streams.extract.clauses.relations import region
from streams.extract.subjects.attempt import Attempt
from streams.extract.subjects.discourse import Discourse
from streams.extract.targets.pronouns import some_of_them
from streams.extract.targets.roles import Filled
from streams.extract.targets.standing import PEACEFUL
from streams.extract.violence.captured import GROUND
from streams.extract.violence.undergone import struck_in_passive
from streams.extract.violence.unnamed import locals_hit, own_hit, people_hit, place_named
from streams.extract.violence.victims import (
    attack_agent,
    cause_of,
    place_after,
    place_before,
    struck_later,
    struck_place,
    victims,
)
from streams.lexicon.triggers import Frame

COUNTED_SPAN = 3
"""Words behind a verb in which the number of those whom it struck begins."""
AGENT_FIRST_SPAN = 3
"""Words after a killing in which "at the hands of" stands before whom it struck."""
_SUFFERERS = ("persons", "casualties", "killing")
"""Classes of the nouns that a violent act demands and that are, or tell, its victims."""
_BOMBARD = frozenset({"bomb", "air-raid+raid", "shell+missile", "shell+bomb", "attack+attack"})
"""Frames of strikes from afar."""
_HOMES = frozenset({"house", "vehicle", "site"})
_KIN = frozenset({"ذويه", "عايلته", "اسرته", "اهله", "ذويها", "عايلتها", "اسرتها"})
"""Whose house it was, told by the pronoun: the home of his parents."""
HOME_SPAN = 5
"""Words behind the subject in which the house is told, with the pronoun of whose it is."""
_DRIVEN_BACK = ("repel", "foil")
"""How the names of frames begin of who fights an attack off: its dead are his own."""
_STRIKES = frozenset({"attack", "raid"})
"""Classes of the nouns of a strike that hits where it is made."""
_ENTERS = frozenset({"incursion", "storm"})
"""Frames of strikes at the land that they lead into: tanks rolled (into the) east of."""
_AIMING = ("على", "ضد", "باتجاه", "إلى")
"""Prepositions behind which stands what is struck: on positions in, towards towns in."""
_EACH_OTHER = ("between",)
"""Roles of a frame of blows that two exchange, which is told by both of them or not at all."""
_OF_VICTIMS = frozenset({"object", "subject", "genitive"})
"""Roles in which a killing has its victims."""


def struck_side(attempt: Attempt) -> tuple[Group, Group] | None:
    """Return who struck and who was struck, of a killing told from its victim's side."""
    passage, arguments = attempt.passage, attempt.arguments
    if attempt.frame.event_type != "ASSAULT" or not _has_victims(attempt.frame):
        return None
    if attempt.head.form == "verb" and "by" not in attempt.frame.agent:
        return struck_in_passive(attempt)
    active = attempt.head.form == "verb" and any(p.code for p in arguments.subject)
    active = active and arguments.rule != "dropped"  # while a boy was killed by the fire of
    if active and _has_object(attempt):
        return None
    first = min(attempt.at + AGENT_FIRST_SPAN, arguments.end)
    agents = attack_agent(passage, attempt.at + 1, first)
    # Was killed at the hands of X a leader of Y.
    hit = victims(passage, agents[-1].last, arguments.end) if agents else []
    if not hit and agents and active:
        hit = arguments.subject  # two soldiers were killed by the fire of
    if not hit:
        cause = cause_of(passage, attempt.at + 1, passage.last)
        hit = victims(passage, attempt.at + 1, min(arguments.end, cause or passage.last))
        suffers = attempt.frame.complement or _OF_VICTIMS.intersection(attempt.frame.roles)
        people = None
        if suffers and not hit:
            hit, people = _lost(attempt)
        told = hit[-1].last if hit and people is None else people
        agents = attack_agent(passage, told, passage.last) if told is not None else []
        if people is not None and agents and not hit:
            hit = locals_hit(passage, people, attempt.at)
    if not agents and active and not arguments.objects:
        hit = [p for p in arguments.subject if p.code]
        agents = attack_agent(passage, attempt.at + 1, passage.last)
    if agents and hit and _is_untold(attempt, agents[0], hit[0]):
        return None
    agents = [p for p in agents if p.code not in PEACEFUL] or _announcer(attempt, hit)
    return (agents, hit) if agents and hit else None


def _is_untold(attempt: Attempt, agent: NounPhrase, hit: NounPhrase) -> bool:
    """Return whether what seems hit is who struck (a Russian strike), or where it came from."""
    if attempt.arguments.rule == "adjective" and hit.kind is Kind.ATTRIBUTE:
        return True
    return agent.kind is Kind.PLACE and agent.code == hit.code  # by a shell from Yemen


def _lost(attempt: Attempt) -> tuple[Group, int | None]:
    """Return whose people a killing hit, if a pronoun tells it, and where they stand, if told."""
    first = attempt.at + 1
    own = own_hit(attempt.passage, attempt.at)
    return own or ([], people_hit(attempt.passage, first, attempt.arguments.end))


def is_only_suffered(attempt: Attempt) -> bool:
    """Return whether a verb tells that people were killed, and nothing by whose blow."""
    if not attempt.frame.id.startswith(("kill", "wound")) or struck_side(attempt) is not None:
        return False
    objects = attempt.arguments.objects
    unnamed = not objects or objects[0][0].code is None
    if unnamed and some_of_them(attempt.passage, attempt.head, attempt.arguments):
        return False
    if attempt.head.analysis.number in {"d", "p"} and objects:
        return objects[0][0].code is None  # and (they) killed: several have no subject behind it
    return True


def _has_object(attempt: Attempt) -> bool:
    """Return whether whom it struck stands behind the verb: an extremist stabbed six persons."""
    arguments, at = attempt.arguments, attempt.at
    first = arguments.objects[0][0] if arguments.objects else None
    if first is not None and first.code and first.kind is not Kind.PLACE:
        return True
    near = min(arguments.end, at + COUNTED_SPAN)
    return arguments.rule == "svo" and people_hit(attempt.passage, at + 1, near) is not None


def _announcer(attempt: Attempt, hit: Group) -> Group:
    """Return the forces that tell of the death of gunmen or a group, whom they then killed."""
    entity = (hit[0].entity if hit else None) or ""
    fighters = entity.startswith("group:") or (bool(hit) and hit[0].sector == "REB")
    if attempt.head.form != "noun" or not fighters:
        return []
    first = next((p for p in attempt.passage.phrases if not p.dateline), None)
    if first is None or first.first > attempt.at or first.sector not in FORCES:
        return []
    return [first] if first.code is not None and first.entity != entity else []


def _has_victims(frame: Frame) -> bool:
    """Return whether the object of a violent act, or its demanded noun, is people who suffer it."""
    return not frame.complement or frame.complement.startswith(_SUFFERERS)


def struck(attempt: Attempt, scene: NounPhrase | None = None) -> Filled | None:
    """Return whom an act of violence hit by what came of it, by its people or its place."""
    if attempt.frame.roles == _EACH_OTHER and attempt.frame.target_required:
        return None
    told = attempt.frame.complement or attempt.head.form in {"noun", "masdar"}
    told = told and not attempt.frame.id.startswith(_DRIVEN_BACK)
    told = told and not (attempt.frame.mutual and len({p.code for p in attempt.sources}) > 1)
    if told and (found := struck_later(attempt.passage, attempt.at)):
        return Filled(tuple(found), "outcome")
    passage, source = attempt.passage, attempt.sources[0]
    people = people_hit(passage, _behind_subject(attempt), attempt.arguments.end)
    if people is None and (people := _taken_up(attempt)) is not None:
        scene = None
    if (
        "object" in attempt.frame.roles
        and not attempt.frame.mutual
        and attempt.frame.event_type == "ASSAULT"
        and people is not None
        and (hit := locals_hit(passage, people, attempt.at, scene))
    ):
        return Filled(tuple(hit), "people")
    place = struck_place(passage, attempt.arguments, source)
    if not place and (start := _aimed_at(attempt)) is not None:
        place = place_after(passage, start, attempt.arguments.end, source)
    strikes = attempt.frame.complement in _STRIKES or attempt.frame.id in _ENTERS
    if not place and (strikes or _hits_itself(attempt)):
        place = place_after(passage, attempt.at + 1, attempt.arguments.end, source)
    if not place and attempt.head.form in {"noun", "masdar"}:
        place = place_before(passage, attempt.at, source)
    if not place and source.sector == "MIL" and attempt.frame.id in _BOMBARD:
        # An army shells its own land where it fights those who rose there.
        anywhere = NounPhrase(source.first, source.last, source.kind)
        place = place_after(passage, attempt.at + 1, attempt.arguments.end, anywhere)
    if place:
        return Filled(tuple(place), "place")
    hurt = _hurt_before(attempt) or _told_before(attempt)
    return Filled((hurt,), "hurt") if hurt is not None else _foes(attempt)


def _hits_itself(attempt: Attempt) -> bool:
    """Return whether a strike is the subject of the verb before it: a raid (with bombs) hit."""
    verb = attempt.passage.heads.get(attempt.at - 1)
    if attempt.head.form == "verb" or verb is None or verb.form != "verb":
        return False
    return "ASSAULT" in verb.event_types


def _taken_up(attempt: Attempt) -> int | None:
    """Return where the people of no nation stand whom a relative clause is about: who X killed."""
    passage, at = attempt.passage, attempt.at
    if attempt.head.form != "verb" or not attempt.head.analysis.enclitic:
        return None
    behind = at - 1 if passage.words[at - 1].has("relative") else at
    person = passage.covered.get(behind - 1)
    if person is None or person.kind is not Kind.UNKNOWN or not person.role:
        return None
    return person.first


def _hurt_before(attempt: Attempt) -> NounPhrase | None:
    """Return the people told of before whose house was struck: a boy died as A burnt his home."""
    passage, source = attempt.passage, attempt.sources[0]
    first = attempt.arguments.object_at or attempt.at + 1
    things = passage.words[first : min(attempt.arguments.end, first + HOME_SPAN)]
    own = any(a.enclitic and w.noun_classes & _HOMES for w in things for a in w.nouns)
    if not (own or any(w.key in _KIN for w in things)):
        return None
    for phrase in reversed(passage.between(passage.first, attempt.at)):
        other = phrase.code not in {None, source.code} and phrase.kind is Kind.ACTOR
        if other and phrase.sector == "CVL":
            return phrase
    return None


def _told_before(attempt: Attempt) -> NounPhrase | None:
    """Return whose the thing is that a relative clause is about: the Iraqi town that X shelled."""
    passage, at = attempt.passage, attempt.at
    vso = attempt.arguments.rule == "vso" and attempt.frame.event_type == "ASSAULT"
    if not vso or not passage.words[at - 1].has("relative"):
        return None
    for phrase in reversed(passage.between(max(passage.first, at - HOME_SPAN), at)):
        if phrase.free and phrase.last < at - 1:
            return None  # Jordan condemned the attack that X made
        if phrase.code not in {None, attempt.sources[0].code} and phrase.preposition is None:
            return phrase
    return None


def _foes(attempt: Attempt) -> Filled | None:
    """Return gunmen of no nation whom forces kill as foes of their own state, or of its land."""
    first, objects = attempt.sources[0], attempt.arguments.objects
    foe = next((g[0] for g in objects[:2] if g[0].sector == "REB" and g[0].code is None), None)
    if foe is None or first.sector not in FORCES:
        return None
    land = place_after(attempt.passage, foe.last, attempt.passage.last, first)
    code = land[0].code if land else first.code
    return Filled((replace(foe, kind=Kind.ACTOR, code=code),), "foes")


def _behind_subject(attempt: Attempt) -> int:
    return attempt.arguments.object_at or attempt.at + 1


def _aimed_at(attempt: Attempt) -> int | None:
    """Return where a strike is told to be aimed: on positions in, at a camp in, a field in."""
    taken = attempt.complement is not None and attempt.frame.complement in GROUND
    if taken and attempt.arguments.rule != "relative":
        return attempt.complement
    if attempt.frame.complement_role != "object" or attempt.frame.target_required:
        return None
    end = attempt.arguments.end
    for preposition in _AIMING:
        start = region(attempt.passage, attempt.at + 1, end, preposition)
        if start is not None:
            return start
    return None


def claimed(attempt: Attempt, discourse: Discourse) -> Filled | None:
    """Return whom an attack hit that somebody says was his: told before, or where it was."""
    source = attempt.sources[0]
    for _, struck in reversed(discourse.strikes):
        if struck is not None:
            return Filled((struck,), "told")
    place = place_named(attempt.passage) or discourse.place
    if place is None:
        hurt = attempt.passage.between(attempt.at + 1, attempt.passage.last)
        named = next((p for p in hurt if p.code not in {None, source.code}), None)
        return Filled((named,), "struck") if named is not None else None
    hit = place.as_actor(place.code, "CVL")
    return Filled((hit,), "scene") if place.first != source.first else None
