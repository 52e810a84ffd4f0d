"""Whose doings a verb without a subject goes on to tell."""

from streams.extract.actors.phrases import Kind
from streams.extract.clauses.groups import Group, agrees
from streams.extract.clauses.passage import Head, Passage
from streams.extract.subjects.discourse import FREEING, Discourse
from streams.extract.words.word import bare

_MEANWHILE = frozenset({"بينما"})
"""Conjunctions behind which the subject of the clause before can go on."""
_STANCES = frozenset(
    {"ACCUSE", "REQUEST", "REJECT", "THREATEN", "SUPPORT", "SANCTION", "AGREE", "CONSULT"}
)
"""Types of what states say and decide about what others did."""
RESUMED_SPAN = 5
"""Words behind a verb in which a pronoun takes up what its relative clause is about."""
_THESE = frozenset({"هولاء", "اوليك"})
"""Pronouns that are the subject themselves: these blame."""
_OF_ANY_NUMBER = frozenset({"report", "light"})
"""Cues of verbs that carry a saying or an event noun, whoever said or did it."""
_CROWDS = frozenset({"CVL", "REB", "MIL", "COP"})
TOPIC_SPAN = 5
"""Words between an act that is a topic and one that is joined to it, its genitive among them."""
_NEEDS = frozenset({"ضروره", "اهميه", "وجوب", "سبل", "اليات", "افاق", "كيفيه"})
"""Nouns of what is needed or talked about, several acts in a row behind them."""
RELATIVE_SPAN = 5
"""Words between the two verbs of a relative clause."""
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


def left_out(passage: Passage, head: Head, running: Group) -> Group:
    """Return the running subject where it can be that of a verb without one, else nobody.

    A verb in the plural is no single person's, one in the singular not that of two states, one
    that "these" follow is theirs, and one that goes on with a relative clause is of that clause.
    """
    if _goes_on_relative(passage, head) or _joins_topic(passage, head):
        return []
    following = passage.word(head.at + 1)
    if following is not None and following.key in _THESE:
        return []
    one = head.analysis.number == "s" and not passage.words[head.at].nouns
    if one and len({p.code for p in running}) > 1 and head.cues.isdisjoint(_OF_ANY_NUMBER):
        return []
    if head.analysis.number != "p" or len(running) != 1 or running[0].plural:
        return running
    alone = running[0].person is not None and running[0].sector not in _CROWDS
    return [] if alone else running


def _joins_topic(passage: Passage, head: Head) -> bool:
    """Return whether a joined word spelt like a verb goes on with a topic: on fighting X and help.

    The act before it has its genitive, and a preposition or a need of it governs it.
    """
    word = passage.words[head.at]
    if not word.conjoined or not word.nouns or head.analysis.enclitic:
        return False
    for at in range(head.at - 2, max(passage.first, head.at - TOPIC_SPAN), -1):
        act, before = passage.words[at], passage.words[at - 1]
        if act.has("mark") or at in passage.covered:
            return False
        if bare(act.key) in _NEEDS and passage.words[at + 1].definite:
            return True
        if not act.definite and any(a.pos == "masdar" and not a.enclitic for a in act.nouns):
            noun = before.content and not (before.definite or passage.is_verb(at - 1))
            governed = noun or before.has("preposition") or act.clitic == "ل"
            return governed and passage.words[at + 1].definite
    return False


def _goes_on_relative(passage: Passage, head: Head) -> bool:
    """Return whether a joined verb goes on with the relative clause before it: that treats and."""
    frames = [f for _, found in head.readings for f in found]
    if not passage.words[head.at].conjoined or any(f.speech for f in frames):
        return False
    for at in range(head.at - 1, max(passage.first, head.at - RELATIVE_SPAN), -1):
        word, before = passage.words[at], passage.heads.get(at)
        if word.has("mark"):
            return False
        if word.has("existence"):
            return passage.words[at - 1].has("relative")
        if before is not None and before.form == "verb":
            same = before.analysis.aspect == head.analysis.aspect
            acts = any(p.free and p.kind is Kind.ACTOR for p in passage.between(at, head.at))
            return same and passage.words[at - 1].has("relative") and not acts
    return False
