"""Texts that speak for who wrote them: the statement condemned, a resolution of the council."""

from streams.extract.actors.phrases import Kind, NounPhrase
from streams.extract.actors.registry import BODIES
from streams.extract.clauses.groups import Group, group_at
from streams.extract.clauses.passage import Passage
from streams.extract.words.word import bare

WRITER_SPAN = 5
"""Words after a text in which whose it is is told: a statement issued by."""
UTTERANCES = frozenset({"بيان", "تقرير", "قرار", "رساله", "اعلان"})
"""Folded nouns for such texts, without the article."""
_RESOLUTION = "قرار"
"""Nations decide, bodies resolve: a resolution alone is that of a body."""
_FROM = frozenset({"ل", "عن", "من"})


def written_by(passage: Passage, text: NounPhrase, running: Group) -> Group:
    """Return who says what the text ``text`` says; ``running`` is who spoke before it.

    Nobody where ``text`` is no such text.
    """
    if text.head not in UTTERANCES or text.code is not None:
        return []
    for phrase in passage.between(text.first + 1, text.first + WRITER_SPAN):
        if phrase.preposition in _FROM and phrase.kind is Kind.ACTOR:
            return group_at(passage, phrase)
    if not passage.words[text.first].definite:
        return []
    for at in range(text.first - 1, passage.first - 1, -1):
        owner = passage.covered.get(at + 1)
        if owner is not None and owner.first == at + 1 and bare(passage.keys[at]) == text.head:
            return group_at(passage, owner)
    named = bool(running) and (text.head != _RESOLUTION or running[0].code in BODIES)
    return running if named else []
