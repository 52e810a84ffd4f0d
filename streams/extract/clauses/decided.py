"""Acts behind "that" of whoever decides on them: France decided that it (would) break off."""

from typing import Final

from streams.extract.actors.phrases import Kind, NounPhrase
from streams.extract.clauses.carried import is_own_doing
from streams.extract.clauses.groups import Group, agrees, free_groups
from streams.extract.clauses.passage import Head, Passage
from streams.extract.words.function_words import AFFIRMED_THAT

_DECISION: Final = frozenset({"decision"})
SPAN: Final = 14
"""Words between a decision and its "that": the office and the name of who decides."""
_OBJECTLESS: Final = frozenset({"احتج"})
"""Verbs whose object is only a slip of the pen for what a preposition governs."""


def deciding(passage: Passage, head: Head) -> Head | None:
    """Return who decided to do, plans to do or managed what ``head`` tells: a verb, a decision.

    None where ``head`` does not stand right behind "that" in the imperfect, or where the verb
    before asks somebody else to do it. A decision is a noun, and whose it is stands behind it.
    """
    verb = head.analysis
    if head.at - 2 < passage.first or passage.keys[head.at - 1] not in AFFIRMED_THAT:
        return None  # most verbs
    if head.form != "verb" or verb.aspect != "imperfect" or verb.future:
        return None
    for at in range(head.at - 2, max(passage.first, head.at - SPAN) - 1, -1):
        if at in passage.covered:
            continue
        governor = passage.heads.get(at)
        if governor is not None and governor.form == "verb":
            return governor if _decides(governor) else None
        if governor is not None and governor.cues == _DECISION:
            return governor
        if passage.words[at].has("mark", "complementizer", "relative"):
            return None
    return None


def _decides(verb: Head) -> bool:
    """Return whether the subject of a verb does itself what it carries: decided, plans, managed."""
    managed = "done" in verb.cues and verb.analysis.aspect == "perfect"
    return is_own_doing(verb) and (managed or not verb.cues.isdisjoint({"decision", "planned"}))


def does_himself(passage: Passage, head: Head, decider: Group, after: list[Group]) -> bool:
    """Return whether ``decider`` does what ``head`` tells: decided that it condemn X.

    A phrase behind the verb that fits it is its own subject, unless it is the only object.
    """
    gender = head.analysis.gender
    if not decider or not agrees(gender, decider[0]):
        return False
    if not after or not agrees(gender, after[0][0]):
        return True
    if is_wanted(passage, head, after[0][0]):
        return True
    return len(after) == 1 and wants_object(head)


def is_own_wish(passage: Passage, that: int, wishing: Group) -> bool:
    """Return whether somebody wants to do himself what follows "that": wanted to visit X."""
    verb = passage.heads.get(that + 1)
    if verb is None or verb.form != "verb":
        return False
    return does_himself(
        passage, verb, wishing, free_groups(passage, that + 2, passage.reach(that + 1), 2)
    )


def wants_object(head: Head) -> bool:
    """Return whether a frame of the verb has an object, which after a joined verb may be alone."""
    return any("object" in f.roles for _, frames in head.readings for f in frames) and (
        head.analysis.lemma not in _OBJECTLESS
    )


def is_wanted(passage: Passage, head: Head, first: NounPhrase) -> bool:
    """Return whether a noun is what a frame of the verb has as its object: proposed a meeting."""
    if not (first.kind is Kind.UNKNOWN or first.generic) or first.role:
        return False
    classes = passage.words[first.first].noun_classes
    frames = (f for _, found in head.readings for f in found if f.complement_role == "object")
    return any(f.complement in classes for f in frames)
