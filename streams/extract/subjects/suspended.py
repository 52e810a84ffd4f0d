"""Subjects about relative clauses: Britain, which sent troops, accused; in a call that he got."""

from streams.extract.actors.phrases import Kind, NounPhrase
from streams.extract.clauses.groups import Group, agrees, group_at
from streams.extract.clauses.passage import Head, Passage
from streams.extract.subjects.discourse import Discourse
from streams.extract.words.function_words import COMMAS

OCCASION_SPAN = 3
"""Words between a call, a visit and the verb of its relative clause."""


def suspended_subject(passage: Passage, head: Head) -> Group:
    """Return whom the verb ``head`` is told of, where a relative clause stands between the two.

    Each "that" takes the next verb for itself; the verb after them belongs to the phrase before.
    """
    if "relative" not in passage.classes or passage.words[head.at].conjoined:
        return []
    for phrase in passage.phrases:
        if phrase.last >= head.at:
            break
        behind = phrase.last + (passage.keys[phrase.last] in COMMAS)
        word = passage.word(behind)
        if word is None or "relative" not in word.classes or not _is_topic(passage, phrase):
            continue
        if _is_next_verb(passage, behind, head.at) and agrees(head.analysis.gender, phrase):
            return group_at(passage, phrase)
    return []


def _is_topic(passage: Passage, phrase: NounPhrase) -> bool:
    """Return whether a phrase stands before its verb: no verb of its clause goes before it."""
    if phrase.kind is not Kind.ACTOR or phrase.code is None or not phrase.free:
        return False
    for at in range(phrase.first - 1, passage.first - 1, -1):
        word = passage.words[at]
        if word.boundary or word.has("mark"):
            return True
        if passage.is_verb(at) and not word.has("past"):
            return False
    return True


def _is_next_verb(passage: Passage, relative: int, at: int) -> bool:
    """Return whether each relative word from ``relative`` on has its own verb before ``at``."""
    wanted = 0
    for place in range(relative, at):
        word = passage.words[place]
        if place in passage.covered:
            continue
        if word.has("relative"):
            wanted += 1
        elif word.boundary:
            return False
        elif passage.is_verb(place) and not word.has("past") and not word.conjoined:
            wanted -= 1
    return wanted == 0


def of_occasion(passage: Passage, head: Head, discourse: Discourse, after: list[Group]) -> Group:
    """Return whom the sentence is about where a verb goes on about an occasion of theirs.

    "The king stressed, in a call that he got from": the pronoun of the verb is a noun before it
    that a frame of the verb wants, and no phrase ``after`` it in its clause is its subject.
    """
    if not head.analysis.enclitic.startswith("3") or passage.words[head.at].conjoined:
        return []
    if not discourse.subject or discourse.subject_sentence != passage.number:
        return []
    if after and not passage.in_aside(head.at, after[0][0].first):
        return []
    wanted = {f.complement for _, frames in head.readings for f in frames if f.complement}
    first = max(passage.first, head.at - OCCASION_SPAN)
    told = any(word.noun_classes & wanted for word in passage.words[first : head.at])
    return discourse.subject if told and agrees(head.analysis.gender, discourse.subject[0]) else []
