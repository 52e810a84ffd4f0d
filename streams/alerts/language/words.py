"""Words of a query as the articles' words are kept: by the one normaliser of stream and search."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from streams.lexicon.proclitics import CONJUNCTIONS, PREPOSITIONS, split_proclitics
from streams.lexicon.vocabulary import vocabulary
from streams.normalize import normalise

_ARTICLE: Final = "ال"
LONGEST_WORD: Final = 255
"""Where the whitespace tokenizer of Elasticsearch cuts a longer word."""
SHORTEST_WITH_PROCLITICS: Final = 3
"""Letters of the shortest word that is also found behind و، ف، ب، ل، ك: لما is no ل + ما."""


@lru_cache(maxsize=20_000)
def keys_of_phrase(phrase: str) -> tuple[str, ...]:
    """Return the match keys of ``phrase``, signs at its ends left out; empty for signs alone.

    >>> keys_of_phrase("وزارةالخارجية")
    ('وزاره', 'الخارجيه')
    """
    keys = [key for key in normalise(phrase, "text", vocabulary()).tokens.keys if key]
    wordy = [at for at, key in enumerate(keys) if any(map(str.isalnum, key))]
    kept = keys[wordy[0] : wordy[-1] + 1] if wordy else []
    return tuple(cut for key in kept for cut in cut_long(key))


def cut_long(word: str) -> Iterator[str]:
    """Yield ``word`` in the pieces into which the whitespace tokenizer cuts it."""
    for start in range(0, len(word), LONGEST_WORD):
        yield word[start : start + LONGEST_WORD]


@lru_cache(maxsize=20_000)
def first_words(key: str) -> tuple[str, ...]:
    """Return the forms in which the first word of a phrase may stand: alone or behind proclitics.

    >>> "للعراق" in first_words("العراق"), "وسوريا" in first_words("سوريا")
    (True, True)
    """
    if not _may_follow_proclitics(key):
        return (key,)
    forms = [key, *(letter + key for letter in sorted(PREPOSITIONS))]
    if key.startswith(_ARTICLE) and len(key) > len(_ARTICLE) + 1:
        forms.append("لل" + key[len(_ARTICLE) :])
    behind = [letter + form for letter in sorted(CONJUNCTIONS) for form in forms]
    return tuple(dict.fromkeys((*forms, *behind)))


@lru_cache(maxsize=200_000)
def bare_words(word: str) -> tuple[str, ...]:
    """Return the keys of which ``word`` of a text is a form: the other way round.

    >>> "العراق" in bare_words("وللعراق"), "وللعراق" in first_words("العراق")
    (True, True)
    """
    rests = (rest for proclitics, rest in split_proclitics(word) if proclitics)
    return (word, *(rest for rest in rests if _may_follow_proclitics(rest)))


def _may_follow_proclitics(key: str) -> bool:
    return len(key) >= SHORTEST_WITH_PROCLITICS and "ء" <= key[0] <= "ي"
