"""Sides behind a joined verb that are no object of it: who threatens, voices, asks of another."""

from streams.extract.actors.phrases import Kind, NounPhrase
from streams.extract.clauses.passage import Head, Passage

_SAYS = frozenset({"أعلن", "أكد", "قال", "أضاف", "أوضح", "ذكر", "أفاد", "صرّح", "كشف", "شدّد"})
"""Lemmas of verbs that nobody is the object of: one announces, and does not announce a ministry."""
_ASKED = "prep:من"
"""Role of whom one asks."""


def speaks_up(passage: Passage, head: Head, first: NounPhrase) -> bool:
    """Return whether a side behind a joined verb is who threatens, says or voices something."""
    if head.analysis.lemma in _SAYS and first.first == head.at + 1 and first.kind is Kind.ACTOR:
        return True
    return _threatens(passage, head, first) or _voices(passage, head, first)


def _threatens(passage: Passage, head: Head, first: NounPhrase) -> bool:
    """Return whether a side behind a threat that opens its sentence makes it: threatened Chad to.

    What it threatens with follows at once; whom it threatens would need no words behind.
    """
    if "THREATEN" not in head.event_types or head.at != passage.first:
        return False
    if first.last >= passage.last:
        return False
    return first.first == head.at + 1 and passage.words[first.last].clitic == "ب"


def _voices(passage: Passage, head: Head, first: NounPhrase) -> bool:
    """Return whether a side behind a verb voices what "of" follows it, or asks of another."""
    mark = passage.keys[first.last] if first.last < passage.last else ""
    if mark not in {"عن", "من"}:
        return False  # most phrases
    frames = [f for _, found in head.readings for f in found]
    if mark == "عن":
        return any(f.complement_role == "prep:عن" for f in frames)
    asked = passage.covered.get(first.last + 1)
    return asked is not None and asked.code is not None and any(_ASKED in f.roles for f in frames)
