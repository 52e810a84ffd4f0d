"""Words of a phrase that are a personal name, and those of the field that an office is for."""

from collections.abc import Sequence

from streams.extract.words import Word
from streams.normalize.names import NATIVE

FIELDS = frozenset({"للشوون", "لشوون"})
"""Words behind an office and its country that say what it is for: for foreign affairs."""
MOST_FIELDS = 3


def behind_fields(words: Sequence[Word], at: int, end: int) -> int:
    """Return where the words end that say what an office is for, ``at`` where none follow."""
    last = at + 1
    while last < min(end, at + 1 + MOST_FIELDS) and words[last].definite:
        last += 1
    return last if last > at + 1 else at


def is_name(words: Sequence[Word], names: Sequence[int], at: int) -> bool:
    """Return whether the word at ``at`` can be a personal name, ``names`` being those before it."""
    word = words[at]
    if word.key in NATIVE:
        return True
    if word.clitic or word.verbal or word.verb_frames or word.noun_frames or word.nouns:
        return False
    started = bool(names) and names[-1] == at - 1
    if word.definite:
        return started
    key = word.key
    return len(key) >= 3 and not key.endswith(("ات", "ون", "ين", "يه")) and key.isalpha()
