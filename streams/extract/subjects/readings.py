"""Which reading of a verb fits who acts: she directs or he headed for, she decided or I did."""

from dataclasses import replace

from streams.extract.actors.phrases import Kind, NounPhrase
from streams.extract.clauses.groups import Group, agrees
from streams.extract.clauses.heads import alike
from streams.extract.clauses.passage import Head, Passage
from streams.normalize import OPEN

_OPENS_WORDS = frozenset({OPEN, ":", "لقد"})
"""What stands before the first verb of what somebody says."""
_I_DID = "يت"
"""End of the first person of verbs that end in a weak letter, spelt like a passive."""


def read_with(passage: Passage, head: Head, after: list[Group]) -> None:
    """Read a verb (توجه: she directs, he headed for) as agrees with the actor right after it."""
    first = after[0][0] if after else None
    before = passage.covered.get(head.at - 1)
    headed = passage.field == "title" and before is not None and before.free
    if first is None or first.generic or headed:
        return  # a noun of no actor: she halts the funding of
    word = passage.words[head.at]
    if word.conjoined and head.analysis in alike(passage, head.at, word.verbs):
        return  # (he came) and threatened her
    if _is_opened_by_her(passage, head):
        return  # the ministry blames Chad
    if first.first == head.at + 1 and first.kind is Kind.ACTOR:
        read_as(passage, head, first)


def _is_opened_by_her(passage: Passage, head: Head) -> bool:
    """Return whether a feminine actor opens the sentence right before a feminine verb."""
    opening = passage.covered.get(head.at - 1)
    if opening is None or opening.first != passage.first or not opening.free:
        return False
    return opening.kind is Kind.ACTOR and opening.gender == "f" == head.analysis.gender


def read_as(passage: Passage, head: Head, first: NounPhrase) -> None:
    """Take the first reading of the verb ``head`` that agrees with ``first``, if there is one."""
    if agrees(head.analysis.gender, first):
        return
    for analysis in passage.words[head.at].verbs:
        if analysis.gender != head.analysis.gender and agrees(analysis.gender, first):
            gender, head.analysis = analysis.gender, analysis
            head.readings = tuple(sorted(head.readings, key=lambda r: r[0].gender != gender))
            return


def read_as_said(passage: Passage, head: Head, speaker: Group, after: list[Group]) -> None:
    """Read a verb that opens the words of a man as his own: (he said:) I decided, not she."""
    if head.at == passage.first or head.analysis.gender != "f" or not speaker:
        return
    opens = passage.keys[head.at - 1] in _OPENS_WORDS or _goes_on_of_himself(passage, head)
    if not opens or agrees("f", speaker[0]):
        return
    beside = (passage.covered.get(head.at - 2), after[0][0] if after else None)
    if any(p is not None and p.code and agrees("f", p) for p in beside):
        return  # Chad "decided", he said: Chad decided
    perfect = head.analysis.aspect == "perfect" and (
        head.analysis.voice == "active" or passage.keys[head.at].endswith(_I_DID)
    )
    if perfect and head.analysis.number == "s" and passage.keys[head.at].endswith("ت"):
        head.analysis = replace(head.analysis, person=1, gender=None)


def _goes_on_of_himself(passage: Passage, head: Head) -> bool:
    """Return whether a joined verb follows one of the first person: I met X and asked."""
    if not passage.words[head.at].conjoined:
        return False
    verb = passage.last_verb(head.at)
    return verb is not None and verb.analysis.person == 1 and verb.analysis.number == "s"
