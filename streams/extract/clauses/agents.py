"""Who is named behind a word of agency: by, at the hands of, by the fire of."""

from streams.extract.actors.phrases import Kind, NounPhrase
from streams.extract.clauses.passage import Passage
from streams.extract.words.function_words import OPENING_MARKS
from streams.lexicon.morphology import PARTICIPLES

_BY, _SIDE = "قبل", "جانب"
_PART = frozenset({"طرف", "لدن"})
"""Nouns that make "by" with the "from" before them, as the papers of the Maghreb write it."""
_ONE_PART = frozenset({"واحد", "اخر", "ثالث", "الي", "خفي"})
"""Words behind such a noun that leave it one: by one side alone, from end to end."""
_MEN = frozenset({"persons", "troops"})
"""Classes of nouns for men who act for somebody."""
_SOME = frozenset({"مجموعه", "افراد", "عصابه", "خليه", "اشخاص", "فرد"})
"""Further nouns for some of them: a band of, members of."""
_OF = frozenset({"ل", "من"})
"""Prepositions behind which it stands whose they are."""


def with_agents(keys: list[str]) -> list[str]:
    """Return ``keys`` with one spelling of "by": from the part of, at the instance of.

    >>> with_agents(["اعتقل", "من", "طرف", "الشرطه"])
    ['اعتقل', 'من', 'قبل', 'الشرطه']
    """
    if _PART.isdisjoint(keys):
        return keys
    told = list(keys)
    for at in range(1, len(told) - 1):
        behind = told[at + 1]
        if told[at] not in _PART or told[at - 1] not in {"من", "ومن"}:
            continue
        if behind not in _ONE_PART and behind[:1].isalpha():
            told[at] = _BY
    return told


def agent_behind(passage: Passage, at: int) -> NounPhrase | None:
    """Return the side behind the word of agency at ``at``, in quotation marks too; None elsewhere.

    Of "funded by" that is who funds: a participle before it has its agent for itself.
    """
    agent = "agent" in passage.words[at].classes
    if not agent and (passage.keys[at] != _SIDE or passage.keys[at - 1] != "من"):
        return None
    behind = at + 1
    if behind < passage.last and passage.keys[behind] in OPENING_MARKS:
        behind += 1
    phrase = passage.covered.get(behind) or _nationality(passage, behind)
    phrase = phrase or _men(passage, behind)
    return phrase if phrase is not None and phrase.code is not None else None


def _nationality(passage: Passage, at: int) -> NounPhrase | None:
    """Return the nationality of the people of no office at ``at``: by a Danish fanatic."""
    word, phrase = passage.word(at), passage.covered.get(at + 1)
    if word is None or not word.content or word.definite or phrase is None:
        return None
    return phrase if phrase.kind is Kind.ATTRIBUTE and phrase.first == at + 1 else None


def _men(passage: Passage, at: int) -> NounPhrase | None:
    """Return whose the men at ``at`` are: by agents of the service, by a number of protesters."""
    word = passage.word(at)
    if word is None or word.definite:
        return None
    some = word.has("quantifier", "number", "quantity")
    if not some and word.noun_classes.isdisjoint(_MEN) and word.key not in _SOME:
        return None
    behind = at + 1
    while behind + 1 < passage.last and passage.words[behind].has("member", "preposition"):
        behind += 1  # agents of the service, a band that belongs to it
    phrase = passage.covered.get(behind)
    if phrase is None or phrase.first != behind or phrase.kind is not Kind.ACTOR:
        return None
    return phrase if some or phrase.preposition in _OF else None


def is_of_participle(passage: Passage, at: int) -> bool:
    """Return whether "by" at ``at`` stands behind a participle, whose agent it tells."""
    if passage.keys[at] != _BY or at - 2 < passage.first:
        return False
    return any(a.pos in PARTICIPLES for a in passage.words[at - 2].nouns)
