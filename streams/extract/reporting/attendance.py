"""Meetings that are to come, as who is expected there tells: a summit that they are to attend."""

from typing import Final

from streams.extract.clauses.passage import Passage

EXPECTED_SPAN: Final = 9
"""Words behind a meeting in which the clause says who is expected there."""
_EXPECTED: Final = frozenset(
    {"يفترض", "المفترض", "المنتظر", "المتوقع", "المقرر", "المرتقب", "المزمع", "يتوقع", "ينتظر"}
)
_ATTENDS: Final = frozenset(
    f"{form}{pronoun}"
    for form in ("يشارك", "تشارك", "يحضر", "تحضر", "يجمع", "تجمع", "يضم", "تضم")
    for pronoun in ("", "ه", "ها")
)


def is_to_be_attended(passage: Passage, at: int) -> bool:
    """Return whether those who meet at what the word at ``at`` tells are only expected there."""
    end = min(passage.last - 2, at + EXPECTED_SPAN)
    if _EXPECTED.isdisjoint(passage.keys[at + 1 : end]):
        return False  # most clauses
    for place in range(at + 1, end):
        word = passage.words[place]
        if word.has("mark", "past"):
            return False
        if passage.keys[place] in _EXPECTED:
            attends = passage.keys[place + 2] in _ATTENDS
            return passage.keys[place + 1] == "ان" and attends
    return False
