"""Where the dateline of a report ends, and the brackets behind a name."""

from collections.abc import Sequence

DATELINE_SPAN = 8
"""Tokens of the longest dateline: city, agency, date and a dash."""
ALIAS_SPAN = 7
"""Words in brackets that only tell a name again."""
DASHES = frozenset({"-", "–", "—", "ـ"})
_WISHED = "الله"
WISH_WORDS = 4
"""Words from a dash in which a wish names God: the king – may God keep him –, no dateline."""


def dateline_end(keys: Sequence[str], first: int, last: int) -> int:
    """Return where the dateline of a text's first sentences ends, ``first`` where none is."""
    if first > DATELINE_SPAN * 2:
        return first
    for at in range(first + 1, min(last, first + DATELINE_SPAN)):
        if keys[at] in DASHES:
            return first if _WISHED in keys[at + 1 : at + WISH_WORDS] else at
        year = keys[at - 1]
        if keys[at] == "(" and len(year) == len("2000") and year.isdigit():
            return behind_alias(keys, at, last) - 1  # Abuja 30 July 2023 (Xinhua)
    return first


def behind_alias(keys: Sequence[str], at: int, last: int) -> int:
    """Return where a phrase ends behind brackets right after it: another name, an age, a party."""
    if at + 2 >= last or keys[at] != "(":
        return at
    closing = next((p for p in range(at + 1, min(last, at + ALIAS_SPAN)) if keys[p] == ")"), None)
    return at if closing is None or closing == last - 1 else closing + 1
