"""What a clause says cannot be: talks with Chad are out of the question, no talks with Chad."""

from streams.extract.clauses.passage import Passage

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
_TOLD = _IMPOSSIBLE | _UNTHINKABLE | _NOT | _POSSIBLE | _NO


def is_ruled_out(passage: Passage, at: int) -> bool:
    """Return whether the clause of the noun at ``at`` says that what it tells cannot be."""
    first, last = max(passage.first, at - NEGATION_SPAN), min(passage.last, at + PREDICATE_SPAN)
    if _TOLD.isdisjoint(passage.keys[first:last]):
        return False  # most clauses
    return _before(passage, at) or _behind(passage, at)


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
