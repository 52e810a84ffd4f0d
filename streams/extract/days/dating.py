"""The day of an act: the date in its clause, in its sentence, or of the report's beginning."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from schemas.event import DatePrecision
from streams.extract.candidates import Candidate
from streams.extract.clauses.passage import Passage
from streams.extract.days.background import (
    is_aside,
    is_background,
    is_beginning,
    is_early,
    is_end,
    is_long_past,
    is_of_news,
    is_since,
    is_vague,
    opening_date,
)
from streams.extract.days.bygone import bygone
from streams.extract.days.choosing import (
    day_before,
    first_of,
    is_apart,
    is_bracketed,
    is_of_claim,
    nearest_day,
)
from streams.extract.days.dates import DateMention
from streams.extract.days.spoken import is_answered, is_of_blamed, is_of_words, is_said

LEAD_SENTENCES = 3
"""Sentences at the beginning of a text whose date the acts of an undated sentence share."""
RECENT = timedelta(days=7)
"""Age up to which a day at the beginning is that of the news."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A day and why; all None where the text gives none, no day but a reason for "last week"."""

    day: str | None = None
    precision: DatePrecision | None = None
    reason: str | None = None
    inherited: bool = False
    """True where the day is that of the report, so that a day of the act's own goes before it."""
    ahead: bool = False
    """True where the words set it after the day on which they were written."""
    apart: bool = False
    """True where it is told as background, so that it shares no day."""
    long_past: bool = False
    """True where it is told as of a time long past."""
    early: bool = False
    """True where it is the beginning of a month or year."""
    upcoming: str | None = None
    """The day that is meant if the act turns out to lie ahead: the next such weekday, today."""
    latest: str | None = None
    """The latest year or month that it can be, where the words give none: years ago."""

    def of_plan(self) -> "Dated":
        """Return the day that is left if the act, told as done, turns out to lie ahead."""
        if self.upcoming:
            return replace(self, day=self.upcoming)
        return UNDATED if self.inherited else self


UNDATED = Dated()


