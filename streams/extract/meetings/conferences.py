"""Who leads a meeting of many: who hosts it or sits in its chair, or else the one who tells it."""

from streams.extract.actors.phrases import Kind, NounPhrase
from streams.extract.clauses.passage import Passage
from streams.extract.meetings.journeys import NEUTRAL
from streams.extract.subjects.attempt import Attempt
from streams.extract.subjects.discourse import Discourse

_CHAIR = "برياسه"
"""How the phrase of who sits in the chair begins: presided over by."""


def leading(attempt: Attempt, discourse: Discourse) -> NounPhrase | None:
    """Return which side of a meeting of more than three is told to meet the others."""
    passage, parties = attempt.passage, {p.code for p in attempt.sources}
    seats = passage.between(passage.first, passage.last)
    for phrase in seats:
        if phrase.code is not None and _is_chair(passage, phrase):
            return phrase
    for phrase in seats:
        if phrase.kind is Kind.PLACE and phrase.preposition == "في" and _may_host(phrase):
            return phrase
    teller = discourse.speaker[0] if discourse.speaker else None
    return teller if teller is not None and teller.code in parties else None


def _is_chair(passage: Passage, phrase: NounPhrase) -> bool:
    return _CHAIR in passage.keys[phrase.first - 1 : phrase.first + 1]


def _may_host(phrase: NounPhrase) -> bool:
    return phrase.code is not None and phrase.code not in NEUTRAL
