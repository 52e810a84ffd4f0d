"""The place that a verb is done to: bombed the town of, visited an airport of."""

from streams.extract.actors.phrases import Kind
from streams.extract.clauses.groups import Group, group_at
from streams.extract.clauses.passage import Passage
from streams.extract.subjects.arguments import Arguments

OBJECT_SPAN = 3
"""Words between a verb's subject and the place that is its object."""
MEANS_SPAN = 5
"""Words of what an act was done with, before the place that it was done to."""
PLACE_WORDS = 5
"""Words of such a place in which its country stands."""


def _behind_means(passage: Passage, at: int, end: int) -> int:
    """Return where the object begins behind what the act was done with: with three raids."""
    if at >= end or passage.words[at].clitic != "ب" or passage.words[at].has("place"):
        return at
    if "place" in passage.words[at].noun_classes:
        return at
    place = at + 1
    while place < min(end, at + MEANS_SPAN) and not passage.words[place].has("place", "mark"):
        place += 1
    return place


def place_object(passage: Passage, arguments: Arguments, at: int) -> Group:
    """Return the place that is the object of the verb at ``at``: the town of, an airport of."""
    first = _behind_means(passage, arguments.object_at or at + 1, arguments.end)
    for start in range(first, min(arguments.end, first + OBJECT_SPAN)):
        word = passage.words[start]
        if start in passage.covered or word.has("preposition", "mark") or word.clitic:
            break
        if not word.has("place") or word.has("locative"):
            continue
        for phrase in passage.between(start + 1, min(arguments.end, start + PLACE_WORDS)):
            owns = phrase.preposition is None or phrase.kind is Kind.PLACE
            told = owns and phrase.code is not None and not phrase.role
            return [p for p in group_at(passage, phrase) if p.code] if told else []
    return []
