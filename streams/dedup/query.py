"""A fingerprint unpacked for comparing."""

from binascii import a2b_base64
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

import numpy as np
import numpy.typing as npt

from schemas.article import Fingerprint
from schemas.errors import InvalidMessage
from streams.dedup.fingerprint import RATES, VERSION, Hashes, ceiling

_HALF: Final = np.uint64(32)
_MIX: Final = np.uint64(0x9FB21C651E98DF25)

Tags = npt.NDArray[np.uint32]
Offsets = npt.NDArray[np.int64]
Indices = npt.NDArray[np.intp]


@dataclass(slots=True)
class Query:
    """The prints of one text, in text order."""

    tags: Tags
    """32 bits of each hash, each once, at its first place in the text."""
    listed: list[int]
    """The same as a list."""
    offsets: Offsets
    """Where each print starts in the text as given, in code points."""
    ascending: Tags
    """The tags in ascending order."""
    order: npt.NDArray[np.intp]
    """Which tag each of ``ascending`` is."""
    rate: int
    counts: tuple[int, ...]
    """How many of the prints would be left at each of ``RATES``."""
    exact: bytes
    """Hash of all letters."""


def unpack(fingerprint: Fingerprint) -> Query:
    """Return ``fingerprint`` unpacked.

    Raises InvalidMessage for a version other than ``VERSION``: prints of two versions never meet.
    """
    return unpack_all([fingerprint])[0]


def unpack_all(fingerprints: Sequence[Fingerprint]) -> list[Query]:
    """Return each of ``fingerprints`` unpacked; errors as in ``unpack``."""
    decoded = [_decode(fingerprint) for fingerprint in fingerprints]
    bounds = list(accumulate((len(prints) // 8 for prints, _ in decoded), initial=0))
    prints = np.frombuffer(b"".join([part for part, _ in decoded]), "<u8")
    offsets = np.frombuffer(b"".join([part for _, part in decoded]), "<u4").astype(np.int64)
    mixed = prints ^ (prints >> _HALF)
    mixed *= _MIX
    tags = (mixed >> _HALF).astype(np.uint32)
    order, again = _ordered(tags, bounds)
    if again.any():
        kept = np.ones(len(tags), np.bool_)
        kept[order[again]] = False
        counted = np.concatenate((np.zeros(1, np.intp), kept.cumsum()))
        order, bounds = counted[order[~again]], counted[bounds].tolist()
        prints, offsets, tags = prints[kept], offsets[kept], tags[kept]
    ascending, listed = tags[order], tags.tolist()
    order -= np.array(bounds[:-1], np.intp).repeat(np.diff(bounds))
    return [
        Query(
            tags=tags[low:high],
            listed=listed[low:high],
            offsets=offsets[low:high],
            ascending=ascending[low:high],
            order=order[low:high],
            rate=fingerprint.rate,
            counts=_counts(prints[low:high], fingerprint.rate),
            exact=bytes.fromhex(fingerprint.exact),
        )
        for fingerprint, low, high in zip(fingerprints, bounds, bounds[1:], strict=False)
    ]


def _ordered(tags: Tags, bounds: list[int]) -> tuple[Indices, npt.NDArray[np.bool_]]:
    """Return the order of the tags within each text, and which of them, so, repeat the last.

    Of equal tags of a text the first comes first, which is the one that counts.
    """
    lengths = np.diff(bounds)
    owner = np.arange(len(lengths), dtype=np.uint64).repeat(lengths)
    keys = (owner << _HALF) | tags
    order = keys.argsort(kind="stable")
    keys = keys[order]
    again = np.zeros(len(tags), np.bool_)
    np.equal(keys[1:], keys[:-1], out=again[1:])
    return order, again


def _decode(fingerprint: Fingerprint) -> tuple[bytes, bytes]:
    if fingerprint.version != VERSION:
        raise InvalidMessage(
            f"Fingerprint.version is {fingerprint.version}, expected {VERSION}: "
            "the article must be read again"
        )
    return a2b_base64(fingerprint.prints), a2b_base64(fingerprint.offsets)


def _counts(prints: Hashes, kept_rate: int) -> tuple[int, ...]:
    total = len(prints)
    if kept_rate == RATES[0]:
        return (total,) * len(RATES)
    return tuple(
        total if rate <= kept_rate else int(np.count_nonzero(prints <= ceiling(rate)))
        for rate in RATES
    )
