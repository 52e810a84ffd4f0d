"""Subjects that a pronoun on a particle takes up: that he, but she."""

from streams.extract.clauses.groups import Group, agrees
from streams.extract.clauses.passage import Head, Passage
from streams.extract.subjects.discourse import Discourse
from streams.extract.words.function_words import OF_IT

_PRONOUN_CLAUSE = frozenset(
    joined + word
    for word in ("انه", "انها", "انهم", "انهما", "بانه", "بانها", "بانهم", "لانه", "لانها")
    for joined in ("", "و", "ف")
)
"""Complementizers with the pronoun of the clause's subject (that it will ...)."""
_BUT_PRONOUNS = frozenset(
    {"لكنه", "لكنها", "لكنهم", "لكنهما", "ولكنه", "ولكنها", "ولكنهم", "ولكنهما"}
)
"""The adversative with the pronoun of the subject of the clause before (but it refused)."""


def goes_on_speaking(passage: Passage, head: Head, discourse: Discourse) -> bool:
    """Return whether a reporting verb after "but he" goes on with the speaker of the clause before.

    The subject of what was reported is not meant.
    """
    if "report" not in head.cues or not discourse.speaker or head.at == passage.first:
        return False
    adversative = passage.keys[head.at - 1] in _BUT_PRONOUNS
    return adversative and agrees(head.analysis.gender, discourse.speaker[0])


def same(passage: Passage, head: Head, discourse: Discourse) -> Group:
    """Return who acts on behind "that he", or "but he": the latter if the gender fits."""
    before = passage.keys[head.at - 1]
    if accused := _accused(passage, head):
        return accused
    if before in _PRONOUN_CLAUSE or before not in _BUT_PRONOUNS:
        return discourse.subject if before in _PRONOUN_CLAUSE else []
    here = discourse.reported_sentence == passage.number
    for running in (discourse.reported if here else [], discourse.main):
        if running and agrees(head.analysis.gender, running[0]):
            return running
    return []


def _accused(passage: Passage, head: Head) -> Group:
    """Return who is accused of what ``head`` tells: Chad accused Egypt (of it) that it shelled."""
    if not passage.keys[head.at - 1].startswith(OF_IT) or head.at - 2 < passage.first:
        return []
    phrase, verb = passage.covered.get(head.at - 2), passage.last_verb(head.at)
    if phrase is None or not phrase.free or verb is None or "ACCUSE" not in verb.event_types:
        return []
    return [phrase] if agrees(head.analysis.gender, phrase) else []
