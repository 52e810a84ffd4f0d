"""Texts that speak for who wrote them: the statement condemned, a resolution of the council."""

from dataclasses import replace

from streams.extract.actors.phrases import Kind, NounPhrase
from streams.extract.actors.registry import BODIES
from streams.extract.clauses.generic_nouns import noun_gender
from streams.extract.clauses.groups import Group, group_at
from streams.extract.clauses.passage import Head, Passage
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


def text_before(passage: Passage, head: Head) -> Group:
    """Return whose text opens the clause of ``head`` and speaks in it: a report of the UN accused.

    The verb shows the gender of the text.
    """
    behind = head.at
    while behind > passage.first and passage.words[behind - 1].has("emphatic", "wish", "past"):
        behind -= 1
    owner = passage.covered.get(behind - 1)
    if owner is None or owner.kind is not Kind.ACTOR or owner.code is None or owner.sector == "MED":
        return []
    at = owner.first - (2 if passage.words[owner.first - 1].has("preposition") else 1)
    if at < passage.first or bare(passage.keys[at]) not in UTTERANCES or at in passage.covered:
        return []
    gender = noun_gender(passage, at)
    if owner.town or owner.preposition not in {None, *_FROM}:
        return []  # the declaration of Cairo
    if head.analysis.gender not in {None, gender} or passage.words[at].clitic:
        return []
    before = passage.word(at - 1)
    governed = before is not None and (before.has("preposition") or passage.is_verb(at - 1))
    if governed and not passage.words[at - 1].has("past"):
        return []
    return [replace(owner, gender=gender), *group_at(passage, owner)[1:]]
