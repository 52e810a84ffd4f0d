"""Two of one office under the names of their lands: the two presidents of Chad and Niger."""

from collections.abc import Sequence
from itertools import pairwise

from streams.extract.actors.phrases import Kind, NounPhrase
from streams.extract.words.word import Word

_STEMS = ("رييس", "زعيم", "عاهل", "ملك", "قايد", "سفير", "مندوب", "مبعوث")
"""Masculine offices of one word, whose dual is spelt like an accusative."""
_DUALS = frozenset(f"{stem}ا" for stem in _STEMS)
_COUNTRY = "country:"


def pair_offices(phrases: Sequence[NounPhrase], words: Sequence[Word], first: int) -> None:
    """Make subjects of two names of countries behind a dual office in the nominative.

    ``first`` is where the sentence begins.
    """
    for one, other in pairwise(phrases):
        at = one.first - 1
        if at < first or not other.joined or other.first > one.last or one.role or other.role:
            continue
        key = words[at].key
        dual = key.removeprefix("و")
        if dual not in _DUALS or not (_is_country(one) and _is_country(other)):
            continue
        one.first, one.head, one.conjoined = at, dual, key != dual
        for phrase in (one, other):
            phrase.kind, phrase.role, phrase.sector = Kind.ACTOR, True, "GOV"
            phrase.gender = "m"
            phrase.genitive, phrase.preposition, phrase.nominative = False, None, True


def _is_country(phrase: NounPhrase) -> bool:
    return (phrase.entity or "").startswith(_COUNTRY)
