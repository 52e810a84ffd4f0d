"""Nouns of no actor that act by their nationality: an American raid kills, a UN report accuses."""

from streams.extract.clauses import Head, Passage
from streams.extract.groups import Group, noun_gender
from streams.extract.phrases import Kind, NounPhrase
from streams.extract.words import bare

NOUN_SPAN = 3
"""Words of such a noun: noun, genitive, adjective."""


def qualified_before(passage: Passage, head: Head) -> Group | None:
    """Return the noun with its nationality that opens the headline of ``head``, right before it.

    People of a nation are actors of their own.
    """
    if passage.field != "title":
        return None
    nation = passage.covered.get(head.at - 1)
    if nation is None or nation.kind is not Kind.ATTRIBUTE or nation.preposition is not None:
        return None
    first = passage.start(head.at)
    if not 0 < nation.first - first <= NOUN_SPAN:
        return None
    words, gender = passage.words[first : nation.first], noun_gender(passage, first)
    if any(not w.content or w.clitic or w.conjoined for w in words):
        return None
    people = "persons" in words[0].noun_classes or words[0].key.endswith(("ون", "ين"))
    covered = any(at in passage.covered or passage.is_verb(at) for at in range(first, nation.first))
    if people or covered or gender != head.analysis.gender:
        return None
    phrase = NounPhrase(first, nation.last, Kind.ACTOR, nation.code, entity=nation.entity)
    phrase.head, phrase.gender, phrase.name = bare(words[0].key), gender, nation.name
    phrase.generic = True
    return [phrase]
