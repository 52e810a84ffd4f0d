"""Who struck and who was struck, where a sentence tells violence from its victim's side."""

from bisect import bisect_right

from streams.extract.actors.phrases import Kind, NounPhrase
from streams.extract.clauses.agents import agent_behind, is_of_participle
from streams.extract.clauses.groups import Group, group_at, side_at
from streams.extract.clauses.nationalities import adjectives
from streams.extract.clauses.passage import Passage
from streams.extract.clauses.relations import (
    before_places,
    genitive,
    governing_preposition,
    prepositional,
)
from streams.extract.speech.crimes import is_violence
from streams.extract.speech.doers import doers
from streams.extract.subjects.arguments import Arguments
from streams.extract.violence.suspected import suspected

CLAIMED = "تبنّى"
"""Lemma of the verb by which a group says that a strike was its own."""
STORY_SPAN = 20
"""Words after a crime in which its outcome is told."""
REPORT_SPAN = 25
"""Words after the victims in which the strike that hit them is told."""
HIT_SPAN = 5
"""Words after an act of violence in which the thing that it hits is told."""
COUNTED_SPAN = 5
"""Words after a killing in which the nation of those whose number it tells stands."""
ATTACK_SPAN = 10
"""Words after a strike in which who made it is told."""
LAND_SPAN = 3
"""Words of a place with its name before the nationality of it."""
_SPANS = frozenset({"يوم", "يومين", "اسبوع", "اسبوعين", "شهر", "شهرين", "ايام", "اسابيع", "اشهر"})
_LIVES = frozenset({"بحياه", "حياه", "ارواح", "بارواح"})
"""What an attack takes: the lives of."""
_WEAPONS = frozenset({"missile", "bomb", "bombing", "attack"})
"""Classes of nouns of what kills when it is shot, thrown or laid, of its going off, an ambush."""
_ARMS = frozenset({"aircraft", "missile", "bomb", "weapons"})
"""Classes of nouns for what a strike is made with."""
WEAPON_SPAN = 4
"""Words after a strike in which what it was made with is told."""
_WHEN = frozenset({"حين", "حينما", "عندما", "بعدما", "لما", "اثر"})
_LAID = ("نسب", "ينسب", "تنسب", "عزي", "عزت")
"""How the verbs begin that lay an act to somebody."""
_SUFFERED = frozenset({"kill", "wound"})
"""Frames of what violence does to people."""
_FORCE = frozenset({"repress", "disperse", "storm", "raid"})
"""Frames of the acts of forces in which people are hurt."""
_BY_FIRE = frozenset({"بنيران", "برصاص"})
"""Words of agency that are weapons, too: by the fire that X opened, by fire from Syria."""
_CAUSES = frozenset({"في", "ب", "جراء", "اثر", "نتيجه", "بسبب", "خلال"})


def attack_agent(passage: Passage, first: int, end: int) -> Group:
    """Return who struck, in "killed in strikes that X launched", "by the fire of X"."""
    for at in range(first, min(end, first + REPORT_SPAN)):
        if (doer := agent_behind(passage, at)) is not None and not is_of_participle(passage, at):
            return group_at(passage, doer)
        if at in passage.covered:
            continue
        if shot := _strikes_when(passage, at):
            return shot
        if passage.keys[at] not in _BY_FIRE:
            if not (_is_blow(passage, at) or _is_weapon(passage, at) or _is_force(passage, at)):
                continue
            if governing_preposition(passage, at) not in _CAUSES and not _of_days(passage, at):
                continue
        limit = min(passage.last, at + ATTACK_SPAN)
        found = (
            doers(passage, at, limit)
            or [p for p in genitive(passage, at, limit) if p.code and p.kind is Kind.ACTOR]
            or adjectives(passage, at, limit)
            or by_weapon(passage, at, limit)
            or [p for p in passage.between(at + 1, at + 4) if p.preposition == "ل" and p.code]
            or _opponents(passage, at, limit)
            or _charged(passage, at, limit)
            or _claimer(passage, at)
            or suspected(passage, at)
            or prepositional(passage, at + 1, limit, "من")
        )
        if found or not _is_wound(passage, at):  # "wounded with burns": how, not by what
            return found
    return []


def _is_blow(passage: Passage, at: int) -> bool:
    """Return whether the noun at ``at`` is violence, alone or with what it hits: arson."""
    if not passage.words[at].noun_frames:
        return False
    if is_violence(passage, at):
        return True
    hit = passage.words[at + 1 : min(passage.last, at + HIT_SPAN)]
    return any(
        frame.event_type == "ASSAULT"
        and frame.complement_role != "adjective"
        and any(frame.complement in w.noun_classes for w in hit)
        for _, frames in passage.words[at].noun_frames
        for frame in frames
    )


