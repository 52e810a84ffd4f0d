"""What stands behind أن, which is wished, planned or told: that he go, before he went."""

from typing import Final

from schemas.event import Status
from streams.extract.clauses.passage import Head, Passage
from streams.lexicon.morphology import Analysis

LOOK_BACK: Final = 4
"""Words before a trigger that can change whether it happened."""
SUBJUNCTIVE: Final = frozenset({"ان", "بان", "لان"})
_AND_THAT: Final = "وان"
_CAN: Final = frozenset({"يمكن", "يمكننا", "يمكنه", "يمكنها", "يجوز", "يعقل", "نستطيع"})
"""What is not possible is not done: we cannot accept that."""
_EXPECTED: Final = frozenset({"ينتظر", "يتوقع", "يرتقب", "يفترض", "يومل", "يرجح"})
"""Verbs that, told of nobody, say what is to come."""
_WHILE: Final = frozenset({"حيث", "فيما", "كما", "بينما", "اذ"})
"""Words that open a clause before its verb."""


def wish_carried_on(passage: Passage, head: Head) -> int | None:
    """Return where the أن of the wish stands that ``head`` goes on with; None if it does not.

    (They want) that we go and see, that he go and that she stay.
    """
    if not _is_wish(head.analysis) or head.at == passage.first:
        return None
    if passage.keys[head.at - 1] == _AND_THAT:
        return _wished_before(passage, head.at - 1)
    if not passage.words[head.at].conjoined:
        return None
    for at in range(head.at - 1, max(passage.first, head.at - LOOK_BACK), -1):
        if passage.words[at].has("mark"):
            return None
        if at not in passage.covered and passage.is_verb(at):
            wish = passage.keys[at - 1] in SUBJUNCTIVE
            told = any(a.aspect == "perfect" for a in passage.words[at].verbs)
            return at - 1 if wish and not told else None
    return None


def _is_wish(verb: Analysis) -> bool:
    """Return whether a verb right behind أن is what is wished: that he goes, not that he went."""
    return verb.aspect == "imperfect" and not verb.future


def _wished_before(passage: Passage, at: int) -> int:
    """Return where the "that" of a wish stands that the "and that" at ``at`` goes on with."""
    for place in range(at - 2, passage.first - 1, -1):
        if passage.keys[place] in SUBJUNCTIVE and passage.is_verb(place + 1):
            return place
    return at


def wish_status(passage: Passage, at: int) -> Status | None:  # noqa: PLR0911
    """Return the status of a verb after أن: planned under a schedule, else no event.

    What comes next in a story is told with it too: before he left for, after which he is to.
    """
    if at - 2 >= passage.first and passage.keys[at - 1] == "علي":
        return "planned" if passage.words[at - 2].has("mark") else None
    if at - 2 >= passage.first and passage.words[at - 2].has("negator"):
        return "negated" if passage.keys[at - 1] in _CAN else None
    if at - 1 >= passage.first and passage.keys[at - 1] == "قبل":
        return _told_before(passage, at)
    if _is_expected(passage, at - 1):
        return "hypothetical" if _was(passage, at - 2) else "planned"
    for place in range(at - 1, max(passage.first, at - LOOK_BACK) - 1, -1):
        head = passage.heads.get(place)
        if passage.words[place].has("schedule"):
            return "hypothetical" if _was(passage, place - 2) else "planned"  # it was to be held
        if head is not None and "planned" in head.cues:
            return "planned"
    return None


def _is_expected(passage: Passage, at: int) -> bool:
    """Return whether the verb at ``at`` says of nobody that he expects it: it is expected that.

    It opens its clause, so that nobody can be its subject.
    """
    if at < passage.first or passage.keys[at].removeprefix("و") not in _EXPECTED:
        return False
    if at == passage.first or passage.keys[at].startswith("وي") or _was(passage, at - 1):
        return True
    return passage.words[at - 1].has("mark") or passage.keys[at - 1] in _WHILE


def _was(passage: Passage, at: int) -> bool:
    """Return whether "was" stands at ``at``, so that what was to be may not have been."""
    return at >= passage.first and passage.words[at].has("past")


def _told_before(passage: Passage, at: int) -> Status | None:
    """Return the status of what a verb of the past stands before: he waited before, he said before.

    What somebody spoke before doing was still to come when he spoke.
    """
    heads = [passage.heads[place] for place in reversed(passage.order) if place < at]
    before = next((h for h in heads if h.form == "verb"), None)
    if before is not None and passage.words[before.at - 1].has("negator"):
        return None  # he will not come before they pay
    verb = next((h for h in heads if h.form == "verb" and h.analysis.aspect == "perfect"), None)
    if verb is None:
        return None
    return "planned" if "report" in verb.cues else "actual"
