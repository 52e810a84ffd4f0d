"""The repairs of a word: small named functions from text to text, and what each is for.

Each takes the word as the rule before it left it and returns it repaired, or as it was. They run
in the order of ``RULES``; those marked ``arabic_only`` are left out where the text is in another
language, whose own letters they would damage.
"""

import re
import unicodedata
from collections.abc import Callable
from typing import Final, NamedTuple

from streams.normalize.letters import (
    CONTROLS,
    INVISIBLE,
    LONGEST_COMPOSED,
    TATWEEL,
    VOWEL_MARKS,
    letters_of_shapes,
)

_INVISIBLE = re.compile(f"[{INVISIBLE}]+")
_CONTROLS = re.compile(f"[{CONTROLS}]+")
_VOWEL_MARKS = re.compile(f"[{VOWEL_MARKS}]+")
_COMPOSABLE = re.compile("[\u0300-\u036f\u0653-\u0655]")
_PERSIAN: Final = str.maketrans(
    {
        "\N{ARABIC LETTER KEHEH}": "ك",
        "\N{ARABIC LETTER FARSI YEH}": "ي",
        "\N{ARABIC LETTER E}": "ي",
        "\N{ARABIC LETTER YEH BARREE}": "ي",
        "\N{ARABIC LETTER HEH GOAL}": "ه",
        "\N{ARABIC LETTER HEH DOACHASHMEE}": "ه",
        "\N{ARABIC LETTER AE}": "ه",
        "\N{ARABIC LETTER NOON GHUNNA}": "ن",
    }
)
_PERSIAN_LETTER = re.compile("[" + "".join(map(chr, _PERSIAN)) + "]")
_DECIMAL_REH = re.compile(r"(?<!\d)(\d{1,20})ر(\d{1,20})(?!\d)")
_NOT_ASCII_DIGIT = re.compile(r"[^\W0-9_a-zA-Z]|[٫٬]")
_FINAL_MAKSURA_HAMZA = re.compile("(?<=.)ىء$")


def drop_controls(word: str) -> str:
    """Return ``word`` without control characters, which old editorial systems leave behind."""
    return _CONTROLS.sub("", word)


def drop_invisible(word: str) -> str:
    """Return ``word`` without bidi marks, joiners and other characters of no width."""
    return _INVISIBLE.sub("", word)


def expand_presentation_forms(word: str) -> str:
    """Return ``word`` with positional letter shapes as letters: ﻡﺎ is ما.

    Only these: compatibility normalisation of everything would turn ½ into 1⁄2.
    """
    return letters_of_shapes(word)


def drop_vowel_marks(word: str) -> str:
    """Return ``word`` without vowel marks: news writes them rarely and never consistently."""
    return _VOWEL_MARKS.sub("", word)


def compose(word: str) -> str:
    """Return ``word`` in Unicode normal form C: a letter and its hamza are one character.

    Vowel marks do not compose, and putting them in canonical order is no repair. Words over
    ``LONGEST_COMPOSED`` stay: sorting a long run of marks takes quadratic time.
    """
    if len(word) > LONGEST_COMPOSED or not _COMPOSABLE.search(word):
        return word
    return unicodedata.normalize("NFC", word)


def drop_tatweel(word: str) -> str:
    """Return ``word`` without the strokes that only stretch it."""
    return word.replace(TATWEEL, "")


def arabic_letters(word: str) -> str:
    """Return ``word`` with Persian and Urdu code points of Arabic letters as Arabic ones.

    Letters of sounds that Arabic lacks (گ, پ, ڤ, چ) are spelling, not damage, and stay.
    """
    return word.translate(_PERSIAN) if _PERSIAN_LETTER.search(word) else word


def final_hamza(word: str) -> str:
    """Return ``word`` with a final ىء written as the one letter that it stands for, ئ."""
    return _FINAL_MAKSURA_HAMZA.sub("ئ", word)


def decimal_reh(word: str) -> str:
    """Return a number of the Gulf agencies, ``3ر2``, as it is read: 2.3.

    The Arabic letter makes each group of digits a run of its own, set from right to left: the
    group that is typed first stands right of the letter, where the fraction is.
    """
    return _DECIMAL_REH.sub(r"\2.\1", word)


def ascii_digits(word: str) -> str:
    """Return a number with digits of any script, and their separators, as ASCII."""
    return "".join(map(_ascii_digit, word)) if _NOT_ASCII_DIGIT.search(word) else word


def _ascii_digit(character: str) -> str:
    if character in "٫٬":
        return "." if character == "٫" else ","
    value = unicodedata.decimal(character, None)
    return character if value is None else str(value)


class Rule(NamedTuple):
    """One repair of a word, and the sentence that explains it to a reader."""

    name: str
    apply: Callable[[str], str]
    explanation: str
    arabic_only: bool = False


WORD_RULES: Final = (
    Rule("drop_controls", drop_controls, "control characters inside a word carry nothing"),
    Rule("drop_invisible", drop_invisible, "bidi marks and joiners are not part of a word"),
    Rule(
        "expand_presentation_forms",
        expand_presentation_forms,
        "letter shapes of old encodings are read as the letters they show",
    ),
    Rule("compose", compose, "a letter and its mark are one character (Unicode form C)"),
    Rule("drop_vowel_marks", drop_vowel_marks, "vowel marks do not tell words of news apart"),
    Rule("drop_tatweel", drop_tatweel, "tatweel only stretches a word"),
    Rule(
        "arabic_letters",
        arabic_letters,
        "Persian and Urdu keyboards write Arabic letters as other characters",
        arabic_only=True,
    ),
    Rule("final_hamza", final_hamza, "final ىء is a common spelling of ئ", arabic_only=True),
)
"""The repairs of words, in the order in which they run."""

NUMBER_RULES: Final = (
    Rule("decimal_reh", decimal_reh, "ر between digits is a decimal point, fraction first"),
    Rule("ascii_digits", ascii_digits, "digits of all scripts are one set of digits"),
)
"""The repairs of numbers, in the order in which they run."""

EXPLANATIONS: Final[dict[str, str]] = {
    **{rule.name: rule.explanation for rule in (*WORD_RULES, *NUMBER_RULES)},
    "split_after_final_letter": "ة and ى end a word: a letter after them begins the next",
    "split_glued_words": "unknown as one word, known as these, one of them a name",
    "rejoin_broken_line": "the line ends inside a sentence",
    "cut_long_text": "the text is longer than what is read of one article",
}
"""Why an edit of each name was made: every rule that can stand in ``Edit.rule``."""
