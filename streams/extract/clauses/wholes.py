"""Of whose forces or of which body a part acts: a patrol of the army, the council of the union."""

from streams.extract.actors.phrases import FORCES, NounPhrase
from streams.extract.clauses.passage import Passage
from streams.extract.words.word import bare

_PARTS = frozenset({"قوه", "دوريه", "مجموعه", "عناصر", "وحده", "وحدات", "فرقه", "مفرزه", "افراد"})
"""Nouns of a part of some forces."""


def is_whole(passage: Passage, at: int, whole: NounPhrase) -> bool:
    """Return whether the noun at ``at`` is a part of the forces right behind it: units of."""
    part = bare(passage.keys[at]) in _PARTS and not passage.words[at].definite
    return part and whole.first == at + 1 and whole.genitive and whole.sector in FORCES


def parent(passage: Passage, at: int, place: int) -> NounPhrase | None:
    """Return the forces or the body of which a part acts: a patrol of the army."""
    if place != at + 1 or passage.keys[place] != "من" or bare(passage.keys[at]) not in _PARTS:
        return None
    whole = passage.covered.get(place + 1)
    if whole is None or whole.first != place + 1 or whole.code is None:
        return None
    return whole if whole.role or whole.entity else None


def owner(passage: Passage, at: int) -> NounPhrase | None:
    """Return the body that the word of belonging at ``at`` names: the council (belonging) to."""
    body = passage.covered.get(at + 1) if "member" in passage.words[at].classes else None
    if body is None or body.first != at + 1:
        return None
    named = body.code is not None and body.preposition == "ل"
    return body if named and (body.role or body.entity) else None
