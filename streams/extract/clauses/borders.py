"""Borders: what stands behind them is the neighbour, and no side of what is done near them."""

from streams.extract.clauses.groups import Group
from streams.extract.clauses.passage import Passage
from streams.extract.words.word import bare

BORDER_SPAN = 5
"""Words behind "borders" in which the neighbour stands."""
_BORDERS = frozenset({"حدود", "حدودها", "حدوده", "حدودهما", "مشارف", "تخوم", "حدودي", "حدوديه"})
"""Nouns behind which a neighbour is named: on the borders with, on the borders of."""
_EDGES = _BORDERS | {"سواحل", "شواطي", "سواحلها", "شواطيها"}
"""Nouns of the edge of a land where troops, ships and drills are told to be."""


def is_border(passage: Passage, at: int) -> bool:
    """Return whether the word at ``at`` is "borders", or a nationality or adjective of them."""
    if bare(passage.keys[at]) in _BORDERS:
        return True
    qualifies = at in passage.covered or passage.words[at].definite
    return qualifies and bare(passage.keys[at - 1]) in _BORDERS


def border(passage: Passage, at: int, end: int, own: str | None) -> Group:
    """Return whose border is named behind ``at`` that is not only that of ``own``: on its with."""
    for place in range(at + 1, end):
        if bare(passage.keys[place]) not in _EDGES:
            continue
        for phrase in passage.between(place + 1, min(end, place + BORDER_SPAN)):
            if phrase.code in {None, own} or phrase.preposition not in {None, "مع", "ل"}:
                continue
            return [phrase]
    return []
