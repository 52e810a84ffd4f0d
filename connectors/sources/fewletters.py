"""Which reading of a handful of Arabic letters is writing: known words, then pairs of letters.

The single-byte charsets share half their Arabic letters, so that one short word is letters in each
of them. A reading whose words the lexicon knows is the right one; where it knows none or both, the
pairs of letters of the lexicon's words decide. Loaded when first needed: few documents are so short
and say nothing of their charset.
"""

import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

FEW_LETTERS = 40
"""Non-ASCII letters up to which a text is judged here; longer ones show what they are."""
KNOWN = 4.0
"""What a known word weighs, in natural logarithms of likelihood. Of 5,633 words of news titles,
each alone in a document without label, 1.7 % (cp1256) and 3.9 % (ISO-8859-6) are read wrong, about
the same at 2 and at 6; by ``script.arabic_score`` alone it was 4.5 % and 9.3 %."""
STRAY = -8.0
"""What each letter of a word weighs that is no Arabic word at all."""
_SMOOTH = 0.3
_LETTERS = 36
LATIN = -2.0
"""What each accented letter weighs in a word with plain Latin letters."""
_RUN = re.compile(r"[A-Za-z]*[^\x00-\x7f\s][^\x00-\x40\s]*")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u2019-]+\Z")
_PLAIN = re.compile(r"[A-Za-z]")
_WORD = re.compile(r"(?:[\u0621-\u0628\u062a-\u063a\u0641-\u0648\u064a]|[ةى]\Z)+\Z")
_IN_TABLES = re.compile(r"[\u0621-\u063a\u0641-\u064a]+")


def has_few_letters(text: str) -> bool:
    """Tell whether ``text`` has too few letters for its charset to show in them."""
    return sum(len(run) for run in _RUN.findall(text, 0, 4096)) <= FEW_LETTERS


def likelihood(text: str) -> float:
    """Return how likely the non-ASCII words of ``text`` are as Arabic: a sum of logarithms.

    Comparable only between readings of the same bytes.

    >>> likelihood("عمل") > likelihood("ظهن")
    True
    """
    from streams.lexicon.vocabulary import vocabulary  # noqa: PLC0415  # half a second, rarely due
    from streams.normalize.letters import fold  # noqa: PLC0415

    pairs, known = _pairs(), vocabulary().knows
    total = 0.0
    for word in _RUN.findall(text):
        if not _WORD.match(word):
            accented = len(word) - len(_PLAIN.findall(word))
            latin = accented < len(word) and _LATIN.match(word)
            total += (LATIN if latin else STRAY) * accented
            continue
        total += pairs.likelihood(word) + (KNOWN if known(fold(word)) else 0.0)
    return total


@dataclass(frozen=True, slots=True)
class _Pairs:
    """How often a letter follows another, word ends included."""

    pairs: Mapping[str, int]
    firsts: Mapping[str, int]

    def likelihood(self, word: str) -> float:
        bounded = f"^{word}$"
        return sum(
            math.log(
                (self.pairs.get(bounded[n : n + 2], 0) + _SMOOTH)
                / (self.firsts.get(bounded[n], 0) + _SMOOTH * (_LETTERS + 1))
            )
            for n in range(len(bounded) - 1)
        )


@cache
def _pairs() -> _Pairs:
    pairs: Counter[str] = Counter()
    firsts: Counter[str] = Counter()
    tables = (resources.files("streams.lexicon") / "data").iterdir()
    for path in tables:
        if not path.name.endswith(".tsv"):
            continue
        for word, times in Counter(_IN_TABLES.findall(path.read_text("utf-8"))).items():
            bounded = f"^{word}$"
            for n in range(len(bounded) - 1):
                pairs[bounded[n : n + 2]] += times
                firsts[bounded[n]] += times
    return _Pairs(pairs, firsts)
