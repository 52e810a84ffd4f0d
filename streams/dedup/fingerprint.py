"""Fingerprints: what is kept of a text to recognise copies of it, whole or in part.

Every run of 12 letters (a shingle) is hashed, and the smallest 16th of all hash values is kept:
whether a shingle is kept depends on its letters only, so two texts that share a passage keep the
same prints of it, wherever it stands. No permutations, and offsets come for free. Short texts keep
a larger share, so that a news flash has enough prints; prints kept at a coarse rate are a subset
of those kept at a finer one, so texts of different rates compare at the coarser of the two.

The title does not count: outlets rewrite titles of texts that they copy, and offsets point into
the text. A text without letters has no prints and is a copy of nothing.
"""

import base64
import functools
import hashlib
from collections.abc import Sequence
from itertools import accumulate
from typing import Final

import numpy as np
import numpy.typing as npt

from schemas.article import Fingerprint
from streams.dedup.letters import Codes, Offsets, letters_of

VERSION: Final = 1
"""Changes with anything that changes a print: folding, hashing or sampling."""
SHINGLE: Final = 12
"""Letters of a shingle: about two words and a half of Arabic."""
RATES: Final = (16, 8, 4, 2, 1)
"""One shingle in so many is kept: the first rate that gives ``ENOUGH_PRINTS``."""
ENOUGH_PRINTS: Final = 24
MAX_LETTERS: Final = 60_000
"""Prints are taken of the first so many letters, which bounds a fingerprint to 60 kB."""

_BASE: Final = 0x9E3779B97F4A7C15
_MIX: Final = np.uint64(0xD6E8FEB86659FD93)
_TOGETHER: Final = 16
"""Texts hashed in one go: as many as leave the arrays in a processor's cache."""

Hashes = npt.NDArray[np.uint64]


def fingerprint(title: str, text: str) -> Fingerprint:
    """Return the fingerprint of an article; offsets are code points into ``text`` as given.

    ``title`` is taken so that a later version may use it; version 1 does not.

    >>> a = fingerprint("", "علقت الولايات المتحدة مفاوضاتها مع موسكو")
    >>> b = fingerprint("", "علّقت الولاياتالمتحدة، مفاوضاتها مع موسكو.")
    >>> a.exact == b.exact, a.prints == b.prints, a.offsets == b.offsets
    (True, True, False)
    """
    del title
    codes, offsets = letters_of(text)
    hashes = shingle_hashes(codes[:MAX_LETTERS])
    rate, kept = _sample(hashes)
    return _record(codes, hashes[kept], offsets[kept], rate)


def fingerprints(articles: Sequence[tuple[str, str]]) -> list[Fingerprint]:
    """Return the ``fingerprint`` of each (title, text): the same, at half the time for many."""
    made: list[Fingerprint] = []
    for start in range(0, len(articles), _TOGETHER):
        made.extend(_together([text for _, text in articles[start : start + _TOGETHER]]))
    return made


def _together(texts: list[str]) -> list[Fingerprint]:
    """Return the fingerprints of texts that are hashed in one go."""
    starts = list(accumulate((len(text) for text in texts), initial=0))
    codes, offsets = letters_of("".join(texts))
    ends = offsets.searchsorted(starts).tolist()
    hashes = shingle_hashes(codes)
    kept = (hashes <= ceiling(RATES[0])).nonzero()[0]
    hashes = hashes[kept]
    begin = kept.searchsorted(ends[:-1]).tolist()
    end = kept.searchsorted([end - SHINGLE for end in ends[1:]], side="right").tolist()
    places = offsets[kept]
    made = []
    for index, text in enumerate(texts):
        first, last = ends[index], ends[index + 1]
        low, high = begin[index], end[index]  # shingles that run into the next text are left out
        if high - low < ENOUGH_PRINTS or last - first > MAX_LETTERS:
            made.append(fingerprint("", text))
            continue
        own = places[low:high] - np.uint32(starts[index])
        made.append(_record(codes[first:last], hashes[low:high], own, RATES[0]))
    return made


def shingle_hashes(codes: Codes) -> Hashes:
    """Return the hash of every run of ``SHINGLE`` letters; a shorter text is one run."""
    if 0 < len(codes) < SHINGLE:
        codes = np.concatenate([codes, np.zeros(SHINGLE - len(codes), np.uint16)])
    if not len(codes):
        return np.empty(0, np.uint64)
    one = codes.astype(np.uint64)
    two = one[:-1] * _power(1) + one[1:]
    four = two[:-2] * _power(2) + two[2:]
    eight = four[:-4] * _power(4) + four[4:]
    hashes: Hashes = eight[:-4] * _power(4) + four[8:]
    hashes *= _MIX  # the upper bits, which decide what is kept, now depend on every letter
    return hashes


def _record(codes: Codes, prints: Hashes, offsets: Offsets, rate: int) -> Fingerprint:
    exact = hashlib.sha256(np.ascontiguousarray(codes, "<u2").data)
    return Fingerprint(
        version=VERSION,
        exact=exact.hexdigest()[:32],
        letters=len(codes),
        prints=_text(prints.astype("<u8", copy=False)),
        offsets=_text(offsets.astype("<u4", copy=False)),
        rate=rate,
    )


def _sample(hashes: Hashes) -> tuple[int, npt.NDArray[np.intp]]:
    """Return the rate and which hashes to keep, in text order."""
    for rate in RATES:
        kept = (hashes <= ceiling(rate)).nonzero()[0]
        if len(kept) >= ENOUGH_PRINTS:
            break
    return rate, kept


@functools.cache
def ceiling(rate: int) -> np.uint64:
    """Return the largest hash that is kept at one in ``rate``."""
    return np.uint64((1 << 64) // rate - 1)


@functools.cache
def _power(exponent: int) -> np.uint64:
    return np.uint64(pow(_BASE, exponent, 1 << 64))


def _text(values: npt.NDArray[np.generic]) -> str:
    return base64.b64encode(values.tobytes()).decode("ascii")
