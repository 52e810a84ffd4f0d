"""Clauses of one sentence: its verbs and event nouns, and how far each of them reaches."""

import dataclasses
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from operator import attrgetter
from typing import Literal

from schemas.event import EventType
from schemas.text import Field
from streams.extract.actors.phrases import NounPhrase
from streams.extract.words.function_words import COMMAS, FULL_STOPS
from streams.extract.words.word import Word
from streams.lexicon.morphology import Analysis
from streams.lexicon.triggers import Frame, Senses

Form = Literal["verb", "masdar", "participle", "noun"]

_CLASSES = attrgetter("classes")
MAX_REACH = 60
"""Words after a trigger in which its arguments are looked for; keeps the work linear."""


@dataclass(slots=True)
class Head:
    """A word that governs a clause or an event noun phrase, in the form chosen for it."""

    at: int
    form: Form
    readings: tuple[tuple[Analysis, Senses], ...]
    """Readings of that form that are triggers, likeliest first; empty for other verbs."""
    analysis: Analysis
    """The likeliest reading of that form."""
    cues: frozenset[str] = frozenset()
    """Kinds of cue that the lemma is: report, light, modal..."""
    types: frozenset[EventType] | None = None  # the memory of event_types

    @property
    def event_types(self) -> frozenset[EventType]:
        """Return the types of all that the word can tell."""
        if self.types is None and len(self.readings) < 2:
            self.types = self.readings[0][1].event_types if self.readings else frozenset()
        elif self.types is None:
            told = {id(senses): senses.event_types for _, senses in self.readings}
            self.types = frozenset().union(*told.values())
        return self.types

    def senses(self) -> Sequence[Frame]:
        """Return the frames of the readings in order, those of one lemma once: active, passive."""
        told = {id(senses): senses for _, senses in self.readings}
        if len(told) == 1:
            return self.readings[0][1]  # most triggers
        return tuple(chain.from_iterable(told.values()))


OCCASION_SPAN = 3
"""Words before the verb of an occasion in which the occasion is named, its adjectives apart."""
_MEASURES = frozenset({"تصل", "يصل", "وصلت", "تراوحت", "تتراوح", "يتراوح", "تراوح"})
_UP_TO = (["الي"], ["بين"])
"""Words behind a verb that only measures: terms that range between two and ten years."""
_LASTS = frozenset({"استمر", "استمرت", "دام", "دامت", "استغرق", "استغرقت", "امتد", "امتدت"})
_ABOUT = frozenset({"اكثر", "نحو", "حوالي", "قرابه", "زهاء", "لاكثر", "لنحو", "طوال", "علي"})
"""Verbs of how long something went on, and words before how long: talks that took five hours."""
_ISSUED = frozenset({"صدر", "صدرت", "نشر", "نشرت", "وزع", "وزعت", "بث"})
"""Verbs of how a statement came out: in a report that appeared yesterday."""
_DURING = frozenset({"في", "خلال", "اثناء", "عقب", "بعد"})
_OCCASIONS = frozenset({"statement", "meeting", "contact", "message", "ceremony", "document"})


def _is_occasion(word: Word) -> bool:
    return word.has("statement") or bool(word.noun_classes & _OCCASIONS)


