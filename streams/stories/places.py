"""Where an article says that it happened: the towns and regions that its opening names."""

import functools
from collections.abc import Iterator
from typing import Final

from streams.lexicon.phrases import PhraseIndex
from streams.lexicon.tables import items, read_table
from streams.normalize import fold

OPENING: Final = 40
"""Words of title and opening that are read: further on stands the background, from elsewhere."""
_IN: Final = "في"


@functools.lru_cache(maxsize=8)  # deciding and applying ask for the same article
def places_of(keys: str) -> tuple[str, ...]:
    """Return the places that an article with match keys ``keys`` names first, ascending.

    A capital counts where something is in it only: by its bare name governments are meant.

    >>> places_of("الرياض تدين مقتل شخصين في حلب وبحماه")
    ('aleppo', 'hama')
    >>> places_of("حريق في الرياض")
    ('riyadh',)
    """
    words, index = keys.split(maxsplit=OPENING)[:OPENING], _index()
    found: set[str] = set()
    for at in range(len(words)):
        phrase = index.longest(words, at)
        if phrase is not None:
            inside = phrase.proclitics.endswith("ب") or (at > 0 and words[at - 1] == _IN)
            found.update(place for place, capital in phrase.values if inside or not capital)
    return tuple(sorted(found))


@functools.cache
def _index() -> PhraseIndex[tuple[str, bool]]:
    """Return the places by name, and whether each is a capital."""
    return PhraseIndex(
        (tuple(fold(name).split()), (place, capital))
        for row in (*read_table("places"), *read_table("countries"))
        for name, place, capital in _names(row)
    )


def _names(row: dict[str, str]) -> Iterator[tuple[str, str, bool]]:
    """Yield the names of a place or of a capital, without those that are words as well."""
    capital, weak = "capital" in row, items(row["weak"])
    prefix = "capital_" if capital else ""
    for name in (row[f"{prefix}name"], *items(row[f"{prefix}variants"])):
        if name and name not in weak and not (capital and name == row["name"]):
            yield name, row["capital" if capital else "slug"], capital
