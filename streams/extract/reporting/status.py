"""Whether an act happened: negation, plan, condition, possibility and history in a clause."""

from calendar import monthrange
from datetime import date, timedelta
from typing import Final

from schemas.event import Status
from streams.extract.clauses.decided import deciding
from streams.extract.clauses.passage import Head, Passage
from streams.extract.clauses.presupposed import consults
from streams.extract.reporting.attendance import is_to_be_attended
from streams.extract.reporting.ruled_out import NEVER, has_no_day, is_ruled_out, undone
from streams.extract.reporting.wishes import (
    LOOK_BACK,
    SUBJUNCTIVE,
    wish_carried_on,
    wish_status,
)
from streams.extract.words.function_words import COMMAS
from streams.extract.words.word import Word
from streams.lexicon.morphology import Analysis

HISTORY: Final = timedelta(days=30)
"""Age from which an act is background (codebook)."""
EXCEPTION_SPAN: Final = 12
"""Words between a negation and its "but", "except"."""
DECISIONS: Final = frozenset({"SANCTION", "COERCE", "RETREAT"})
"""Types whose announcement is the act: a state that says it will suspend talks has done so."""


_SUPPOSING: Final = frozenset({"condition", "purpose"})
_MAYBE: Final = _SUPPOSING | {"possible"}
_AT_VERB: Final = frozenset({"emphatic", "also", "past"})
"""Classes of the words that leave a particle at its verb."""
_NOT_BEFORE_PERFECT: Final = frozenset({"ما", "وما"})
_IF_BEFORE_PERFECT: Final = frozenset({"ان", "وان", "فان"})
"""Where a clause opens with it and a verb of the past follows: "if", not "indeed"."""
_MAYBE_BEFORE_IMPERFECT: Final = frozenset({"قد", "ربما", "لعل", "عندما", "حينما"})
_NEXT: Final = frozenset({"المقبل", "المقبله", "القادم", "القادمه"})
COMING_SPAN: Final = 5
"""Words after a meeting in which an adjective says that it is to come."""
_COMING: Final = frozenset(
    f"{article}{word}{ending}"
    for word in ("مرتقب", "مقرر", "مزمع", "متوقع", "منتظر", "مقبل")
    for article in ("", "ال")
    for ending in ("", "ه")
)
"""Adjectives of a meeting that is to come."""
_MEANT: Final = frozenset(
    f"{before}{noun}{whose}"
    for before in ("", "و", "ب")
    for noun in ("عزم", "اعتزام", "نيت")
    for whose in ("ه", "ها", "هم", "هما", "نا")
)
"""Nouns of intent with whose it is: his intention to."""
MEANT_SPAN: Final = 2
"""Words between an intention and what is meant to be done."""
_WANTED: Final = frozenset({"في", "علي", "الي"})
"""Prepositions before what somebody is ready for or wishes."""
_UNTIL: Final = frozenset({"حتي", "ريثما"})
"""Words before what is waited for, told in the imperfect: until Egypt frees them."""
_HOWEVER: Final = frozenset({"ان", "انه", "انها", "انهم", "انهما", "اننا", "انني", "اني"})
"""What makes "except" mean "however"."""
_IN_CASE: Final = frozenset({"حال"})
_FIRST: Final = frozenset({"اول", "واول", "كاول"})
_WHETHER: Final = frozenset({"هل", "وهل", "فهل"})


def verb_status(passage: Passage, head: Head) -> Status | None:
    """Return the status that the words before the verb ``head`` give it.

    None where the clause only wishes, demands or supposes the act, so that it is no event.
    """
    analysis = head.analysis
    if analysis.preposition == "ل":
        return None
    if (that := wish_carried_on(passage, head)) is not None:
        return wish_status(passage, that)
    status: Status = "planned" if analysis.future else "actual"
    near = True
    for at in range(head.at - 1, max(passage.first, head.at - LOOK_BACK) - 1, -1):
        word = passage.words[at]
        changed = undone(passage, at, analysis) if word.key in NEVER else None
        if changed is None and ("mark" in word.classes or _is_other_verb(passage, at)):
            break
        if at in passage.covered:
            near = False  # Ban Ki-moon: no particle "in order to"
            continue
        changed = changed or (_beside(passage, at, analysis) if near else None)
        if changed is not None:
            return changed
        if not word.classes.isdisjoint(_SUPPOSING) and not _is_done(word, analysis):
            return "hypothetical"
        if near and word.key in SUBJUNCTIVE | _UNTIL and analysis.aspect == "imperfect":
            return status if analysis.future else _hoped(passage, at, head)
        status = "planned" if "future" in word.classes else status
        near = near and not word.classes.isdisjoint(_AT_VERB)
    present = status == "actual" and analysis.aspect == "imperfect"
    ahead = present and (_lies_ahead(passage, head.at) or _is_awaited(passage, head))
    return "planned" if ahead else status


