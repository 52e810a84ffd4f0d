"""The agencies that a source credits: codes of the lexicon, each with a pattern of its credit."""

import re
from difflib import get_close_matches
from functools import cache
from typing import Any

from streams.lexicon.tables import read_table


def agency_patterns(value: Any) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return (code, pattern) for each entry of ``value``, the codes as ``agencies.tsv`` has them.

    ValueError or TypeError say what was expected.
    """
    if not isinstance(value, dict):
        raise TypeError("agency codes with patterns, for example {afp: 'أ ?ف ?ب'}")
    return tuple((_code(code), _pattern(code, text)) for code, text in value.items())


def _code(value: Any) -> str:
    # Queries (agency:afp) are in small letters; a code that no table has is found by none.
    code = str(value).strip().casefold()
    if code not in _codes():
        near = get_close_matches(code, sorted(_codes()), n=1)
        hint = f"; did you mean '{near[0]}'?" if near else ""
        raise ValueError(f"codes of agencies.tsv; '{value}' is none{hint}")
    return code


def _pattern(code: str, value: Any) -> re.Pattern[str]:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"a pattern for '{code}'")
    try:
        return re.compile(value.strip())
    except (re.error, OverflowError, RecursionError) as error:
        raise ValueError(f"regular expressions; that of '{code}' is none: {error}") from error


@cache
def _codes() -> frozenset[str]:
    return frozenset(row["slug"] for row in read_table("agencies"))
