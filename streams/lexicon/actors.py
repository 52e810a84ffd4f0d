"""Actors by name: countries, capitals, places, bodies, groups, persons, agencies.

``load_actors().longest(keys, at)`` answers who is named by the words that start at a token. Keys
are folded words (``normalize.letters.fold``); no other normalisation happens here.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from streams.lexicon import version
from streams.lexicon.actor_tables import actor_forms, homograph_phrases
from streams.lexicon.entries import ActorEntry, ActorMatch, Form, Kind, Term
from streams.lexicon.proclitics import split_proclitics

__all__ = ["ActorEntry", "ActorLexicon", "ActorMatch", "Kind", "Term", "load_actors"]

HEADS_REMEMBERED = 1 << 16
"""Distinct words whose readings are remembered; a day of news has fewer."""
KIND_ORDER: tuple[Kind, ...] = (
    "person", "body", "metonym", "group", "country", "capital", "agency", "city", "region",
    "adjective", "demonym",
)  # fmt: skip
"""Order of several matches of one span: acting readings first, places and adjectives after."""


class _Candidate(NamedTuple):
    """Forms that share all their words, behind one reading of the first."""

    tail: tuple[str, ...]
    proclitics: str
    forms: tuple[Form, ...]


class _Head(NamedTuple):
    """What may start with one word of a text."""

    by_next: dict[str, tuple[_Candidate, ...]]
    """Candidates of two words or more by their second word, the longest first."""
    alone: _Candidate | None


class ActorLexicon:
    """All actors, found by the folded words of a text. Immutable but for a memory of words."""

    def __init__(
        self,
        forms: Iterable[Form],
        homographs: Iterable[tuple[str, ...]] = (),
        version: str = "v1",
    ) -> None:
        """Index ``forms``; a span covered by a phrase of ``homographs`` never matches."""
        self.version = version
        by_keys: defaultdict[tuple[str, ...], list[Form]] = defaultdict(list)
        for form in forms:
            if all(form.entry is not other.entry for other in by_keys[form.keys]):
                by_keys[form.keys].append(form)
        heads: defaultdict[str, list[tuple[tuple[str, ...], tuple[Form, ...]]]] = defaultdict(list)
        for keys, same in by_keys.items():
            heads[keys[0]].append((keys[1:], _in_order(same)))
        self._heads = dict(heads)
        self._words = frozenset(key for keys in by_keys for key in keys)
        self._name_words = frozenset(
            key
            for keys, same in by_keys.items()
            for key in keys
            if not all(form.weak for form in same)
        )
        self._homographs = tuple(homographs)
        self._homograph_words = frozenset(key for phrase in self._homographs for key in phrase)
        self._head = lru_cache(maxsize=HEADS_REMEMBERED)(self._read)

    def longest(self, keys: Sequence[str], at: int) -> tuple[ActorMatch, ...]:
        """Return the longest entries named by the words from ``keys[at]`` on.

        Several where the same words name several entries (adjective and country, city and
        country), in ``KIND_ORDER``; none where nothing is named. Reading the first word as it
        stands goes before taking proclitics off.
        """
        head = self._head(keys[at])
        if head is None:
            return ()
        found = head.alone
        if at + 1 < len(keys):
            for candidate in head.by_next.get(keys[at + 1], ()):
                if tuple(keys[at + 1 : at + 1 + len(candidate.tail)]) == candidate.tail:
                    found = candidate
                    break
        if found is None:
            return ()
        last = at + 1 + len(found.tail)
        if keys[at] in self._homograph_words and self._in_homograph(keys, at, last):
            return ()
        return tuple(
            ActorMatch(form.entry, at, last, found.proclitics, form.definite, form.weak)
            for form in found.forms
        )

    def is_name(self, key: str) -> bool:
        """Return whether ``key``, as it stands, is a word of a name that is not weak."""
        return key in self._name_words

    def knows(self, key: str) -> bool:
        """Return whether ``key``, with or without proclitics, is a word of any name."""
        return any(rest in self._words for _, rest in split_proclitics(key))

    def entries(self) -> tuple[ActorEntry, ...]:
        """Return every entry once, in the order of the tables."""
        seen = dict.fromkeys(
            form.entry for rests in self._heads.values() for _, forms in rests for form in forms
        )
        return tuple(seen)

    def _read(self, key: str) -> _Head | None:
        """Return what may start with ``key``: longest first, fewest proclitics first."""
        found = [
            _Candidate(tail, proclitics, forms)
            for proclitics, rest in split_proclitics(key)
            for tail, forms in self._heads.get(rest, ())
        ]
        if not found:
            return None
        found.sort(key=lambda candidate: (-len(candidate.tail), len(candidate.proclitics)))
        by_next: defaultdict[str, list[_Candidate]] = defaultdict(list)
        for candidate in found:
            if candidate.tail:
                by_next[candidate.tail[0]].append(candidate)
        alone = next((candidate for candidate in found if not candidate.tail), None)
        return _Head({key: tuple(same) for key, same in by_next.items()}, alone)

    def _in_homograph(self, keys: Sequence[str], first: int, last: int) -> bool:
        for phrase in self._homographs:
            for start in range(max(0, last - len(phrase)), first + 1):
                if tuple(keys[start : start + len(phrase)]) == phrase:
                    return True
        return False


def _in_order(forms: list[Form]) -> tuple[Form, ...]:
    return tuple(sorted(forms, key=lambda form: KIND_ORDER.index(form.entry.kind)))


@cache
def load_actors() -> ActorLexicon:
    """Return the lexicon of the package data; the tables are read once in a process."""
    return ActorLexicon(actor_forms(), homograph_phrases(), version())