@dataclass(slots=True)
class Passage:
    """One sentence while it is read. Indices are of the field's tokens."""

    field: Field
    number: int
    first: int
    last: int
    words: list[Word]
    keys: list[str]
    texts: list[str]
    phrases: list[NounPhrase]
    covered: dict[int, NounPhrase] = dataclasses.field(default_factory=dict)
    heads: dict[int, Head] = dataclasses.field(default_factory=dict)
    order: list[int] = dataclasses.field(default_factory=list)
    """Positions of the heads, ascending."""
    asides: dict[int, int] = dataclasses.field(default_factory=dict)
    """Where each aside ends, by the comma that begins it."""
    ends: list[int] = dataclasses.field(default_factory=list)
    """Where ``ends_reach`` holds, ascending."""
    spelt: frozenset[str] = dataclasses.field(init=False)
    """The keys of the sentence: a word that is not among them need not be sought."""
    classes: frozenset[str] = dataclasses.field(init=False)
    """The classes of all its words: what is not in it need not be sought."""
    noun_classes: dict[str, list[int]] = dataclasses.field(init=False)
    """Where the nouns of each class stand in the sentence, in order."""

    def __post_init__(self) -> None:
        """Look through the words once for what nearly every rule asks first."""
        words = self.words[self.first : self.last]
        self.spelt = frozenset(self.keys[self.first : self.last])
        self.classes = frozenset().union(*set(map(_CLASSES, words)))
        self.noun_classes = {}
        for at, word in enumerate(words, self.first):
            for name in word.noun_classes:
                self.noun_classes.setdefault(name, []).append(at)

    def word(self, at: int) -> Word | None:
        """Return the word at ``at``, None outside the sentence."""
        return self.words[at] if self.first <= at < self.last else None

    def reach(self, at: int) -> int:
        """Return where the arguments of the head at ``at`` end: the next clause, or MAX_REACH."""
        limit = min(self.last, at + MAX_REACH)
        behind = bisect_right(self.ends, at)
        if not self.asides:  # most sentences
            return min(self.ends[behind], limit) if behind < len(self.ends) else limit
        for place in self.ends[behind : bisect_left(self.ends, limit)]:
            if not any(at < opening <= place < end for opening, end in self.asides.items()):
                return place
        return limit

    def in_aside(self, at: int, other: int) -> bool:
        """Return whether ``at`` stands in an aside that ends before ``other``."""
        return any(first <= at <= last < other for first, last in self.asides.items())

    def ends_reach(self, at: int) -> bool:
        """Return whether the arguments of the heads before ``at`` end there, asides apart."""
        word, phrase = self.words[at], self.covered.get(at)
        if phrase is not None and (phrase.first < at or word.boundary):
            return False  # Ban (that) Ki-moon
        head = self.heads.get(at)
        if head is None or word.ends_reach:
            return word.ends_reach or self.stops(at)
        if head.form == "verb":
            passing = head.analysis.enclitic or self.keys[at] in _ISSUED
            return not (passing and self._tells_occasion(at)) and not self._measures(at)
        return opens_clause(head, word) and self.set_off(at, word)

    def stops(self, at: int) -> bool:
        """Return whether a sentence of a quotation ends at ``at``, and no title cut short: Dr."""
        return self.keys[at] in FULL_STOPS and at > self.first and len(self.keys[at - 1]) > 1

    def _measures(self, at: int) -> bool:
        """Return whether the verb at ``at`` only says how much: terms that reach ten years."""
        if self.keys[at] in _LASTS:
            return self._lasts(at)
        after = self.keys[at + 1 : at + 2]
        if self.keys[at] not in _MEASURES or after not in _UP_TO:
            return False
        if at == self.first or at + 2 >= self.last:
            return False
        return bool(self.words[at - 1].nouns) and self.words[at + 2].has("number", "time")

    def _lasts(self, at: int) -> bool:
        """Return whether the verb at ``at`` only says how long the noun before it went on."""
        before, following = self.words[at - 1], self.word(at + 1)
        if following is None or not before.nouns or before.definite or at - 1 in self.covered:
            return False
        return following.key in _ABOUT or following.has("number", "time")

    def _tells_occasion(self, at: int) -> bool:
        """Return whether the verb at ``at`` only tells of an occasion: in a speech he gave before.

        Its pronoun is the speech, its subject is understood, and the clause around it goes on.
        """
        following = self.word(at + 1)
        if following is None or not following.has("preposition", "time"):
            return False
        if following.has("pronominal"):
            return False
        noun = at - 1
        while noun > at - OCCASION_SPAN and not _is_occasion(self.words[noun]):
            noun -= 1
        before = self.word(noun - 1)
        held = before is not None and before.key in _DURING and _is_occasion(self.words[noun])
        return held and not any(w.definite for w in self.words[noun:at])

    def holds_occasion(self, first: int, last: int) -> bool:
        """Return whether an occasion with its verb stands in ``[first, last)``: a speech he gave.

        With whom it was held is not with whom the act before it was done.
        """
        for at in self.order[bisect_left(self.order, first) : bisect_left(self.order, last)]:
            head = self.heads[at]
            if head.form == "verb" and head.analysis.enclitic and self._tells_occasion(at):
                noun = next(p for p in range(at - 1, 0, -1) if _is_occasion(self.words[p]))
                return noun > first
        return False

    def places_of(self, noun_class: str) -> list[int]:
        """Return where the nouns of a class stand in the sentence, in order."""
        return self.noun_classes.get(noun_class, [])

    def set_off(self, at: int, word: Word) -> bool:
        """Return whether a participle stands apart from the noun before it."""
        before, following = self.words[at - 1], self.word(at + 1)
        if "mark" in before.classes or word.key.endswith("ا") or word.conjoined:
            return True
        if word.definite or not before.definite or following is None:
            return False  # an adjective
        return at + 1 in self.covered or following.has("preposition") or bool(following.clitic)

    def start(self, at: int) -> int:
        """Return where the clause of the head at ``at`` begins: after the last verb or boundary."""
        floor = max(self.first, at - MAX_REACH)
        for place in range(at - 1, floor - 1, -1):
            word = self.words[place]
            if word.boundary and place not in self.covered:
                return place + 1
            head = self.heads.get(place)
            if head is not None and head.form == "verb":
                return place + 1
            if word.content:
                continue  # most words
            if self.keys[place] in {":", "؛"} or self._goes_on_so(place) or self.stops(place):
                return place + 1
            if self.keys[place] == "«" and place != at - 1 and place not in self.covered:
                return place + 1  # right before the verb they are in the clause: his country "…"
        return floor

    def verb_before(self, at: int) -> Head | None:
        """Return the verb that the clause of ``at`` follows, None where it follows none."""
        head = self.heads.get(self.start(at) - 1)
        return head if head is not None and head.form == "verb" else None

    def last_verb(self, at: int) -> Head | None:
        """Return the last verb before ``at`` in the sentence, None where none is read."""
        for place in range(bisect_left(self.order, at) - 1, -1, -1):
            head = self.heads[self.order[place]]
            if head.form == "verb":
                return head
        return None

    def _goes_on_so(self, at: int) -> bool:
        """Return whether the comma at ``at`` ends a clause, since "so" opens the next."""
        following = self.words[at + 1]
        return self.keys[at] in COMMAS and following.conjoined and following.key.startswith("ف")

    def opens_words(self, at: int) -> bool:
        """Return whether what somebody says begins at ``at``: after "that", a colon, at first."""
        before = self.words[at - 1]
        opened = before.has("complementizer") or before.key in {":", "«"} or self.stops(at - 1)
        return at == self.first or opened

    def explains(self, head: Head) -> bool:
        """Return whether ``head`` opens a relative clause: the crime that X commits, raids X made.

        Behind a noun without the article no word says so, only the pronoun that takes it up.
        """
        before, following = self.words[head.at - 1], self.word(head.at + 1)
        if before.has("relative"):
            return before.key.startswith("ال")
        if head.at == self.first or head.at - 1 in self.covered or before.definite:
            return False
        if not before.content or before.verbal or self.words[head.at].conjoined:
            return False
        taken_up = following is not None and following.has("pronominal")
        return bool(head.analysis.enclitic) or taken_up

    def is_verb(self, at: int) -> bool:
        """Return whether the word at ``at`` is read as a verb here."""
        head = self.heads.get(at)
        return head.form == "verb" if head is not None else self.words[at].verbal

    def between(self, first: int, last: int) -> list[NounPhrase]:
        """Return the phrases that lie in ``[first, last)``."""
        return [p for p in self.phrases if first <= p.first < last]


def opens_clause(head: Head, word: Word) -> bool:
    """Return whether a participle carries on the sentence (accusing ..., adding that ...)."""
    return head.form == "participle" and not word.definite and "report" in head.cues
