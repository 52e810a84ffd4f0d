"""The day of an act: the date in its clause, in its sentence, or of the report's beginning."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from schemas.event import DatePrecision
from streams.extract.candidates import Candidate
from streams.extract.clauses import Passage
from streams.extract.dates import DateMention

LEAD_SENTENCES = 3
"""Sentences at the beginning of a text whose date the acts of an undated sentence share."""


_SPEECH = frozenset({"ACCUSE", "REJECT", "REQUEST", "THREATEN"})
_PRAISE = frozenset({"050", "051", "052"})
RECENT = timedelta(days=7)
"""Age up to which a day at the beginning is that of the news."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A day and why; all None where the text gives none."""

    day: str | None = None
    precision: DatePrecision | None = None
    reason: str | None = None
    inherited: bool = False
    """True where the day is that of the report, so that a day of the act's own goes before it."""


UNDATED = Dated()


class Dater:
    """Dates the acts of one article: takes the fields' date mentions, answers for a candidate."""

    def __init__(self, published: str | None) -> None:
        self._published = published[:10] if published else None
        self._lead: Dated | None = None

    def lead(self, passages: Sequence[Passage], mentions: Sequence[DateMention]) -> None:
        """Learn the day of the report from the beginning of its text.

        It is the first day of the past week there: acts told without a day are of that day.
        """
        opening = [p for p in passages if p.field == "text"][:LEAD_SENTENCES]
        if not opening or self._published is None:
            return
        end = opening[-1].last
        recent = [
            (m.date, m.reason)
            for m in mentions
            if m.first < end and m.precision == "day" and m.date and self._is_recent(m.date)
        ]
        if recent:
            # What is reported happened last; an earlier day there is of what it is about.
            day, why = max(recent)
            self._lead = Dated(day, "day", f"{why}; day of the report's beginning", inherited=True)

    def _is_recent(self, day: str) -> bool:
        if self._published is None or day > self._published:
            return False
        age = date.fromisoformat(self._published) - date.fromisoformat(day)
        return age <= RECENT

    def date(
        self, candidate: Candidate, passage: Passage, mentions: Sequence[DateMention]
    ) -> Dated:
        """Return the day of ``candidate``: of its clause, its sentence, or the beginning."""
        inside = [
            m for m in mentions if passage.first <= m.first < passage.last and m.date is not None
        ]
        chosen = _nearest(candidate, passage, inside)
        if chosen is not None:
            day = chosen.date
            if candidate.status == "planned" and chosen.upcoming:
                day = chosen.upcoming
            return Dated(day, chosen.precision, chosen.reason)
        if candidate.status == "actual" and self._lead is not None:
            return self._lead
        return UNDATED


def _nearest(
    candidate: Candidate, passage: Passage, mentions: Sequence[DateMention]
) -> DateMention | None:
    """Return the mention in the clause of the trigger, else the last one before it."""
    start, end = passage.start(candidate.at), passage.reach(candidate.at)
    clause = [m for m in mentions if start <= m.first < end]
    if candidate.frame.event_type in _SPEECH or candidate.frame.cameo in _PRAISE:
        # A day behind what is spoken of is of that: "condemned the adoption last Thursday".
        clause = [m for m in clause if m.first < candidate.last + 2]
    if clause:
        days = [m for m in clause if m.precision == "day"] or clause
        return min(days, key=lambda m: abs(m.first - candidate.at))
    before = [m for m in mentions if m.first < candidate.at and m.precision == "day"]
    return before[-1] if before else None
