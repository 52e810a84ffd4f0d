"""Objects that are pronouns written onto their verb: whom the militia burnt."""

from streams.extract.actors.phrases import Kind
from streams.extract.clauses.groups import Group, agrees
from streams.extract.clauses.passage import Head

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
