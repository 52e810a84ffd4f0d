"""A fingerprint unpacked for comparing."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from schemas.article import Fingerprint
from schemas.errors import InvalidMessage
from streams.dedup.fingerprint import RATES, VERSION, Hashes, ceiling, decode_prints

_HALF: Final = np.uint64(32)
_MIX: Final = np.uint64(0x9FB21C651E98DF25)
_LOW_HALF: Final = (1 << 64) - 1


@dataclass(slots=True)
class Query:
    """The prints of one text, in text order."""

    tags: npt.NDArray[np.uint32]
    """32 bits of each hash, each once, at its first place in the text."""
    offsets: npt.NDArray[np.uint32]
    """Where each print starts in the text as given, in code points."""
    ascending: npt.NDArray[np.uint32]
    """The tags in ascending order."""
    order: npt.NDArray[np.intp]
    """Which tag each of ``ascending`` is."""
    rate: int
    counts: tuple[int, ...]
    """How many of the prints would be left at each of ``RATES``."""
    exact: tuple[int, int]
    letters: int


def unpack(fingerprint: Fingerprint) -> Query:
    """Return ``fingerprint`` unpacked.

    Raises InvalidMessage for a version other than ``VERSION``: prints of two versions never meet.
    """
    if fingerprint.version != VERSION:
        raise InvalidMessage(
            f"Fingerprint.version is {fingerprint.version}, expected {VERSION}: "
            "the article must be read again"
        )
    prints, offsets = decode_prints(fingerprint)
    mixed = prints ^ (prints >> _HALF)
    mixed *= _MIX
    tags = (mixed >> _HALF).astype(np.uint32)
    order = tags.argsort(kind="stable")
    ascending = tags[order]
    again = ascending[1:] == ascending[:-1]
    if again.any():  # a repeat counts once, at its first place
        kept = np.ones(len(tags), np.bool_)
        kept[order[1:][again]] = False
        prints, offsets, tags = prints[kept], offsets[kept], tags[kept]
        order = tags.argsort()
        ascending = tags[order]
    exact = int(fingerprint.exact, 16)
    return Query(
        tags=tags,
        offsets=offsets,
        ascending=ascending,
        order=order,
        rate=fingerprint.rate,
        counts=_counts(prints, fingerprint.rate),
        exact=(exact >> 64, exact & _LOW_HALF),
        letters=fingerprint.letters,
    )


def _counts(prints: Hashes, kept_rate: int) -> tuple[int, ...]:
    total = len(prints)
    if kept_rate == RATES[0]:
        return (total,) * len(RATES)
    return tuple(
        total if rate <= kept_rate else int(np.count_nonzero(prints <= ceiling(rate)))
        for rate in RATES
    )
