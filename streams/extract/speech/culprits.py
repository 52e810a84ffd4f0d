"""Blame by naming the culprit: that Chad is the cause of the crisis, behind the raid, to blame."""

from collections.abc import Iterator, Mapping

from streams.extract.actors.phrases import Kind, NounPhrase, is_other_side
from streams.extract.clauses.groups import Group, group_at
from streams.extract.clauses.passage import Passage
from streams.extract.reporting.reported import Scopes
from streams.extract.speech.blame import involved
from streams.extract.speech.crimes import is_violence
from streams.extract.words.shapes import ARTICLES

PREDICATE_SPAN = 8
"""Words of "the first cause of the crisis" before the pronoun and the name of who it is."""
DEED_SPAN = 4
"""Words of a deed before the name of whose it is."""
HARM_SPAN = 5
"""Words behind a cause in which what it is the cause of is told."""
_PLAIN, _CAUSE, _HARM = "culprit", "cause", "harm"
"""Classes of nouns: who does wrong, what comes of him, and what is bad about it."""
_HARMS = frozenset(
    {_HARM, "attack", "bombing", "conflict", "crime", "coup", "killing", "massacre",
     "misdeed", "terror", "violation", "violence", "war", "raid", "repression", "threat",
     "escalation", "provocation", "explosion", "corruption", "abduction", "accident", "invasion",
     "interference", "assassination", "blockade", "occupation"}
)  # fmt: skip
_TROUBLES = frozenset({"conflict", _HARM})
"""Classes of what is told of a land without any deed of its own."""
_TO_BLAME = frozenset(
    before + word
    for before in ("", *ARTICLES)
    for word in ("مسوول", "مسووله", "مسوولون", "مسوولين", "مسوولان", "مسوولتان")
)
_INVOLVED = frozenset({"متورط", "متورطه", "متورطون", "متورطين", "ضالع", "ضالعه", "ضالعون",
                       "ضالعين"})  # fmt: skip
_BEHIND = frozenset({"وراء", "خلف"})
_CALLED = _BEHIND | _INVOLVED | _TO_BLAME
_GRADES = frozenset({"اكبر", "اول", "ابرز", "اهم", "احد", "احدي", "الطرف", "الجهه", "الدوله",
                     "اخطر", "من", "يقف", "تقف", "يقفون", "الذي", "التي", "الذين"})  # fmt: skip
"""Words between the culprit and what it is called: the greatest, the party, the one that."""
_GREATEST = frozenset({"اكبر", "اخطر", "ابرز"})
_PRONOUNS = frozenset({"هو", "هي", "هم", "هما"})
_CALLING = frozenset({"اعتبر", "عدّ", "رأى"})
"""Verbs with two objects: he considers Chad (to be) responsible."""


def culprits_told(
    passage: Passage, scopes: Scopes, subjects: Mapping[int, Group]
) -> Iterator[tuple[int, NounPhrase, Group]]:
    """Yield where somebody calls another the culprit: place, speaker, whom he calls so.

    ``subjects`` are the speakers by the tokens of their verbs.
    """
    for at in sorted({*_places(passage)}):
        who = _before(passage, at, subjects) or _behind(passage, at)
        if who is None:
            continue
        speaker = scopes.voice(at, _caller(passage, who, subjects))
        if speaker is None:
            continue
        group = [p for p in group_at(passage, who) if is_other_side(p, speaker)]
        if group:
            yield at, speaker, group


def _places(passage: Passage) -> Iterator[int]:
    """Yield the places of the words that call somebody a culprit."""
    yield from (at for at in passage.places_of(_PLAIN) if not passage.is_verb(at))
    yield from (at for at in passage.places_of(_CAUSE) if is_harmful(passage, at))
    for at in (*passage.places_of("threat"), *passage.places_of("danger")):
        if passage.keys[at - 1] in _GREATEST:
            yield at  # Chad is the greatest threat
    if _CALLED.isdisjoint(passage.spelt):
        return
    for at in range(passage.first + 1, passage.last):
        key = passage.keys[at]
        if key in _BEHIND:
            if is_harmful(passage, at):
                yield at
        elif key in _INVOLVED:
            if passage.keys[at + 1 : at + 2] == ["في"]:
                yield at
        elif key in _TO_BLAME and _answers_for(passage, at):
            yield at


def _answers_for(passage: Passage, at: int) -> bool:
    """Return whether the word at ``at`` says that one is responsible, and for what is bad."""
    if not passage.words[at].definite:
        return passage.keys[at + 1 : at + 2] == ["عن"]
    named = passage.keys[at - 1] in _PRONOUNS or at - 1 in passage.covered
    return named and is_harmful(passage, at)


def is_harmful(passage: Passage, at: int) -> bool:
    """Return whether what stands behind a cause at ``at`` is bad, or nothing stands there."""
    for place in range(at + 1, min(passage.last, at + HARM_SPAN)):
        word = passage.words[place]
        if word.has("mark"):
            return place == at + 1
        if word.noun_classes & _HARMS or is_violence(passage, place):
            return True
    return False


def _before(passage: Passage, at: int, subjects: Mapping[int, Group]) -> NounPhrase | None:
    """Return the actor before what it is called at ``at``: that Chad (is) the cause."""
    end = at
    while end > passage.first and passage.keys[end - 1] in _GRADES | _PRONOUNS:
        end -= 1
    phrase = passage.covered.get(end - 1)
    if phrase is None or phrase.code is None or phrase.kind is not Kind.ACTOR:
        return None
    if phrase.last != end:
        return None
    opens = passage.opens_words(phrase.first) or _caller(passage, phrase, subjects) is not None
    return phrase if opens or _is_told_by_deed(passage, phrase, end) else None


def _is_told_by_deed(passage: Passage, doer: NounPhrase, end: int) -> bool:
    """Return whether what is the cause is a deed of ``doer``: that the rockets of Chad are."""
    if passage.keys[end] not in _PRONOUNS:
        return False
    for first in range(doer.first - 1, max(passage.first, doer.first - DEED_SPAN) - 1, -1):
        word = passage.words[first]
        if not word.content or word.noun_classes & _TROUBLES or passage.is_verb(first):
            return False
        if passage.opens_words(first):
            return doer in involved(passage, first, blamed=True, near=True)
    return False


def _behind(passage: Passage, at: int) -> NounPhrase | None:
    """Return the actor behind what it is called at ``at``: that the first cause is Chad."""
    if passage.keys[at] in _BEHIND or not passage.opens_words(at):
        return None
    for place in range(at + 1, min(passage.last - 1, at + PREDICATE_SPAN)):
        if passage.keys[place] in _PRONOUNS:
            phrase = passage.covered.get(place + 1)
            named = phrase is not None and phrase.first == place + 1 and phrase.code is not None
            return phrase if named and phrase is not None and phrase.kind is Kind.ACTOR else None
        if passage.words[place].boundary or passage.is_verb(place):
            return None
    return None


def _caller(
    passage: Passage, called: NounPhrase, subjects: Mapping[int, Group]
) -> NounPhrase | None:
    """Return who calls ``called`` something: the subject right before it of "he considers"."""
    for at, group in subjects.items():
        verb = passage.heads[at]
        if verb.analysis.lemma in _CALLING and group and at < group[-1].last == called.first:
            return group[0]
    return None
