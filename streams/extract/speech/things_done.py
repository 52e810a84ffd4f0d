"""Clauses that stand for a thing: what Israel does, what he called an aggression."""

from streams.extract.clauses.groups import Group
from streams.extract.clauses.passage import Passage
from streams.extract.speech.blame import CALLING, involved
from streams.extract.speech.doers import doers
from streams.extract.words.function_words import WHAT
from streams.lexicon.triggers import Frame


def so_called(passage: Passage, at: int, frame: Frame) -> Group | None:
    """Return whose the thing is that "what he called", "what X does" at ``at`` names, else None."""
    if frame.event_type not in {"ACCUSE", "SUPPORT", "REJECT"} or at + 2 >= passage.last:
        return None
    if passage.keys[at] not in WHAT:
        return None
    if not any(a.lemma in CALLING and a.enclitic for a in passage.words[at + 1].verbs):
        return _doers_of_what(passage, at) or None
    return involved(passage, at + 2, blamed=frame.event_type == "ACCUSE") or None


def _doers_of_what(passage: Passage, at: int) -> Group:
    """Return who does "what" at ``at``; nobody where it only tells by whose account."""
    head, before = passage.heads.get(at + 1), passage.words[at - 1]
    if head is None or "report" in head.cues or before.has("preposition", "mark", "place"):
        return []
    account = before.content and not before.definite and at - 1 not in passage.covered
    return [] if account else doers(passage, at, passage.last)  # according to what
