"""An index of phrases: which of them, the longest first, starts at a word of a text."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from streams.lexicon.proclitics import split_proclitics

Value = TypeVar("Value")

HEADS_REMEMBERED = 1 << 16
"""Distinct words whose readings are remembered; a day of news has fewer."""


_NONE: frozenset[str] = frozenset()


class Phrase(NamedTuple, Generic[Value]):
    """A phrase behind one reading of its first word, and what is filed under it."""

    tail: tuple[str, ...]
    """Its words after the first."""
    proclitics: str
    values: tuple[Value, ...]


class _Head(NamedTuple, Generic[Value]):
    """The phrases that may start with one word of a text."""

    by_next: dict[str, tuple[Phrase[Value], ...]]
    """Phrases of two words or more by their second word, the longest first."""
    alone: Phrase[Value] | None

    def tails(self) -> frozenset[str] | None:
        """Return the words of which one must follow; None where a phrase may be the word alone."""
        return frozenset(self.by_next) if self.alone is None else None


class PhraseIndex(Generic[Value]):
    """Phrases of folded words, found with proclitics on their first word or without.

    Immutable but for a memory of the words that it was asked for.
    """

    def __init__(self, filed: Iterable[tuple[tuple[str, ...], Value]]) -> None:
        """Index ``filed``, pairs of phrase and value; one phrase may have several values."""
        by_keys: defaultdict[tuple[str, ...], list[Value]] = defaultdict(list)
        for keys, value in filed:
            by_keys[keys].append(value)
        heads: defaultdict[str, list[tuple[tuple[str, ...], tuple[Value, ...]]]]
        heads = defaultdict(list)
        for keys, values in by_keys.items():
            heads[keys[0]].append((keys[1:], tuple(values)))
        self._heads = dict(heads)
        self.begin = lru_cache(maxsize=HEADS_REMEMBERED)(self._read)
        """What phrases may begin with a word; None for most words."""

    def tails(self, key: str) -> frozenset[str] | None:
        """Return of which words one must follow ``key`` in a phrase; None where none need."""
        head = self.begin(key)
        return _NONE if head is None else head.tails()

    def longest(self, keys: Sequence[str], at: int) -> Phrase[Value] | None:
        """Return the longest phrase from ``keys[at]`` on; of equals that with fewest proclitics."""
        head = self.begin(keys[at])
        if head is None:  # most words of a text
            return None
        if head.by_next and at + 1 < len(keys):
            for phrase in head.by_next.get(keys[at + 1], ()):
                if tuple(keys[at + 1 : at + 1 + len(phrase.tail)]) == phrase.tail:
                    return phrase
        return head.alone

    def _read(self, key: str) -> _Head[Value] | None:
        found = [
            Phrase(tail, proclitics, values)
            for proclitics, rest in split_proclitics(key)
            for tail, values in self._heads.get(rest, ())
        ]
        if not found:
            return None
        if len(found) == 1 and not found[0].tail:
            return _Head({}, found[0])
        found.sort(key=lambda phrase: (-len(phrase.tail), len(phrase.proclitics)))
        by_next: defaultdict[str, list[Phrase[Value]]] = defaultdict(list)
        for phrase in found:
            if phrase.tail:
                by_next[phrase.tail[0]].append(phrase)
        alone = next((phrase for phrase in found if not phrase.tail), None)
        return _Head({key: tuple(same) for key, same in by_next.items()}, alone)
