"""Years past that a sentence tells of before its acts: theirs too, if their clauses name none."""

from collections.abc import Sequence
from typing import Final

from streams.extract.candidates import Candidate
from streams.extract.days.dates import DateMention

_LONG: Final = frozenset({"month", "year"})


def bygone(
    candidate: Candidate, mentions: Sequence[DateMention], published: str | None
) -> DateMention | None:
    """Return the month or year before publication that the sentence tells before the act.

    "In 2007 they signed ..., and when he announced": what follows is of that time too.
    """
    if candidate.status != "actual" or published is None:
        return None
    told = [m.date for m in mentions if m.first < candidate.at and m.kind in _LONG]
    last = told[-1] if told else None
    if last is None or last >= published[: len(last)]:
        return None
    return next(m for m in reversed(mentions) if m.date == last)