def _claimer(passage: Passage, at: int) -> Group:
    """Return who claims the strike at ``at`` for himself: a blast that the movement claimed."""
    for place in passage.order[bisect_right(passage.order, at) :]:
        head = passage.heads[place]
        if head.form == "verb" and head.analysis.lemma == CLAIMED and head.analysis.enclitic:
            phrase = passage.covered.get(place + 1)
            if phrase is not None and phrase.code is not None and phrase.preposition is None:
                return group_at(passage, phrase)
    return []


def _strikes_when(passage: Passage, at: int) -> Group:
    """Return who strikes in a clause of time: (were killed) when gunmen of X opened fire."""
    word = passage.words[at]
    if not word.verb_frames or not _tells_when(passage, at - 1):
        return []
    phrase = passage.covered.get(at + 1)
    if phrase is None or phrase.kind is not Kind.ACTOR or phrase.preposition is not None:
        return []
    around = passage.words[at + 1 : at + ATTACK_SPAN]
    nouns = frozenset[str]().union(*(w.noun_classes for w in around))
    strikes = any(
        f.event_type == "ASSAULT" and (not f.complement or f.complement in nouns)
        for _, frames in word.verb_frames
        for f in frames
    )
    return group_at(passage, phrase) if strikes else []


def _tells_when(passage: Passage, at: int) -> bool:
    """Return whether the word at ``at`` opens a clause of time: when, after."""
    key = passage.keys[at]
    return key in _WHEN or (key in {"ان", "ما"} and passage.keys[at - 1] in {"بعد", "عقب", "اثر"})


def _is_force(passage: Passage, at: int) -> bool:
    """Return whether the noun at ``at`` is a fight or an act of force: in clashes, in a raid."""
    return "operation" in passage.words[at].noun_classes or any(
        (f.mutual and f.event_type == "ASSAULT") or f.id in _FORCE
        for _, frames in passage.words[at].noun_frames
        for f in frames
    )


def _charged(passage: Passage, at: int, limit: int) -> Group:
    """Return who is held to have struck: in an attack that was laid to X."""
    for place in range(at + 1, limit):
        if passage.keys[place].startswith(_LAID):
            found = passage.between(place + 1, place + ATTACK_SPAN)
            return next(([p] for p in found if p.preposition in {"الي", "ل"} and p.code), [])
        if passage.keys[place] == "بصمات":
            return genitive(passage, place, passage.last)
    return []


def _is_weapon(passage: Passage, at: int) -> bool:
    """Return whether the noun at ``at`` is what struck: by a rocket, a blast, in a shooting."""
    word, following = passage.words[at], passage.word(at + 1)
    if word.noun_classes & _WEAPONS:
        return True
    if "fire" in word.noun_classes and governing_preposition(passage, at) == "ب":
        return True  # by the fire of
    shot = following is not None and "fire" in following.noun_classes
    return shot and "firing" in word.noun_classes


def _is_wound(passage: Passage, at: int) -> bool:
    """Return whether the noun at ``at`` is what a strike leaves on people, not a strike."""
    found = [f for _, frames in passage.words[at].noun_frames for f in frames]
    return bool(found) and all(f.id == "wound" for f in found)


def by_weapon(passage: Passage, at: int, limit: int) -> Group:
    """Return whose weapon made the strike at ``at``: in a raid by an American aircraft."""
    for place in range(at + 1, min(limit, at + WEAPON_SPAN)):
        word, phrase = passage.words[place], passage.covered.get(place + 1)
        if word.clitic in {"ب", "ل"} and word.noun_classes & _ARMS and phrase is not None:
            if phrase.first == place:  # with a drone of the forces: one phrase, theirs
                return [phrase] if phrase.code is not None else []
            return [phrase] if phrase.code is not None and phrase.preposition is None else []
    return []


def _opponents(passage: Passage, at: int, limit: int) -> Group:
    """Return with whom the fight at ``at`` was."""
    mutual = any(f.mutual for _, frames in passage.words[at].noun_frames for f in frames)
    return prepositional(passage, at + 1, limit, "مع") if mutual else []


def _of_days(passage: Passage, at: int) -> bool:
    """Return whether the strikes at ``at`` are those of a time: in a week of strikes."""
    before, timed = passage.word(at - 3), passage.word(at - 2)
    told = passage.keys[at - 1] == "من" and before is not None and before.key in _CAUSES
    return told and timed is not None and timed.key in _SPANS