class Dater:
    """Dates the acts of one article: takes the fields' date mentions, answers for a candidate."""

    def __init__(self, published: str | None) -> None:
        self._published = published[:10] if published else None
        self._lead: Dated | None = None
        self._said: Dated | None = None
        self._recent: list[DateMention] = []
        self._sentences: list[Passage] = []

    def lead(self, passages: Sequence[Passage], mentions: Sequence[DateMention]) -> None:
        """Learn the days of the report from the beginning of its text.

        They are the last of the past week there: acts told without a day are of the day on which
        something happened, words without a day of the one on which something was said.
        """
        self._sentences = [p for p in passages if p.field == "text"]
        self._recent = [
            m
            for m in mentions
            if m.precision == "day" and m.date and self._is_recent(m.date)
            if is_of_news(self._sentences, m)
        ]
        opening = self._sentences[:LEAD_SENTENCES]
        if not opening or self._published is None:
            return
        early = [m for m in self._recent if m.first < opening[-1].last]
        early = [m for m in early if not is_end(opening, m)] or early
        said = [m for m in early if is_of_words(m, opening)]
        happened = [m for m in early if m not in said]
        shared = [
            m
            for m in happened
            if not is_of_blamed(m, opening)
            or (m.date == self._published and is_answered(m, opening))
        ]
        self._lead, self._said = _latest(happened or said), _latest(said or shared)
        if happened and self._lead is not None and self._lead.day == self._published:
            self._lead = replace(self._lead, upcoming=self._published)

    def _is_recent(self, day: str) -> bool:
        if self._published is None or day > self._published:
            return False
        age = date.fromisoformat(self._published) - date.fromisoformat(day)
        return age <= RECENT

    def date(
        self, candidate: Candidate, passage: Passage, mentions: Sequence[DateMention]
    ) -> Dated:
        """Return the day of ``candidate``: of its clause, its sentence, or the beginning."""
        if (opened := opening_date(passage, mentions)) is not None:
            return Dated(opened.date, opened.precision, opened.reason)
        inside = self._inside(candidate, passage, mentions)
        of_words = False
        chosen = nearest_day(candidate, passage, inside)
        period = _period(candidate, passage, mentions)
        if chosen is None and period is None:
            chosen = day_before(candidate, passage, inside, self._published)
            of_words = _is_met(candidate) and chosen is not None and is_of_words(chosen, [passage])
            chosen = chosen or bygone(candidate, inside, self._published)
        if candidate.construction.endswith("itinerary") or ".errand." in candidate.construction:
            return UNDATED  # the day is that of the departure
        if chosen is not None:
            chosen = first_of(chosen, inside)
            found = Dated(
                chosen.date,
                chosen.precision,
                chosen.reason,
                inherited=of_words,
                ahead=chosen.tomorrow is not None,
                early=is_early(passage, chosen),
                upcoming=chosen.upcoming,
            )
            ahead = candidate.status == "planned" or self._is_announced(candidate, passage, chosen)
            return found.of_plan() if ahead else found
        if period is not None:
            return Dated(reason=period.reason, latest=period.latest)
        return self._shared(candidate, passage) or UNDATED

    def _shared(self, candidate: Candidate, passage: Passage) -> Dated | None:
        """Return the day that an act without one has from elsewhere in the text."""
        if candidate.status != "actual":
            return None
        if is_background(passage, candidate.at) or is_vague(passage, candidate.at):
            return Dated(apart=True, long_past=is_long_past(passage, candidate.at))
        return self._retold(candidate, passage) or self._of_report(candidate, passage)

    def _retold(self, candidate: Candidate, passage: Passage) -> Dated | None:
        """Return the day with which a later sentence tells the act of the title or first sentence.

        "Police arrested a man. They said that they arrested him on Thursday evening."
        """
        if (candidate.field == "text" and passage.number > 0) or is_said(candidate):
            return None
        for later in self._sentences:
            for at in later.order if later is not passage else ():
                told = later.heads[at].readings
                start, end = later.start(at), later.reach(at)
                days = [m for m in self._recent if start <= m.first < end]
                if days and any(candidate.frame is f for _, frames in told for f in frames):
                    return _inherited(days[0], "day of the act told again")
        return None

    def _inside(
        self, candidate: Candidate, passage: Passage, mentions: Sequence[DateMention]
    ) -> list[DateMention]:
        """Return the times of the sentence that may be those of ``candidate``."""
        return [
            m
            for m in mentions
            if passage.first <= m.first < passage.last
            and m.date is not None
            and not is_since(passage, m, candidate)
            and not is_of_claim(passage, candidate, m)
            and (is_apart(passage, m) or is_bracketed(passage, m))
            and _is_now(passage, m)
            and not (is_said(candidate) and is_beginning(passage, m))
            and not self._is_this_year(m)
            and not (self._published and m.date > self._published and _is_done(passage, candidate))
        ]

    def _is_this_year(self, mention: DateMention) -> bool:
        """Return whether a time is the running year, in which all news is."""
        return mention.precision == "year" and mention.date == (self._published or "")[:4]

    def _of_report(self, candidate: Candidate, passage: Passage) -> Dated | None:
        """Return the day that an act shares: of the sentence before it, or of the report.

        Words have that of words, if there is one. A beginning without a day has the first "today"
        or "yesterday" of the text.
        """
        if candidate.field == "text" and passage.number >= LEAD_SENTENCES:
            if not is_said(candidate) and is_aside(passage, candidate.at):
                return None
            before = self._sentences[passage.number - 1]
            near = [m for m in self._recent if before.first <= m.first < before.last]
            if near:
                return _inherited(near[-1], "day of the sentence before")
        elif self._lead is None:
            first = next((m for m in self._recent if m.kind == "relative"), None)
            return _inherited(first, "first day of the report") if first is not None else None
        return self._said if is_said(candidate) else self._lead

    def _is_announced(self, candidate: Candidate, passage: Passage, weekday: DateMention) -> bool:
        """Return whether a visit is told for a weekday to come: "arrives on Friday"."""
        head = passage.heads.get(candidate.at)
        return (
            candidate.frame.event_type == "CONSULT"
            and weekday.kind == "weekday"
            and weekday.date != self._published
            and head is not None
            and head.form == "verb"
            and head.analysis.aspect == "imperfect"
        )


def _is_met(candidate: Candidate) -> bool:
    """Return whether an act is a meeting: the day it was told is its own if the text has no other.

    Other acts may be many of one kind: each has the day on which it is told.
    """
    return candidate.frame.event_type == "CONSULT"


def _latest(days: list[DateMention]) -> Dated | None:
    """Return the last of ``days``: an earlier day is of what the report is about."""
    if not days:
        return None
    last = max(days, key=lambda m: (m.date or "", m.reason))
    return _inherited(last, "day of the report's beginning")


def _inherited(mention: DateMention, how: str) -> Dated:
    """Return the day of ``mention`` as one that the act only shares."""
    return Dated(mention.date, "day", f"{mention.reason}; {how}", inherited=True)


def _is_done(passage: Passage, candidate: Candidate) -> bool:
    """Return whether the form of an act says that it was done: no day to come is its own."""
    head = passage.heads.get(candidate.at)
    if head is None or candidate.status != "actual":
        return False
    return head.form == "participle" or (head.form == "verb" and head.analysis.aspect == "perfect")


def _is_now(passage: Passage, mention: DateMention) -> bool:
    """Return whether "this day" is today, not "such a day as this" in another year."""
    before = passage.keys[max(passage.first, mention.first - 2) : mention.first]
    return not (before[-1:] == ["هذا"] and before[0] in {"مثل", "كمثل"})


def _period(
    candidate: Candidate, passage: Passage, mentions: Sequence[DateMention]
) -> DateMention | None:
    """Return the time without a day that the sentence tells up to the act: last week.

    One of long ago is that of its own clause only: years ago.
    """
    start, end = passage.start(candidate.at), passage.reach(candidate.at)
    told = (m for m in mentions if m.date is None and m.kind == "period")
    near = (m for m in told if passage.first <= m.first < end)
    return next((m for m in near if m.latest is None or m.first >= start), None)
