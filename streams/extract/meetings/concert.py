"""With whom something is done that another verb tells: in cooperation with, coordinated with."""

from schemas.event import Status
from streams.extract.actors.phrases import ARMIES, Kind
from streams.extract.clauses.groups import Group, group_at
from streams.extract.clauses.passage import Head, Passage
from streams.extract.clauses.relations import genitive, prepositional
from streams.extract.meetings.attended import PARTICIPANT_SPAN, TAKING_PART, attenders
from streams.extract.reporting.status import verb_status
from streams.extract.words.function_words import ALONGSIDE, BACKING

_THANKS = frozenset({"بفضل", "وبفضل", "ثمره", "نتيجه", "حصيله", "بنتيجه"})
"""Words before what brought something about: thanks to, the fruit of the cooperation."""
_LASTING = frozenset({"سنوات", "اعوام", "اشهر", "شهور", "اسابيع"})
"""What a cooperation went on for: after months of work and cooperation between."""
PARTNERS_SPAN = 4
"""Words between cooperation and "between", one or two adjectives."""
BACKED = "backed"
"""Name of the frame, and of the rule, of forces that help others to do something."""
_FOR_SIDE = frozenset({None, "من", "عن"})
"""What may govern a side of a meeting: attended on, signed for, headed the Saudi side."""
_NOT_DONE = frozenset({"report", "wished", "intended", "possible", "attempted"})


def in_concert(passage: Passage, head: Head) -> bool:
    """Return whether the noun says with whom the clause is done: in cooperation with."""
    if passage.words[head.at].clitic != "ب" or head.analysis.enclitic:
        return False
    if not _cooperates(head):
        return False
    following = passage.keys[head.at + 1 : head.at + 3]
    return "مع" in following or "بين" in following[:1]


def backers(passage: Passage, head: Head, subject: Group) -> Group:
    """Return whose forces the noun says that ``subject`` is helped by: with the backing of."""
    if passage.keys[head.at] not in BACKING or not subject or subject[0].code is None:
        return []
    end = min(passage.last, head.at + PARTNERS_SPAN + 1)
    found = [p for p in genitive(passage, head.at, end) if p.sector == "MIL"]
    if not found:
        phrases = passage.between(head.at + 1, end)
        found = group_at(passage, phrases[0]) if phrases else []
        found = found if found and found[0].preposition == "من" else []
    forces = any(p.sector in ARMIES and p.code not in {None, subject[0].code} for p in found)
    return found if forces else []


def partners(passage: Passage, at: int, end: int) -> Group:
    """Return with whose participation, or alongside whom, the act at ``at`` is done."""
    for place in range(at + 1, end - 1):
        beside = tuple(passage.keys[place : place + 2]) == ALONGSIDE
        if beside:
            return genitive(passage, place + 1, end)
        if passage.keys[place] in TAKING_PART and place not in passage.covered:
            near = passage.between(place + 1, min(end, place + PARTICIPANT_SPAN))
            named = (p for p in near if p.kind is Kind.ACTOR and p.code is not None)
            return next((group_at(passage, p) for p in named), [])
    return []


def brought_about(passage: Passage, head: Head) -> bool:
    """Return whether something is owed to what the noun tells: thanks to cooperation between."""
    if not _cooperates(head):
        return False
    before = passage.keys[max(passage.first, head.at - 4) : head.at]
    lasted = "من" in before and not _LASTING.isdisjoint(before)
    after = passage.keys[head.at + 1 : head.at + PARTNERS_SPAN]
    return (lasted or not _THANKS.isdisjoint(before)) and "بين" in after


def _cooperates(head: Head) -> bool:
    if "COOPERATE" not in head.event_types:
        return False  # most nouns
    return any(f.event_type == "COOPERATE" and f.mutual for _, fs in head.readings for f in fs)


def participants(passage: Passage, at: int, end: int) -> Group:
    """Return whose forces or men take part in what the noun at ``at`` tells: with A and B."""
    attending = _several(attenders(passage, at, end))
    return attending or _several(prepositional(passage, at + 1, end, "ل")) or delegations(passage)


def delegations(passage: Passage) -> Group:
    """Return the two sides or more that the sentence names as such: on the Chinese side, ...

    Whoever attended or signed for a side, or led it.
    """
    sides = [p for p in passage.phrases if p.head == "جانب" and p.preposition in _FOR_SIDE]
    return _several([p for p in sides if p.code is not None])


def signatories(passage: Passage) -> Group:
    """Return the two sides or more for whom a sentence says that it was signed: for Norway, ..."""
    return _several([p for p in passage.phrases if p.code is not None and p.preposition == "عن"])


def _several(group: Group) -> Group:
    """Return ``group`` where it is of two countries or more, else nobody."""
    return group if len({p.code for p in group if p.code}) > 1 else []


def concerted(passage: Passage, verb: Head) -> Status | None:
    """Return the status of what ``verb`` tells to be done with another; None for mere words."""
    if verb.cues & _NOT_DONE or any(f.speech for _, frames in verb.readings for f in frames):
        return None
    return verb_status(passage, verb)
