"""People without a nation: whose soldiers, policemen and civilians a sentence tells of."""

from collections.abc import Sequence
from itertools import pairwise

from streams.extract.actors.membership import OPPOSING
from streams.extract.actors.naming import Namer
from streams.extract.actors.phrases import FORCES, Kind, NounPhrase

_DIRECTIONS = frozenset({"الي", "من", "ل", "نحو"})
"""Prepositions of places from which and to which something moves: nothing happens there."""
_INSIDE = frozenset({"في", "ب", None})
TOWN_SPAN = 2
"""Words between people and the name of where they are: in the city of."""
_LOCAL = frozenset({"MIL", "COP", "CVL", "REB"})
"""Sectors whose people are of the land where something happens to them, unless it is told."""


_CROWDS = ("متظاهر", "محتج")
"""How the words for those begin who protest where they live."""
_RESIDENT = _LOCAL | {"MED", "OPP"}
_GUNMEN = "gunmen"
"""Role of those who strike and are not named, one or several."""
_OF_SOME_LAND = frozenset({"refugees", "aircraft", "ship"})
"""Classes of those who fled there and of what flew or sailed there."""


def place_people(phrases: Sequence[NounPhrase], namer: Namer) -> None:
    """Give people without a nation that of the one country where the sentence plays.

    Where no place is named, soldiers are those of the forces that tell of them.
    """
    for people, group in pairwise(phrases):
        if people.kind is Kind.UNKNOWN and _are_of(people, group, namer):
            people.kind, people.code = Kind.ACTOR, group.code
    scenes = {p.code for p in phrases if _tells_scene(p, namer)}
    if len(scenes) > 1:
        return _place_by_town(phrases, namer)
    scene = next(iter(scenes), None)
    teller = phrases[0].code if phrases and phrases[0].sector in FORCES else None
    for phrase in phrases:
        if phrase.kind is not Kind.UNKNOWN or not _are_local(phrase, namer):
            continue
        code = scene or (teller if phrase.sector in FORCES else None)
        if phrase.head.startswith(_CROWDS) and _is_cause(phrase, phrases, namer):
            continue
        if code is not None:
            phrase.kind, phrase.code, phrase.local = Kind.ACTOR, code, True
    return None


def _tells_scene(phrase: NounPhrase, namer: Namer) -> bool:
    """Return whether a phrase tells where the sentence plays: a place, people in a place."""
    if phrase.kind is Kind.PLACE:
        return phrase.preposition not in _DIRECTIONS
    people = phrase.kind is Kind.ACTOR and phrase.code is not None and phrase.sector in _RESIDENT
    inside = namer.words[phrase.first + 1 : phrase.last - 1] if people else ()
    return any(word.key == "في" for word in inside)


def _are_of(people: NounPhrase, group: NounPhrase, namer: Namer) -> bool:
    """Return whether the group behind people of no nation is theirs: captives of the, Houthi ones.

    A plural behind one in the same case, or behind a genitive, is its adjective.
    """
    if not people.role or group.code is None or people.sector != "CVL":
        return False
    if not (group.plural or (group.entity or "").startswith("group:")):
        return False
    if group.preposition == "من":
        return group.first == people.last + 1
    words = namer.words
    first, last = words[people.first], words[group.first]
    if group.first != people.last or not (first.definite and last.key.endswith("ين")):
        return False
    return first.key.endswith("ين") or not words[people.first - 1].verbal


def _is_cause(crowd: NounPhrase, phrases: Sequence[NounPhrase], namer: Namer) -> bool:
    """Return whether the only place is in what a crowd came out against: at the raids on Gaza."""
    told = next((p.first for p in phrases if p.kind is Kind.PLACE and p.code), crowd.last)
    return any(word.has("cause") for word in namer.words[crowd.last : told])


def _place_by_town(phrases: Sequence[NounPhrase], namer: Namer) -> None:
    """Give citizens of no nation that of the place right behind them, one of several that are told.

    Civilians in the city of Kharkiv are of Ukraine, though the sentence began in Russia.
    """
    for phrase, place in pairwise(phrases):
        near = place.kind is Kind.PLACE and place.first - phrase.last <= TOWN_SPAN
        if not near or place.preposition not in _INSIDE or phrase.sector != "CVL":
            continue
        if phrase.role and phrase.entity is None and _are_local(phrase, namer):
            phrase.kind, phrase.code, phrase.local = Kind.ACTOR, place.code, True


def _are_local(phrase: NounPhrase, namer: Namer) -> bool:
    """Return whether a phrase is a kind of people alone, of those who live and serve there."""
    crowd = phrase.head in OPPOSING or phrase.head.startswith(_CROWDS)
    if phrase.sector not in _LOCAL and not crowd:
        return False
    role = namer.role(phrase.first)
    if role is None or role.entry.counterpart or _end(role.last, namer) < phrase.last:
        return False
    word = namer.words[phrase.first]
    named = role.last > role.first + 1 and namer.words[role.last - 1].definite
    if phrase.sector != "COP" and word.key.endswith("ات") and not named:
        return False
    if role.entry.role == "cleric" or word.noun_classes & _OF_SOME_LAND:
        return False  # planes, clerics and those who fled are of some land
    following = namer.words[role.last : role.last + 1]
    if following and following[0].has("worldwide"):
        return False
    army = phrase.sector == "MIL" and word.definite
    several = role.entry.plural or role.entry.role == _GUNMEN
    return several or role.entry.personal or phrase.sector == "COP" or army


def _end(last: int, namer: Namer) -> int:
    """Return where people end whose words so far end at ``last``: a group of (masked) gunmen."""
    if last + 1 >= len(namer.words) or namer.words[last].key != "من":
        return last
    role = namer.role(last + 1)
    return last if role is None else role.last
