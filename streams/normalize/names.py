"""Foreign personal names: one key for the spellings of a name, and a careful comparison.

Arabic news writes a foreign name by ear, each newsroom in its own way: زاخاروفا and زاكاروفا,
غورباتشوف and جورباتشوف, ترامب and ترمب. Consonants survive within classes of sounds, vowels
hardly. A ratio of equal letters cannot tell this from a different name (كيري and كيربي, ميركل and
ماركل are as near), so names are compared sound by sound: consonants must agree, vowels may come,
go or move a little, the more of them the more consonants agree.

Arabic names are compared by their letters: there a long vowel tells people apart (حسن and حسين,
سلمان and سليمان). A name is Arabic if ``data/native_names.tsv`` lists it or if it holds a letter
that foreign names are hardly written with (ح ع ض ظ).

Equal names are not yet one person: the caller asks for the same role or context besides.
"""

import re
from collections import Counter
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Final

from streams.normalize.letters import fold
from streams.normalize.tables import read_keys

FEWEST_CONSONANTS: Final = 3
"""Names of fewer must be equal: without their vowels كيري, بوش and رايس tell nothing."""
MOST_CHANGES: Final = 2
"""Changes that a name may show at most; one of three consonants may show one."""
LONGEST_WORD: Final = 30
"""Letters of the longest name that is compared by sounds."""

NATIVE: Final = read_keys("native_names.tsv")
"""Keys of Arabic given and family names."""

PARTICLES: Final = read_keys("name_particles.tsv")
"""Keys of words that names may carry or leave out: دي, فون, بن."""

_NATIVE_LETTER = re.compile("[حعضظ]")
_SOUNDS: Final = str.maketrans(
    {
        "ب": "B", "ف": "F", "ت": "T", "ط": "T", "ث": "V", "س": "S", "ص": "S", "د": "D", "ض": "D",
        "ذ": "Z", "ز": "Z", "ظ": "Z", "ش": "X", "ج": "J", "غ": "J", "ك": "K", "ق": "K", "خ": "K",
        "ه": "H", "ح": "H", "ر": "R", "ل": "L", "م": "M", "ن": "N",
        "ا": "a", "ع": "a", "ي": "y", "و": "w", "ء": "",
    }
)  # fmt: skip
"""Letters to classes of sounds: capitals for consonants, small letters for vowels."""

_NEAR: Final = frozenset(map(frozenset, ("SX", "SZ", "XJ", "JK", "SV", "TV", "HK", "Fw", "Ha")))
"""Sounds that transcriptions exchange: Guterres with س or ش, Gorbachev with غ or ك."""
_WRITTEN_AS_ONE: Final = (("تش", "ش"), ("دج", "ج"), ("تس", "س"), ("تز", "ز"))
_NOT_LETTERS = re.compile("[^ء-ي]+")
_FAR: Final = 99


@lru_cache(maxsize=50_000)
def sounds(word: str) -> str:
    """Return ``word``, a foreign name of one word, as classes of sounds.

    Capitals are consonants, small letters vowels; doubled sounds are one; a final vowel is gone.

    >>> sounds("زاخاروفا"), sounds("غورباتشوف")
    ('ZaKaRwF', 'JwRBaXwF')
    """
    key = _NOT_LETTERS.sub("", fold(word))
    for written, sound in _WRITTEN_AS_ONE:
        key = key.replace(written, sound)
    if len(key) > 2 and key[-1] in "اهي":
        key = key[:-1]
    classes = key.translate(_SOUNDS)
    single = "".join(b for a, b in pairwise(" " + classes) if a != b)
    return single[:1].upper() + single[1:] if single[:1] in "wy" else single


def skeleton(word: str) -> str:
    """Return the key of ``word``, a foreign name of one word: its consonant classes in a row.

    Spellings of one name nearly always share it, and so do some different names: it finds
    candidates, which ``same_person`` then compares.

    >>> skeleton("زاخاروفا") == skeleton("زاكاروفا"), skeleton("ريابكوف")
    (True, 'RBKF')
    """
    classes = sounds(word)
    consonants = [sound for sound in classes if sound.isupper()]
    single = "".join(b for a, b in pairwise(" " + "".join(consonants)) if a != b)
    return ("A" if classes.startswith("a") else "") + single


def same_person(first: str, second: str) -> bool:
    """Return whether two names, of one word or more, can be spellings of one person's name.

    Every word of the shorter name must match one of the longer, in order, the last words each
    other: زاكاروفا is ماريا زاخاروفا, but سيرغي لافروف is not سيرغي ريابكوف.
    """
    short, long = sorted((_words(first), _words(second)), key=len)
    if not short:
        return False
    if len(short) != len(long) and _same_word("".join(short), "".join(long)):
        return True
    if not _same_word(short[-1], long[-1]):
        return False
    rest = iter(long[:-1])
    return all(any(_same_given_name(word, other) for other in rest) for word in short[:-1])


def _words(name: str) -> list[str]:
    words = [key for word in name.split() if (key := _NOT_LETTERS.sub("", fold(word)))]
    return [word for word in words if word not in PARTICLES] or words


def _same_word(first: str, second: str) -> bool:
    if first == second:
        return True
    if max(len(first), len(second)) > LONGEST_WORD or _is_native(first) or _is_native(second):
        return False
    a, b = sounds(first), sounds(second)
    consonants = min(sum(map(str.isupper, a)), sum(map(str.isupper, b)))
    if consonants < FEWEST_CONSONANTS:
        return _strict(first) == _strict(second)
    return _distance(a, b) <= min(consonants - 2, MOST_CHANGES)


def _strict(key: str) -> str:
    """Return ``key`` with only the two exchanges that short names bear: غ for ج, final ا for ه."""
    return (key[:-1] + "ا" if key.endswith("ه") else key).replace("غ", "ج")


def _same_given_name(first: str, second: str) -> bool:
    """Return whether two names before equal last names match: their consonants are enough."""
    if _same_word(first, second):
        return True
    key = skeleton(first)
    foreign = not (_is_native(first) or _is_native(second))
    return foreign and len(key) >= FEWEST_CONSONANTS and key == skeleton(second)


def _is_native(key: str) -> bool:
    return key in NATIVE or _NATIVE_LETTER.search(key) is not None


def _distance(first: str, second: str) -> int:
    """Return the changes from one name in sounds to another; ``_FAR`` if a consonant differs.

    A vowel that comes or goes is one change, near sounds exchanged another. Vowels that go for
    different ones to come (كارتر, كرتير) are one more: mishearing drops vowels or shifts them.
    """
    row = list(accumulate(map(_gap, second), initial=0))
    for number, sound in enumerate(first, start=1):
        previous, row = row, [row[0] + _gap(sound)]
        for place, other in enumerate(second, start=1):
            row.append(
                min(
                    previous[place - 1] + _exchange(sound, other),
                    previous[place] + _gap(sound),
                    row[place - 1] + _gap(other),
                )
            )
        if min(row) >= _FAR and number > 1:
            return _FAR
    only_first = Counter(filter(str.islower, first)) - Counter(filter(str.islower, second))
    only_second = Counter(filter(str.islower, second)) - Counter(filter(str.islower, first))
    return row[-1] + (1 if only_first and only_second else 0)


def _gap(sound: str) -> int:
    return 1 if sound.islower() else _FAR


def _exchange(sound: str, other: str) -> int:
    if sound == other:
        return 0
    return 1 if frozenset((sound, other)) in _NEAR else _FAR
