"""The day of an act: the date in its clause, in its sentence, or of the report's beginning."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from schemas.event import DatePrecision
from schemas.text import Field
from streams.extract.candidates import Candidate
from streams.extract.clauses import Passage
from streams.extract.dates import DateMention

LEAD_SENTENCES = 3
"""Sentences at the beginning of a text whose date the acts of an undated sentence share."""


_SPEECH = frozenset({"ACCUSE", "REJECT", "REQUEST", "THREATEN"})
_PRAISE = frozenset({"050", "051", "052"})
LOOK_BACK = 8
"""Words before an act in which "had" sets it back."""
MODERN, FUTURE = 1500, 2100
"""Years that an almanac tells of."""
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
        if (year := _almanac_year(passage)) is not None:
            return year
        chosen = _nearest(candidate, passage, inside)
        if chosen is not None:
            day = chosen.date
            ahead = candidate.status == "planned" or self._is_announced(candidate, passage, chosen)
            if ahead and chosen.upcoming:
                day = chosen.upcoming
            return Dated(day, chosen.precision, chosen.reason)
        if candidate.status != "actual" or self._lead is None:
            return UNDATED
        if is_background(passage, candidate.at) or _at_no_day(candidate, passage, mentions):
            return UNDATED
        return self._lead

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


def _almanac_year(passage: Passage) -> Dated | None:
    """Return the year that a line of an almanac begins with: "1990 - Iraq invades"."""
    first = passage.keys[passage.first]
    if passage.last - passage.first < 3 or not passage.words[passage.first + 1].has("mark"):
        return None
    if len(first) != 4 or not first.isdigit() or not MODERN <= int(first) < FUTURE:
        return None
    return Dated(first, "year", f"{first}, which the line begins with")


def is_background(passage: Passage, at: int) -> bool:
    """Return whether the act at ``at`` is told as what had been before: "and it had bombed"."""
    for place in range(at - 1, max(passage.first, at - LOOK_BACK) - 1, -1):
        word = passage.words[place]
        if word.has("past") or passage.keys[place] in {"سبق", "وسبق"}:
            head = passage.heads.get(at)
            return head is None or head.analysis.aspect != "imperfect"
        head = passage.heads.get(place)
        if word.has("mark", "complementizer") or (head is not None and head.form == "verb"):
            return False
    return False


def _is_now(passage: Passage, mention: DateMention) -> bool:
    """Return whether "this day" is today, not "such a day as this" in another year."""
    return passage.keys[mention.first - 2] not in {"مثل", "كمثل"}


def _at_no_day(candidate: Candidate, passage: Passage, mentions: Sequence[DateMention]) -> bool:
    """Return whether the clause tells a time without a day: last week, in the past days."""
    start, end = passage.start(candidate.at), passage.reach(candidate.at)
    return any(m.date is None and m.kind == "period" for m in mentions if start <= m.first < end)


def _nearest(
    candidate: Candidate, passage: Passage, mentions: Sequence[DateMention]
) -> DateMention | None:
    """Return the mention in the clause of the trigger, else the last one before it."""
    start, end = passage.start(candidate.at), passage.reach(candidate.at)
    mentions = [m for m in mentions if passage.keys[m.first - 1] != "هذا" or _is_now(passage, m)]
    clause = [m for m in mentions if start <= m.first < end]
    if candidate.frame.event_type in _SPEECH or candidate.frame.cameo in _PRAISE:
        # A day behind what is spoken of is of that: "condemned the adoption last Thursday".
        clause = [m for m in clause if m.first < candidate.last + 2]
    if clause:
        days = [m for m in clause if m.precision == "day"] or clause
        return min(days, key=lambda m: abs(m.first - candidate.at))
    before = [m for m in mentions if m.first < candidate.at and m.precision == "day"]
    return before[-1] if before else None


def as_announced(
    dated: list[tuple[Candidate, Dated]], passages: Mapping[tuple[Field, int], Passage]
) -> list[tuple[Candidate, Dated]]:
    """Return ``dated`` with each meeting told in the present as the one that the text announces.

    "Will visit on Sunday ... said that he visits": one visit, still to come.
    """
    planned = {
        _pair(candidate): when
        for candidate, when in dated
        if candidate.frame.event_type == "CONSULT" and candidate.status == "planned"
    }
    return [
        (replace(candidate, status="planned"), planned[_pair(candidate)])
        if _pair(candidate) in planned and _is_present(candidate, when, passages)
        else (candidate, when)
        for candidate, when in dated
    ]


def _is_present(
    candidate: Candidate, when: Dated, passages: Mapping[tuple[Field, int], Passage]
) -> bool:
    """Return whether a meeting is told in the present and without a day of its own."""
    head = passages[candidate.field, candidate.sentence].heads.get(candidate.at)
    undated = when.day is None or when.inherited
    present = head is not None and head.form == "verb" and head.analysis.aspect == "imperfect"
    return candidate.status == "actual" and undated and present


def _pair(candidate: Candidate) -> frozenset[str | None]:
    other = candidate.target.code if candidate.target is not None else None
    return frozenset({candidate.source.code, other})
