"""What a clause is about where the word does not tell its act there: a match, a market, a plan."""

from streams.extract.actors.phrases import NounPhrase
from streams.extract.clauses.passage import Passage
from streams.extract.subjects.attempt import Attempt
from streams.extract.subjects.nouns import ARMS

WEATHER_SPAN = 14
"""Words before a clause without a subject in which rain or a flood may be what did it."""
_ARMED = frozenset({"MIL", "COP", "SPY", "REB"})
_TRADE = frozenset({"market"})
"""What only traders deal in: armies that target oil bomb it."""
_TELLING = frozenset({"freedom", "arresting"})
"""Classes of demanded nouns that make of their verb one word for the act: set free."""


def told_of(attempt: Attempt) -> str:
    """Return what the clause is about where the frame does not tell of it, names of sides apart."""
    passage, excludes = attempt.passage, attempt.frame.excludes
    if attempt.frame.complement in _TELLING:
        return ""
    if all(p.sector in _ARMED or _is_arm(passage, p) for p in attempt.sources):
        excludes -= _TRADE
    # A noun that the frame demands behind a preposition says itself what is told.
    demanded = attempt.complement if attempt.frame.complement_role.startswith("prep") else None
    start = passage.start(attempt.at)
    if attempt.arguments.rule == "dropped" and "weather" in excludes:
        start = max(passage.first, start - WEATHER_SPAN)  # rains that swept away, and killed
    for at in range(start, demanded or attempt.arguments.end):
        phrase, told = passage.covered.get(at), passage.words[at].noun_classes & excludes
        if told and (phrase is None or phrase.code is None):
            return f"told of {', '.join(sorted(told))}"
    return ""


def _is_arm(passage: Passage, phrase: NounPhrase) -> bool:
    """Return whether a noun of what an army strikes with acts by its nationality: drones of X."""
    return phrase.generic and not passage.words[phrase.first].noun_classes.isdisjoint(ARMS)
