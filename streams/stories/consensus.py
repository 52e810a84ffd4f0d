"""What the reports of one happening say together."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import get_args

from schemas.event import ArticleReference, Attribution, Event
from streams.lexicon.codes import specified
from streams.stories.independence import text_behind

DEED_OUTWEIGHS = 2.0
"""A report that something was done counts this much against one that it will be: news moves
from plan to deed, and outlets that announced a plan seldom repeat themselves."""

MAX_VOICES = 5
"""Of the copies of one text, how many are heard: they repeat each other, and a story may have
hundreds."""

Report = tuple[Event, float]
"""What one article says, and the weight of its voice."""
Claim = tuple[ArticleReference, Event]
"""What one article says, and which."""


def weigh_reports(claims: Iterable[Claim], agencies: dict[str, str]) -> list[Report]:
    """Return the reports in order, each with its confidence shared among the copies of its text.

    So forty copies of one agency's sentence speak with one voice.
    """
    heard: list[tuple[Event, str]] = []
    copies: dict[str, int] = {}
    for article, event in claims:
        text = text_behind(article, agencies)
        if copies.get(text, 0) < MAX_VOICES:
            copies[text] = copies.get(text, 0) + 1
            heard.append((event, text))
    return [(event, event.confidence / copies[text]) for event, text in heard]


def consensus(reports: Sequence[Report]) -> Event:
    """Return the event that ``reports`` (at least one) support best, field by field.

    A specified code goes before a general one, a day before a month, a deed before its plan
    (``DEED_OUTWEIGHS``). Id, mentions and confidence are those of one report.
    """
    coded = [r for r in reports if len(specified(r[0].cameo)) > 2] or reports
    base = _best(coded, lambda event: event.cameo)
    dated = [r for r in reports if r[0].date_precision == "day"]
    dated = dated or [r for r in reports if r[0].date is not None] or list(reports)
    day = _best(dated, lambda event: event.date)
    placed = [r for r in reports if r[0].place is not None] or list(reports)
    staged = [(e, w * DEED_OUTWEIGHS if e.status == "actual" else w) for e, w in reports]
    return replace(
        base,
        source=_best(_with_sector(reports, "source"), lambda event: event.source).source,
        target=_best(_with_sector(reports, "target"), lambda event: event.target).target,
        status=_best(staged, lambda event: event.status).status,
        date=day.date,
        date_precision=day.date_precision,
        date_reason=day.date_reason,
        place=_best(placed, lambda event: event.place).place,
        attribution=_strongest(reports),
    )


def _strongest(reports: Sequence[Report]) -> Attribution | None:
    """Return the strongest attribution of any report: one statement makes it official."""
    known = {event.attribution for event, _ in reports}
    return next((grade for grade in get_args(Attribution) if grade in known), None)


def _with_sector(reports: Sequence[Report], side: str) -> Sequence[Report]:
    """Return the reports that say which part of a state acts, or all where none does."""
    return [r for r in reports if getattr(getattr(r[0], side), "sector", None)] or reports


def _best(reports: Sequence[Report], value: Callable[[Event], object]) -> Event:
    """Return the earliest report whose ``value`` has the most support."""
    support: dict[object, float] = {}
    first: dict[object, Event] = {}
    for event, weight in reports:
        found = value(event)
        first.setdefault(found, event)
        support[found] = support.get(found, 0.0) + weight
    return first[max(support, key=support.__getitem__)]
