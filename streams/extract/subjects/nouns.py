"""Nouns of no actor that act by their nationality: an American raid kills, a UN report accuses."""

from streams.extract.actors.phrases import Kind, NounPhrase
from streams.extract.clauses.generic_nouns import noun_gender
from streams.extract.clauses.groups import Group
from streams.extract.clauses.hidden import gathers
from streams.extract.clauses.passage import Head, Passage
from streams.extract.subjects.utterances import text_before
from streams.extract.words.word import Word, bare

NOUN_SPAN = 3
"""Words of such a noun: noun, genitive, adjective."""
ARMS = frozenset({"aircraft", "ship", "missile", "bomb", "weapons"})
"""Classes of nouns of what an army strikes with."""
_BY_FORCE = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})
CIRCUMSTANCE = 3
"""Words of a circumstance: preposition, noun, adjective."""


def qualified_before(passage: Passage, head: Head) -> Group | None:
    """Return the noun with its nationality that opens the headline of ``head``, right before it.

    People of a nation are actors of their own. Anywhere a text speaks for whose it is, and behind
    "that" planes, ships and missiles act for the army that has them.
    """
    if writer := text_before(passage, head):
        return writer
    nation = passage.covered.get(head.at - 1)
    if nation is None or nation.kind is not Kind.ATTRIBUTE or nation.preposition is not None:
        return None
    first = passage.start(head.at)
    armed = bool(passage.words[first].noun_classes & ARMS)
    if passage.field != "title" and not (armed and _strikes_behind_that(passage, head, first)):
        return None
    if not 0 < nation.first - first <= NOUN_SPAN:
        return None
    if not _qualifies(passage, head, first, nation.first):
        return None
    words, gender = passage.words[first : nation.first], noun_gender(passage, first)
    phrase = NounPhrase(first, nation.last, Kind.ACTOR, nation.code, entity=nation.entity)
    phrase.head, phrase.gender, phrase.name = bare(words[0].key), gender, nation.name
    phrase.generic, phrase.sector = True, "MIL" if armed else None
    return [phrase]


def resumed_before(passage: Passage, head: Head) -> Group | None:
    """Return the noun that "that" opens with, taken up by a second verb behind its bare clause.

    That a plane which backs A struck B: Arabic has no "which" there, and a tense of the past.
    """
    relative = passage.verb_before(head.at)
    while relative is not None and relative.analysis.aspect == "perfect":  # was backing
        relative = passage.verb_before(relative.at) if relative.at + 1 == head.at else None
    if relative is None or head.analysis.aspect != "perfect" or relative.at + 1 == head.at:
        return None
    if relative.analysis.enclitic or "report" in head.cues:
        return None  # a coalition that A leads
    first = passage.start(relative.at)
    noun = passage.words[first]
    if not _is_behind_that(passage, first) or noun.definite or noun.clitic or not noun.content:
        return None
    phrase = passage.covered.get(first)
    if phrase is not None and not (phrase.role or phrase.generic):
        return None  # that Chad
    found = [phrase] if phrase is not None else qualified_before(passage, relative)
    return found or [NounPhrase(first, first + 1, Kind.UNKNOWN)]


def _is_behind_that(passage: Passage, first: int) -> bool:
    """Return whether "that" opens the clause which begins at ``first``."""
    if first == passage.first:
        return False
    return passage.words[first - 1].has("complementizer") or passage.keys[first - 1] == "ان"


def _qualifies(passage: Passage, head: Head, first: int, last: int) -> bool:
    """Return whether ``[first, last)`` is a noun of no people that a nationality follows."""
    words = passage.words[first:last]
    if any(not w.content or w.clitic or w.conjoined for w in words):
        return False
    people = "persons" in words[0].noun_classes or words[0].key.endswith(("ون", "ين"))
    covered = any(at in passage.covered or passage.is_verb(at) for at in range(first, last))
    return not (people or covered) and noun_gender(passage, first) == head.analysis.gender


def _strikes_behind_that(passage: Passage, head: Head, first: int) -> bool:
    """Return whether a verb of force has "that" before the clause that begins at ``first``."""
    return not _BY_FORCE.isdisjoint(head.event_types) and _is_behind_that(passage, first)


def _ends_circumstance(passage: Passage, at: int) -> bool:
    """Return whether a noun with its adjective, which a preposition governs, opens the clause.

    On the other hand (she) called, in a sudden move (he) expelled: no subject before the verb.
    """
    place = passage.start(at)
    return at - place == CIRCUMSTANCE and "preposition" in passage.words[place].classes


def has_noun_subject(passage: Passage, head: Head, word: Word) -> bool:
    """Return whether the word before the verb is a noun of no actor, which then is its subject."""
    if word.conjoined or (passage.field == "title" and head.at - 1 == passage.first):
        return False
    before = passage.words[head.at - 1]
    if before.content and gathers(passage.words, head.at):
        return True
    if not before.content or head.at - 1 in passage.covered or before.verbal:
        return False
    second = passage.word(head.at - 2)
    if second is not None and second.has("number"):
        second = passage.word(head.at - 3)
    counted = passage.words[head.at - 3].has("number", "quantifier")
    if second is not None and second.key == "من" and counted:
        second = None  # three of its soldiers
    governed = before.clitic or (second is not None and second.has("preposition"))
    if governed or _ends_circumstance(passage, head.at):
        return False  # the end of a circumstance: "on Twitter (she) called"
    gender = noun_gender(passage, head.at - 1) or head.analysis.gender
    if head.analysis.gender not in {None, gender} and not before.has("organ"):
        return False
    start = passage.start(head.at)
    return not any(p.free and p.kind is Kind.ACTOR for p in passage.between(start, head.at))
