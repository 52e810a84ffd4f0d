"""Whom a strike hits on ground that only a pronoun says whose it is: raids on its strongholds."""

from streams.extract.clauses.groups import Group, can_mean
from streams.extract.clauses.relations import possessive, region
from streams.extract.subjects.attempt import Attempt

_THEIRS = {"له": "3ms", "لها": "3fs", "لهم": "3mp"}
"""Whose a thing is that stands without an article: a base of theirs."""
_GROUND = frozenset({"place", "site", "base", "land"})
"""Classes of nouns for what is struck as somebody's ground."""


def whose_ground(attempt: Attempt, role: str) -> Group:
    """Return the band named before whose ground stands behind the preposition of ``role``.

    Nobody where it named none: whom else a pronoun means there was wrong as often as right.
    """
    passage, arguments = attempt.passage, attempt.arguments
    first = attempt.complement if role.startswith("complement") else attempt.at
    if attempt.frame.event_type != "ASSAULT" or first is None:
        return []
    start = region(passage, first + 1, arguments.end, role.rpartition("prep:")[2])
    if start is None or start in passage.covered or start + 1 >= passage.last:
        return []
    if _GROUND.isdisjoint(passage.words[start].noun_classes):
        return []  # an attack on his wife, on her policy
    pronoun = possessive(passage, start) or _THEIRS.get(passage.keys[start + 1], "")
    if not pronoun.startswith("3"):
        return []
    subject = arguments.subject[0] if arguments.subject else None
    genders = {"f" if "f" in pronoun else "m", None}
    bands = (
        phrase
        for phrase in reversed(passage.between(passage.first, attempt.at))
        if phrase.sector == "REB" and phrase.code is not None and can_mean(genders, phrase)
    )
    band = next(bands, None)
    return [] if band is None or band is subject else [band]
