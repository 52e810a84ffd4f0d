"""The words of dates: months of every Arab calendar, weekdays, numbers, relative words.

Each word has a class, one letter, so that the words of an article are a string over which the date
grammar (``extract.dates``) is a set of regular expressions.
"""

from functools import cache, lru_cache
from typing import Final, NamedTuple

from streams.lexicon.tables import read_table
from streams.normalize import fold

CLASSES: Final = {
    "weekday": "W",
    "month": "M",
    "ambiguous month": "x",
    "month head": "m",
    "month tail": "q",
    "ordinal": "O",
    "first": "o",
    "ten": "z",
    "tens": "V",
    "and tens": "v",
    "number": "n",
    "relative day": "R",
    "today": "T",
    "tonight": "E",
    "day": "D",
    "month word": "S",
    "year word": "C",
    "season": "G",
    "week": "K",
    "unit": "u",
    "hour": "U",
    "about": "~",
    "part of day": "P",
    "last": "L",
    "next": "X",
    "this": "J",
    "before": "b",
    "after": "F",
    "from": "f",
    "in": "e",
    "until": "i",
    "between": "t",
    "equal to": "k",
    "article": "a",
    "and": "w",
    "Gregorian": "g",
    "Hijri": "h",
    "slash": "/",
    "dash": "-",
    "comma": ",",
    "open": "(",
    "close": ")",
    "name head": "y",
    "not today": "s",
    "outlet": "p",
    "outlet of a medium": "r",
    "medium": "c",
    "both": "B",
    "every": "A",
    "earlier": "<",
    "demonstrative": "d",
    "same": "=",
}
"""Kind of a word, as ``dates.tsv`` names it, to its letter in the grammar."""

_PREFIXES: Final = {
    "yes": ("", "و", "ف", "ب", "ل", "وب", "ول"),
    "and": ("", "و", "ف"),
    "no": ("",),
}
_TWO_WORDS: Final = "two-word month"


class DateWord(NamedTuple):
    """A word of dates: its letter in the grammar and its value as the table gives it."""

    letter: str
    value: str


@cache
def date_words() -> dict[str, DateWord]:
    """Return every key that means something in a date, with its proclitics, and what it means."""
    rows = [row for row in read_table("dates") if row["kind"] != _TWO_WORDS]
    words: dict[str, DateWord] = {}
    for row in rows:  # a word of its own comes before the same letters with a proclitic
        words.setdefault(fold(row["word"]), _word(row))
    for row in rows:
        for form in _with_proclitics(row["word"], _PREFIXES[row["proclitics"]]):
            words.setdefault(fold(form), _word(row))
    return words


def _word(row: dict[str, str]) -> DateWord:
    return DateWord(CLASSES[row["kind"]], row["value"])


def _with_proclitics(word: str, prefixes: tuple[str, ...]) -> list[str]:
    forms = []
    for prefix in prefixes:
        if prefix.endswith("ل") and word.startswith("ال"):
            forms.append(f"{prefix}ل{word[2:]}")  # ل and the article are written لل
        else:
            forms.append(prefix + word)
    return forms


@cache
def two_word_months() -> dict[tuple[str, str], str]:
    """Return the months of two words, by value of the first word and number of the second.

    The months are ``1`` to ``12``, or ``h1`` to ``h12`` for those of the Hijri calendar.
    """
    rows = (row for row in read_table("dates") if row["kind"] == _TWO_WORDS)
    return {(head, number): row["value"] for row in rows for head, number in [row["word"].split()]}


@cache
def _tenses() -> dict[str, str]:
    return {fold(row["word"]): row["tense"] for row in read_table("tense_words")}


@lru_cache(maxsize=50_000)
def tense(key: str) -> str | None:
    """Return whether ``key`` tells what follows as ``future`` or as ``past``; else None.

    سيلتقي, وستعقد and المقرر look ahead; the listed verbs of reports (قال, وصل) look back.
    """
    bare = key[1:] if key[:1] in ("و", "ف") and len(key) > 3 else key
    listed = _tenses().get(key) or _tenses().get(bare)
    if listed is not None:
        return None if listed == "none" else listed
    return "future" if len(bare) >= 4 and bare[0] == "س" and bare[1] in "يتن" else None
