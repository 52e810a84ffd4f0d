"""What tells how things are and no act: a town that they hold, the region that a tour is of."""

from streams.extract.attempt import Attempt
from streams.extract.groups import Group
from streams.extract.phrases import Kind
from streams.extract.registry import BODIES

_HELD = frozenset({"عليها", "عليه", "عليهما"})
"""What is held, taken up behind the verb: a town that they control."""
_JUSSIVE = frozenset({"لم", "ولم", "فلم", "لا", "ولا", "ان", "وان"})
"""Particles after which a hollow verb loses its long vowel."""
_RIDES = "ستقل"
"""The end of "rides", which is written as "resigns" after such a particle."""
_GUARDS = frozenset({"COP", "MIL", "SPY"})
_RAISES = "رفع"
_FACED = frozenset({"وجه", "بوجه", "مواجهه", "ضد", "لمواجهه"})
"""Words between friends and whom one stands with them against."""
_TO = "prep:الي"


def stands(attempt: Attempt) -> str:
    """Return which standing state the clause tells of, empty where it tells an act."""
    frame, passage, at = attempt.frame, attempt.passage, attempt.at
    if frame.id.startswith("capture") and _is_held(attempt):
        return "who holds a place, not that it was taken"
    if frame.id == "resign" and attempt.head.form == "verb":
        key = passage.keys[at]
        if key.endswith(_RIDES) and passage.keys[at - 1] not in _JUSSIVE:
            return "rides a vehicle, does not resign"
    return ""


def _is_held(attempt: Attempt) -> bool:
    """Return whether a relative clause in the imperfect tells who holds a place."""
    passage, at, head = attempt.passage, attempt.at, attempt.head
    if head.form == "verb":
        imperfect = head.analysis.aspect == "imperfect" and not head.analysis.future
        return imperfect and passage.keys[at + 1 : at + 2] != [] and passage.keys[at + 1] in _HELD
    verb = passage.heads.get(at - 1)
    if head.form != "masdar" or verb is None or verb.form != "verb":
        return False
    lasting = verb.analysis.aspect == "imperfect" and not verb.analysis.future
    return lasting and passage.words[at - 2].has("relative")


def no_actor(attempt: Attempt) -> str:
    """Return why the sources did not do what the frame says, empty where they may have."""
    frame = attempt.frame
    region = frame.id == "tour" and attempt.construction == "noun.adjective"
    if region and all(p.code in BODIES for p in attempt.sources):
        return "the region that a tour leads through"
    raised = frame.id.startswith("lift-emergency") and attempt.head.analysis.lemma == _RAISES
    if raised and all(p.sector in _GUARDS for p in attempt.sources):
        return "guards go on alert, who cannot lift an emergency"
    return ""


def is_opponent(attempt: Attempt, group: Group) -> bool:
    """Return whether the target is whom one stands with others against."""
    if attempt.frame.event_type != "SUPPORT" or not group:
        return False
    between = attempt.passage.keys[attempt.at + 1 : group[0].first]
    return not _FACED.isdisjoint(between)


def is_aim_of_noun(attempt: Attempt, role: str, group: Group) -> bool:
    """Return whether "to" belongs to a noun behind a demand: asked for money to travel to."""
    if role != _TO or attempt.frame.id != "ask" or not group:
        return False
    passage, before = attempt.passage, group[0].first - 1
    if passage.keys[before] in {"الي", "والي"}:
        before -= 1
    subject = passage.covered.get(before)
    return before > attempt.at and (subject is None or subject.kind is Kind.PLACE)
