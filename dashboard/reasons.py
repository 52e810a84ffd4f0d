"""Reasons for a refusal in the reader's language; what nobody translated stays English."""

import json
import re
from functools import cache
from importlib.resources import files

from schemas.people import Language

_HINT = re.compile(r"; did you mean ([^?]+)\?")


def in_words(reason: str, language: Language) -> str:
    """Return ``reason`` in ``language``, by the table ``dashboard/texts/reasons.ar.json``.

    >>> in_words("'tpye' is no field; did you mean type?", "ar")
    "'tpye' ليس حقلا؛ هل تقصد type؟"
    >>> in_words("a fault that nobody has met", "ar")
    'a fault that nobody has met'
    """
    if language == "en":
        return reason
    hint = _HINT.search(reason)
    bare = _HINT.sub("", reason)
    for pattern, words in _table():
        if found := pattern.fullmatch(bare):
            return found.expand(words) + (f"؛ هل تقصد {hint[1]}؟" if hint else "")
    return reason


@cache
def _table() -> tuple[tuple[re.Pattern[str], str], ...]:
    text = (files("dashboard") / "texts" / "reasons.ar.json").read_text("utf-8")
    rows: dict[str, str] = json.loads(text)
    return tuple((re.compile(pattern, re.DOTALL), words) for pattern, words in rows.items())
