"""Whether a relative clause is about what its pronoun takes up, and has a subject of its own."""

from streams.extract.actors.phrases import Kind
from streams.extract.clauses.groups import Group, agrees
from streams.extract.clauses.passage import Head, Passage
from streams.extract.subjects.antecedents import is_called_for

_WHO = frozenset({"الذي", "التي", "الذين", "اللذين", "اللتين"})
RESUMED_SPAN = 5
"""Words behind the subject of a relative clause in which a pronoun takes up its antecedent."""


def is_taken_up(passage: Passage, head: Head, after: list[Group]) -> bool:
    """Return whether a pronoun on or behind the verb means what its clause hangs on.

    Of who demands something it is whom he demands it of: Bush, who urged him to. Who is named
    right behind "announced", "said" is who did so, whatever the clause hangs on.
    """
    if head.analysis.enclitic:
        return bool(after) or "REQUEST" not in head.event_types
    following = passage.word(head.at + 1)
    if not after or following is None:
        return False
    resumed = following.key in {"به", "بها", "بهم"} or is_called_for(passage, head, after)
    said = "report" in head.cues and passage.keys[head.at - 1] in _WHO
    return resumed or _is_resumed(passage, head, after[0], said=said)


def _is_resumed(passage: Passage, head: Head, subject: Group, *, said: bool) -> bool:
    """Return whether a pronoun behind the subject means the antecedent: that X set fire to it.

    Of what is ``said`` the pronoun may stand further on.
    """
    first, last = subject[0], subject[-1].last
    if first.first != head.at + 1 or first.kind is not Kind.ACTOR or first.code is None:
        return False
    behind = passage.words[last : min(passage.last, last + RESUMED_SPAN)]
    taken = said or any(w.has("pronominal") and not w.conjoined for w in behind)
    return taken and agrees(head.analysis.gender, first)


def is_undone(passage: Passage, head: Head, after: list[Group]) -> bool:
    """Return whether what a clause hangs on is what its subject wants done: that X asked to hold.

    The act behind the subject then carries the pronoun: the session whose holding X asked for.
    """
    if not after or after[0][0].first != head.at + 1 or after[0][0].kind is not Kind.ACTOR:
        return False
    word = passage.word(after[0][-1].last)
    if word is None or not agrees(head.analysis.gender, after[0][0]):
        return False
    owned = passage.words[head.at - 1].has("relative") and not word.conjoined
    apart = owned and word.clitic == "ب" and not _takes_object(head)
    return any(
        (a.pos == "masdar" or owned) and a.enclitic.startswith("3") and (apart or not a.preposition)
        for a in word.nouns
    )


def _takes_object(head: Head) -> bool:
    """Return whether a verb can have an object, or none is known of it: nobody denounces X."""
    frames = [frame for _, senses in head.readings for frame in senses]
    return not frames or any("object" in frame.roles for frame in frames)
