"""Whether those whom a state asks, orders or warns are its own people."""

from streams.extract.actors.phrases import NounPhrase
from streams.extract.actors.registry import BODIES
from streams.extract.subjects.attempt import Attempt
from streams.extract.words.word import Word, bare

_ORDER = "order"
_NATIONALS = ("رعايا", "مواطني")
"""How nouns of nationals begin before a pronoun: its nationals."""
_CITIZENS = frozenset({"مواطنين", "مواطنون", "مواطنات"})


def are_own(attempt: Attempt, group: tuple[NounPhrase, ...]) -> bool:
    """Return whether a state asks the citizens whom no nation qualifies: they are its own.

    So is the army that it orders.
    """
    source, passage = attempt.sources[0].code, attempt.passage
    if attempt.frame.id.startswith(_ORDER) and source not in BODIES:
        return all(p.role and p.entity is None and p.code != source for p in group)
    objects = attempt.arguments.objects
    if objects and _are_nationals(passage.words[objects[0][0].first]):
        return all(p.code != source for p in group)  # its nationals in Chad
    return source not in BODIES and all(
        p.last == p.first + 1 and p.code != source and bare(passage.keys[p.first]) in _CITIZENS
        for p in group
    )


def tells_its_own(attempt: Attempt) -> bool:
    """Return whether a state tells its own nationals to leave: of a land where they are."""
    told = attempt.passage.words[attempt.at + 1 : attempt.complement or attempt.arguments.end]
    return any(_are_nationals(word) for word in told)


def _are_nationals(word: Word) -> bool:
    """Return whether a word means the nationals of whom its pronoun means."""
    return word.key.startswith(_NATIONALS) and any(a.enclitic for a in word.nouns)
