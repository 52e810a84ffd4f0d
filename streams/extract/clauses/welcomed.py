"""Event nouns told as facts by praise of them, by who avows them, by their relative clause."""

from streams.extract.clauses.passage import Head, Passage

_PRAISED = frozenset({"ب", "علي"})
"""Prepositions between praise and what is praised."""

MOST_ADJECTIVES = 2
"""Words between a meeting and its relative clause."""
_LED = frozenset({"شملت", "قادته", "قادتها", "قادت"})
"""Verbs of the past that say where a tour led."""


def praises(verb: Head, preposition: str | None) -> bool:
    """Return whether a verb or participle praises what stands behind ``preposition``."""
    if preposition not in _PRAISED:
        return False
    frames = [f for _, found in verb.readings for f in found if not f.complement]
    return bool(frames) and all(f.event_type == "SUPPORT" for f in frames)


def avows(verb: Head, preposition: str, head: Head) -> bool:
    """Return whether a speaker stands by somebody in saying so: stressed the solidarity of X."""
    return preposition == "علي" and "report" in verb.cues and "SUPPORT" in head.event_types


def is_welcomed(passage: Passage, at: int, preposition: str | None) -> bool:
    """Return whether a participle of praise stands before the noun at ``at``: praising a visit."""
    before = passage.heads.get(at - 1) or passage.heads.get(at - 2)
    if before is None or before.form != "participle":
        return False
    return praises(before, preposition)


def was_held(passage: Passage, head: Head) -> bool:
    """Return whether a relative clause says that a meeting was held, or where a tour led."""
    behind = range(head.at + 1, min(passage.last, head.at + 2 + MOST_ADJECTIVES))
    at = next((place for place in behind if passage.words[place].has("relative")), None)
    verb = passage.heads.get(at + 1) if at is not None else None
    if at is None or verb is None or verb.form != "verb":
        return False
    past = verb.analysis.aspect == "perfect" and verb.analysis.voice == "active"
    return (past and "light" in verb.cues) or passage.keys[at + 1] in _LED
