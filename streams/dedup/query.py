"""A fingerprint unpacked for comparing."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from schemas.article import Fingerprint
from schemas.errors import InvalidMessage
from streams.dedup.fingerprint import RATES, VERSION, decode_prints

_TAG_SHIFT: Final = np.uint64(32)


@dataclass(frozen=True, slots=True)
class Query:
    """The prints of one text, in text order."""

    tags: npt.NDArray[np.uint32]
    """Upper half of each hash; the lower bits decided that it was kept."""
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
    tags = (prints >> _TAG_SHIFT).astype(np.uint32)
    order = tags.argsort()
    exact = int(fingerprint.exact, 16)
    return Query(
        tags=tags,
        offsets=offsets,
        ascending=tags[order],
        order=order,
        rate=fingerprint.rate,
        counts=_counts(prints, fingerprint.rate),
        exact=(exact >> 64, exact & 0xFFFF_FFFF_FFFF_FFFF),
        letters=fingerprint.letters,
    )


def _counts(prints: npt.NDArray[np.uint64], kept_rate: int) -> tuple[int, ...]:
    total = len(prints)
    if kept_rate == RATES[0]:
        return (total,) * len(RATES)
    return tuple(
        total if rate <= kept_rate else int(((prints & np.uint64(rate - 1)) == 0).sum())
        for rate in RATES
    )
