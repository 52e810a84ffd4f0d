"""Forms of the nisba adjective (أمريكي): gender, number, case, definiteness.

Only regular endings are made; broken plurals (روس، أتراك) are listed in the tables.
"""

from dataclasses import dataclass
from typing import Literal

Gender = Literal["m", "f", "p"]
"""``p`` stands for every plural and dual: they agree with plural nouns of persons."""

GENDERS: dict[str, Gender] = {"m": "m", "f": "f", "p": "p"}
"""Letter of a table cell to gender."""
ARTICLE = "ال"
_ENDINGS: tuple[tuple[str, Gender], ...] = (
    ("", "m"),
    ("ة", "f"),
    ("ون", "p"),
    ("ين", "p"),
    ("ات", "p"),
    ("ان", "p"),
    ("تان", "p"),
    ("تين", "p"),
)
_ACCUSATIVE = "ا"
"""Indefinite accusative masculine (أمريكيا); never with the article."""


@dataclass(frozen=True, slots=True)
class NisbaForm:
    """One written form of a nisba adjective, not yet folded."""

    text: str
    gender: Gender
    definite: bool


def inflect_nisba(lemma: str) -> tuple[NisbaForm, ...]:
    """Return all forms of ``lemma``, a masculine singular indefinite nisba of one or more words.

    Every word in ي is inflected (كوري جنوبي); other words stay (جنوب أفريقي).

    >>> [form.text for form in inflect_nisba("روسي")][:4]
    ['روسي', 'الروسي', 'روسية', 'الروسية']
    """
    words = lemma.split()
    forms = []
    for ending, gender in _ENDINGS:
        forms.append(NisbaForm(_with_ending(words, ending), gender, definite=False))
        forms.append(NisbaForm(_definite(words, ending), gender, definite=True))
    forms.append(NisbaForm(_with_ending(words, _ACCUSATIVE), "m", definite=False))
    return tuple(forms)


def is_accusative(form: NisbaForm, lemma: str) -> bool:
    """Return whether ``form`` is the accusative, the one form that may equal a country's name."""
    return form.text == _with_ending(lemma.split(), _ACCUSATIVE)


def _with_ending(words: list[str], ending: str) -> str:
    return " ".join(word + ending if word.endswith("ي") else word for word in words)


def _definite(words: list[str], ending: str) -> str:
    first_is_fixed = not words[0].endswith("ي")
    if first_is_fixed:
        return ARTICLE + _with_ending(words, ending)
    return " ".join(ARTICLE + _with_ending([word], ending) for word in words)
