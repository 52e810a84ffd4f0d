"""What a clause tells as known or usual, so that nobody does it now: sanctions in force, habits."""

from typing import Final

from streams.extract.clauses.passage import Head, Passage
from streams.extract.subjects.attempt import Attempt
from streams.extract.words.word import bare

ADVERB_SPAN: Final = 3
"""Words behind the clause, and before its act, in which an adverb of habit may stand."""
_USUALLY: Final = frozenset({"دوريا", "بانتظام", "سنويا", "شهريا", "اسبوعيا", "يوميا", "عاده"})
_MANNER: Final = frozenset({"بشكل", "بصوره", "بصفه"})
_REGULAR: Final = frozenset({"دوري", "دوريه", "منتظم", "منتظمه", "سنوي", "سنويه", "شهري", "شهريه"})
_DONE_USUALLY: Final = frozenset({"CONSULT", "COOPERATE", "MOBILIZE"})
"""Types whose imperfect with such an adverb tells how two lands deal with each other."""
_TAKES: Final = ("capture", "occupy")
"""How the names of the frames begin that tell who took ground."""
_ON_IT: Final = (["عليها"], ["عليه"], ["عليهما"])
_MEASURES: Final = frozenset({"sanctions", "embargo"})
_GROUPS: Final = frozenset(
    {"منظمه", "تنظيم", "تنظيما", "حركه", "جماعه", "مجموعه", "كيان", "كيانا", "ميليشيا", "حزب",
     "حزبا"}
)  # fmt: skip
"""What a group is called by those who have long called it so: regard it as a terrorist group."""


def classifies(passage: Passage, head: Head, predicate: int) -> bool:
    """Return whether an imperfect only tells what a group always is to somebody, no blame of now.

    ``predicate`` is where the adjective stands that the group is called by.
    """
    analysis = head.analysis
    if passage.field == "title" or analysis.aspect != "imperfect" or analysis.future:
        return False
    noun = predicate - 1
    while noun > head.at and passage.words[noun].has("mark"):
        noun -= 1
    return bare(passage.keys[noun]) in _GROUPS


def told_as_standing(attempt: Attempt) -> str:
    """Return why the clause tells what is usual or in force, empty where it tells news."""
    if _is_regular(attempt):
        return "a habit told of an actor, no act"
    if _is_in_force(attempt):
        return "sanctions that are known to be in force"
    if _is_held(attempt):
        return "ground that is known by who took it"
    return ""


def _is_regular(attempt: Attempt) -> bool:
    """Return whether an adverb says that the act is done time and again: meet regularly."""
    analysis = attempt.head.analysis
    if attempt.frame.event_type not in _DONE_USUALLY or attempt.head.form != "verb":
        return False
    if analysis.aspect != "imperfect" or analysis.future:
        return False
    passage = attempt.passage
    end = min(passage.last, attempt.arguments.end + ADVERB_SPAN)
    for at in range(attempt.at + 1, end):
        if passage.words[at].has("mark") and at >= attempt.arguments.end:
            return False
        if passage.keys[at] in _USUALLY:
            return True
        if passage.keys[at] in _MANNER and not _REGULAR.isdisjoint(passage.keys[at + 1 : at + 2]):
            return True
    return False


def _is_in_force(attempt: Attempt) -> bool:
    """Return whether a relative clause without a time tells whose the sanctions are.

    "The sanctions that the Union imposed on Burma hurt": known before, and no news.
    """
    passage, at = attempt.passage, attempt.at
    if attempt.frame.event_type != "SANCTION":
        return False
    relative = at - 1 if attempt.head.form == "verb" else at + 1
    noun = relative - 1
    if noun < passage.first or relative >= passage.last:
        return False
    if not passage.words[relative].has("relative"):
        return False
    if not passage.words[noun].definite or _MEASURES.isdisjoint(passage.words[noun].noun_classes):
        return False
    end = min(passage.last, attempt.arguments.end + ADVERB_SPAN)
    return not any(word.has("time") for word in passage.words[at + 1 : end])


def _is_held(attempt: Attempt) -> bool:
    """Return whether a relative clause without a time says which ground it is: that they took.

    "Sanaa, which the Houthis occupied, will return": known before, and no news.
    """
    passage, at, analysis = attempt.passage, attempt.at, attempt.head.analysis
    if not attempt.frame.id.startswith(_TAKES) or attempt.head.form != "verb":
        return False
    if analysis.aspect != "perfect" or not passage.words[at - 1].has("relative"):
        return False
    pronoun = analysis.enclitic or passage.keys[at + 1 : at + 2] in _ON_IT
    end = min(passage.last, attempt.arguments.end + ADVERB_SPAN)
    return bool(pronoun) and not any(word.has("time") for word in passage.words[at + 1 : end])
