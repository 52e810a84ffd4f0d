"""What the article of an event noun says: that it was told before, or that it is of its kind."""

from streams.extract.clauses.hidden import IS_DONE
from streams.extract.clauses.passage import Head, Passage

_HAPPENED = IS_DONE | {"حصل"}
"""Verbs that only say of the noun after them that it was done: agreement was reached on."""
_OPERATIONS = frozenset({"عمليه", "عمليات"})
"""Nouns before what two sides do with each other: an operation of exchange."""
EXCHANGE_SPAN = 6
"""Words from an exchange in which its sides begin."""
JOINT_SPAN = 4
"""Words after such a noun in which its sides begin."""
_ATTENDED = frozenset({"حضر", "شهد", "ترأس", "رعى", "تابع"})
"""Lemmas of what those do at a ceremony who sign, or have it signed."""
SIGNED_SPAN = 4
"""Words from a signing in which stands what is signed."""
_GOVERNED = frozenset({"علي", "عن", "من"})
"""Prepositions before the object of an event noun."""


def is_of_kind(passage: Passage, head: Head) -> bool:
    """Return whether the article of an event noun is that of its kind, no word for what is known.

    So it is where the noun has its object behind على, عن, من or ب (announced the arrest of), and
    where its verb says that it was done.
    """
    if is_done(passage, head):
        return True
    following = passage.word(head.at + 1)
    return following is not None and (following.key in _GOVERNED or following.clitic == "ب")


def has_marked_object(passage: Passage, head: Head) -> bool:
    """Return whether a masdar with the article has its object behind ل: the full severing of."""
    following = passage.word(head.at + 1)
    if following is not None and following.definite and not following.clitic:
        following = passage.word(head.at + 2)  # the full, the immediate
    return head.form == "masdar" and following is not None and following.clitic == "ل"


def is_done(passage: Passage, head: Head) -> bool:
    """Return whether the verb right before an event noun says that it was done."""
    verb = passage.heads.get(head.at - 1)
    return verb is not None and verb.form == "verb" and verb.analysis.lemma in _HAPPENED


def is_done_jointly(passage: Passage, head: Head) -> bool:
    """Return whether what was done names its sides behind it: agreement was reached between."""
    following = passage.keys[head.at + 1 : min(passage.last, head.at + JOINT_SPAN)]
    return is_done(passage, head) and ("بين" in following or "مع" in following)


def is_exchange(passage: Passage, at: int) -> bool:
    """Return whether the sides of a mutual act stand behind بين: blows between A and B, a noun."""
    stop = min(passage.last, at + EXCHANGE_SPAN)
    if "بين" not in passage.keys[at + 2 : stop] or at + 1 in passage.covered:
        return False
    return any(
        f.mutual and "between" in f.roles
        for _, frames in passage.words[at].verb_frames
        for f in frames
    )


def is_operation(passage: Passage, head: Head) -> bool:
    """Return whether a noun tells what two sides do, told as an operation: one of exchange."""
    if passage.keys[head.at - 1] not in _OPERATIONS or "CONSULT" in head.event_types:
        return False
    return any(frame.mutual for _, frames in head.readings for frame in frames)


def is_ceremony(passage: Passage, head: Head) -> bool:
    """Return whether a noun tells the signing that a ceremony is held for."""
    signs = head.event_types == {"SUPPORT"}
    return signs and "ceremony" in passage.words[head.at - 1].noun_classes


def is_attended(passage: Passage, head: Head, governor: int) -> bool:
    """Return whether the verb ``governor`` tells who came to such a ceremony, and signs there.

    Of "the agreement", which is known, he may be a guest.
    """
    attends = passage.heads[governor].analysis.lemma in _ATTENDED
    if not attends or not is_ceremony(passage, head):
        return False
    signed = passage.words[head.at + 1 : min(passage.last, head.at + SIGNED_SPAN)]
    return not any(w.definite and "agreement" in w.noun_classes for w in signed)
