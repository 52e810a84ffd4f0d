"""What a predicate says of a thing: that a proposal is rejected, and what only looks like one."""

from streams.extract.actors.phrases import Kind
from streams.extract.clauses.passage import Passage

_ASKED = frozenset({"proposal", "plan", "demand", "invitation", "condition", "mediation"})
"""Classes of what somebody asks for or puts forward: blame of it is a refusal."""
_REFUSED = frozenset({"مرفوض", "مرفوضه", "مرفوضا", "غير", "بغير"})
"""Predicates that refuse: rejected, not (acceptable)."""
_IS = frozenset({"شكّل", "مثّل", "عدّ", "اعتبر", "كان", "أصبح", "بات", "ظل", "بقي", "ارتكب",
                 "رقى", "ارتقى", "صار"})  # fmt: skip
"""Verbs of being something, and of doing what one is blamed for."""
_AMOUNTS = frozenset({"رقى", "ارتقى", "وصل", "بلغ"})
_DEGREES = frozenset({"حد", "درجه", "مستوي", "مصاف", "مرتبه"})
"""Nouns between such a verb and what something amounts to: to the degree of a crime."""
_AROUSING = frozenset({"مثير", "مثيره", "يثير", "تثير"})
_AROUSED = frozenset({"concern", "displeasure", "regret", "conflict"})
_HAPPENED = frozenset({"حدث", "جري", "حصل", "وقع"})


def what_happened(passage: Passage, at: int) -> bool:
    """Return whether "what happened" stands at ``at``: a blow that was told before."""
    return passage.keys[at : at + 1] == ["ما"] and passage.keys[at + 1] in _HAPPENED


def is_rejected(passage: Passage, thing: int, predicate: int) -> bool:
    """Return whether the predicate at ``predicate`` refuses a proposal or a demand at ``thing``."""
    if passage.keys[predicate] not in _REFUSED:
        return False
    return bool(passage.words[thing].noun_classes & _ASKED)


def does_something(passage: Passage, subject: int, at: int) -> bool:
    """Return whether the word at ``at`` belongs to what the actor at ``subject`` does.

    That Chad will pay for its crime does not call Chad a crime.
    """
    actor = passage.covered.get(subject)
    if actor is None or actor.kind is not Kind.ACTOR or actor.first != subject:
        return False
    verb = passage.heads.get(actor.last)
    return (
        verb is not None
        and verb.form == "verb"
        and actor.last < at
        and (verb.analysis.future or verb.analysis.lemma not in _IS)
    )


def amounts_to(passage: Passage, at: int) -> bool:
    """Return whether the noun at ``at`` is what something amounts to: raids rise to war crimes."""
    while passage.keys[at - 1] in _DEGREES:
        at -= 1
    verb = passage.heads.get(at - 2)
    return verb is not None and verb.analysis.lemma in _AMOUNTS


def arouses(passage: Passage, at: int) -> bool:
    """Return whether what is arousing at ``at`` is bad: worrying, provoking anger."""
    if passage.keys[at] not in _AROUSING or at + 1 >= passage.last:
        return False
    return bool(passage.words[at + 1].noun_classes & _AROUSED)
