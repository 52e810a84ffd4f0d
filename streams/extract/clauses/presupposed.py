"""Event nouns that a clause takes for granted: two days after, in protest at, the meeting had."""

from streams.extract.actors.phrases import Kind
from streams.extract.clauses.alleged import is_answered
from streams.extract.clauses.ideas import is_idea, kills, rages
from streams.extract.clauses.passage import Head, Passage
from streams.extract.clauses.welcomed import is_welcomed, was_held

_AHEAD = frozenset({"قبل", "عشيه"})
"""Prepositions before a meeting that is certain to come."""
_COUNTED = ("time", "number", "quantity")
_GOING_ON = frozenset({"مواصله", "استمرار", "الاستمرار", "المضي", "تصعيد", "توسيع"})
"""Masdars of going on with what is done already: promised to go on with their protests."""
HOST_SPAN = 4
"""Words between a guest and the host."""
_ORDINALS = frozenset({"اول", "ثاني", "ثالث", "رابع", "اخر"})
"""What counts the visits that were made: the first visit of a president."""
_ANSWERS = frozenset({"ردا", "احتجاجا", "اعتراضا", "عقابا"})
"""Adverbs that tell what follows على as a fact: in response to, in protest at."""
_HEARTS = frozenset({"محور", "محاور", "صلب", "صداره", "طليعه", "مواضيع", "موضوعات", "ملفات"})
"""Nouns for what talks turned on, which they complete."""
_FILLS = frozenset({"هيمن", "خيّم", "سيطر", "استحوذ"})
"""Verbs of what talks were all about, with "on"."""
TOPIC_SPAN = 8
"""Words between such a verb and the talks."""


def _goes_on(passage: Passage, head: Head) -> bool:
    """Return whether a protest is what somebody means to go on with."""
    if "PROTEST" not in head.event_types:
        return False
    at = head.at - 1 - (passage.keys[head.at - 1] == "في")
    return at >= passage.first and passage.keys[at].removeprefix("ب") in _GOING_ON


def consults(head: Head) -> bool:
    """Return whether a word can tell a meeting, a visit, talks."""
    return "CONSULT" in head.event_types


def is_presupposed(passage: Passage, head: Head, preposition: str | None) -> bool:
    """Return whether the noun is what a time or a cause is told by: two days after, ahead of."""
    if _provokes(passage, head.at) or _counted_from(passage, head.at) == "بعد":
        return True
    if (
        _goes_on(passage, head)
        or rages(passage, head)
        or kills(passage, head, preposition)
        or is_answered(passage, head)
    ):
        return True
    if not consults(head):
        return False
    if passage.keys[head.at - 1] in _ORDINALS or is_welcomed(passage, head.at, preposition):
        return True
    if was_held(passage, head) or _is_filled(passage, head.at, preposition):
        return True
    return is_ahead(passage, head, preposition) or is_had(passage, head) or _is_named(passage, head)


def exists(passage: Passage, head: Head) -> bool:
    """Return whether the clause says that there are such talks: its speaker takes part in them."""
    if "existence" not in passage.classes or head.event_types != {"CONSULT"}:
        return False
    before = passage.word(head.at - 1)
    denied = passage.words[head.at - 2].has("negator") if head.at - 2 >= passage.first else False
    return not denied and before is not None and before.has("existence")


def is_had(passage: Passage, head: Head) -> bool:
    """Return whether the noun is what somebody had: the minister had a meeting with."""
    owner = passage.covered.get(head.at - 1)
    if owner is None or owner.preposition != "ل":
        return False
    held = passage.word(owner.first - 1)
    return held is not None and held.has("past")


def is_ahead(passage: Passage, head: Head, preposition: str | None) -> bool:
    """Return whether a meeting is what something is told to be before: days ahead of the visit."""
    ahead = preposition in _AHEAD or _counted_from(passage, head.at) == "قبل"
    return ahead and consults(head)


def _is_named(passage: Passage, head: Head) -> bool:
    """Return whether a visit is told with its guest and host, and as no mere idea: results of it.

    Nobody praises, times or describes a visit of the president to Cairo that is none.
    """
    owner = passage.covered.get(head.at + 1)
    if owner is None or owner.kind is not Kind.ACTOR or not owner.role or owner.preposition:
        return False
    before = passage.word(head.at - 1)
    if before is None or before.boundary or is_idea(passage, head.at):
        return False
    goes = passage.between(owner.last, min(passage.last, owner.last + HOST_SPAN))
    return any(p.preposition in {"الي", "ل"} and p.code not in {None, owner.code} for p in goes)


def _is_filled(passage: Passage, at: int, preposition: str | None) -> bool:
    """Return whether the clause says what talks were about: at the heart of, dominated them."""
    if passage.keys[at - 1] in _HEARTS:
        return True
    if preposition != "علي":
        return False
    for place in range(at - 2, max(passage.first, at - TOPIC_SPAN) - 1, -1):
        verb = passage.heads.get(place)
        if verb is not None and verb.form == "verb":
            return verb.analysis.lemma in _FILLS
        if passage.words[place].has("mark"):
            return False
    return False


def _counted_from(passage: Passage, at: int) -> str:
    """Return "after" or "before" where so many days are counted from the noun at ``at``."""
    if at - 3 < passage.first or passage.keys[at - 1] != "من":
        return ""
    for place in range(at - 2, passage.first - 1, -1):
        key = passage.keys[place].removeprefix("و")
        if key in {"بعد", "قبل"}:
            return key if place < at - 2 else ""
        if passage.keys[place] != "فقط" and not passage.words[place].has(*_COUNTED):
            return ""
    return ""


def _provokes(passage: Passage, at: int) -> bool:
    """Return whether the noun at ``at`` is what something answers, ends with or came of.

    At the end of the visit, in protest at the burning, in response to the expulsion.
    """
    before = passage.word(at - 1)
    if before is not None and before.has("phase", "cause", "outcome"):
        return True
    return (
        at - 2 >= passage.first
        and passage.keys[at - 1] == "علي"
        and passage.keys[at - 2].removeprefix("و") in _ANSWERS
    )
