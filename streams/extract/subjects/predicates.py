"""Who a participle or an adjective is told of: Iran is ready, the two are agreed."""

from collections.abc import Mapping

from streams.extract.actors.phrases import Kind
from streams.extract.clauses.groups import Group, agrees, group_at
from streams.extract.clauses.nationalities import adjectives
from streams.extract.clauses.passage import Head, Passage
from streams.extract.clauses.relations import genitive
from streams.extract.subjects.arguments import Arguments

_WE = frozenset({"نحن", "ونحن", "اننا", "باننا", "انا", "انني", "بانني"})
"""Words for the first person before a predicate."""
_THAT_HE = frozenset({"انه", "بانه", "وانه", "وبانه", "انها", "بانها", "وانها", "وبانها", "انهما"})
"""What ties a predicate to who speaks: (said) that he."""
_WAS = frozenset({"كان", "كانت", "كانوا", "يكون", "تكون", "وكان", "وكانت"})
"""Words behind which a participle tells of what stands before: the speech was inciting."""
_POSITION = "موقف"
_TAKEN = frozenset({"REQUEST", "ACCUSE", "REJECT", "SUPPORT"})
"""Types that somebody's position tells: Chad's position, which calls for, which rejects."""
POSITION_SPAN = 5
"""Words between a position and the participle that says what it is."""
_STANCES = frozenset({"AGREE", "ACCUSE", "REJECT", "RETREAT"})
"""Types that a state of mind tells: ready, worried, opposed, agreed on a truce."""


def main_subject(passage: Passage, clauses: Mapping[int, Arguments], head: Head) -> Group:
    """Return the subject that a participle carries on: of the first verb it agrees with.

    A participle that qualifies a noun carries nothing on. A clause that only says when comes
    last: while observers think ..., the minister said.
    """
    meanwhile: Group = []
    if _is_adjective(passage, head) or passage.keys[head.at - 1] in _WAS:
        return []
    for arguments in clauses.values():
        beside = arguments.rule == "vso" and arguments.subject[-1].last == head.at
        if beside and agrees(head.analysis.gender, arguments.subject[0]):
            return arguments.subject  # which Chad denied, demanding
    for at, arguments in clauses.items():
        if (
            arguments.subject
            and arguments.rule != "relative"
            and agrees(head.analysis.gender, arguments.subject[0])
        ):
            if not passage.words[passage.start(at) - 1].has("subordinator"):
                return arguments.subject
            meanwhile = meanwhile or arguments.subject
    return meanwhile


def _is_adjective(passage: Passage, head: Head) -> bool:
    """Return whether a participle qualifies the indefinite noun before it: statements loyal to."""
    if "report" in head.cues or not passage.keys[head.at].endswith("ه"):
        return False
    phrase, last = passage.covered.get(head.at - 1), passage.words[head.at - 1]
    if phrase is None:
        return bool(last.nouns) and not last.definite and last.key.endswith("ات")
    return phrase.last == head.at and not last.definite and last.key.endswith("ه")


def predicated(
    passage: Passage, head: Head, speaker: Group, clauses: Mapping[int, Arguments]
) -> Group:
    """Return the subject right before a predicate that tells its stance; none where it may suffer.

    Of "we are ready" it is ``speaker``, of "its stance, which calls for" whose stance that is.
    A participle of one spelling in active and passive (accusing, accused) is the passive here.
    """
    if passage.words[head.at].definite:
        return _stance_holder(passage, head, clauses)
    return _heads_title(passage, head) or _stated(passage, head, speaker)


def _stated(passage: Passage, head: Head, speaker: Group) -> Group:
    """Return the subject of a predicate that tells a state of mind: Iran is ready, we are."""
    frames = [f for _, found in head.readings for f in found]
    if any(f.event_type not in _STANCES for f in frames):
        return []
    if any(a.pos == "passive_participle" for a in passage.words[head.at].nouns):
        return []
    said = passage.opens_words(head.at) and passage.keys[head.at].endswith("ون")  # "Ready to ..."
    tied = passage.keys[head.at - 1] if head.at > passage.first else ""
    his = tied in _THAT_HE and bool(speaker) and agrees(head.analysis.gender, speaker[0])
    if said or his or tied in _WE:
        return speaker
    for phrase in passage.phrases:
        if phrase.first >= head.at:
            break
        if phrase.joined or not phrase.free or phrase.kind not in {Kind.ACTOR, Kind.ANAPHOR}:
            continue
        group = group_at(passage, phrase)
        if group[-1].last == head.at and agrees(head.analysis.gender, group[-1]):
            return group
    return []


def _heads_title(passage: Passage, head: Head) -> Group:
    """Return who opens a headline before a participle and whom it is about: X, accusing Y."""
    if passage.field != "title" or head.at + 1 >= passage.last:
        return []
    opening, behind = passage.covered.get(head.at - 1), passage.covered.get(head.at + 1)
    if opening is None or behind is None or opening.first != passage.first:
        return []
    if not opening.free or opening.kind is not Kind.ACTOR or opening.last != head.at:
        return []
    told = behind.kind is Kind.ACTOR and behind.preposition is None and behind.code is not None
    told = told and behind.code != opening.code and passage.keys[head.at].endswith(("ا", "ه"))
    return [opening] if told and agrees(head.analysis.gender, opening) else []


def _stance_holder(passage: Passage, head: Head, clauses: Mapping[int, Arguments]) -> Group:
    """Return whose position the participle with the article qualifies: the stance calling for."""
    if not head.event_types <= _TAKEN:
        return []
    for at in range(head.at - 1, max(passage.first, head.at - POSITION_SPAN) - 1, -1):
        if passage.words[at].has("mark", "preposition"):
            return []
        noun = next((a for a in passage.words[at].nouns if a.lemma == _POSITION), None)
        if noun is None:
            continue
        if noun.enclitic:
            told = [verb for verb in clauses if verb < at and clauses[verb].subject]
            return clauses[max(told)].subject if told else []
        return genitive(passage, at, head.at) or adjectives(passage, at, head.at)
    return []
