"""Where "what" is the "not" of what still goes on: ما زال, has not ceased."""

from collections.abc import Sequence

NOT = "لا"
"""The word that it is read as."""
_WHAT = frozenset({"ما", "وما"})
_CEASED = frozenset({"زال", "زالت", "زالوا", "زلنا", "زلت", "زالا", "زالتا", "برح", "برحت", "انفك",
                     "انفكت", "فتي", "فتيت"})  # fmt: skip


def still(keys: Sequence[str]) -> list[int]:
    """Return the tokens of "what" that only negate ceasing.

    >>> still(["روسيا", "ما", "زالت", "تقصف"])
    [1]
    """
    if _CEASED.isdisjoint(keys):
        return []
    return [at for at, key in enumerate(keys[:-1]) if key in _WHAT and keys[at + 1] in _CEASED]
