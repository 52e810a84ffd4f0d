"""Lists of acts: masdars that are spelt like verbs and stand behind "and"."""

from streams.extract.clauses.passage import Passage
from streams.extract.words.word import Word

LIST_SPAN = 40
"""Words of a list of examples."""
_TELLS_ACTS = frozenset({"report", "decision", "light", "light.ب"})
"""Cues of verbs that have acts as their object: announced, decided, went on to."""
_WANTS = frozenset({"REQUEST", "THREATEN"})
"""Types of acts that want, or foretell, an act told behind ب."""


def is_listed(passage: Passage, at: int, word: Word) -> bool:
    """Return whether an act goes on with examples: (such as) razing homes, and imposing curbs."""
    following = passage.word(at + 1)
    if not word.conjoined or word.verbs[0].aspect != "perfect" or at + 1 in passage.covered:
        return False
    if following is None or not following.definite:
        return False
    verb, first = passage.last_verb(at), max(passage.first, at - LIST_SPAN) + 1
    between = passage.words[max(first, verb.at) if verb is not None else first : at]
    return any(word.has("example") for word in between)


def shares_genitive(passage: Passage, at: int, word: Word) -> bool:
    """Return whether a joined word shares its genitive with the act before: transfer and use of."""
    previous, following = passage.heads.get(at - 1), passage.word(at + 1)
    if previous is None or previous.form != "masdar" or following is None or not word.conjoined:
        return False
    bare_act = not passage.words[at - 1].definite and not previous.analysis.enclitic
    return bare_act and following.definite and at + 1 not in passage.covered


def is_next_act(passage: Passage, at: int, word: Word) -> bool:
    """Return whether a word tells the next act of a feminine subject: Chad announced X, and a ban.

    A verb would agree with her, or have an actor of its own behind it. Of whoever demands or
    threatens an act, the next one is demanded or threatened too.
    """
    if not word.conjoined or any(a.enclitic or a.gender == "f" for a in word.verbs):
        return False
    verb = passage.last_verb(at)
    if verb is None:
        return False
    last = passage.heads[passage.order[-1]]
    wanted = not verb.event_types.isdisjoint(_WANTS) and any(
        passage.words[place].clitic == "ب" for place in passage.order if place > verb.at
    )
    if not wanted and (verb.analysis.gender != "f" or verb.cues.isdisjoint(_TELLS_ACTS)):
        return False
    following, actor = passage.word(at + 1), passage.covered.get(at + 1)
    if last.form != "masdar" or at - last.at > LIST_SPAN // 2 or following is None:
        return False
    undergoes = any(
        f.complement in following.noun_classes for _, fs in word.noun_frames for f in fs
    )
    return undergoes or (actor is None and following.definite and not wanted)
