"""Verbs whose first letter is spelt like "and": France had promised, no "and it counted"."""

from collections.abc import Sequence

from streams.extract.words.word import Word
from streams.lexicon.morphology import Analysis

_AT_VERB = frozenset({"قد", "وقد", "فقد", "لقد", "سوف", "لن", "ولن", "لم", "ولم", "الذي", "التي",
                      "الذين", "انه", "انها", "بانه", "بانها"})  # fmt: skip
"""Words right behind which no conjunction stands."""


def own_letters(words: Sequence[Word], keys: Sequence[str]) -> list[int]:
    """Return where the first letter of a verb is its own, though "and" with another reads so too.

    Right behind a particle, and where no verb stands before it in its clause, nothing is joined.
    ``keys`` are of ``words``.
    """
    return [
        at
        for at, word in enumerate(words)
        if word.conjoined and word.verbs and at and _is_either(word)
        if keys[at - 1] in _AT_VERB or _is_first_verb(words, at)
    ]


def _is_either(word: Word) -> bool:
    """Return whether a word is a verb with a conjunction, and another without."""
    own = list(map(is_unjoined, word.verbs))
    return any(own) and not all(own)


def is_unjoined(reading: Analysis) -> bool:
    """Return whether a reading of a word takes no letter of it for a conjunction."""
    return not reading.conjunction


def _is_first_verb(words: Sequence[Word], at: int) -> bool:
    """Return whether only nouns stand before the verb at ``at`` in its clause."""
    place = at - 1
    while place >= 0 and not words[place].boundary and "mark" not in words[place].classes:
        if words[place].verbal or words[place].heads:
            return False
        place -= 1
    return place < at - 1
