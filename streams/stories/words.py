"""The words of an article, weighed for comparison with others."""

import functools
import math
import re
import zlib
from array import array
from collections.abc import Callable
from dataclasses import dataclass
from importlib import resources

from streams.normalize import fold
from streams.normalize.letters import VOWEL_MARKS

MAX_TERMS = 200
"""Distinct stems kept of an article, the heaviest first; longer texts add little but noise."""
COMPARED_TERMS = 64
"""Of these, how many take part in comparisons."""
LEAD_TERMS = 24
"""Distinct stems that count as the lead: news puts who, what and where first."""
TITLE_BOOST = 2.0
MIN_STEM = 2
WEIGHT_SCALE = 16
"""Weights are kept as bytes, in sixteenths: ln(tf) + 1, doubled in titles, stays under 16."""


_WORD = re.compile(f"[\\w{VOWEL_MARKS}]+")


@dataclass(frozen=True, slots=True)
class Profile:
    """The weighed words of one text. Stems are kept as their CRC-32: four bytes each."""

    terms: "array[int]"
    """Heaviest first by frequency here and rarity then."""
    weights: bytes
    """Of each term, in sixteenths."""
    lead: "array[int]"
    """Stems of title and opening."""


def profile(keys: str, title: str, rarity: Callable[[int], float]) -> Profile:
    """Return the profile of an article with match keys ``keys``, those of ``title`` first.

    ``rarity`` gives the inverse document frequency of a stem; it decides which are kept.
    """
    stems = [stem for key in keys.split() if (stem := stem_of(key))]
    in_title = {stem_of(fold(word)) for word in _WORD.findall(title)}
    counts: dict[str, int] = {}
    for stem in stems:
        counts[stem] = counts.get(stem, 0) + 1
    weighed: dict[int, float] = {}
    for stem, count in counts.items():
        weight = (1.0 + math.log(count)) * (TITLE_BOOST if stem in in_title else 1.0)
        weighed[zlib.crc32(stem.encode())] = weight
    ranked = sorted(weighed, key=lambda term: (-weighed[term] * rarity(term), term))[:MAX_TERMS]
    lead = [zlib.crc32(stem.encode()) for stem in list(counts)[:LEAD_TERMS]]
    scaled = bytes(min(255, round(weighed[term] * WEIGHT_SCALE)) for term in ranked)
    return Profile(array("I", ranked), scaled, array("I", lead))


@functools.lru_cache(maxsize=1 << 16)
def stem_of(key: str) -> str:
    """Return the light stem of a match key, or an empty string where it tells no topic.

    Light stemming after Larkey, Ballesteros and Connell (2002), "light10": conjunction and
    article off the front, plural and feminine endings off the back. Function words, words of
    reporting and the calendar (``data/common.tsv``) tell nothing about the happening.
    """
    if key in _common():
        return ""
    stem = key
    for prefix in _affixes("prefix"):
        if stem.startswith(prefix) and len(stem) - len(prefix) >= MIN_STEM + (len(prefix) == 1):
            stem = stem[len(prefix) :]
            break
    for suffix in _affixes("suffix"):
        if stem.endswith(suffix) and len(stem) - len(suffix) > MIN_STEM:
            stem = stem[: -len(suffix)]
            break
    return "" if len(stem) < MIN_STEM or stem in _common() else stem


@functools.cache
def _affixes(kind: str) -> tuple[str, ...]:
    """Return the affixes of one kind, longest first."""
    return tuple(sorted((text for text, k in _rows("affixes.tsv") if k == kind), key=len)[::-1])


@functools.cache
def _common() -> frozenset[str]:
    return frozenset(fold(word) for row in _rows("common.tsv") for word in row[1].split())


def _rows(name: str) -> tuple[tuple[str, str], ...]:
    """Return the rows of a data file of two columns, its heading left out."""
    text = resources.files("streams.stories").joinpath("data", name).read_text("utf-8")
    return tuple((a, b) for a, b in (line.split("\t")[:2] for line in text.splitlines()[1:]))
