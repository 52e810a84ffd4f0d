"""Which language a text in Arabic script is written in.

Letters decide first (ٹ is Urdu, ێ Central Kurdish, ې Pashto); Persian that is typed with Arabic
letters shows by its function words (است, را, برای), Arabic by its own and by the article.
"""

import re
import unicodedata
from collections import Counter
from typing import Final

from streams.normalize.letters import CONTROLS, INVISIBLE, TATWEEL, VOWEL_MARKS
from streams.normalize.tables import read_rows

READ: Final = 1_000
"""Code points from which the language is told: more do not change the answer on news."""

_ARABIC_SCRIPT: Final = (
    "\u0620-\u063f\u0641-\u064a\u066e-\u066f\u0671-\u06d3\u06d5\u06ee\u06ef"
    "\u06fa-\u06fc\u06ff\u0750-\u077f\u08a0-\u08c7"
)
_WORD = re.compile(f"[{_ARABIC_SCRIPT}]+")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]+")
_NOISE = re.compile(f"[{TATWEEL}{VOWEL_MARKS}{INVISIBLE}{CONTROLS}]+")
_SHAPES = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]+")

_LETTER_LANGUAGES: Final[dict[str, str]] = {
    row["letter"]: row["language"] for row in read_rows("language_letters.tsv")
}
_LETTERS = re.compile("[" + "".join(_LETTER_LANGUAGES) + "]")
_WORD_LANGUAGES: Final[dict[str, str]] = {
    row["word"]: row["language"] for row in read_rows("language_words.tsv")
}
_FOREIGN_WORDS: Final = frozenset(word for word, name in _WORD_LANGUAGES.items() if name != "ar")
_SHARED_LETTERS: Final = "shared"
"""Marks letters of several languages, which Arabic news uses for foreign names only."""


def identify_language(text: str) -> str:
    """Return ``ar``, ``fa``, ``ur``, ``ckb``, ``ps``, ``ug`` or ``sd``; ``latin``; or ``und``.

    ``latin`` means most letters are Latin; ``und`` no letters, or a script that is neither.
    Only the first ``READ`` code points count.

    >>> [identify_language(text) for text in ("وصل الوزير إلى عمان", "این کتاب را خواندم", "2016")]
    ['ar', 'fa', 'und']
    """
    sample = text[:READ]
    if _SHAPES.search(sample):
        sample = _SHAPES.sub(lambda shapes: unicodedata.normalize("NFKC", shapes[0]), sample)
    sample = _NOISE.sub("", sample)
    words = _WORD.findall(sample)
    latin = sum(map(len, _LATIN.findall(sample)))
    if not words:
        return "latin" if latin else "und"
    arabic = sum(map(len, words))
    if latin > arabic:
        return "latin"
    return _arabic_script_language(words, arabic)


def _arabic_script_language(words: list[str], letters: int) -> str:
    """Return the language of most evidence; one word or letter of it is a point each."""
    letters_apart = _LETTERS.findall("".join(words))
    if not letters_apart and _FOREIGN_WORDS.isdisjoint(words):
        return "ar"  # nearly every text
    points = Counter(map(_WORD_LANGUAGES.get, words))
    del points[None]
    points["ar"] += len([word for word in words if word[-1] == "ة" or _has_article(word)])
    foreign = Counter(_LETTER_LANGUAGES[letter] for letter in letters_apart)
    shared = foreign.pop(_SHARED_LETTERS, 0)
    points.update(foreign)
    best = max(_LANGUAGES, key=lambda language: points[language])
    if best != "ar" and points[best] > 1:
        return best
    # No word decides (a short title): many letters that Arabic lacks are not one foreign name.
    return "fa" if points["ar"] == 0 and shared * 8 > letters else "ar"


def _has_article(word: str) -> bool:
    return len(word) > 4 and word.startswith(("ال", "وال", "بال", "لل"))


_LANGUAGES: Final = (
    "ar",
    *sorted({*_WORD_LANGUAGES.values(), *_LETTER_LANGUAGES.values()} - {"ar", _SHARED_LETTERS}),
)
