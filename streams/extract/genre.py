"""Kinds of article that tell no news of the day: reports of sport, essays."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from schemas.text import Field
from streams.extract.clauses.passage import Passage
from streams.extract.days.dates import DateMention
from streams.normalize import CLOSE, OPEN

FEWEST_SPORT_WORDS: Final = 3
SPORT_SHARE: Final = 120
"""An article is about sport from one such word in so many on; counted on the labelled articles."""
OPENING: Final = 80
"""Words at the beginning of a text in which a report tells its day."""
NEAR: Final = timedelta(days=10)
"""Distance from publication up to which a day is that of news."""
DAYS_SHARE: Final = 300
"""Words on which a text that reports the news names one of these days further on."""
SHORTEST_ASKING: Final = 250
"""Words from which a text without a day that asks or exclaims is an essay."""
SHORTEST: Final = 500
"""Words from which any text without a day that hardly reports words is an essay."""
ASKING_SHARE, REPORTED_SHARE = 50, 100
"""A report has a verb of saying in so many words; counted on the labelled articles."""
_ASKS: Final = frozenset({"؟", "?", "!"})


def is_sport(passages: Sequence[Passage]) -> bool:
    """Return whether an article reports sport: its visits, defeats and transfers are no events."""
    sport = sum(len(p.places_of("sport")) for p in passages)
    words = sum(p.last - p.first for p in passages)
    return sport >= FEWEST_SPORT_WORDS and sport * SPORT_SHARE >= words


def is_essay(
    passages: Sequence[Passage],
    dates: Mapping[Field, Sequence[DateMention]],
    published: date | None,
) -> bool:
    """Return whether a text argues or remembers: what it tells without a day is no news.

    It is long, names hardly a day of these days, none in its title or at its beginning, and asks,
    exclaims or hardly says who said what.
    """
    body = [p for p in passages if p.field == "text"]
    if published is None or not body:
        return False
    words = body[-1].last - body[0].first
    if words < SHORTEST_ASKING:
        return False
    days = [m.first for m in dates["text"] if _is_of_now(m, published)]
    if len(days) * DAYS_SHARE > words or any(at < OPENING for at in days):
        return False
    if any(_is_of_now(m, published) for m in dates["title"]):
        return False
    reports = _reports(body)
    if reports * ASKING_SHARE < words and _asks(body):
        return True
    return words >= SHORTEST and reports * REPORTED_SHARE < words


def _is_of_now(mention: DateMention, published: date) -> bool:
    """Return whether a mention is a day about that of publication."""
    if mention.precision != "day" or mention.date is None:
        return False
    return abs(date.fromisoformat(mention.date) - published) <= NEAR


def _reports(body: Sequence[Passage]) -> int:
    heads = (head for p in body for head in p.heads.values())
    return sum(head.form == "verb" and "report" in head.cues for head in heads)


def _asks(body: Sequence[Passage]) -> bool:
    """Return whether the writer asks or exclaims, not somebody whom he quotes."""
    quoted = False
    for key in body[0].keys[body[0].first : body[-1].last]:
        if key in {OPEN, CLOSE}:
            quoted = key == OPEN
        elif key in _ASKS and not quoted:
            return True
    return False
