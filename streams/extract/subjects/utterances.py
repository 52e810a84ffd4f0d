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
_PASSED = frozenset(
    {"أصدر", "تبنّى", "اعتمد", "أقر", "صوّت", "وافق", "مرّر", "وقّع", "وجّه", "أرسل", "نشر", "أجاز",
     "رفع", "سلّم", "قدّم", "أيّد"}
)  # fmt: skip
"""Verbs of who makes the words of a resolution or a letter his own: adopts, votes for, sends."""
_PAPERS = UTTERANCES | {
    "مذكره", "توصيه", "عريضه", "لايحه", "بيانا", "تقريرا", "قرارا", "اعلانا", "نداء", "تغريده",
    "تدوينه", "برقيه", "خطابا", "منشورا", "شكوي",
}  # fmt: skip
"""Folded nouns of what is passed, sent or signed, as the object of such a verb too."""
_SAYS = frozenset({"REQUEST", "ACCUSE", "SUPPORT", "REJECT"})
PASSED_SPAN = 16
"""Words between such a verb and that of what the text says."""


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


def passed_by(passage: Passage, head: Head, running: Group) -> Group:
    """Return who passed the text that ``head`` goes on about: adopted a resolution that urges X.

    Arabic has no "that" behind an indefinite noun; the verb shows the gender of the text.
    ``running`` is who acts in the sentence.
    """
    text = head.at - 1
    if text <= passage.first or passage.keys[text] not in _PAPERS or not running:
        return []
    if not _SAYS & head.event_types or running[0].code is None or running[0].generic:
        return []  # a paper's report
    gender = "f" if passage.keys[text].endswith("ه") else "m"
    if head.analysis.gender not in {None, gender} or head.analysis.enclitic:
        return []
    for at in range(text - 1, max(passage.first - 1, text - PASSED_SPAN), -1):
        verb = passage.heads.get(at)
        if verb is not None and verb.form == "verb" and not passage.in_aside(at, text):
            return running if verb.analysis.lemma in _PASSED else []
    return []
