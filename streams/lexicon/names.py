"""Names as folded words, and the spellings that Arabic allows for one name."""

import re

from streams.normalize.letters import fold

_WORDS = re.compile(r"\d+|[^\W\d_]+|[^\w\s]")
_FATHER = frozenset(("ابو",))
_FATHER_INFLECTED = ("ابو", "ابي", "ابا")
"""أبو in its three cases; many desks use the first for all."""
_SERVANT = "عبد"
_SON = "بن"
_SON_WITH_ALEF = "ابن"


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
    return tuple(found)


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
