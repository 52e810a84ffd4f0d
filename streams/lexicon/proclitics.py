"""Proclitics of names: conjunction (و، ف) and preposition (ب، ل، ك) written onto the word."""

from functools import lru_cache

CONJUNCTIONS = frozenset("وف")
PREPOSITIONS = frozenset("بلك")
_WRITTEN_ON = CONJUNCTIONS | PREPOSITIONS
_ARTICLE = "ال"
_ASKED_OF = 1 << 13
"""Words whose reading is remembered: several tables in a row ask about one."""
_LI_WITH_ARTICLE = "لل"
"""The preposition ل swallows the alef of the article: للعراق is ل + العراق."""


@lru_cache(maxsize=_ASKED_OF)
def split_proclitics(key: str) -> tuple[tuple[str, str], ...]:
    """Return every way to read ``key`` (folded) as proclitics and a remainder.

    The first reading has no proclitics; a remainder is at least two letters. Whether it is a word
    is not asked here.

    >>> ("ول", "العراق") in split_proclitics("وللعراق")
    True
    """
    if len(key) < 3 or key[0] not in _WRITTEN_ON:
        return (("", key),)
    readings = [("", key)]
    if key[0] in CONJUNCTIONS:
        readings.append((key[0], key[1:]))
    conjunction, rest = readings[-1]
    if rest[0] in PREPOSITIONS:
        if rest.startswith(_LI_WITH_ARTICLE) and len(rest) > 3:
            readings.append((conjunction + "ل", _ARTICLE + rest[2:]))
        if len(rest) > 2:
            readings.append((conjunction + rest[0], rest[1:]))
    return tuple(readings)


@lru_cache(maxsize=_ASKED_OF)
def remainders(key: str) -> tuple[str, ...]:
    """Return what ``key`` can be without proclitics, itself first.

    >>> remainders("وسوريا")
    ('وسوريا', 'سوريا')
    """
    return tuple([rest for _, rest in split_proclitics(key)])


def is_among(key: str, words: frozenset[str]) -> bool:
    """Return whether ``key``, with proclitics or without, is one of ``words``.

    >>> is_among("وسوريا", frozenset({"سوريا"}))
    True
    """
    if key in words or key[:1] not in _WRITTEN_ON:
        return key in words
    return not words.isdisjoint(remainders(key))
