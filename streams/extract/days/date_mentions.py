"""Expressions of time found in a text, and what their words are worth."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from schemas.event import DatePrecision
from schemas.text import CleanText
from streams.extract.days.calendars import Side
from streams.lexicon.date_words import date_words, tense, two_word_months

Kind = Literal["day", "weekday", "relative", "ago", "month", "year", "period"]

SIDES: Final[dict[str | None, Side]] = {"L": "past", "X": "future", "J": "this"}
"""Letter of the grammar to the side that it means."""
OFFSETS: Final = {"L": -1, "J": 0, "X": 1}
"""Letter of the grammar to the number of months or years from publication."""
_FUTURE_WINDOW: Final = 10
"""Tokens before a date in which a verb tells whether it lies ahead."""
_NEXT_SPAN: Final = 3
"""Words before a date in which "next" says that it is of what is to come: the next summit, in."""
_BY: Final = frozenset({"بحلول", "وبحلول"})
_STOPS: Final = frozenset([".", "..", "!", "؟"])


@dataclass(frozen=True, slots=True)
class DateMention:
    """An expression of time in a text: its tokens and the day it means."""

    first: int
    last: int
    """Tokens of the expression, ``tokens[first:last]``."""
    kind: Kind
    date: str | None
    """ISO 8601 by precision: ``2016-10-03``, ``2016-10``, ``2016``; None if there is none."""
    precision: DatePrecision | None
    reason: str
    """How the day was found, in words, for a person."""
    until: str | None = None
    """Last day of a range, ISO 8601."""
    upcoming: str | None = None
    """For a bare weekday: the next such day, which is meant where the act lies ahead."""
    written: str | None = None
    """For "today, Wednesday" and the like: the day on which the words were written."""
    tomorrow: str | None = None
    """The day itself where the words set it after the one on which they were written."""
    latest: str | None = None
    """The latest year or month that words without a day can mean: years ago, months ago."""


@dataclass(frozen=True, slots=True)
class Found:
    """A match of the grammar in an article."""

    match: re.Match[str]
    first: int
    clean: CleanText
    classes: str
    published: date | None
    written: date | None = None
    """The day on which the text says that it was written, where that is not ``published``."""
    latest: DateMention | None = None
    """The expression before it."""

    def key(self, index: int) -> str:
        """Return the key of a token."""
        return self.clean.tokens.keys[index]

    def before(self, distance: int = 1) -> str:
        """Return the class of the token ``distance`` before the expression; ``.`` for none."""
        return self.classes[self.first - distance] if self.first >= distance else "."

    def value(self, group: str) -> str | None:
        """Return the value of the one word in ``group``: of a number its digits."""
        index = self.match.start(group)
        return None if index < 0 else self.word_value(index)

    def word_value(self, index: int) -> str:
        """Return the value of a word of dates; of a number its digits."""
        key = self.key(index)
        word = date_words().get(key)
        return key if word is None else word.value

    def day_number(self, group: str) -> int | None:
        """Return the day of the month in ``group``: 19 of ``19``, of التاسع عشر."""
        start, end = self.match.span(group)
        if start < 0:
            return None
        letters = self.classes[start:end]
        return sum(
            int(self.word_value(start + i)) for i, letter in enumerate(letters) if letter != "a"
        )

    def month(self, group: str) -> str | None:
        """Return the month in ``group``, ``1`` to ``12`` or ``h1`` to ``h12``; None for none."""
        start, end = self.match.span(group)
        if start < 0:
            return None
        if end - start == 1:
            return self.word_value(start)
        return two_word_months().get((self.word_value(start), self.word_value(start + 1)))

    def weekday(self) -> int | None:
        """Return the weekday of the expression, 0 for Monday."""
        value = self.value("weekday")
        return None if value is None else int(value)

    def side(self) -> Side | None:
        """Return whether the expression says last, next or this."""
        return SIDES.get(self.match["side"])

    def is_ahead(self) -> bool:
        """Return whether the last verb of a known tense before it, in its sentence, is future."""
        return self._told() == "future"

    def is_next(self) -> bool:
        """Return whether what stands before it is the next one, or to be done by then."""
        near = range(max(self.first - _NEXT_SPAN, 0), self.first)
        if any(self.classes[index] == "X" for index in near):
            return True
        return self.is_due() and self._told() != "past"

    def is_due(self) -> bool:
        """Return whether it is said by when something is to be: by December."""
        return self.first > 0 and self.key(self.first - 1) in _BY

    def _told(self) -> str | None:
        """Return the tense of the last verb of a known tense before it in its sentence."""
        for index in range(self.first - 1, max(self.first - 1 - _FUTURE_WINDOW, -1), -1):
            key = self.key(index)
            if key in _STOPS:
                return None
            if (found := tense(key)) is not None:
                return found
        return None

    def mention(
        self,
        kind: Kind,
        day: str | None,
        precision: DatePrecision | None,
        how: str,
        **rest: str | None,
    ) -> DateMention:
        """Return the mention of the whole match with a reason that quotes its words."""
        last = self.match.end()
        while self.classes[last - 1] in ",(":
            last -= 1
        tokens = self.clean.tokens
        words = self.clean.raw[tokens.starts[self.first] : tokens.ends[last - 1]]
        reason = f"{words}, {how}"
        return DateMention(self.first, last, kind, day, precision, reason, **rest)

    def unresolved(
        self, kind: Kind, how: str = "not resolved: no day of publication"
    ) -> DateMention:
        """Return the mention without a day."""
        return self.mention(kind, None, None, how)

    def from_published(self, relation: str) -> str:
        """Return the reason of what was counted from the day of publication."""
        return f"{relation} published {self.published}"
