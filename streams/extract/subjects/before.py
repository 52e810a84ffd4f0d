"""Subjects that stand before their verb, in the order subject, verb, object."""

from streams.extract.actors.phrases import Kind, NounPhrase
from streams.extract.clauses.groups import GOVERNING, Group, group_at
from streams.extract.clauses.passage import Head, Passage
from streams.extract.subjects.antecedents import before_aside
from streams.extract.words.function_words import COMMAS, COUNTS

_AS_FOR = frozenset({"اما", "واما"})
_THEN = frozenset({"فقد", "فلم", "فلن", "فلا", "فسوف", "فانه", "فانها", "فانهم"})
"""Particles that open what "as for" announces."""
TOPIC_SPAN = 14
"""Words between "as for" and its verb: an office and a name."""
_HAPPENED = frozenset({"سبق", "وسبق", "يسبق", "فسبق"})


def subject_before(passage: Passage, head: Head) -> Group | None:
    """Return the phrase before a verb that is its subject, in the order subject, verb, object."""
    if raised := _did_before(passage, head):
        return raised
    start = passage.start(head.at)
    beside = passage.covered.get(head.at - 1)
    if beside is not None and beside.kind is Kind.ACTOR and _opens_clause(passage, beside, head.at):
        return [beside]
    found = [p for p in passage.between(start, head.at) if p.free or _is_counted(passage, p)]
    if not found and passage.keys[head.at - 1] in COMMAS:
        found = before_aside(passage, head.at)
    found = [p for p in found if p.kind not in {Kind.PLACE, Kind.ATTRIBUTE}]
    if not found:
        return None
    if _is_object_of_another(passage, found[-1], start, head.at):
        return None
    first = next(p for p in found if not p.joined) if any(not p.joined for p in found) else found[0]
    return group_at(passage, first)


def as_for(passage: Passage, head: Head) -> Group:
    """Return whom "as for" names before the verb that tells what they did: as for Chad, it freed.

    The verb has ف, or stands behind a particle that has it.
    """
    opened = passage.words[head.at].conjoined and passage.keys[head.at][0] == "ف"
    if not opened and passage.keys[head.at - 1] not in _THEN:
        return []  # most verbs
    for at in range(head.at - 1, max(passage.first, head.at - TOPIC_SPAN) - 1, -1):
        if passage.keys[at] in _AS_FOR and at not in passage.covered:
            topic = passage.covered.get(at + 1)
            return group_at(passage, topic) if topic is not None and topic.free else []
        if passage.is_verb(at):
            return []
    return []


def _did_before(passage: Passage, head: Head) -> Group:
    """Return who is told to have done it before: it has happened to Chad that (she) accused."""
    that = head.at - 1
    who = passage.covered.get(that - 1) if passage.keys[that] in {"ان", "وان"} else None
    if who is None or who.preposition != "ل" or who.first == passage.first:
        return []
    return [who] if passage.keys[who.first - 1] in _HAPPENED else []


def _is_counted(passage: Passage, phrase: NounPhrase) -> bool:
    """Return whether a phrase is what a free count before it is of: (that) ten of the soldiers.

    The count may have an adjective: large numbers of.
    """
    count = phrase.first - 2
    if phrase.preposition != "من" or count < passage.first or passage.keys[count + 1] != "من":
        return False
    if count > passage.first and passage.words[count - 1].has("quantifier"):
        count -= 1
    word, before = passage.words[count], passage.word(count - 1)
    if not word.has(*COUNTS) or word.clitic or before is None:
        return count == passage.first and word.has(*COUNTS)
    return not before.has(*GOVERNING, "number", "quantifier") and not passage.is_verb(count - 1)


def _opens_clause(passage: Passage, last: NounPhrase, at: int) -> bool:
    """Return whether و opens a clause with the phrase ``last``: A urges B to ..., and C says."""
    if not last.conjoined or last.last != at:
        return False
    if not last.joined:
        return True
    before = passage.covered.get(last.first - 1)
    return last.nominative and before is not None and before.preposition is not None


def _is_object_of_another(passage: Passage, phrase: NounPhrase, start: int, at: int) -> bool:
    """Return whether a phrase belongs to the verb before it: a comma or "and in" begins anew."""
    before = passage.heads.get(start - 1)
    if before is None or before.form != "verb" or phrase.last >= at:
        return False
    return any(
        passage.keys[place] in COMMAS and passage.words[place + 1].has("preposition")
        for place in range(phrase.last, at - 1)
    )
