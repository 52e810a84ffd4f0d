"""Dates in the text: where they stand and which day they mean.

The words of an article are turned into a string of classes, a letter each
(``lexicon.date_words``), and the grammar below is one regular expression over it, of linear time.
A match is resolved against the day of publication: a weekday is the last one up to it, a day
without a year the nearest, the past preferred; without that day only full dates resolve.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from schemas.event import DatePrecision
from schemas.text import CleanText
from streams.extract.date_resolution import (
    Found,
    Resolved,
    resolve_ago,
    resolve_day,
    resolve_day_of_this_month,
    resolve_month,
    resolve_numeric,
    resolve_period,
    resolve_relative,
    resolve_weekday,
    resolve_year,
)
from streams.lexicon.date_words import date_words

Kind = Literal["day", "weekday", "relative", "ago", "month", "year", "period"]


@dataclass(frozen=True, slots=True)
class DateMention:
    """An expression of time in a text: its tokens and the day it means."""

    first: int
    last: int
    """Tokens of the expression, ``tokens[first:last]``."""
    kind: Kind
    date: str | None
    """ISO 8601: ``2016-10-03``, ``2016-10`` or ``2016`` by precision; None if it does not resolve."""
    precision: DatePrecision | None
    reason: str
    """How the day was found, in words, for a person."""
    until: str | None = None
    """Last day of a range, ISO 8601."""
    upcoming: str | None = None
    """For a bare weekday: the next such day, which is meant where the act lies ahead."""


_DAY: Final = "a?N|O[zv]?|V|o"
_MONTH: Final = "M|x|m[Oo]|mq"
_DUAL: Final = rf"(?P<{{p}}m1>{_MONTH})(?:[/(]?(?P<{{p}}m2>{_MONTH})\)?)?"
_YEAR: Final = "(?:[,(]?(?:f?C)?(?P<{p}y>Yg?|Hh?))?"
_SIDE: Final = r"\)?,?(?P<{p}side>[LXJ])?(?:fC(?P<{p}yside>[LXJ]))?"
_LEAD: Final = r"(?:[PDoF]{{0,3}}f?[RTE]O?[,(]?)?P?D?P?(?P<{p}wd>W)?[LXJ]?[,(]?k?e?[,(]?D?a?P?"

_PATTERNS: Final = {
    "day": _LEAD
    + rf"(?:t|f)?(?P<{{p}}d>{_DAY})(?:[w\-i](?P<{{p}}d2>{_DAY}))?f?/?S?f?(?P<{{p}}yy>)"
    + _DUAL
    + "/?"
    + _YEAR
    + _SIDE,
    "numeric": _LEAD + r"(?P<{p}num>N[/-]N[/-][YH]|[YH][/-]N[/-]N|Q|(?<=[WD])N/N(?![/\-N]))[gh]?",
    "thismonth": _LEAD + rf"(?P<{{p}}d>{_DAY})f?S(?P<{{p}}side>[LXJ])",
    "month": r"(?P<{p}lead>[eSbitfF]{{0,3}})" + _DUAL + _YEAR + _SIDE,
    "year": r"(?:C|e|b)C?(?P<{p}y>Y)g?(?![/\-])",
    "ago": r"b(?P<{p}n>[NnV#])?(?P<{p}u>[uDSKC])n?(?![NOWMxmTRY#])(?P<{p}from>f)?",
    "relative": r"[PD]{{0,3}}(?:(?P<{p}two>of?|F)?D?(?P<{p}r>[RTE])(?P<{p}o>O)?)"
    r"(?P<{p}last>L)?[,(]?D?P?(?P<{p}wd>W)?[LXJ]?",
    "weekday": r"[PD]{{0,3}}(?P<{p}wd>W)(?!B)(?P<{p}side>[LXJ])?",
    "period": r"(?P<{p}u>[KSC])(?P<{p}side>[LXJ])",
}
