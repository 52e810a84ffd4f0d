"""Decline a noun, masdar or participle: citation form in, rows of (stem, endings) out.

The **endings** of a row name what may follow the stem: ``bare`` nothing, ``tanwin`` the alef of the
indefinite accusative, ``bound`` a pronoun, ``dual`` ان ين and, in construct, ا ي, ``construct``
nothing but in construct or before a pronoun.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Gender = Literal["m", "f"]
Number = Literal["s", "d", "p"]


@dataclass(frozen=True, slots=True)
class NominalStem:
    """A stem with its agreement features and the set of endings it takes."""

    stem: str
    gender: Gender
    number: Number
    endings: tuple[str, ...]


def decline_noun(
    lemma: str,
    gender: Gender,
    plurals: tuple[str, ...],
    *,
    plural: bool = False,
    defective: bool = False,
) -> Iterator[NominalStem]:
    """Yield the stems of a noun: singular, dual and the ``plurals`` given as whole words.

    With ``plural`` the lemma itself is one (مباحثات) and has no singular. With ``defective`` a
    final ي drops where nothing else marks the word (تحدّي, تحدٍّ), unlike that of a nisba.
    """
    if plural:
        yield from _plural(lemma, gender)
    else:
        yield from _singular(lemma, gender)
        if defective and lemma.endswith("ي"):
            yield NominalStem(lemma[:-1], gender, "s", ("indefinite",))
    for word in plurals:
        yield from _plural(word, gender)


def decline_participle(lemma: str) -> Iterator[NominalStem]:
    """Yield the stems of a participle in both genders, with sound plurals."""
    if lemma.endswith("ي"):  # داعي: feminine داعية, plural داعون
        yield from decline_noun(lemma, "m", (), defective=True)
        yield from _singular(lemma + "ة", "f")
        yield from _sound_masculine(lemma[:-1])
        yield from _plural(lemma + "ات", "f")
    elif lemma.endswith("ى"):  # مسمى: feminine مسماة, plural مسمون
        yield from _singular(lemma, "m")
        yield from _singular(lemma[:-1] + "اة", "f")
        yield from _sound_masculine(lemma[:-1])
    else:
        yield from decline_adjective(lemma)


def decline_adjective(lemma: str) -> Iterator[NominalStem]:
    """Yield the stems of an adjective or nisba in both genders, with sound plurals."""
    yield from _singular(lemma, "m")
    yield from _singular(lemma + "ة", "f")
    yield from _sound_masculine(lemma)
    yield from _plural(lemma + "ات", "f")


def _singular(word: str, gender: Gender, number: Number = "s") -> Iterator[NominalStem]:
    if word.endswith("ة"):
        yield NominalStem(word, gender, number, ("bare",))
        yield NominalStem(word[:-1] + "ت", gender, number, ("bound", "dual"))
    elif word.endswith("اء"):
        yield NominalStem(word, gender, number, ("bare", "bound", "dual"))
        for seat in "ؤئ":
            yield NominalStem(word[:-1] + seat, gender, number, ("bound",))
    elif word.endswith("ى"):
        yield NominalStem(word, gender, number, ("bare",))
        yield NominalStem(word[:-1] + "ا", gender, number, ("bound",))
    else:
        yield NominalStem(word, gender, number, ("bare", "tanwin", "bound", "dual"))


def _plural(word: str, gender: Gender) -> Iterator[NominalStem]:
    if word.endswith("ون"):
        yield from _sound_masculine(word[:-2])
    elif word.endswith("ات"):
        yield NominalStem(word, "f", "p", ("bare", "bound"))
    else:
        for row in _singular(word, gender, "p"):
            endings = tuple(ending for ending in row.endings if ending != "dual")
            yield NominalStem(row.stem, gender, "p", endings)


def _sound_masculine(stem: str) -> Iterator[NominalStem]:
    yield NominalStem(stem + "ون", "m", "p", ("bare",))
    yield NominalStem(stem + "ين", "m", "p", ("bare",))
    yield NominalStem(stem + "و", "m", "p", ("construct", "bound"))
    yield NominalStem(stem + "ي", "m", "p", ("construct", "bound"))
