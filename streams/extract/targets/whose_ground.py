"""Whom a strike hits on ground that only a pronoun says whose it is: raids on its strongholds."""

from streams.extract.clauses.groups import Group, can_mean
from streams.extract.clauses.relations import possessive, referent, region
from streams.extract.subjects.attempt import Attempt

_THEIRS = {"له": "3ms", "لها": "3fs", "لهم": "3mp"}
"""Whose a thing is that stands without an article: a base of theirs."""


def whose_ground(attempt: Attempt, role: str) -> Group:
    """Return whose the thing struck is that stands behind the preposition of ``role``.

    A band that the sentence named before is likelier meant than others.
    """
    passage, arguments = attempt.passage, attempt.arguments
    first = attempt.complement if role.startswith("complement") else attempt.at
    if attempt.frame.event_type != "ASSAULT" or first is None:
        return []
    start = region(passage, first + 1, arguments.end, role.rpartition("prep:")[2])
    if start is None or start in passage.covered or start + 1 >= passage.last:
        return []
    pronoun = possessive(passage, start) or _THEIRS.get(passage.keys[start + 1], "")
    if not pronoun.startswith("3"):
        return []
    subject = arguments.subject[0] if arguments.subject else None
    genders = {"f" if "f" in pronoun else "m", None}
    for phrase in reversed(passage.between(passage.first, attempt.at)):
        if phrase.sector == "REB" and phrase.code is not None and can_mean(genders, phrase):
            return [phrase] if phrase is not subject else []
    return referent(passage, attempt.at, pronoun, subject)
