"""Who did what is blamed or praised: the subject of its relative clause, or named by "by"."""

from streams.extract.actors.phrases import Kind, NounPhrase
from streams.extract.clauses.agents import agent_behind
from streams.extract.clauses.groups import Group, group_at
from streams.extract.clauses.nationalities import adjectives
from streams.extract.clauses.passage import Passage
from streams.extract.speech.crimes import underwent
from streams.extract.speech.origins import is_band, is_undertaking, is_unknown, takes_stand
from streams.extract.words.function_words import COMMAS

_SOURCE = frozenset({"مصدره", "مصدرها"})
"""Noun with the pronoun of a strike that says from where it came: shelling whose source is."""
ENDS_WHAT = ("ما",)
"""How a clause begins that stands for a thing: what Hungary does."""

SOURCE_SPAN = 4
"""Words behind the source of a strike in which whose ground it is is named."""


def tells_agent(passage: Passage, at: int) -> bool:
    """Return whether "by" and who did it stand at ``at``: (the raid on X,) by Y."""
    return at + 2 < passage.last and agent_behind(passage, at + 1) is not None


def doers(passage: Passage, first: int, end: int) -> Group:  # noqa: PLR0911
    """Return who did the thing: subject of its relative clause, or named by من قبل or على يد."""
    undertaker = passage.covered.get(first + 1)
    if undertaker is not None and undertaker.code and is_undertaking(passage, first):
        return group_at(passage, undertaker)
    for at in range(first, end):
        word = passage.words[at]
        following = passage.word(at + 1)
        goes_on = following is not None and following.has("relative")
        goes_on = goes_on or tells_agent(passage, at + 1)
        if (passage.keys[at] in COMMAS and not goes_on) or takes_stand(passage, at):
            return []
        opens = word.has("relative") or (passage.words[at].verbal and at > first)
        if opens:
            for phrase in passage.between(at + 1, min(end, at + 5)):
                back = 2 if passage.words[phrase.first - 1].has("time", "pronominal") else 1
                known = phrase.kind is Kind.ACTOR and not is_band(passage, phrase)
                free = known and phrase.preposition is None
                if free and underwent(passage, phrase.first - back):
                    behind = (_named_at(passage, at) for at in range(phrase.last, end))
                    return next(filter(None, behind), [])  # which X came under, by Y
                if free and _did_it(passage, at, phrase.first - back, phrase):
                    return group_at(passage, phrase)
            if done_by := _carrier(passage, at, end):
                return done_by
        if first < at and (named := _named_at(passage, at)):
            return named
    return []


def _named_at(passage: Passage, at: int) -> Group:
    """Return who is named by "by" at ``at``, or as the source from whose ground a strike came."""
    if (named := agent_behind(passage, at)) is not None:
        return [] if is_unknown(named) else group_at(passage, named)
    if passage.keys[at] not in _SOURCE:
        return []  # most words
    sides = passage.between(at + 1, min(passage.last, at + SOURCE_SPAN))
    return next(([p.as_actor(p.code)] for p in sides if p.code is not None), [])


def _did_it(passage: Passage, relative: int, at: int, phrase: NounPhrase) -> bool:
    """Return whether the verb at ``at`` has ``phrase`` as its subject: the raid that X made.

    A clause that goes on about the thing takes it up by a pronoun; without one the thing is the
    subject itself, and ``phrase`` what it hit: the attack that struck the embassy.
    """
    if not passage.is_verb(at):
        return False
    before = passage.words[at - 1]
    if passage.keys[relative].endswith(ENDS_WHAT) or not before.has("relative", "content"):
        return True  # what Hungary does, after X burned
    head = passage.heads.get(at)
    if head is None or head.analysis.enclitic:
        return True
    return any(w.has("pronominal") for w in passage.words[at + 1 : phrase.last + 3])


def _carrier(passage: Passage, at: int, end: int) -> Group:
    """Return whose planes or men did it: a raid that an American plane carried out."""
    for place in (at, at + 1):
        head = passage.heads.get(place)
        if head is not None and head.form == "verb" and head.analysis.enclitic:
            return adjectives(passage, place + 1, end)
    return []
