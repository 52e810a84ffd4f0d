"""Masdars and participles that tell as much as their verb: decided to support X, after arming X.

As a topic of its own the masdar of many a verb tells nothing (the support of X), so that the frame
is the verb's alone. Behind a verb or a decision whose subject does what it tells, behind "after"
and "because of" with who did it, and in a headline, it is the verb again; so is the participle of
a circumstance behind a comma.
"""

from collections.abc import Iterator
from typing import Final

from streams.extract.actors.placing import ANSWERING
from streams.extract.clauses.hidden import IS_DONE, is_feminine
from streams.extract.clauses.passage import Form, Head, Passage
from streams.extract.words.function_words import COMMAS
from streams.extract.words.word import Word
from streams.lexicon.morphology import Analysis
from streams.lexicon.triggers import Frame, Senses, load_triggers

_CARRYING: Final = frozenset({"decision", "planned", "aspect", "done"})
"""Cues of verbs whose subject does what they govern: decided, plans, goes on with, managed."""
_STANDING_IN: Final = frozenset({"أعلن", "قام"})
"""Verbs that announce an act of their subject's, and that stand for any other: carried out."""
SUBJECT_SPAN: Final = 3
"""Words before a verb in which its subject ends, particles between them."""
_AFTER: Final = frozenset(
    {"بعد", "وبعد", "عقب", "وعقب", "اثر", "غداه", "فور", "منذ", "بعيد", "بسبب", "جراء", "نتيجه"}
)
"""Prepositions behind which a masdar tells what was done."""
_ON: Final = "علي"
LEADING: Final = COMMAS | _AFTER | {_ON}
"""Words behind which a masdar or participle can tell what its verb does."""
_CLAUSE: Final = "clause"
"""The role of whom the clause behind a verb asks for something."""
_LINKS: Final = frozenset({"علي", "في", "من", "الي", "عن"})


def carries(head: Head) -> bool:
    """Return whether the masdar behind a verb, or behind a decision, tells what is done."""
    if _has_no_doer(head):
        return head.form == "verb" or "decision" in head.cues
    told = not head.cues.isdisjoint(_CARRYING) or head.analysis.lemma in _STANDING_IN
    return told and is_own_doing(head)


def _has_no_doer(head: Head) -> bool:
    """Return whether a word has no subject that acts: a decision, a light verb of the passive."""
    return head.form != "verb" or head.analysis.lemma in IS_DONE


def is_own_doing(verb: Head) -> bool:
    """Return whether what a verb carries is done by its subject: no passive, no order to others."""
    return verb.analysis.voice == "active" and "REQUEST" not in verb.event_types


def carried(passage: Passage, verb: Head, at: int) -> Head | None:
    """Return the masdar at ``at`` with the frames of its verb, where ``verb`` carries it.

    None where more than who acts, and when, stands between them, and where the masdar is a deal
    that two make or the verb has no frame that it has not.
    """
    word = passage.words[at]
    between = range(verb.at + 1, at)
    if not word.nouns or word.conjoined:
        return None
    if any(a.aspect == "imperfect" for a in _verbs(passage, at)):
        return None  # went on to shell
    if not all(p in passage.covered or _is_passed(passage.words[p]) for p in between):
        return None
    if not word.clitic and not _has_no_doer(verb) and _may_be_subject(passage, verb, at):
        return None
    return _head(at, word, "masdar", tuple(_widened(word, "masdar")))


def past(passage: Passage, at: int) -> Head | None:
    """Return the masdar of what was done (after X's dispatch of troops to Y); else None.

    Who did it stands right behind it, so that it tells what its verb tells.
    """
    word, actor = passage.words[at], passage.covered.get(at + 1)
    if actor is None or actor.first != at + 1 or not _is_told_there(passage, at):
        return None
    if actor.code is None or not word.nouns or word.definite or word.clitic:
        return None
    return _head(at, word, "masdar", tuple(_widened(word, "masdar")))


def _is_told_there(passage: Passage, at: int) -> bool:
    """Return whether a masdar at ``at`` tells a fact: after it, in answer to it, in a headline."""
    if at == passage.first:
        return passage.field == "title"
    if passage.keys[at - 1] == _ON:
        return at - 2 >= passage.first and passage.keys[at - 2] in ANSWERING
    return passage.keys[at - 1] in _AFTER


def _verbs(passage: Passage, at: int) -> tuple[Analysis, ...]:
    """Return the verbs that the word at ``at`` can be as it is written: with a final ة none."""
    word = passage.words[at]
    return () if is_feminine(word, passage.texts[at]) else word.verbs


def _head(
    at: int, word: Word, form: Form, readings: tuple[tuple[Analysis, Senses], ...]
) -> Head | None:
    return Head(at, form, readings, readings[0][0], word.noun_cues) if readings else None


def set_off(passage: Passage, at: int) -> Head | None:
    """Return the participle of a circumstance behind a comma: (it expelled him), breaking with X.

    It tells what its verb tells. None for any other word, and for a noun that is a trigger.
    """
    word = passage.words[at]
    if at == passage.first or passage.keys[at - 1] not in COMMAS:
        return None
    if not word.nouns or word.definite or word.clitic or word.conjoined:
        return None
    if not word.key.endswith(("ا", "ه")) or any(a.number != "d" for a in _verbs(passage, at)):
        return None
    if any(reading.pos != "active_participle" for reading, _ in word.noun_frames):
        return None
    triggers = {reading.lemma for reading, _ in word.noun_frames}
    widened = _widened(word, "active_participle")
    readings = tuple(r for r in widened if not triggers or r[0].lemma in triggers)
    return _head(at, word, "participle", readings)


def _widened(word: Word, pos: str) -> Iterator[tuple[Analysis, Senses]]:
    """Yield the readings of a word whose verbs have frames that they have not, with all."""
    triggers = load_triggers()
    for reading in word.nouns:
        if reading.pos != pos or reading.enclitic:
            continue
        own = triggers.frames(reading.lemma, pos)
        if any(frame.mutual and not frame.complement for frame in own) or (own and word.definite):
            continue  # an agreement, "the" recourse to a court
        more = [
            f for f in triggers.frames(reading.lemma, "verb") if _is_told(f, word) and f not in own
        ]
        if more:
            yield reading, Senses(sorted((*own, *more), key=lambda frame: -frame.priority))


def _may_be_subject(passage: Passage, verb: Head, at: int) -> bool:
    """Return whether the masdar at ``at`` can be who ends or begins: the accord ended months of."""
    acting = any(p in passage.covered for p in range(verb.at + 1, at))
    ahead = range(max(passage.first, verb.at - SUBJECT_SPAN), verb.at)
    return not (
        acting or passage.words[verb.at].conjoined or any(p in passage.covered for p in ahead)
    )


def _is_told(frame: Frame, word: Word) -> bool:
    """Return whether a frame tells what its subject does, and can have a masdar like ``word``.

    One with the article has no genitive as its object.
    """
    if frame.agent != ("subject",) or frame.judgement or frame.passive:
        return False
    if _CLAUSE in frame.roles:
        return False  # on condition that he is not named
    by_object = "object" in frame.roles or (frame.complement and frame.complement_role == "object")
    return not (word.definite and by_object)


def _is_passed(word: Word) -> bool:
    return word.key in _LINKS or word.has("time", "also")
