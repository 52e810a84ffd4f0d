"""Names as folded words, and the spellings that Arabic allows for one name."""

import re
from collections.abc import Iterable

from streams.normalize.letters import fold

_WORDS = re.compile(r"\d+|[^\W\d_]+|[^\w\s]")
_FATHER = frozenset(("ابو",))
_FATHER_INFLECTED = ("ابو", "ابي", "ابا")
"""أبو in its three cases; many desks use the first for all."""
_SERVANT = "عبد"
_SON = "بن"
_SON_WITH_ALEF = "ابن"
_RESPELT = (("ديمقراط", "ديموقراط"), ("كردستان", "كوردستان"), ("الكردي", "الكوردي"))
"""Parts of words that newsrooms spell in two ways."""
_GAMMA, _GEEM = "غ", "ج"
_LONG = 5
"""Letters of a foreign name that is no common word with another letter (غل، أغري)."""
_NATIVE = frozenset(
    {"SAU", "YEM", "IRQ", "SYR", "LBN", "JOR", "PSE", "EGY", "SDN", "LBY", "TUN", "DZA", "MAR",
     "MRT", "KWT", "BHR", "QAT", "ARE", "OMN", "ESH", "IRN", "AFG", "PAK", "IGD"}
)  # fmt: skip
"""Codes whose names have the letter غ themselves, or would be another word (إيغاد, to find)."""


def name_keys(name: str) -> tuple[str, ...]:
    """Return the keys of the words of ``name``, cut as a text is cut.

    >>> name_keys("البيت الأبيض")
    ('البيت', 'الابيض')
    """
    return tuple(_WORDS.findall(" ".join(fold(word) for word in name.split())))


def spellings(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the keys of ``name`` in every usual spelling, as given first.

    عبد is written apart from or onto what follows, so is أبو, which is inflected for case too;
    a name that begins with بن may begin with ابن.

    >>> spellings("عبد الله")
    (('عبد', 'الله'), ('عبدالله',))
    """
    given = name_keys(name)
    found = dict.fromkeys([given])
    if given[0] == _SON:
        found[_SON_WITH_ALEF, *given[1:]] = None
    for keys in tuple(found):
        if any(key in _FATHER for key in keys):
            for case in _FATHER_INFLECTED:
                inflected = tuple(case if key in _FATHER else key for key in keys)
                found[inflected] = None
                found[_join(inflected, _FATHER_INFLECTED)] = None
    for keys in tuple(found):
        found[_join(keys, (_SERVANT,))] = None
    for usual, other in _RESPELT:
        for keys in tuple(found):
            found[tuple(key.replace(usual, other) for key in keys)] = None
    return tuple(found)


def heard(names: Iterable[str], code: str) -> tuple[str, ...]:
    """Return ``names`` of an actor of ``code``, each foreign one with its hard g also as ج.

    Papers of Egypt and the Gulf write so what others write with غ.

    >>> heard(["ستولتنبرغ"], "NATO"), heard(["بغداد"], "IRQ")
    (('ستولتنبرغ', 'ستولتنبرج'), ('بغداد',))
    """
    if code in _NATIVE:
        return tuple(names)
    return tuple(dict.fromkeys(n for name in names for n in (name, _with_geem(name))))


def _with_geem(name: str) -> str:
    """Return ``name`` with ج for غ in its words that are too long to become another word by it."""
    return " ".join(
        word.replace(_GAMMA, _GEEM) if len(word) >= _LONG else word for word in name.split()
    )


def _join(keys: tuple[str, ...], heads: tuple[str, ...]) -> tuple[str, ...]:
    """Return ``keys`` with every word of ``heads`` written onto the next one."""
    joined: list[str] = []
    head = ""
    for key in keys[:-1]:
        if key in heads:
            head += key
        else:
            joined.append(head + key)
            head = ""
    return (*joined, head + keys[-1])
