"""Lists of acts: masdars that are spelt like verbs and stand behind "and"."""

from streams.extract.clauses.passage import Head, Passage
from streams.extract.words.word import Word

LIST_SPAN = 40
"""Words of a list of examples."""
_TELLS_ACTS = frozenset({"report", "decision", "light", "light.ب"})
"""Cues of verbs that have acts as their object: announced, decided, went on to."""
_WANTS = frozenset({"REQUEST", "THREATEN"})
"""Types of acts that want, or foretell, an act told behind ب."""
_INTENDS = frozenset({"intended", "planned", "wished"})
"""Cues of verbs that have as their object what is not done yet: proposed, plans."""
_DEEDS = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})
"""Types of acts that are done, not said: who demands one does not do the other in one breath."""


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


def is_wanted_deed(passage: Passage, at: int, word: Word) -> bool:
    """Return whether a word is a further deed that somebody wants: proposed a zone, and bombing of.

    The deed before it is a masdar too, and no actor stands behind it as the subject of a verb.
    """
    if not word.conjoined or at + 1 in passage.covered or not _is_deed(word):
        return False
    verb = passage.last_verb(at)
    if verb is None or not _wants(verb) or at - verb.at > LIST_SPAN // 2:
        return False
    if any(word.boundary for word in passage.words[verb.at + 1 : at]):
        return False
    wanted = [p for p in range(verb.at + 1, at) if p not in passage.covered and _is_act(passage, p)]
    if not passage.words[at - 1].has("mark"):
        return bool(wanted)
    governed = (passage.words[p].clitic or passage.words[p - 1].has("preposition") for p in wanted)
    return not all(governed)


def _is_act(passage: Passage, at: int) -> bool:
    """Return whether a masdar that no article makes known stands at ``at``."""
    return any(a.pos == "masdar" and not a.definite for a in passage.words[at].nouns)


def _wants(verb: Head) -> bool:
    """Return whether a verb has as its object what is not done yet: demanded, proposed."""
    return not (verb.event_types.isdisjoint(_WANTS) and verb.cues.isdisjoint(_INTENDS))


def _is_deed(word: Word) -> bool:
    """Return whether a word is spelt like a verb of the past, and its masdar tells a deed."""
    if any(a.enclitic or a.aspect != "perfect" for a in word.verbs):
        return False
    return any(
        a.pos == "masdar" and any(f.event_type in _DEEDS for f in frames)
        for a, frames in word.noun_frames
    )
