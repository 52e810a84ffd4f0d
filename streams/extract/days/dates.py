"""Dates in the text: where they stand and which day they mean.

The words of an article are turned into a string of classes, a letter each
(``lexicon.date_words``), and the grammar below is one regular expression over it, of linear time.
A match is resolved against the day of publication: a weekday is the last one up to it, a day
without a year the nearest, the past preferred; without that day only full dates resolve.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache
from typing import Final

from schemas.text import CleanText
from streams.extract.days.date_mentions import DateMention, Found
from streams.extract.days.date_resolution import (
    resolve_day,
    resolve_day_of_a_month,
    resolve_month,
    resolve_numeric,
    resolve_year,
)
from streams.extract.days.relative_dates import (
    LATEST,
    resolve_ago,
    resolve_earlier,
    resolve_night,
    resolve_period,
    resolve_relative,
    resolve_same,
    resolve_weekday,
)
from streams.lexicon.date_words import date_words

__all__ = ["DateMention", "find_dates"]

_DAY: Final = "a?N|O[zv]?|V|o"
_MONTH: Final = "M|x|m[Oo]|mq"
_DUAL: Final = rf"(?P<month>{_MONTH})(?:[/(]?(?P<other>{_MONTH})\)?)?"
_YEAR: Final = r"(?:[,(]?(?:f?C)?(?P<year>[YH])[gh]?)?"
_SIDE: Final = r"\)?,?(?P<side>[LXJ])?(?:f?C(?P<yearside>[LXJ]))?"
_COUNTED: Final = r"(?P<two>[PDoF]{0,3})f?(?P<counted>[RTE])(?P<ordinal>O)?[,(]?"
_WEEKDAY: Final = rf"(?:{_COUNTED})?P?D?P?(?P<weekday>W)?[LXJ]?[,()]?k?e?[,(]?D?P?"
_RELATIVE: Final = r"[PD]{0,3}(?P<two>of?|F|b)?D?(?P<relative>[RTE])(?P<ordinal>O)?(?P<night>b?L)?"

_GRAMMAR: Final[tuple[tuple[re.Pattern[str], Callable[[Found], DateMention | None]], ...]] = tuple(
    (re.compile(pattern), resolve)
    for pattern, resolve in (
        (
            # Weekday, day or days, month or its two names, year or side: all but the day and the
            # month may be missing.
            _WEEKDAY
            + rf"[tf]?(?P<day>{_DAY})(?:[w\-i]?(?P<until>{_DAY}))?f?/?(?P<named>S?)f?"
            + _DUAL
            + "/?"
            + _YEAR
            + _SIDE,
            resolve_day,
        ),
        (
            _WEEKDAY + r"(?P<digits>N[/-]N[/-][YH]|[YH][/-]N[/-]N|Q|(?<=[WD])N/N(?![/\-N]))[gh]?",
            resolve_numeric,
        ),
        (_WEEKDAY + rf"(?P<day>{_DAY})f?S(?P<side>[LXJ])", resolve_day_of_a_month),
        (r"[eDW]{1,2}(?P<day>N)f?(?P<side>J)", resolve_day_of_a_month),
        (r"(?P<lead>[eSbitfF]{0,3})" + _DUAL + _YEAR + _SIDE, resolve_month),
        (r"(?:[CebGmP])C?(?P<year>Y)g?(?![/\-])", resolve_year),
        (
            r"b(?P<about>~)?(?P<number>[NnV#])?(?P<unit>[uUDSKC])n?(?![NOWMxmTRYLXJ#])(?P<of>f)?",
            resolve_ago,
        ),
        (r"(?P<same>=)P?[TE]|P?[TE](?P<told>s)", resolve_same),
        (
            _RELATIVE + r"[,(]?D?P?(?P<weekday>W)?[LXJ]?",
            resolve_relative,
        ),
        (r"(?P<night>P)D?W[\-/]?(?P<weekday>W)", resolve_night),
        (r"[PD]{0,3}(?P<weekday>W)(?!B)(?P<before>b(?=L))?(?P<side>[LXJ])?", resolve_weekday),
        (r"<f?(?:dC|CJ)", resolve_earlier),
        (r"(?P<unit>[KSC])(?P<side>[LXJ])", resolve_period),
    )
)
"""Each expression, the more telling before the others, and what resolves it."""

_RUN: Final = re.compile(r"[^.]+")
_TRIGGER: Final = re.compile("[WMxmRTEKSCYHQu]|b~?[NnV#]?[DU]|NJ")
_LEADS: Final = "eftbik,("
_OPENING: Final = 80
"""Words at the beginning of a text that tell when it was written; further on others are quoted."""
_DOTTED: Final = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}")


def find_dates(
    clean: CleanText, published: date | None, text: Sequence[DateMention] = ()
) -> tuple[DateMention, ...]:
    """Return the expressions of time in ``clean``, in order, resolved against ``published``.

    ``published`` is the day of publication in the time zone of the source. Without it only full
    dates resolve, the others are returned with ``date`` None and the reason. For a title ``text``
    are those of the text below it, which may tell when both were written.
    """
    classes = "".join(map(_letter, clean.tokens.keys))
    runs = [run.span() for run in _RUN.finditer(classes) if _TRIGGER.search(run[0])]
    mentions = _read_runs(clean, classes, runs, published, None)
    written = _day_of_writing(text or mentions, published)
    if written is not None:
        mentions = _read_runs(clean, classes, runs, published, written)
    return tuple(mentions)


def _day_of_writing(mentions: Sequence[DateMention], published: date | None) -> date | None:
    """Return the day that "today, Wednesday" and the like agree on, if it is not ``published``.

    Publication may be a day or two late; what the text calls yesterday counts from its own today.
    """
    opening = [mention for mention in mentions if mention.first < _OPENING]
    days = {mention.written for mention in opening if mention.written is not None}
    if published is None or len(days) != 1:
        return None
    written = date.fromisoformat(days.pop())
    late = (published - written).days
    return written if 0 < late <= LATEST else None


@lru_cache(maxsize=1 << 16)
def _letter(key: str) -> str:
    word = date_words().get(key)
    if word is not None:
        return word.letter
    return _number_letter(key) if key[0].isdecimal() else "."


def _number_letter(key: str) -> str:
    """Return the class of a number: day or month, Gregorian or Hijri year, date, or any other."""
    if not key.isdecimal():
        return "Q" if _DOTTED.fullmatch(key) else "."
    if len(key) <= 2:
        return "N" if 1 <= int(key) <= 31 else "#"
    if len(key) == 4 and 1300 <= int(key) <= 2100:
        return "Y" if int(key) > 1800 else "H" if int(key) <= 1500 else "#"
    return "#" if len(key) < 4 else "."


def _read_runs(
    clean: CleanText,
    classes: str,
    runs: Sequence[tuple[int, int]],
    published: date | None,
    written: date | None,
) -> list[DateMention]:
    """Return the dates in runs of words of dates: at each place the first expression that fits."""
    mentions: list[DateMention] = []
    for start, end in runs:
        at = start
        while at < end:
            mention = None
            for pattern, resolve in _GRAMMAR:
                match = pattern.match(classes, at, end)
                if match is not None:
                    latest = mentions[-1] if mentions else None
                    found = Found(match, _first(match), clean, classes, published, written, latest)
                    mention = resolve(found)
                    if mention is not None:
                        break
            if mention is None:
                at += 1
            else:
                mentions.append(mention)
                at = mention.last
    return mentions


def _first(match: re.Match[str]) -> int:
    """Return the first token of the match that is no preposition before the date itself."""
    first = match.start()
    if match.re.groupindex.get("unit") is None:
        while match.string[first] in _LEADS:
            first += 1
    return first
