"""A guess at what was meant by a word that is none of those expected."""

import difflib
from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str:
    """Return ``; did you mean X?`` for the word of ``known`` most like ``word``, else nothing.

    >>> nearest("tpye", ["type", "cameo"])
    '; did you mean type?'
    """
    by_fold = {name.casefold(): name for name in known}
    found = difflib.get_close_matches(word[:40].casefold(), by_fold, 1, 0.6)
    return f"; did you mean {by_fold[found[0]]}?" if found else ""
