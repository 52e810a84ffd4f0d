"""Actors by name: countries, capitals, places, bodies, groups, persons, agencies.

``load_actors().longest(keys, at)`` answers who is named by the words that start at a token. Keys
are folded words (``normalize.letters.fold``); no other normalisation happens here.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache

from streams.lexicon import version
from streams.lexicon.actor_tables import actor_forms, homograph_phrases
from streams.lexicon.entries import ActorEntry, ActorMatch, Form, Kind, Term
from streams.lexicon.phrases import PhraseIndex
from streams.lexicon.proclitics import CONJUNCTIONS, is_among

__all__ = ["ActorEntry", "ActorLexicon", "ActorMatch", "Kind", "Term", "load_actors"]

_LONG_NAME = 5
KIND_ORDER: tuple[Kind, ...] = (
    "person", "body", "metonym", "group", "country", "capital", "agency", "city", "region",
    "adjective", "demonym",
)  # fmt: skip
"""Order of several matches of one span: acting readings first, places and adjectives after."""


class ActorLexicon:
    """All actors, found by the folded words of a text."""

    def __init__(
        self,
        forms: Iterable[Form],
        homographs: Iterable[tuple[str, ...]] = (),
        version: str = "v1",
    ) -> None:
        """Index ``forms``; a span inside a phrase of ``homographs`` never matches."""
        self.version = version
        by_keys: defaultdict[tuple[str, ...], dict[ActorEntry, Form]] = defaultdict(dict)
        for form in forms:
            by_keys[form.keys].setdefault(form.entry, form)
        self._entries = tuple(dict.fromkeys(e for same in by_keys.values() for e in same))
        self._index = PhraseIndex(
            (keys, form) for keys, same in by_keys.items() for form in _in_order(same.values())
        )
        self.words = frozenset(key for keys in by_keys for key in keys)
        """Every word of any name."""
        self._name_words = frozenset(
            key
            for keys, same in by_keys.items()
            for key in keys
            if not all(form.weak for form in same.values())
        )
        self._homographs: defaultdict[str, list[tuple[int, tuple[str, ...]]]] = defaultdict(list)
        for phrase in homographs:
            for place, key in enumerate(phrase):
                self._homographs[key].append((place, phrase))

    def longest(self, keys: Sequence[str], at: int) -> tuple[ActorMatch, ...]:
        """Return the longest entries named by the words from ``keys[at]`` on.

        Several where the same words name several entries (adjective and country, city and
        country), in ``KIND_ORDER``; none where nothing is named. Of two names of one length, one
        that begins with the first word as it stands goes before one behind proclitics.
        """
        phrase = self._index.longest(keys, at)
        if phrase is None:
            return ()
        last = at + 1 + len(phrase.tail)
        if keys[at] in self._homographs and self._in_homograph(keys, at, last):
            return ()
        behind = phrase.proclitics
        return tuple(
            ActorMatch(form.entry, at, last, behind, form.definite, form.weak)
            for form in phrase.values
            if not behind or _may_follow(behind, form)
        )

    def begins(self, key: str) -> bool:
        """Return whether a name can begin with the word ``key``, proclitics and all."""
        return self._index.begin(key) is not None

    def tails(self, key: str) -> frozenset[str] | None:
        """Return of which words one must follow ``key`` in a name; None where it is one alone."""
        return self._index.tails(key)

    def is_name(self, key: str) -> bool:
        """Return whether ``key``, as it stands, is a word of a name that is not weak."""
        return key in self._name_words

    def knows(self, key: str) -> bool:
        """Return whether ``key``, with or without proclitics, is a word of any name."""
        return is_among(key, self.words)

    def entries(self) -> tuple[ActorEntry, ...]:
        """Return every entry once, in the order of the tables."""
        return self._entries

    def _in_homograph(self, keys: Sequence[str], first: int, last: int) -> bool:
        """Return whether a phrase that is no actor covers ``keys[first:last]``."""
        for place, phrase in self._homographs[keys[first]]:
            start, end = first - place, first - place + len(phrase)
            if start >= 0 and last <= end and tuple(keys[start:end]) == phrase:
                return True
        return False


def _may_follow(proclitics: str, form: Form) -> bool:
    """Return whether ``form`` may be read behind ``proclitics``.

    A weak name may not follow a preposition (لصالح is "in favour of", not "to Saleh"), nor a short
    one ك (كروس is Kroos, not "as Russians").
    """
    if form.weak:
        owner = form.entry.kind == "body" and proclitics == "ل"  # raids of the coalition
        return owner or proclitics[-1] in CONJUNCTIONS
    return proclitics[-1] != "ك" or len(form.keys) > 1 or len(form.keys[0]) >= _LONG_NAME


def _in_order(forms: Iterable[Form]) -> list[Form]:
    return sorted(forms, key=lambda form: KIND_ORDER.index(form.entry.kind))


@cache
def load_actors() -> ActorLexicon:
    """Return the lexicon of the package data; the tables are read once in a process."""
    return ActorLexicon(actor_forms(), homograph_phrases(), version())
