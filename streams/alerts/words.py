"""The words around an alert, in the reader's language; what outlets wrote is never translated."""

import functools
import re
from importlib.resources import files

import orjson

from schemas.channel import Language

_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]"
    "|[\ud800-\udfff]"
)
"""Controls, which XML has no form for, and marks of direction, by which a headline can be made to
read as another."""
ISOLATE, END = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"


@functools.cache
def _words() -> dict[str, dict[str, str]]:
    words: dict[str, dict[str, str]] = orjson.loads(
        files(__package__).joinpath("data/words.json").read_bytes()
    )
    return words


def word(key: str, language: Language, **values: object) -> str:
    """Return the words of that key, with ``values`` filled in."""
    return _words()[language][key].format(**values)


def clean(text: str) -> str:
    """Return ``text`` of an outlet on one line, without controls and marks of direction.

    >>> clean("a " + chr(0x202E) + "b " + chr(10) + " c")
    'a b c'
    """
    return " ".join(_UNSEEN.sub("", text).split())


def isolated(text: str) -> str:
    """Return ``text`` so that its direction does not reach the words around it."""
    return f"{ISOLATE}{text}{END}"
