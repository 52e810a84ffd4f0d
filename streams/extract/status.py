"""Whether an act happened: negation, plan, condition, possibility and history in a clause."""

from datetime import date, timedelta
from typing import Final

from schemas.event import Status
from streams.extract.clauses import Head, Passage

HISTORY: Final = timedelta(days=30)
"""Age from which an act is background (codebook)."""
LOOK_BACK: Final = 4
"""Words before a trigger that can change whether it happened."""
DECISIONS: Final = frozenset({"SANCTION", "COERCE", "RETREAT"})
"""Types whose announcement is the act: a state that says it will suspend talks has done so."""


_SUBJUNCTIVE: Final = frozenset({"ان", "بان", "لان"})


def verb_status(passage: Passage, head: Head) -> Status | None:
    """Return the status that the words before the verb ``head`` give it.

    None where the clause only wishes, demands or supposes the act, so that it is no event.
    """
    analysis = head.analysis
    if analysis.preposition == "ل":
        return None
    status: Status = "planned" if analysis.future else "actual"
    near = True
    for at in range(head.at - 1, max(passage.first, head.at - LOOK_BACK) - 1, -1):
        word = passage.words[at]
        if word.has("mark"):
            break
        if at in passage.heads and passage.heads[at].form == "verb" and not word.has("past"):
            break
        if near and word.has("negator") and not word.has("without"):
            return "negated"
        if word.has("future"):
            status = "planned"
        elif (
            word.has("condition")
            or word.has("purpose")
            or (near and word.key in {"قد", "ربما", "لعل"} and analysis.aspect == "imperfect")
        ):
            return "hypothetical"
        elif near and word.key in _SUBJUNCTIVE and analysis.aspect == "imperfect":
            return status if analysis.future else _subjunctive(passage, at)
        if not word.has("emphatic", "also", "past"):
            near = False
    return status


def _subjunctive(passage: Passage, at: int) -> Status | None:
    """Return the status of a verb after أن: planned under a schedule, else no event."""
    for place in range(at - 1, max(passage.first, at - LOOK_BACK) - 1, -1):
        if passage.words[place].has("schedule"):
            return "planned"
    return None


def noun_status(passage: Passage, head: Head) -> Status:
    """Return the status that the words before the noun ``head`` give it."""
    for at in range(head.at - 1, max(passage.first, head.at - 2) - 1, -1):
        word = passage.words[at]
        if word.has("without"):
            return "negated"
        if word.has("possible", "condition", "purpose"):
            return "hypothetical"
        if word.has("schedule"):
            return "planned"
        if word.has("mark") or at in passage.heads:
            break
    return "actual"


def with_date(status: Status, day: str | None, published: str | None) -> Status:
    """Return ``status`` in the light of the day of the act: past the horizon it is history.

    A day after publication makes a plan of what grammar alone calls actual.

    >>> with_date("actual", "2015-01-02", "2015-08-01")
    'historical'
    >>> with_date("actual", "2015-08-05", "2015-08-01")
    'planned'
    """
    if day is None or published is None or status not in {"actual", "planned"}:
        return status
    act, issued = date.fromisoformat(_padded(day)), date.fromisoformat(published[:10])
    if act < issued - HISTORY:
        return "historical"
    if act > issued:
        return "planned"
    return status


def _padded(day: str) -> str:
    return day + "-01" * ((10 - len(day)) // 3)


def announced(status: Status, event_type: str, *, by_actor: bool) -> Status:
    """Return ``status`` of an act that its own actor announces: a decision told is taken."""
    return "actual" if status == "planned" and by_actor and event_type in DECISIONS else status
