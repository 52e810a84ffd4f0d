"""Whose doings a verb without a subject goes on to tell."""

from streams.extract.clauses.groups import Group, agrees
from streams.extract.clauses.passage import Head, Passage
from streams.extract.subjects.discourse import FREEING, Discourse

_MEANWHILE = frozenset({"بينما"})
"""Conjunctions behind which the subject of the clause before can go on."""
_STANCES = frozenset(
    {"ACCUSE", "REQUEST", "REJECT", "THREATEN", "SUPPORT", "SANCTION", "AGREE", "CONSULT"}
)
"""Types of what states say and decide about what others did."""
RESUMED_SPAN = 5
"""Words behind a verb in which a pronoun takes up what its relative clause is about."""
_GOES_ON_SAYING = frozenset({"أضاف", "تابع", "أردف", "استطرد"})
"""Verbs of who goes on with what he said."""


def last_actor(passage: Passage, head: Head, discourse: Discourse) -> Group:
    """Return who acted before a verb: in what is reported, where its gender is not the speaker's.

    The spokesman (he) said that the embassy protested and (she) urged X.
    """
    if outer := _outer(passage, head, discourse):
        return outer
    running, reported, gender = discourse.subject, discourse.reported, head.analysis.gender
    if _frees_from(passage, head, discourse, running):
        return []
    if not running or discourse.reported_sentence != passage.number:
        return running
    if not passage.words[head.at].conjoined or agrees(gender, running[0]):
        return running
    return reported if agrees(gender, reported[0]) else running


def _outer(passage: Passage, head: Head, discourse: Discourse) -> Group:
    """Return whose clause a joined verb goes on with, a relative clause of another left behind.

    Criticised the law that Congress passed, and called on Washington to: no pronoun behind the verb
    takes up the law, so that the relative clause has ended.
    """
    outer = discourse.outer
    if not outer or not passage.words[head.at].conjoined:
        return []  # most verbs
    if discourse.subject_sentence != passage.number:
        return []
    here = passage.first <= outer[0].first < discourse.subject[0].first < head.at
    if not here or _STANCES.isdisjoint(head.event_types) or "ASSAULT" in head.event_types:
        return []
    behind = passage.words[head.at + 1 : min(passage.last, head.at + RESUMED_SPAN)]
    taken_up = head.analysis.enclitic or any(w.has("pronominal") for w in behind)
    return outer if not taken_up and agrees(head.analysis.gender, outer[0]) else []


def running_on(passage: Passage, head: Head, discourse: Discourse) -> Group:
    """Return whose doings a verb without a subject goes on to tell.

    Who added something is who spoke before. A joined act within a report is of who did the act
    before it: he said that Chad ..., and released.
    """
    speech = all(f.speech for _, frames in head.readings for f in frames)
    if head.analysis.lemma in _GOES_ON_SAYING and head.at == passage.first and discourse.speaker:
        return discourse.speaker
    before = passage.words[head.at - 1]
    if (
        (passage.words[head.at].conjoined or before.key in _MEANWHILE)
        and discourse.reported_sentence == passage.number
        and not ("report" in head.cues or (speech and head.readings))
        and agrees(head.analysis.gender, discourse.reported[0])
    ):
        return discourse.reported
    if "mark" in before.classes and passage.words[head.at].conjoined:
        return discourse.main  # the accord that X reached, and urged
    return last_actor(passage, head, discourse)


def _frees_from(passage: Passage, head: Head, discourse: Discourse, running: Group) -> bool:
    """Return whether a sentence opens with a demand of release from the running subject.

    Who held or convicted somebody asks nobody to let him go.
    """
    if head.at != passage.first or "REQUEST" not in head.event_types or not running:
        return False  # most verbs
    freed = any(at > head.at for name in FREEING for at in passage.places_of(name))
    return freed and running[0].code in {p.code for p in discourse.captors(None)}