def cause_of(passage: Passage, first: int, end: int) -> int | None:
    """Return the blow that is told behind a killing: in a raid, by a shell; None without one."""
    for at in range(first, min(end, first + REPORT_SPAN)):
        if at in passage.covered or governing_preposition(passage, at) not in _CAUSES:
            continue
        if is_violence(passage, at) or _is_weapon(passage, at):
            return at
    return None


def victims(passage: Passage, first: int, end: int) -> Group:
    """Return who was killed or wounded: the first side after the trigger, numbers passed over."""
    for phrase in passage.between(first, end):
        if phrase.code is None or phrase.kind is Kind.PLACE:
            continue
        if phrase.preposition in {None, "من"} and not passage.words[phrase.first - 1].has("agent"):
            return side_at(passage, phrase)
        return []
    return []


def struck_later(passage: Passage, at: int) -> Group:
    """Return who suffered a crime whose outcome is told: "... and led to the death of"."""
    for place in range(at + 1, min(passage.last - 1, at + STORY_SPAN)):
        if place in passage.covered:
            continue
        if passage.keys[place] in _LIVES:
            return victims(passage, place + 1, passage.last)
        dead = "casualties" in passage.words[place].noun_classes
        if not (dead or is_violence(passage, place)) or _is_charge(passage, place):
            continue
        found = [] if dead else genitive(passage, place, passage.last)
        if not found and _tells_dead(passage, place):  # the death of ten soldiers, ten dead of
            found = victims(passage, place + 1, min(passage.last, place + COUNTED_SPAN))
        if found:
            return found
    return []


def _is_charge(passage: Passage, at: int) -> bool:
    """Return whether the violence at ``at`` is what somebody is tried for: convicted of killing."""
    head = passage.heads.get(at - 1)
    return head is not None and not head.event_types.isdisjoint({"ACCUSE", "SANCTION"})


def _tells_dead(passage: Passage, at: int) -> bool:
    """Return whether the noun at ``at`` tells that people were killed or hurt."""
    if "casualties" in passage.words[at].noun_classes:
        return True
    found = [f for _, frames in passage.words[at].noun_frames for f in frames]
    return any(f.id in _SUFFERED for f in found)


def struck_place(passage: Passage, arguments: Arguments, source: NounPhrase) -> Group:
    """Return the country in which something of nobody was hit: positions in, houses in."""
    if not arguments.objects or arguments.objects[0][0].role:
        return []
    return place_after(passage, arguments.objects[0][0].last, arguments.end, source)


def place_after(passage: Passage, first: int, end: int, source: NounPhrase) -> Group:
    """Return the first country in ``[first, end)`` that is named as a place.

    Not that of ``source``, unless those are rebels, who fight the state in their own land; nor
    that from whose ground it came.
    """
    own = None if source.sector == "REB" else source.code
    for phrase in passage.between(first, end):
        told = phrase.code not in {None, own} and before_places(passage, phrase, "") != "من"
        if told and (is_ground(phrase) or _is_land_of(passage, phrase)):
            return [p for p in group_at(passage, phrase) if p.code not in {None, own}]
    return []


def _is_land_of(passage: Passage, phrase: NounPhrase) -> bool:
    """Return whether a nationality is that of a place: in the province of X (the Afghan one)."""
    if phrase.kind is not Kind.ATTRIBUTE or not passage.words[phrase.first].definite:
        return False
    first = max(passage.first, phrase.first - LAND_SPAN)
    return any("place" in w.noun_classes for w in passage.words[first : phrase.first - 1])


def place_before(passage: Passage, at: int, source: NounPhrase) -> Group:
    """Return the one country in which the sentence plays, told before the strike at ``at``.

    Where people come out against a strike is not where it was.
    """
    if passage.words[at - 1].has("cause"):
        return []
    first = max(passage.start(at), at - ATTACK_SPAN)
    found = [p for p in passage.between(first, at) if p.kind is Kind.PLACE and p.code]
    codes = {p.code for p in found}
    return found[:1] if len(codes) == 1 and source.code not in codes else []


def is_ground(phrase: NounPhrase) -> bool:
    """Return whether a phrase names the place of an act: in Yemen, Yemen's north."""
    if phrase.kind is Kind.PLACE:
        return True
    country = (phrase.entity or "").startswith(("country:", "capital:"))
    return country and phrase.preposition == "ب" and not phrase.role
