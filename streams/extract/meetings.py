"""Meetings and visits: whose they are, with whom, and the verb that says they were held."""

from streams.extract.assertion import consults, is_had, opening
from streams.extract.clauses import Head, Passage
from streams.extract.groups import Group, agrees, group_at
from streams.extract.phrases import Kind

HELD_SPAN = 8
"""Words between a meeting and the verb that says that it was held."""
MOST_ADJECTIVES = 3
"""Words between a visit and whose it is by ل."""


def is_own_talk(passage: Passage, head: Head) -> bool:
    """Return whether a speaker tells of talks with another: said that the talks with Iran."""
    before = passage.word(opening(passage, head) - 1)
    if before is None or not before.has("complementizer") or not consults(head):
        return False
    end = min(passage.last, head.at + 1 + MOST_ADJECTIVES)
    return "مع" in passage.keys[head.at + 1 : end]


def paid_by(passage: Passage, head: Head) -> Group:
    """Return whose visit or meeting it is by ل: a visit by the president to, of ministers with."""
    if not consults(head) or passage.words[head.at].definite:
        return []
    owner = passage.covered.get(head.at - 1)
    if owner is not None and is_had(passage, head):
        return [owner] if owner.kind is Kind.ACTOR else []
    phrases = passage.between(head.at + 1, passage.reach(head.at))
    first = phrases[0] if phrases and phrases[0].first <= head.at + MOST_ADJECTIVES else None
    if first is None or first.preposition != "ل" or not first.role or first.code is None:
        return []
    group = group_at(passage, first)
    goes = any(p.preposition in {"الي", "مع"} for p in phrases[len(group) :])
    return group if goes else []


def held_by(passage: Passage, head: Head) -> Head | None:
    """Return the verb after a meeting that says that it was, or will be, held."""
    if not consults(head):
        return None
    for at in range(head.at + 1, min(passage.last, head.at + HELD_SPAN)):
        other = passage.heads.get(at)
        if other is not None and other.form == "verb":
            return other if "light" in other.cues and not other.analysis.enclitic else None
        word = passage.words[at]
        if word.has("mark", "complementizer", "subordinator", "condition") or word.conjoined:
            return None
    return None


def named_later(passage: Passage, head: Head) -> Group:
    """Return the subject of the clause that a meeting opens: after talks with X, Y said."""
    if not consults(head):
        return []
    for at in passage.order:
        if passage.heads[at].form != "verb":
            continue
        phrase = passage.covered.get(at + 1)
        if at < head.at or phrase is None or phrase.first != at + 1:
            return []
        if passage.words[at - 1].has("relative") or not phrase.free or phrase.code is None:
            return []
        named = phrase.kind is Kind.ACTOR and agrees(passage.heads[at].analysis.gender, phrase)
        return group_at(passage, phrase) if named else []
    return []
