"""Who takes part in a meeting that another holds: with participation of A, which A attended."""

from streams.extract.actors.phrases import Kind
from streams.extract.clauses.groups import Group, group_at
from streams.extract.clauses.passage import Passage
from streams.extract.words.function_words import COMMAS, WITHIN_IT

ATTENDED = "attended"
"""Position of a side in a frame, after ``complement.``: who takes part in the meeting."""
TAKING_PART = frozenset({"بمشاركه", "ومشاركه"})
_PRESENT = TAKING_PART | {"وبمشاركه", "بحضور", "وبحضور"}
"""What names those who take part, or are there, right behind itself."""
_JOINS = "شارك"
_ATTENDS = "حضر"
_GATHERS = frozenset({"ضم", "جمع"})
"""Verbs of a meeting that have those who meet as their object."""
FEW = 3
"""Parties of which each meets each (codebook); of more somebody has to hold the meeting."""
ATTENDED_SPAN = 12
"""Words behind a meeting in which those who take part are told."""
PARTICIPANT_SPAN = 6
"""Words behind what tells that they do, in which the first of them is named."""


def attenders(passage: Passage, at: int, _end: int) -> Group:
    """Return who takes part in the meeting at ``at``, as the words behind it tell.

    They may stand behind the end of the clause, which a relative verb ends.
    """
    for place in range(at + 1, min(passage.last, at + ATTENDED_SPAN)):
        if place in passage.covered or not _tells(passage, place):
            continue
        near = range(place + 1, min(passage.last, place + PARTICIPANT_SPAN))
        end = next((other for other in near if passage.keys[other] in COMMAS), near.stop)
        for phrase in passage.between(place + 1, end):
            if phrase.kind is Kind.ACTOR and phrase.code is not None:
                return _of_few(passage, at, [p for p in group_at(passage, phrase) if p.code])
    return []


def _of_few(passage: Passage, at: int, parties: Group) -> Group:
    """Return ``parties``, or nobody where they are many and who is told only came as well."""
    verb = passage.last_verb(at)
    came = verb is not None and verb.analysis.lemma in {_JOINS, _ATTENDS}
    return [] if came and len(parties) > FEW else parties


def _tells(passage: Passage, at: int) -> bool:
    """Return whether the word at ``at`` says that those behind it take part."""
    if passage.keys[at] in _PRESENT:
        return True
    head = passage.heads.get(at)
    if head is None or head.form != "verb":
        return False
    lemma = head.analysis.lemma
    if lemma == _JOINS:
        return at + 1 < passage.last and passage.keys[at + 1] in WITHIN_IT
    return lemma in _GATHERS or (lemma == _ATTENDS and bool(head.analysis.enclitic))
