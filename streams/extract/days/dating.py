"""The day of an act: the date in its clause, in its sentence, or of the report's beginning."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from schemas.event import DatePrecision
from streams.extract.candidates import Candidate
from streams.extract.clauses.groups import is_act
from streams.extract.clauses.passage import Passage
from streams.extract.days.background import (
    is_aside,
    is_background,
    is_since,
    is_vague,
    opening_date,
)
from streams.extract.days.bygone import bygone
from streams.extract.days.dates import DateMention
from streams.extract.days.spoken import is_of_blamed, is_of_words, is_said

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
            m for m in mentions if m.precision == "day" and m.date and self._is_recent(m.date)
        ]
        opening = self._sentences[:LEAD_SENTENCES]
        if not opening or self._published is None:
            return
        early = [m for m in self._recent if m.first < opening[-1].last]
        said = [m for m in early if is_of_words(m, opening)]
        happened = [m for m in early if m not in said]
        shared = [m for m in happened if not is_of_blamed(m, opening)]
        self._lead, self._said = _latest(happened or said), _latest(said or shared)

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
        inside = [
            m
            for m in mentions
            if passage.first <= m.first < passage.last
            and m.date is not None
            and not is_since(passage, m, passage.heads.get(candidate.at))
            and (m.first not in passage.covered or _is_bracketed(passage, m))
            and _is_now(passage, m)
            and not (self._published and m.date > self._published and _is_done(passage, candidate))
        ]
        chosen = _nearest(candidate, passage, inside)
        period = _period(candidate, passage, mentions)
        if chosen is None and period is None:
            chosen = _before(candidate, passage, inside)
            chosen = chosen or bygone(candidate, inside, self._published)
        if candidate.construction.endswith("itinerary") or ".errand." in candidate.construction:
            return UNDATED  # the day is that of the departure
        if chosen is not None:
            day = chosen.date
            ahead = candidate.status == "planned" or self._is_announced(candidate, passage, chosen)
            if ahead and chosen.upcoming:
                day = chosen.upcoming
            return Dated(day, chosen.precision, chosen.reason)
        if period is not None:
            return Dated(reason=period.reason)
        shares = candidate.status == "actual" and not is_background(passage, candidate.at)
        if not shares or is_vague(passage, candidate.at):
            return UNDATED
        return self._of_report(candidate, passage) or UNDATED

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


def _is_done(passage: Passage, candidate: Candidate) -> bool:
    """Return whether the form of an act says that it was done: no day to come is its own."""
    head = passage.heads.get(candidate.at)
    if head is None or candidate.status != "actual":
        return False
    return head.form == "participle" or (head.form == "verb" and head.analysis.aspect == "perfect")


def _latest(days: list[DateMention]) -> Dated | None:
    """Return the last of ``days``: an earlier day is of what the report is about."""
    if not days:
        return None
    last = max(days, key=lambda m: (m.date or "", m.reason))
    return _inherited(last, "day of the report's beginning")


def _inherited(mention: DateMention, how: str) -> Dated:
    """Return the day of ``mention`` as one that the act only shares."""
    return Dated(mention.date, "day", f"{mention.reason}; {how}", inherited=True)


def _is_now(passage: Passage, mention: DateMention) -> bool:
    """Return whether "this day" is today, not "such a day as this" in another year."""
    before = passage.keys[max(passage.first, mention.first - 2) : mention.first]
    return not (before[-1:] == ["هذا"] and before[0] in {"مثل", "كمثل"})


def _period(
    candidate: Candidate, passage: Passage, mentions: Sequence[DateMention]
) -> DateMention | None:
    """Return the time without a day that the sentence tells up to the act: last week."""
    start, end = passage.first, passage.reach(candidate.at)
    clause = (m for m in mentions if start <= m.first < end)
    return next((m for m in clause if m.date is None and m.kind == "period"), None)


def _nearest(
    candidate: Candidate, passage: Passage, mentions: Sequence[DateMention]
) -> DateMention | None:
    """Return the mention in the clause of the trigger that is nearest to it."""
    start, end = passage.start(candidate.at), _end(passage, candidate)
    clause = [
        m for m in mentions
        if start <= m.first < end
        if m.first < candidate.at or not _opens_next(passage, m)
    ]  # fmt: skip
    if candidate.status == "planned":
        clause = [m for m in clause if m.first > candidate.at or not _is_of_deed(passage, m)]
    if is_said(candidate):
        # A day behind what is spoken of is of that: "condemned the adoption last Thursday".
        clause = [m for m in clause if m.first < _words_end(candidate, passage)]
    if clause:
        days = [m for m in clause if m.precision == "day"] or clause
        return min(days, key=lambda m: abs(m.first - candidate.at))
    return None


def _end(passage: Passage, candidate: Candidate) -> int:
    """Return where the clause of an act ends, with that of its other word.

    A noun goes on with its relative (the visit that he made on), and a death with who caused it
    (killed in raids that planes carried out on).
    """
    at = candidate.at
    end, head = passage.reach(at), passage.heads.get(at)
    by = candidate.source.first
    if not is_said(candidate) and end <= by < passage.last and candidate.source in passage.phrases:
        return passage.reach(by)
    if head is None or head.form == "verb" or end > at + 2 or end + 1 >= passage.last:
        return end
    verb, opening = passage.heads.get(end + 1), passage.words[end]
    if not opening.has("relative") or opening.conjoined or verb is None or verb.form != "verb":
        return end
    return passage.reach(verb.at)


def _is_bracketed(passage: Passage, mention: DateMention) -> bool:
    """Return whether a day stands in brackets: to Doha (today), not the movement of (8 March)."""
    return passage.keys[mention.first - 1] == "(" and mention.kind in {"relative", "weekday"}


def _opens_next(passage: Passage, mention: DateMention) -> bool:
    """Return whether a day belongs to the verb behind it: "..., and on Sunday it bombed"."""
    opening = passage.keys[mention.first - 1 : mention.first + 1]
    following = passage.heads.get(mention.last)
    verb = following is not None and following.form == "verb"
    return verb and any(key.startswith("و") for key in opening)


def _before(
    candidate: Candidate, passage: Passage, mentions: Sequence[DateMention]
) -> DateMention | None:
    """Return the last day before the clause in its sentence.

    It is not that of a plan where it tells when the plan was announced or what was done before.
    """
    days = [m for m in mentions if m.first < candidate.at and m.precision == "day"]
    if candidate.status == "planned":
        days = [m for m in days if not (is_of_words(m, [passage]) or _is_of_deed(passage, m))]
    return days[-1] if days else None


def _is_of_deed(passage: Passage, mention: DateMention) -> bool:
    """Return whether a weekday tells when something was done: left on Friday, and goes on to."""
    if mention.upcoming is None:
        return False
    start = passage.start(mention.first)
    verb = passage.heads.get(start - 1)
    if verb is None or verb.form != "verb":
        return False
    return verb.analysis.aspect == "perfect" and not verb.analysis.future


def _words_end(candidate: Candidate, passage: Passage) -> int:
    """Return before where a day is that of the words: not behind an act of the other side."""
    target = candidate.target
    act = None
    if target is not None and (target.genitive or target.generic):
        act = target.first if target.generic else target.first - 1
    if act is None or not is_act(passage, act):
        return candidate.last + 2
    return max(candidate.at, candidate.source.last) + 2
