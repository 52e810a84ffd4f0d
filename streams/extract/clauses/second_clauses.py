"""Sentences of two clauses: Spain expels an envoy and Cuba protests."""

from bisect import insort

from streams.extract.actors.phrases import NounPhrase
from streams.extract.clauses.passage import Head, Passage
from streams.extract.words.function_words import COMMAS


def part_clauses(passage: Passage) -> None:
    """Part from the first clause who acts in the second, tied to it by "and" alone.

    Whoever stands between "and" and a verb is its subject in a headline, which names it first; in
    a text so is who stands between a comma with "and" and a verb of the present.
    """
    titled, acted = passage.field == "title", False
    for at in passage.order:
        head = passage.heads[at]
        if head.form != "verb":
            continue
        opening = _opening(passage, at, both=head.analysis.number == "d") if acted else None
        acted = True
        if opening is None or not (titled or _is_apart(passage, opening, head)):
            continue
        opening.joined, opening.genitive, opening.preposition = False, False, None
        if opening.first not in passage.ends:
            insort(passage.ends, opening.first)


def _is_apart(passage: Passage, opening: NounPhrase, head: Head) -> bool:
    """Return whether a comma parts a clause of the present: ..., and the envoy calls on both."""
    return head.analysis.aspect == "imperfect" and passage.keys[opening.first - 1] in COMMAS


def _opening(passage: Passage, at: int, *, both: bool) -> NounPhrase | None:
    """Return the phrase that "and" ties to what was told before the verb at ``at``, its subject.

    Of a verb of ``both`` it is the first of two.
    """
    subject = passage.covered.get(at - 1)
    if subject is None or not subject.conjoined or passage.words[at].conjoined:
        return None
    if subject.first - 1 in passage.heads:
        return None  # the verb before has no object yet: A and B
    before = passage.covered.get(subject.first - 1)
    if both:
        return before if before is not None and before.conjoined else None
    return subject
