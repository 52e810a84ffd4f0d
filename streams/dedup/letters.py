"""The letters of a text: what remains of it for recognising copies.

Crawled Arabic loses spaces, breaks lines, drops hamza and marks, and every desk has its own
punctuation. None of that may tell two copies apart, so it is all dropped before hashing: spaces,
punctuation, marks, tatweel and hamza on the line go; alef, ya and ta marbuta forms, Persian forms,
presentation forms, the three sets of digits and the case of Latin letters are folded.

This key is coarser than that of ``streams.normalize.letters``, which keeps words apart: here a
false meeting of two words is harmless, since only runs of many letters are ever compared.
"""

import functools
import unicodedata
from typing import Final

import numpy as np
import numpy.typing as npt

Codes = npt.NDArray[np.uint16]
Offsets = npt.NDArray[np.uint32]

# Unicode 3.2 is frozen in the standard library: every Python gives one code point one class.
_UNICODE: Final = unicodedata.ucd_3_2_0
_DROPPED: Final = "\u0621\u0640\u0305"  # hamza on the line, tatweel, combining overline
_LATER_MARKS: Final = (  # marks and signs that came after Unicode 3.2
    *range(0x0600, 0x0621),
    *range(0x0656, 0x0660),
    *range(0x06D6, 0x06EE),
    *range(0x0890, 0x0900),
    *range(0x1DC0, 0x1E00),
    *range(0x2000, 0x2C00),
    *range(0x2E00, 0x3040),
    *range(0xD800, 0xF900),  # surrogates and private use
    *range(0xFE00, 0xFE70),
)
_FOLDS: Final = dict(zip("أإآٱىئؤةیېےہھەکگپڤچژ", "ااااييوهيييهههككبفجز", strict=True))
_SEVERAL: Final = 0xFFFF
"""In the table: this code point stands for several letters (Arabic presentation forms)."""


@functools.cache
def _folding() -> npt.NDArray[np.uint16]:
    """Return the folded letter of each code point of the basic plane; 0 means dropped."""
    table = np.zeros(0x10000, np.uint16)
    for code in range(0x10000):
        folded = _fold(chr(code))
        if folded:
            table[code] = ord(folded) if len(folded) == 1 else _SEVERAL
    table[0xFFFF] = 0  # where code points above the basic plane go: no letters of news
    return table


def _fold(char: str) -> str:
    """Return the letters and digits that ``char`` stands for, folded."""
    if ord(char) in _LATER_MARKS_SET or char in _DROPPED:
        return ""
    letters = []
    for part in _UNICODE.normalize("NFKD", _FOLDS.get(char, char)):
        kind = _UNICODE.category(part)
        if kind == "Nd":
            letters.append(str(_UNICODE.decimal(part)))
        elif kind[0] == "L" or kind in ("Cn", "Nl", "No"):  # Cn: letters that came after 3.2
            lower = _FOLDS.get(part, part).lower()
            letters.extend(c for c in lower if c not in _DROPPED and ord(c) < _SEVERAL)
    return "".join(letters)


_LATER_MARKS_SET: Final = frozenset(_LATER_MARKS)


def letters_of(text: str) -> tuple[Codes, Offsets]:
    """Return the folded letters of ``text`` and where each stands in ``text`` as given.

    Letters are UTF-16 code units of the basic plane (none is 0), offsets are code points.

    >>> codes, offsets = letters_of("إلى  أمّه")
    >>> "".join(map(chr, codes)), offsets.tolist()
    ('اليامه', [0, 1, 2, 5, 6, 8])
    """
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
    codes = _folding().take(points, mode="clip")
    offsets = (codes != 0).nonzero()[0]
    letters = codes.take(offsets)
    if letters.size and int(letters.max()) == _SEVERAL:
        letters, offsets = _spread(text, letters, offsets)
    return letters, offsets.astype(np.uint32)


def _spread(
    text: str, letters: Codes, offsets: npt.NDArray[np.int64]
) -> tuple[Codes, npt.NDArray[np.int64]]:
    """Return letters and offsets with every code point of several letters spread out."""
    places = (letters == _SEVERAL).nonzero()[0].tolist()
    folded = [_fold(text[offset]) for offset in offsets[places].tolist()]
    counts = np.ones(len(letters), np.int64)
    counts[places] = [len(several) for several in folded]
    spread = letters.repeat(counts)
    spread[spread == _SEVERAL] = [ord(letter) for several in folded for letter in several]
    return spread, offsets.repeat(counts)
