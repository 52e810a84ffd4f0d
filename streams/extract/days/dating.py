"""The day of an act: the date in its clause, in its sentence, or of the report's beginning."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from schemas.event import DatePrecision
from schemas.text import Field
from streams.extract.candidates import Candidate
from streams.extract.clauses.groups import is_act
from streams.extract.clauses.passage import Head, Passage
from streams.extract.days.bygone import almanac_year, bygone
from streams.extract.days.dates import DateMention

LEAD_SENTENCES = 3
"""Sentences at the beginning of a text whose date the acts of an undated sentence share."""


_SPEECH = frozenset({"ACCUSE", "REJECT", "REQUEST", "THREATEN"})
_PRAISE = frozenset({"050", "051", "052"})
_STATEMENTS = frozenset({"بيان", "البيان", "تصريح", "تصريحات", "كلمه", "خطاب"})
"""Nouns of what was said on the day that follows them."""
LOOK_BACK = 8
"""Words before an act in which "had" sets it back."""
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


FIRST_SPAN = 9
"""Words between "the first" and "since"."""
_FIRST = frozenset({"اول", "الاول", "الاولي", "اولي", "الاكبر", "الاعنف", "الاسوا", "الاعلي"})
UNDATED = Dated()


class Dater:
    """Dates the acts of one article: takes the fields' date mentions, answers for a candidate."""

    def __init__(self, published: str | None) -> None:
        self._published = published[:10] if published else None
        self._lead: Dated | None = None
        self._said: Dated | None = None

    def lead(self, passages: Sequence[Passage], mentions: Sequence[DateMention]) -> None:
        """Learn the days of the report from the beginning of its text.

        They are the last of the past week there: acts told without a day are of the day on which
        something happened, words without a day of the one on which something was said.
        """
        opening = [p for p in passages if p.field == "text"][:LEAD_SENTENCES]
        if not opening or self._published is None:
            return
        end = opening[-1].last
        recent = [
            (m.date, m.reason, _is_of_words(m, opening))
            for m in mentions
            if m.first < end and m.precision == "day" and m.date and self._is_recent(m.date)
        ]
        said = [(day, why) for day, why, of_words in recent if of_words]
        happened = [(day, why) for day, why, of_words in recent if not of_words]
        self._lead, self._said = _latest(happened or said), _latest(said or happened)

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
            m
            for m in mentions
            if passage.first <= m.first < passage.last
            and m.date is not None
            and not _is_since(passage, m, passage.heads.get(candidate.at))
            and m.first not in passage.covered
            and not (self._published and m.date > self._published and _is_done(passage, candidate))
        ]
        if (year := almanac_year(passage)) is not None:
            return Dated(year, "year", f"{year}, which the line begins with")
        chosen = _nearest(candidate, passage, inside)
        if chosen is None and not _at_no_day(candidate, passage, mentions):
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
        if candidate.status != "actual" or self._lead is None:
            return UNDATED
        if is_background(passage, candidate.at) or _at_no_day(candidate, passage, mentions):
            return UNDATED
        return (self._said or self._lead) if _is_said(candidate) else self._lead

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


def _is_since(passage: Passage, mention: DateMention, head: Head | None) -> bool:
    """Return whether a time is when something began that goes on, or how long nothing like it was.

    They have bombed since March, the first for two years: no day of the act. What goes on for years
    in the present tense (an embargo since 1962) is history all the same.
    """
    lasting = head is not None and head.form == "verb" and head.analysis.aspect == "imperfect"
    at = mention.first
    near = range(max(passage.first, at - FIRST_SPAN), at)
    places = [place for place in (at, at - 1) if passage.keys[place] == "منذ"]
    first = any(passage.keys[place].removeprefix("و") in _FIRST for place in near)
    began = mention.precision != "day" and not (lasting and mention.precision == "year")
    return bool(places) and (first or began)


def _latest(days: list[tuple[str, str]]) -> Dated | None:
    """Return the last of ``days``: an earlier day is of what the report is about."""
    if not days:
        return None
    day, why = max(days)
    return Dated(day, "day", f"{why}; day of the report's beginning", inherited=True)


def _is_said(candidate: Candidate) -> bool:
    """Return whether an act is made of words."""
    return candidate.frame.event_type in _SPEECH or candidate.frame.cameo in _PRAISE


def _is_of_words(mention: DateMention, opening: Sequence[Passage]) -> bool:
    """Return whether a day is the one on which something was said: said on Monday that."""
    passage = next(p for p in opening if mention.first < p.last)
    if mention.first > passage.first and passage.keys[mention.first - 1] in _STATEMENTS:
        return True
    start = passage.start(mention.first)
    verb = passage.heads.get(start - 1) or next(
        (passage.heads[at] for at in passage.order if at > mention.first), None
    )
    if verb is None or verb.form != "verb":
        return False
    return "report" in verb.cues or any(f.speech for _, found in verb.readings for f in found)


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
    """Return the mention in the clause of the trigger that is nearest to it."""
    start, end = passage.start(candidate.at), passage.reach(candidate.at)
    mentions = [m for m in mentions if passage.keys[m.first - 1] != "هذا" or _is_now(passage, m)]
    clause = [m for m in mentions if start <= m.first < end]
    if _is_said(candidate):
        # A day behind what is spoken of is of that: "condemned the adoption last Thursday".
        clause = [m for m in clause if m.first < _words_end(candidate, passage)]
    if clause:
        days = [m for m in clause if m.precision == "day"] or clause
        return min(days, key=lambda m: abs(m.first - candidate.at))
    return None


def _before(
    candidate: Candidate, passage: Passage, mentions: Sequence[DateMention]
) -> DateMention | None:
    """Return the last day before the clause in its sentence.

    It is not that of a plan where it only tells when the plan was announced.
    """
    days = [m for m in mentions if m.first < candidate.at and m.precision == "day"]
    if candidate.status == "planned":
        days = [m for m in days if not _is_of_words(m, [passage])]
    return days[-1] if days else None


def _words_end(candidate: Candidate, passage: Passage) -> int:
    """Return before where a day is that of the words: not behind an act of the other side."""
    target = candidate.target
    act = None
    if target is not None and (target.genitive or target.generic):
        act = target.first if target.generic else target.first - 1
    if act is None or not is_act(passage, act):
        return candidate.last + 2
    return max(candidate.at, candidate.source.last) + 2


def as_announced(
    dated: list[tuple[Candidate, Dated]], passages: Mapping[tuple[Field, int], Passage]
) -> list[tuple[Candidate, Dated]]:
    """Return ``dated`` with each meeting told in the present as one that the text announces.

    "Will visit on Sunday ... said that he visits": one visit, still to come. "Goes to Doha
    tomorrow. There he meets": the meeting is of that journey.
    """
    planned = [
        (candidate, when)
        for candidate, when in dated
        if candidate.frame.event_type == "CONSULT" and candidate.status == "planned"
    ]
    same = {_pair(candidate): when for candidate, when in planned}
    journeys = {candidate.source.code: when for candidate, when in planned if when.day}
    days = {_pair(candidate): when for candidate, when in reversed(planned) if when.day}
    found = []
    for candidate, when in dated:
        if candidate.frame.event_type != "CONSULT":
            found.append((candidate, when))
            continue
        if when is UNDATED and _pair(candidate) in days:
            found.append((replace(candidate, status="planned"), days[_pair(candidate)]))
            continue
        later = same.get(_pair(candidate)) or journeys.get(candidate.source.code)
        if later is not None and _is_present(candidate, when, passages):
            found.append((replace(candidate, status="planned"), later))
        else:
            found.append((candidate, when))
    return found


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
