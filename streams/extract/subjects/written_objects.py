"""Objects that are pronouns written onto their verb: whom the militia burnt."""

from streams.extract.actors.phrases import Kind, NounPhrase
from streams.extract.clauses.groups import Group, agrees
from streams.extract.clauses.passage import Head, Passage

CIRCUMSTANCE_SPAN = 5
"""Words of the circumstance between a verb that carries its object and its subject."""

_GIVING = frozenset({"منح", "أعطى", "سلّم", "أبلغ", "وهب", "حمّل", "سأل", "وعد", "كلّف"})
"""Verbs with two objects: he gave it the town."""


def did_it_to_him(head: Head, after: list[Group]) -> bool:
    """Return whether the side right behind a verb does it to its pronoun: whom the police held."""
    first = after[0][0] if after and has_object(head) else None
    if first is None or first.first != head.at + 1 or first.generic:
        return False
    return first.kind is not Kind.UNKNOWN and agrees(head.analysis.gender, first)


def has_object(head: Head) -> bool:
    """Return whether the object of a verb is the pronoun written onto it, and its only one."""
    return head.analysis.enclitic.startswith("3") and head.analysis.lemma not in _GIVING


def does_it(passage: Passage, head: Head, first: NounPhrase) -> bool:
    """Return whether the verb carries its object and ``first`` behind it is who does it.

    It stands right behind, or an actor behind a circumstance: backed it in that Poland.
    """
    if not has_object(head) or first.first == head.at + 1:
        return has_object(head)
    words = passage.words[head.at + 1 : first.first]
    if len(words) > CIRCUMSTANCE_SPAN or not words[0].has("preposition"):
        return False
    if first.kind is not Kind.ACTOR or not agrees(head.analysis.gender, first):
        return False
    return not any(word.has("mark", "complementizer", "relative") for word in words)
