"""Objects that a comma keeps from their verb: A condemned in the strongest terms, the attack."""

from streams.extract.actors.phrases import Kind
from streams.extract.clauses.generic_nouns import generic_noun
from streams.extract.clauses.groups import Group, group_at
from streams.extract.clauses.passage import Head, Passage
from streams.extract.words.function_words import COMMAS

SUBJECT_SPAN = 9
"""Words between the subject and the comma: how, when, the name and office of who acts."""
_THE_MATTER = frozenset({"الامر", "الشي", "الخطوه", "الحال", "السبب"})
"""Nouns behind a comma that take up the whole clause: which (is a thing that) ..."""
_JUDGED = frozenset({"ACCUSE", "SUPPORT", "REJECT", "REQUEST"})
"""Types of the verbs of speech whose object is told behind a long subject."""


def set_off_object(passage: Passage, head: Head, first: int, end: int) -> list[Group]:
    """Return the object of the verb ``head`` behind the comma that follows its subject, if any.

    ``first`` is where its subject ends. Nothing but circumstances stands between.
    """
    if head.analysis.enclitic or head.analysis.voice != "active" or not _JUDGED & head.event_types:
        return []
    if not any("object" in f.roles for _, frames in head.readings for f in frames):
        return []
    limit = min(end, first + SUBJECT_SPAN)
    comma = next((at for at in range(first, limit) if passage.keys[at] in COMMAS), 0)
    if not comma or any(p.free for p in passage.between(first, comma)):
        return []
    while comma in passage.asides:
        comma = passage.asides[comma]
    at = comma + 1
    if at >= end:
        return []
    phrase = passage.covered.get(at)
    if phrase is not None:
        apart = phrase.first != at or not phrase.free or phrase.kind is not Kind.ACTOR
        group = [] if apart else group_at(passage, phrase)
    elif _is_object(passage, at):
        thing, _ = generic_noun(passage, at, end)
        group = [thing]
    else:
        group = []
    # "..., Cairo said": a verb behind it makes it the subject of another clause.
    behind = group[-1].last if group else 0
    return [group] if group and not (behind < passage.last and passage.is_verb(behind)) else []


def _is_object(passage: Passage, at: int) -> bool:
    """Return whether a noun that can be the object by itself stands at ``at``, no adverb.

    It has the article, or somebody whose it is behind it: the stand of France.
    """
    word, owner = passage.words[at], passage.covered.get(at + 1)
    if not word.content or word.conjoined or word.clitic or word.key in _THE_MATTER:
        return False
    owned = owner is not None and owner.first == at + 1 and owner.genitive
    return (word.definite or owned) and any(a.pos in {"noun", "masdar"} for a in word.nouns)
