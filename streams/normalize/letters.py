"""Arabic letters: which marks carry no letter, and the key under which a word is looked up.

The key joins the spellings that Arabic newsrooms use for one word:

* أ إ آ ٱ become ا; ى becomes ي; ة becomes ه; ؤ becomes و and ئ becomes ي;
* ئو becomes وو, so that the two spellings of "affairs" (شئون and شؤون) share a key;
* ء stays (without it "came" جاء and "water" ماء would meet جا and ما, the second being the most
  frequent particle of the language), but for a final one after ى or ي, which is a spelling of ئ;
* letters that write foreign consonants join their usual substitute: پ ب, ڤ ف, چ ج, ژ ز, گ ك;
* Persian and Urdu forms of Arabic letters join them: ک ك, ی ي, ہ ه;
* shapes of letters are the letters; vowel marks, tatweel and invisible characters are dropped;
* Latin letters are lower case.
"""

import re
import unicodedata
from typing import Final

TATWEEL: Final = "\N{ARABIC TATWEEL}"

VOWEL_MARKS: Final = (
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u08d3-\u08ff"
)
"""Vowels, tanwin, shadda, sukun, dagger alef and Quranic signs, as of a character class."""

LETTERS: Final = "\u0621-\u063a\u0641-\u064a"
"""The letters of the Arabic alphabet with their hamzas."""

MARKS: Final = f"\u0300-\u036f{VOWEL_MARKS}"
"""Combining marks of Arabic and Latin."""

INVISIBLE: Final = (
    "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff"
)
"""Bidi controls, joiners, zero-width and soft-hyphen characters, variation selectors."""

CONTROLS: Final = "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
"""C0 and C1 controls that are not white space."""

LONGEST_COMPOSED: Final = 200
"""Characters of the longest word that is composed: a longer one is no word."""

_SHAPES = re.compile("[\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdf9\ufdfc\ufe70-\ufefc]")
_DROPPED = re.compile(f"[{TATWEEL}{VOWEL_MARKS}{INVISIBLE}{CONTROLS}]+")
_NOT_FOLDED = re.compile(r"[^\u0621\u0627\u0628\u062a-\u063a\u0641-\u0648\u064aa-z0-9]")
_PLAIN = re.compile(f"[{LETTERS}]+")
_FOLDS: Final = str.maketrans(
    {
        "\N{ARABIC LETTER ALEF WITH HAMZA ABOVE}": "ا",
        "\N{ARABIC LETTER ALEF WITH HAMZA BELOW}": "ا",
        "\N{ARABIC LETTER ALEF WITH MADDA ABOVE}": "ا",
        "\N{ARABIC LETTER ALEF WASLA}": "ا",
        "\N{ARABIC LETTER ALEF MAKSURA}": "ي",
        "\N{ARABIC LETTER FARSI YEH}": "ي",
        "\N{ARABIC LETTER E}": "ي",
        "\N{ARABIC LETTER YEH BARREE}": "ي",
        "\N{ARABIC LETTER TEH MARBUTA}": "ه",
        "\N{ARABIC LETTER HEH GOAL}": "ه",
        "\N{ARABIC LETTER HEH DOACHASHMEE}": "ه",
        "\N{ARABIC LETTER AE}": "ه",
        "\N{ARABIC LETTER WAW WITH HAMZA ABOVE}": "و",
        "\N{ARABIC LETTER YEH WITH HAMZA ABOVE}": "ي",
        "\N{ARABIC LETTER KEHEH}": "ك",
        "\N{ARABIC LETTER GAF}": "ك",
        "\N{ARABIC LETTER PEH}": "ب",
        "\N{ARABIC LETTER VEH}": "ف",
        "\N{ARABIC LETTER TCHEH}": "ج",
        "\N{ARABIC LETTER JEH}": "ز",
    }
)


def is_plain(word: str) -> bool:
    """Return whether ``word`` is written in the letters of the Arabic alphabet and nothing else."""
    return _PLAIN.fullmatch(word) is not None


def letters_of_shapes(word: str) -> str:
    """Return ``word`` with the positional shapes of letters as the letters."""
    return _SHAPES.sub(_letter_of_shape, word)


def _letter_of_shape(shape: re.Match[str]) -> str:
    # The shapes of single vowel marks decompose into a space that carries the mark.
    return unicodedata.normalize("NFKC", shape[0]).replace(" ", "")


def fold(word: str) -> str:
    """Return the key of ``word``: what all its usual spellings have in common.

    >>> fold("الأمريكيّة"), fold("إلى"), fold("شئون") == fold("شؤون")
    ('الامريكيه', 'الي', True)
    """
    if not _NOT_FOLDED.search(word):
        return _final_hamza(word)
    if not is_plain(word):
        word = _DROPPED.sub("", letters_of_shapes(word))
        if len(word) <= LONGEST_COMPOSED:
            word = unicodedata.normalize("NFC", word)
    word = word.replace("ئو", "وو")
    return _final_hamza(word.translate(_FOLDS).lower())


def _final_hamza(key: str) -> str:
    return key[:-1] if key.endswith("يء") else key
