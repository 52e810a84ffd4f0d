"""People of no nation whom violence hit: they belong to the country where it happened."""

from dataclasses import replace

from streams.extract.actors.phrases import Kind, NounPhrase
from streams.extract.clauses.groups import Group
from streams.extract.clauses.passage import Passage
from streams.extract.violence.victims import is_ground

PEOPLE_SPAN = 12
"""Words after a trigger in which whom it hit is told."""
OWN_SPAN = 6
"""Words after a killing in which people of somebody's own are told."""
_OWN = frozenset({"troops", "diplomats", "citizens"})
"""Classes of the people of a state, whom it tells of with a pronoun: its soldiers."""
_NATIONALS = frozenset({"مواطن", "رعايا", "مدني"})
"""Nouns of the people of a land that by a pronoun are those of who tells of them."""
_PEOPLE = frozenset({"persons", "protesters", "casualties", "prisoner", "refugees"})


def people_hit(passage: Passage, first: int, end: int) -> int | None:
    """Return where whom a killing hit stands after ``first`` if no nation of theirs is told.

    None where another side is named before them, or nobody is told.
    """
    for at in range(first, min(end, first + PEOPLE_SPAN)):
        phrase, word = passage.covered.get(at), passage.words[at]
        if phrase is not None:
            if phrase.code is not None and phrase.kind is not Kind.PLACE:
                return None
            if phrase.first == at and phrase.role and phrase.preposition in {None, "من"}:
                return at
        elif word.noun_classes & _PEOPLE and (not word.clitic or word.clitic == "ل"):
            return at
        elif word.has("number") and _counts_people(passage, at + 1):
            return at + 1
        elif word.has("number") and _counts_alone(passage, at):
            return at
    return None


def own_hit(passage: Passage, trigger: int) -> tuple[Group, int] | None:
    """Return who lost people of his own in a killing, and where they stand: three of its soldiers.

    It is who tells of it before; None where no pronoun says whose they are.
    """
    for at in range(trigger + 1, min(passage.last, trigger + OWN_SPAN)):
        phrase, word = passage.covered.get(at), passage.words[at]
        if phrase is not None and phrase.code is not None:
            return None
        own = word.has("organ") or not word.noun_classes.isdisjoint(_OWN)
        if any(a.enclitic.startswith("3") and (own or a.lemma in _NATIONALS) for a in word.nouns):
            before = [p for p in passage.between(passage.first, trigger) if p.free and p.code]
            side = before[-1] if before else None
            fights = "organ" in word.classes or "troops" in word.noun_classes
            lost = replace(side, sector="MIL" if fights else "CVL") if side is not None else None
            return ([lost], at) if lost is not None else None
    return None


def _counts_alone(passage: Passage, at: int) -> bool:
    """Return whether a number stands for people itself: (killed) five in a raid."""
    word, following = passage.words[at], passage.word(at + 1)
    if word.clitic or word.definite or word.has("time") or passage.keys[at][:1].isdigit():
        return False
    return following is not None and (following.clitic == "ب" or following.key in {"في", "جراء"})


def _counts_people(passage: Passage, at: int) -> bool:
    """Return whether the word after a number can be people: eighteen "takfiris", ten others."""
    word = passage.word(at)
    return (
        word is not None
        and word.content
        and at not in passage.covered
        and not (word.verbs or word.clitic)
    )


def locals_hit(
    passage: Passage, people: int, trigger: int, scene: NounPhrase | None = None
) -> Group:
    """Return the people at ``people`` as those of the place of the act, none where it has none.

    ``scene`` is the place that the text named before, where the sentence names none.
    """
    place = _scene(passage, people, trigger) or scene
    if place is None:
        return []
    hit = NounPhrase(people, people + 1, Kind.ACTOR, place.code, "CVL", name=place.name)
    return [hit]


def place_named(passage: Passage) -> NounPhrase | None:
    """Return the last place that a sentence names, None where it names none."""
    places = _places(passage)
    return places[-1] if places else None


def _places(passage: Passage) -> Group:
    return [p for p in passage.phrases if p.code is not None and _is_place(passage, p)]


def _scene(passage: Passage, people: int, trigger: int) -> NounPhrase | None:
    """Return the first place named after the people who were hit, else the last before."""
    places = _places(passage)
    behind = [p for p in places if p.first > people]
    ahead = [p for p in places if p.last <= max(trigger, passage.first)]
    if not behind:
        return ahead[-1] if ahead else None
    place = behind[0]
    for wider in behind[1:]:  # a town in the country of: towns share their names
        if wider.first > place.last + 1:
            break
        place = wider
    return place


def _is_place(passage: Passage, phrase: NounPhrase) -> bool:
    """Return whether a phrase says where: a town, the nationality of one (the Somali capital)."""
    if phrase.dateline:
        return False
    people = phrase.sector == "CVL" and (phrase.entity or "").startswith(("city:", "region:"))
    if is_ground(phrase) or people:  # a camp of the displaced in Nyala
        return True
    return phrase.kind is Kind.ATTRIBUTE and passage.words[phrase.first - 1].has("place")
