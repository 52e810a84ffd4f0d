"""Deterministic ids: the same thing has the same id in every run, process and Python version."""

import hashlib


def stable_id(*parts: str) -> str:
    r"""Return 32 hexadecimal digits that name ``parts``, in order.

    SHA-256 of the UTF-8 parts joined by U+001F (unit separator), cut to 128 bits. A lone
    surrogate is kept apart from a replaced character, so that no two texts share an id by accident.

    >>> stable_id("feed", "guid") == stable_id("feed", "guid")
    True
    >>> stable_id("a", "bc") == stable_id("ab", "c")
    False
    """
    joined = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(joined).hexdigest()[:32]
