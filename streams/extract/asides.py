"""Asides: what commas set off inside a clause, which goes on behind them as if they were not there.

"The minister, during a conference in Geneva, accused ...": neither the conference nor Geneva is in
the place of what he accuses.
"""

from collections.abc import Sequence
from itertools import pairwise

from streams.extract.function_words import COMMAS
from streams.extract.words import Word

ASIDE_WORDS = 12
"""Words of the longest aside; longer ones are clauses of their own."""
_CIRCUMSTANCE = frozenset(
    {"خلال", "عبر", "اثناء", "عقب", "بعد", "قبل", "قبيل", "لدي", "امام", "وفق", "وفقا", "بحسب",
     "حسب", "يرافقه", "يرافقها", "ترافقه", "يصاحبه", "منذ", "حول", "ردا", "تعليقا", "نقلا", "في"}
)  # fmt: skip
"""Words that begin when, where, by whose account or in answer to what."""


def find_asides(
    words: Sequence[Word], keys: Sequence[str], first: int, last: int
) -> dict[int, int]:
    """Return where each aside of ``[first, last)`` ends: its second comma, by its first."""
    found = {}
    commas = [at for at in range(first, last) if keys[at] in COMMAS]
    for opening, closing in pairwise(commas):
        inside = range(opening + 1, closing)
        if (
            0 < len(inside) <= ASIDE_WORDS
            and _is_circumstance(words, opening + 1)
            and not any(
                words[at].boundary or words[at].has("complementizer", "relative") for at in inside
            )
        ):
            found[opening] = closing
    return found


def _is_circumstance(words: Sequence[Word], at: int) -> bool:
    """Return whether the word at ``at`` begins a circumstance, not a clause joined to this one."""
    word = words[at]
    if word.conjoined:
        return False
    return word.key in _CIRCUMSTANCE or word.has("time") or word.clitic == "ب"