def _hoped(passage: Passage, at: int, head: Head) -> Status | None:
    """Return the status of what follows "that" or "until" at ``at``, which is not done yet."""
    decision = deciding(passage, head)
    if decision is not None:
        return _decided(passage, decision, head)
    return "hypothetical" if passage.keys[at] in _UNTIL else wish_status(passage, at)


def _decided(passage: Passage, decision: Head, head: Head) -> Status | None:
    """Return the status of what its own actor decides on, plans or manages to do.

    What is decided counts as done, as behind a noun (decided the suspension); a meeting is to come.
    """
    told = verb_status(passage, decision) if decision.form == "verb" else "actual"
    if told != "actual":
        return told
    meets = consults(head) and "AID" not in head.event_types  # sends envoys, sends medicine
    ahead = "planned" in decision.cues or (meets and "decision" in decision.cues)
    return "planned" if ahead else "actual"


def _is_awaited(passage: Passage, head: Head) -> bool:
    """Return whether a meeting told in the present is one where those who meet are expected."""
    return "CONSULT" in head.event_types and is_to_be_attended(passage, head.at)


def _lies_ahead(passage: Passage, at: int) -> bool:
    """Return whether the clause of the verb at ``at`` sets its time in the next week or month."""
    if _NEXT.isdisjoint(passage.spelt):
        return False  # most sentences
    return any(
        passage.keys[place] in _NEXT and passage.words[place - 1].has("time")
        for place in range(at + 2, passage.reach(at))
    )


def _is_other_verb(passage: Passage, at: int) -> bool:
    """Return whether another verb than "was" stands at ``at``: what is before it is its own."""
    head = passage.heads.get(at)
    return head is not None and head.form == "verb" and not passage.words[at].has("past")


def _is_done(word: Word, verb: Analysis) -> bool:
    """Return whether a purpose stands before a verb in the perfect: to break up a march held by."""
    return verb.aspect == "perfect" and not word.has("condition") and word.key not in _IN_CASE


def _excepts(passage: Passage, at: int) -> bool:
    """Return whether an exception follows the negation at ``at``: told of nothing but three."""
    for place in range(at + 1, min(passage.last, at + EXCEPTION_SPAN)):
        if passage.keys[place] == "سوي":
            return True
        if passage.keys[place] == "الا":  # إلا, not إلا أن, which is "however"
            return _HOWEVER.isdisjoint(passage.keys[place + 1 : place + 2])
        if passage.words[place].has("mark", "complementizer"):
            return False
    return False


def _beside(passage: Passage, at: int, verb: Analysis) -> Status | None:
    """Return what a particle that stands at the verb, at ``at``, makes of the act."""
    word = passage.words[at]
    if "negator" in word.classes and not word.has("without"):
        return None if _excepts(passage, at) else "negated"
    if word.key in _WHETHER:
        return "hypothetical"
    if verb.aspect == "imperfect":
        return "hypothetical" if word.key in _MAYBE_BEFORE_IMPERFECT else None
    if not _opens_clause(passage, at):
        return None
    if word.key in _NOT_BEFORE_PERFECT:
        return None if passage.keys[at - 1] in COMMAS else "negated"  # ", which led to"
    return "hypothetical" if word.key in _IF_BEFORE_PERFECT else None


def _opens_clause(passage: Passage, at: int) -> bool:
    """Return whether the word at ``at`` is the first of its sentence or follows a mark."""
    return at == passage.first or passage.words[at - 1].has("mark")


