"""Whose a thing is that an act takes, hits or sends, and whom it is made to strike."""

from collections.abc import Callable, Mapping

from streams.extract.actors.phrases import Kind
from streams.extract.clauses.groups import Group, group_at
from streams.extract.clauses.passage import Passage
from streams.extract.clauses.relations import governing_preposition
from streams.extract.speech.crimes import is_violence
from streams.extract.speech.doers import doers
from streams.extract.words.function_words import COMMAS

OWNER_SPAN = 6
"""Words after what is hit or taken in which its owner stands."""
AIM_SPAN = 9
"""Words after an operation, or troops, in which whom it is made to fight is told."""
DOER_SPAN = 6
"""Words after a demanded noun in which a relative clause says who did it: shells that X shot."""


_REACHES = frozenset({"طال", "شمل", "استهدف"})
"""Verbs that say on whom a measure falls."""
_WAS = frozenset({"كان", "كانت"})
_SIDES = frozenset({Kind.ACTOR, Kind.PLACE})


def made(passage: Passage, at: int, _end: int) -> Group:
    """Return who did the thing at ``at`` by its relative clause: rockets that X fired."""
    found = doers(passage, at, min(passage.last, at + DOER_SPAN)) or _shot_from(passage, at)
    planner = passage.covered.get(at + 2)
    if found or planner is None or passage.keys[at + 1] not in _WAS:
        return found
    own = planner.kind is Kind.ACTOR and planner.code and planner.preposition is None
    return group_at(passage, planner) if own else []  # an attack that X was planning


def _shot_from(passage: Passage, at: int) -> Group:
    """Return from whose ground the thing at ``at`` was shot: a shell fired from inside Syria."""
    if at + 2 >= passage.last or not passage.words[at + 1].verbs or passage.keys[at + 2] != "من":
        return []
    ground = passage.between(at + 3, min(passage.last, at + DOER_SPAN))
    return next(([p] for p in ground if p.kind in _SIDES and p.code), [])


def aimed(passage: Passage, at: int, end: int) -> Group:
    """Return whom the operation at ``at`` was made to strike: a campaign to bomb positions of."""
    for place in range(at + 1, min(end, at + AIM_SPAN)):
        purpose = governing_preposition(passage, place) == "ل"
        if purpose and place in passage.heads and is_violence(passage, place):
            return owner(passage, place, end)
    return []


def owner(passage: Passage, at: int, end: int) -> Group:
    """Return whose the thing at ``at`` is: positions of, bridges that X uses."""
    end = min(end, at + OWNER_SPAN)
    for phrase in passage.between(at + 1, end):
        if phrase.kind is Kind.ACTOR and phrase.code and phrase.preposition in {None, "ل"}:
            return group_at(passage, phrase)
        if phrase.preposition is not None:
            break
    user = range(at + 1, min(passage.last, at + DOER_SPAN))
    return doers(passage, at, next((k for k in user if passage.keys[k] in COMMAS), user.stop))


def scene(passage: Passage, first: int, last: int) -> Group:
    """Return whose thing was hit, or where it stood: a convoy of, a post in the region of."""
    told = (p for p in passage.between(first, last) if p.kind in _SIDES and p.code)
    return next(([phrase] for phrase in told), [])


def reached(passage: Passage, at: int, _end: int) -> Group:
    """Return whom the verb behind the thing at ``at`` says that it hits: sanctions that hit."""
    for place in range(at + 1, min(passage.last, at + DOER_SPAN)):
        head = passage.heads.get(place)
        if head is not None and head.form == "verb":
            hits = head.analysis.lemma in _REACHES
            told = passage.between(place + 1, passage.reach(place)) if hits else []
            return next((group_at(passage, p) for p in told if p.code), [])
    return []


OF_THING: Mapping[str, Callable[[Passage, int, int], Group]] = {
    "doers": made,
    "owner": owner,
    "aim": aimed,
    "reach": reached,
}
"""Position of a side in a frame, after ``complement.`` -> who it is."""
