"""Blame by calling somebody a danger: considers Chad a threat, describes her as the gravest one."""

from collections.abc import Iterator, Mapping

from streams.extract.actors.phrases import Kind, NounPhrase, is_other_side
from streams.extract.clauses.groups import Group, group_at
from streams.extract.clauses.passage import Passage
from streams.extract.clauses.relations import referent
from streams.extract.reporting.reported import Scopes

CALLING_SPAN = 24
"""Words from "considers" to the danger: who considers, on what occasion, whom."""
_CALLING = frozenset({"اعتبر", "عدّ", "وصف", "رأى"})
_GREATEST = frozenset({"اكبر", "اخطر", "ابرز", "اول", "اشد"})
_FOREMOST = frozenset({"الاكبر", "الاخطر", "الابرز", "الاول", "الرييسي", "الاساسي", "الوجودي",
                       "الحقيقي"})  # fmt: skip
_AS = frozenset({"بانه", "بانها", "بانهم", "بانهما"})
_REMAINS = frozenset({"تبقي", "يبقي", "اصبحت", "اصبح", "باتت", "بات", "تظل", "يظل", "تزال", "يزال",
                      "مازال", "مازالت", "زالت", "زال"})  # fmt: skip
_LINKS = _AS | _REMAINS | frozenset({"هو", "هي", "هم", "لا", "ما", "تعد", "يعد"})
"""What stands between somebody and what he is: as, remains, became."""
_TAKEN_UP = {"اياه": "3ms", "اياها": "3fs", "اياهم": "3mp"}


def dangers_told(
    passage: Passage, scopes: Scopes, subjects: Mapping[int, Group]
) -> Iterator[tuple[int, NounPhrase, Group]]:
    """Yield where somebody calls another a danger: place, speaker, whom he calls so.

    ``subjects`` are the speakers by the tokens of their verbs.
    """
    for at in (*passage.places_of("threat"), *passage.places_of("danger")):
        end, linked = _before_predicate(passage, at)
        if not (linked or passage.keys[at].endswith("ا")):
            continue
        verb = _calling(passage, at)
        told = subjects.get(verb) if verb is not None else None
        speaker = scopes.voice(at, told[0] if told else None)
        if speaker is None:
            continue
        called = _called(passage, end, speaker)
        if not called or called[0].first < (verb or 0):
            called = called if passage.keys[end - 1] in _TAKEN_UP else []
        aimed = verb is not None or (linked and called and passage.opens_words(called[0].first))
        group = [p for p in called if is_other_side(p, speaker)]
        if aimed and group:
            yield at, speaker, group


def _before_predicate(passage: Passage, at: int) -> tuple[int, bool]:
    """Return where "is (as) the greatest" begins before the danger at ``at``, and whether so."""
    end = at
    while end > passage.first and passage.keys[end - 1] in _GREATEST:
        end -= 1
    graded = end < at or _is_foremost(passage, at)
    plain = passage.words[at].definite and not graded
    first = end
    while end > passage.first and passage.keys[end - 1] in _LINKS:
        end -= 1
    return end, end < first and not plain


def _is_foremost(passage: Passage, at: int) -> bool:
    """Return whether an adjective behind the danger at ``at`` says that none is greater."""
    return not _FOREMOST.isdisjoint(passage.keys[at + 1 : min(passage.last, at + 3)])


def _calling(passage: Passage, at: int) -> int | None:
    """Return where the verb stands that calls somebody what is said at ``at``; None if none."""
    for place in range(at - 1, max(passage.first, at - CALLING_SPAN) - 1, -1):
        head = passage.heads.get(place)
        if head is None or passage.in_aside(place, at) or passage.keys[place] in _LINKS:
            continue
        if head.analysis.lemma in _CALLING:
            return place
        if head.form == "verb":
            return None
    return None


def _called(passage: Passage, end: int, speaker: NounPhrase) -> Group:
    """Return who stands right before ``end``, or is meant by the pronoun there."""
    pronoun = _TAKEN_UP.get(passage.keys[end - 1])
    if pronoun is not None:
        return referent(passage, end - 1, pronoun, speaker)
    phrase = passage.covered.get(end - 1)
    if phrase is None or phrase.last != end or phrase.code is None:
        return []
    named = phrase.kind is Kind.ACTOR and phrase.preposition is None and not phrase.genitive
    return group_at(passage, phrase) if named else []
