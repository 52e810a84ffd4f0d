"""What a clause says cannot be: talks with Chad are out of the question, no talks with Chad."""

from schemas.event import Status
from streams.extract.clauses.passage import Passage
from streams.lexicon.morphology import Analysis

PREDICATE_SPAN = 14
"""Words behind a noun in which the clause says that it cannot be."""
NEGATION_SPAN = 4
"""Words before it in which the clause does."""
_IMPOSSIBLE = frozenset({"مستحيل", "مستحيله", "مستحيلا", "مرفوض", "مرفوضه", "مرفوضا"})
_UNTHINKABLE = frozenset({"المستحيل", "المتعذر"})
_NOT = frozenset({"غير", "ليس", "ليست", "ليسا"})
_POSSIBLE = frozenset({"وارد", "وارده", "واردا", "ممكن", "ممكنه", "ممكنا", "مطروح", "مطروحه",
                       "مطروحا", "الوارد", "الممكن", "مجد", "مجديا"})  # fmt: skip
_NO = frozenset({"لا", "ولا", "فلا"})
_CAN = frozenset({"يمكن", "يمكننا", "يمكنه", "يمكنها", "مجال", "نيه", "يجوز", "داعي"})
DAY_SPAN = 9
"""Words before it in which the clause says that no day has been set for it."""
SETTING_SPAN = 5
"""Words before "day" in which the clause says that none is set."""
_DAY = frozenset({"موعد", "موعدا", "تاريخ", "تاريخا", "مواعيد"})
_NEARLY = frozenset(
    {"كاد", "كادت", "كادا", "كادوا", "وكاد", "وكادت", "وكادوا", "يكاد", "تكاد", "يكادون"}
)
NEVER = _NEARLY | {"يسبق"}
"""Verbs of what was nearly done, and of what has (not) happened before: لم يسبق له أن."""
_TOLD = _IMPOSSIBLE | _UNTHINKABLE | _NOT | _POSSIBLE | _NO


def undone(passage: Passage, at: int, verb: Analysis) -> Status | None:
    """Return what "nearly", or "it never happened that", at ``at`` makes of an act."""
    if passage.keys[at] in _NEARLY:
        return "hypothetical" if verb.aspect == "imperfect" else None
    return "negated" if passage.words[at - 1].has("negator") and verb.aspect == "perfect" else None


def is_ruled_out(passage: Passage, at: int) -> bool:
    """Return whether the clause of the noun at ``at`` says that what it tells cannot be."""
    first, last = max(passage.first, at - NEGATION_SPAN), min(passage.last, at + PREDICATE_SPAN)
    if _TOLD.isdisjoint(passage.keys[first:last]):
        return False  # most clauses
    return _before(passage, at) or _behind(passage, at)


def has_no_day(passage: Passage, at: int) -> bool:
    """Return whether no day is set yet for what the noun at ``at`` tells: without a date for."""
    first = max(passage.first, at - DAY_SPAN)
    if _DAY.isdisjoint(passage.keys[first:at]):
        return False  # most clauses
    for place in range(at - 1, first - 1, -1):
        if passage.words[place].has("mark"):
            return False
        if passage.keys[place] in _DAY:
            before = range(max(passage.first, place - SETTING_SPAN), place)
            return any(passage.words[near].has("negator", "without") for near in before)
    return False


def _before(passage: Passage, at: int) -> bool:
    for place in range(at - 1, max(passage.first, at - NEGATION_SPAN) - 1, -1):
        key, word = passage.keys[place], passage.words[place]
        if key in _UNTHINKABLE:
            return passage.keys[place - 1] == "من"
        if key in _POSSIBLE:
            return passage.keys[place - 1] in _NOT
        if key in _NO:
            return place == at - 1 or passage.keys[place + 1] in _CAN
        if word.boundary or word.has("mark"):
            return False
    return False


def _behind(passage: Passage, at: int) -> bool:
    for place in range(at + 1, min(passage.last, at + PREDICATE_SPAN)):
        key, word = passage.keys[place], passage.words[place]
        if key in _IMPOSSIBLE and not word.definite:
            return not passage.words[place - 1].has("negator", "without")
        if key in _NOT:
            return not _POSSIBLE.isdisjoint(passage.keys[place + 1 : place + 2])
        if word.boundary or passage.is_verb(place) or key in {"،", "؛", ":"}:
            return False
    return False
