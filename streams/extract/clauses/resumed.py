"""What the pronoun on a verb takes up right before it: a boy whom, a town that X took."""

from streams.extract.actors.phrases import Kind, NounPhrase
from streams.extract.clauses.passage import Passage

_SEATS = frozenset({"العاصمه", "المدينه", "البلده", "القريه", "المحافظه"})
"""Nouns behind the name of a place that say what it is: Sanaa the capital."""


def taken_up(passage: Passage, at: int, pronoun: str) -> NounPhrase | None:
    """Return whom or what the pronoun on the verb at ``at`` takes up, told next to it; else None.

    People of a nation whom no relative word parts from the verb, or the place before such a word.
    """
    if not passage.is_verb(at):
        return None
    gender, before = "f" if "f" in pronoun else "m", at - 1
    if passage.words[before].has("relative"):
        if not pronoun.endswith("s"):
            return None  # the fighters in the town, whom
        before -= 2 if passage.keys[before - 1] in _SEATS else 1
        place = passage.covered.get(before)
        told = place is not None and (place.kind is Kind.PLACE or place.town)
        return place if told and place is not None and place.code else None
    person = passage.covered.get(before)
    if person is None or not (person.genitive and person.role) or person.person is not None:
        return None
    fits = person.plural if pronoun.endswith("p") else person.gender in {gender, None}
    return person if fits and person.kind is Kind.ACTOR and person.code else None