def noun_status(passage: Passage, head: Head) -> Status:  # noqa: C901, PLR0911
    """Return the status that the words before the noun ``head`` give it."""
    for at in range(head.at - 1, max(passage.first, head.at - 2) - 1, -1):
        classes = passage.words[at].classes
        if "without" in classes:
            if passage.keys[at] == "غير" and at < head.at - 1:
                break  # its extraordinary session: of the adjective behind it
            return "negated"
        if not classes.isdisjoint(_MAYBE):
            return "hypothetical"
        if "schedule" in classes:
            return "planned"
        if "negator" in classes and passage.words[at + 1].has("existence"):
            return "negated"
        if "mark" in classes or at in passage.heads:
            break
    if is_ruled_out(passage, head.at) or has_no_day(passage, head.at):
        return "negated"
    if not _MEANT.isdisjoint(passage.keys[max(passage.first, head.at - MEANT_SPAN) : head.at]):
        return "planned"
    if _is_wanted(passage, head) or _is_way_out(passage, head):
        return "hypothetical"
    following = passage.keys[head.at + 1 : min(passage.last, head.at + COMING_SPAN)]
    if _is_awaited(passage, head) or not _COMING.isdisjoint(following):
        return "planned"
    if passage.field == "title" and not any(h.form == "verb" for h in passage.heads.values()):
        return "planned" if _lies_ahead(passage, head.at) else "actual"
    return "actual"


def _is_wanted(passage: Passage, head: Head) -> bool:
    """Return whether talks are only what somebody is ready for or wishes: readiness for talks."""
    if "CONSULT" not in head.event_types:
        return False
    for at in range(head.at - 1, max(passage.first, head.at - LOOK_BACK) - 1, -1):
        if "readiness" in passage.words[at].noun_classes:
            return passage.keys[at + 1] in _WANTED or passage.words[at + 1].clitic == "ل"
    return False


def _is_way_out(passage: Passage, head: Head) -> bool:
    """Return whether talks are a means to what is not reached: to come back, if possible, by."""
    at = head.at - 1
    if at - 2 < passage.first or passage.keys[at] != "خلال" or passage.keys[at - 1] != "من":
        return False
    near = range(at - 2, max(passage.first, at - 2 * LOOK_BACK), -1)
    return any(passage.words[place].has("condition", "purpose", "possible") for place in near)


def with_date(
    status: Status, day: str | None, published: str | None, *, early: bool = False
) -> Status:
    """Return ``status`` in the light of the day of the act: past the horizon it is history.

    A day after publication makes a plan of what grammar alone calls actual. A month or year is
    history when all of it is, ``early`` in it when its first day is.

    >>> with_date("actual", "2015-01-02", "2015-08-01")
    'historical'
    >>> with_date("actual", "2015-08-05", "2015-08-01")
    'planned'
    >>> with_date("actual", "2015-07", "2015-08-05")
    'actual'
    >>> with_date("actual", "2015-07", "2015-08-05", early=True)
    'historical'
    """
    if day is None or published is None or status not in {"actual", "planned"}:
        return status
    issued = date.fromisoformat(published[:10])
    first = date.fromisoformat(_padded(day))
    if (first if early else _last_day(day)) < issued - HISTORY:
        return "historical"
    return "planned" if first > issued else status


def _padded(day: str) -> str:
    return day + "-01" * ((10 - len(day)) // 3)


def _last_day(day: str) -> date:
    """Return the last day of a month or year; a day is its own."""
    first = date.fromisoformat(_padded(day))
    if len(day) == len("2015-01-02"):
        return first
    month = first.month if len(day) == len("2015-01") else 12
    return date(first.year, month, monthrange(first.year, month)[1])


def as_scheduled(status: Status, usual: Status | None, passage: Passage, head: Head) -> Status:
    """Return the ``usual`` status of what is told of ahead of time in the present: he leaves for.

    Not what was going on (he was leaving for), nor what nobody did for years (the first to go).
    """
    if usual is None or status != "actual" or head.analysis.aspect == "perfect":
        return status
    before = range(head.at - 1, max(passage.first, head.at - LOOK_BACK) - 1, -1)
    if any(passage.words[place].has("past") for place in before):
        return status
    if passage.keys[max(passage.first, head.at - 2) : head.at] == ["قبل", "ان"]:
        return status  # told as the next step of a story
    first = any(passage.keys[place] in _FIRST for place in range(passage.start(head.at), head.at))
    since = "منذ" in passage.keys[head.at : passage.reach(head.at)]
    return status if first and since else usual


def announced(status: Status, event_type: str, *, by_actor: bool) -> Status:
    """Return ``status`` of an act that its own actor announces: a decision told is taken."""
    return "actual" if status == "planned" and by_actor and event_type in DECISIONS else status
