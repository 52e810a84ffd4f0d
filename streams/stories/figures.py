"""The figures of a text, and which of them a copy of it gives otherwise.

An agency that issues its report again changes a number: ``مقتل 12 شخصا`` becomes ``مقتل 15 شخصا``.
The copy adds next to nothing, and what it adds is the news.
"""

import functools
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final, NamedTuple

from schemas.event import FigureChange
from streams.normalize import fold
from streams.stories.words import measures, read_rows

OPENING: Final = 200
"""Words of title and text that are read."""
MOST: Final = 24
"""Figures kept of a text."""
TELLING: Final = 4
"""Letters, conjunction left out, of a word beside a figure that says what it counts: prepositions
and particles are shorter. A million or a year says nothing: of what?"""
ROUNDED: Final = 3
"""Digits that a number must share with a longer one, at either end, to be the same one rounded."""
_COUNTED: Final = 3
"""The least number word that is a figure: "one of them" and "the two" are none."""
_TEN: Final = 10
_HUNDRED: Final = 100
_AND: Final = "و"
_ACCUSATIVE: Final = "ا"
_FIELDS: Final = 3
_NONE: Final = "-"
_SUM: Final = 7
"""Digits from which a number is a sum in full, which others round: 97,039,330 is 97 million."""
_SEPARATORS: Final = frozenset(".،,:/-")
_DIGITS: Final = re.compile("[0-9]+")


class _Figure(NamedTuple):
    before: str
    value: str
    after: str


def figures_of(keys: str) -> str:
    """Return the figures of an article with match keys ``keys``: a line each, in compact form.

    The form is that of ``changes``: the word before, the number in digits, the word after.

    >>> figures_of("مقتل 12 شخصا واصابه خمسه وعشرين اخرين").splitlines()
    ['مقتل 12 شخصا', 'واصابه 25 اخرين']
    """
    words = keys.split(maxsplit=OPENING)[:OPENING]
    return "\n".join(" ".join(figure) for figure in islice(_figures(words), MOST))


def changes(earlier: str, later: str) -> tuple[FigureChange, ...]:
    """Return which figures of ``earlier`` are others in ``later``, as ``later`` orders them.

    Both are of ``figures_of``. Two figures count the same where the word before or after is equal;
    a number rounded, or written with other separators, is the same number.

    >>> changes("مقتل 12 شخصا", "مقتل 15 شخصا")
    (FigureChange(was='12', now='15', of='شخصا'),)
    """
    old, new = _parsed(earlier), _parsed(later)
    gone = [one for one in old if not any(_alike(one, other) for other in new)]
    left = [one for one in gone if not _is_sum(one)]
    found = []
    for figure in new:
        if any(_alike(figure, other) for other in old) or _is_sum(figure):
            continue
        fits = [(_beside(figure, other), -at) for at, other in enumerate(left)]
        best, at = max(fits, default=(0, 0))
        if best:
            was = left.pop(-at)
            of = figure.after if _same_word(figure.after, was.after) else figure.before
            found.append(FigureChange(was=was.value, now=figure.value, of=of))
    return tuple(found)


def _alike(one: _Figure, other: _Figure) -> bool:
    return _same(one.value, other.value) and _beside(one, other) > 0


def _same(value: str, other: str) -> bool:
    groups, others = _DIGITS.findall(value), _DIGITS.findall(other)
    short, long = sorted(("".join(groups), "".join(others)), key=len)
    if len(short) >= ROUNDED and (long.startswith(short) or long.endswith(short)):
        return True
    rounded = groups[0] == others[0] and len(groups) != len(others)
    return rounded or short == long or sorted(groups) == sorted(others)


def _is_sum(figure: _Figure) -> bool:
    return sum(map(len, _DIGITS.findall(figure.value))) >= _SUM


def _beside(one: _Figure, other: _Figure) -> int:
    """Return how many of the two words beside the figures are equal and telling."""
    return _same_word(one.before, other.before) + _same_word(one.after, other.after)


def _same_word(word: str, other: str) -> bool:
    return _telling(word) and _bare(word) == _bare(other)


def _telling(word: str) -> bool:
    bare = _bare(word)
    measured = {bare, bare.removesuffix(_ACCUSATIVE)} & measures()
    return len(bare) >= TELLING and bare[0].isalpha() and not measured


def _bare(word: str) -> str:
    return word[1:] if word.startswith(_AND) and len(word) > TELLING else word


def _parsed(figures: str) -> list[_Figure]:
    return [_Figure(*line.split(" ", _FIELDS - 1)) for line in figures.splitlines()]


def _figures(words: Sequence[str]) -> Iterator[_Figure]:
    numerals, free = _numerals(), 0
    for at, word in enumerate(words):
        if at < free or not (word in numerals or word[0].isdecimal()):
            continue
        value, length = _number(words, at)
        free = at + length
        if length and not _is_part(words, at):
            after = words[free] if free < len(words) else _NONE
            counted = _NONE if after.startswith(_AND) else after  # "and ..." goes with the next one
            yield _Figure(words[at - 1] if at else _NONE, value, counted)


def _is_part(words: Sequence[str], at: int) -> bool:
    """Return whether a number stands in parts (``8 . 0``): in which order is not known."""
    if not words[at][0].isdecimal():
        return False
    near = [(at - 1, at - 2), (at + 1, at + 2)]
    return any(
        min(mark, digits) >= 0 and max(mark, digits) < len(words)
        and words[mark] in _SEPARATORS and words[digits][0].isdecimal()
        for mark, digits in near
    )  # fmt: skip


def _number(words: Sequence[str], at: int) -> tuple[str, int]:
    """Return the number that stands at ``words[at]`` in digits, and how many words it takes."""
    if words[at][0].isdecimal():
        return words[at], 1
    numerals = _numerals()
    value = numerals[words[at]]
    following = words[at + 1] if at + 1 < len(words) else ""
    if value < _TEN and numerals.get(following) == _TEN:
        return str(value + _TEN), 2
    if value < _TEN and following.startswith(_AND):
        tens = numerals.get(following, 0)
        if _TEN < tens < _HUNDRED:
            return str(value + tens), 2
    return (str(value), 1) if value >= _COUNTED else ("", 0)


@functools.cache
def _numerals() -> dict[str, int]:
    """Return the number words, folded, with a conjunction and without, and their values."""
    rows = read_rows("numerals.tsv")
    return {and_ + fold(word): int(value) for word, value in rows for and_ in ("", _AND)}
