"""Clauses of one sentence: its verbs and event nouns, and how far each of them reaches."""

import dataclasses
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from schemas.text import Field
from streams.extract.act_names import opens_act
from streams.extract.asides import find_asides
from streams.extract.hidden import completes_act, is_feminine, is_here, takes_up, unknown_verb
from streams.extract.phrases import NounPhrase
from streams.extract.words import Word
from streams.lexicon.morphology import Analysis
from streams.lexicon.triggers import Frame

Form = Literal["verb", "masdar", "participle", "noun"]

MAX_REACH = 60
"""Words after a trigger in which its arguments are looked for; keeps the work linear."""


@dataclass(slots=True)
class Head:
    """A word that governs a clause or an event noun phrase, in the form chosen for it."""

    at: int
    form: Form
    readings: tuple[tuple[Analysis, tuple[Frame, ...]], ...]
    """Readings of that form that are triggers, likeliest first; empty for other verbs."""
    analysis: Analysis
    """The likeliest reading of that form."""
    cues: frozenset[str] = frozenset()
    """Kinds of cue that the lemma is: report, light, modal..."""


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
    by_class: dict[str, list[int]] | None = None  # the memory of places_of

    def word(self, at: int) -> Word | None:
        """Return the word at ``at``, None outside the sentence."""
        return self.words[at] if self.first <= at < self.last else None

    def reach(self, at: int) -> int:
        """Return where the arguments of the head at ``at`` end: the next clause, or MAX_REACH."""
        limit = min(self.last, at + MAX_REACH)
        for place in self.ends[bisect_right(self.ends, at) : bisect_left(self.ends, limit)]:
            if not any(at < opening <= place < end for opening, end in self.asides.items()):
                return place
        return limit

    def ends_reach(self, at: int) -> bool:
        """Return whether the arguments of the heads before ``at`` end there, asides apart."""
        if at in self.covered and self.covered[at].first < at:
            return False
        word, head = self.words[at], self.heads.get(at)
        if head is None or word.ends_reach:
            return word.ends_reach
        return head.form == "verb" or (opens_clause(head, word) and self.set_off(at, word))

    def places_of(self, noun_class: str) -> list[int]:
        """Return where the nouns of a class stand in the sentence, in order."""
        if self.by_class is None:
            self.by_class = {}
            for at in range(self.first, self.last):
                for name in self.words[at].noun_classes:
                    self.by_class.setdefault(name, []).append(at)
        return self.by_class.get(noun_class, [])

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
            if self.keys[place] in {":", "؛"}:
                return place + 1
            if self.keys[place] == "«" and place != at - 1:
                return place + 1  # right before the verb they are in the clause: his country "…"
        return floor

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


def find_heads(passage: Passage, cues: Mapping[str, frozenset[str]]) -> None:
    """Choose the reading of each word outside the actor phrases that can head something."""
    for phrase in passage.phrases:
        for at in range(phrase.first, phrase.last):
            passage.covered[at] = phrase
    for at in range(passage.first, passage.last):
        word = passage.words[at]
        if at in passage.covered or is_here(word.key, passage.texts[at]):
            continue
        if not (word.verbs or word.nouns or word.verbal) and not _may_open(passage, at):
            continue
        head = None
        if (
            word.verbs
            and not is_feminine(word, passage.texts[at])
            and (_reads_as_verb(passage, at, word) or _carries_noun(passage, at, cues))
        ):
            head = _verb_head(passage, at, word, cues)
        elif _is_unknown_verb(passage, at, word):
            head = Head(at, "verb", (), unknown_verb(word))
        elif word.nouns:
            head = _noun_head(at, word)
        if head is not None:
            passage.heads[at] = head
            passage.order.append(at)
    passage.asides = find_asides(passage.words, passage.keys, passage.first, passage.last)
    passage.ends = [at for at in range(passage.first, passage.last) if passage.ends_reach(at)]


def _may_open(passage: Passage, at: int) -> bool:
    """Return whether the place is one where a sentence begins with its verb."""
    return at == passage.first or "opener" in passage.words[at - 1].classes


def _is_unknown_verb(passage: Passage, at: int, word: Word) -> bool:
    """Return whether a word that no frame knows is a verb here, by its shape or its place."""
    if word.verbs or word.noun_frames:
        return False
    before = passage.word(at - 1)
    if before is not None and (
        "preposition" in before.classes or (before.nameless and at - 1 not in passage.covered)
    ):
        return False
    return (word.verbal and not word.nouns) or _opens_sentence(passage, at, word)


def _opens_sentence(passage: Passage, at: int, word: Word) -> bool:
    """Return whether an unknown word is a verb that begins a sentence, its actor next."""
    if word.definite or not word.content or word.clitic or passage.field == "title":
        return False
    if at != passage.first and "opener" not in passage.words[at - 1].classes:
        return False
    phrase = passage.covered.get(at + 1)
    return phrase is not None and phrase.first == at + 1 and phrase.preposition is None


def _head(
    at: int,
    form: Form,
    readings: tuple[tuple[Analysis, tuple[Frame, ...]], ...],
    analyses: tuple[Analysis, ...],
    cues: frozenset[str],
) -> Head:
    return Head(at, form, readings, readings[0][0] if readings else analyses[0], cues)


def _verb_head(passage: Passage, at: int, word: Word, cues: Mapping[str, frozenset[str]]) -> Head:
    """Return the head of a verb: of its readings those that agree with the actor beside it.

    The letters of "she hands over" are those of "he received".
    """
    framed, verbs, kinds = word.verb_frames, word.verbs, word.verb_cues
    beside = passage.covered.get(at + 1) or passage.covered.get(at - 1)
    gender = beside.gender if beside is not None and not beside.plural else None
    fitting = tuple(a for a in verbs if a.gender in {gender, None})
    if gender in {"m", "f"} and fitting and beside is not None and beside.free:
        verbs = fitting
        framed = tuple(reading for reading in framed if reading[0] in fitting)
        kinds = frozenset().union(*(cues.get(a.lemma, ()) for a in fitting))
    return _head(at, "verb", framed, verbs, kinds)


_FORMS: Mapping[str, Form] = {
    "masdar": "masdar",
    "noun": "noun",
    "active_participle": "participle",
    "passive_participle": "participle",
    "adjective": "participle",
}


def _noun_head(at: int, word: Word) -> Head | None:
    if not (word.noun_frames or word.noun_cues):
        return None
    best = word.noun_frames[0][0] if word.noun_frames else word.nouns[0]
    return _head(at, _FORMS[best.pos], word.noun_frames, word.nouns, word.noun_cues)


def _reads_as_verb(passage: Passage, at: int, word: Word) -> bool:  # noqa: PLR0911
    """Return whether a word that may be a verb is one here; most are masdars' homographs too."""
    before = passage.word(at - 1)
    headline = passage.field == "title" and opens_act(passage.words, passage.first, at)
    governed = before is not None and before.has("preposition") and before.key != "حتي"
    if word.definite or governed or headline:
        return False
    if not word.nouns:
        return before is None or not (word.key.startswith("ت") and completes_act(before))
    if before is None or before.has("negator", "future", "emphatic", "complementizer", "relative"):
        return before is None or not before.has("without")
    if before.has("preposition", "without", "place", "schedule"):
        return False
    previous = passage.heads.get(at - 1)
    if previous is not None and previous.form == "verb":
        return word.conjoined
    if _is_adverbial(passage, at, word):
        return False
    if "opener" in before.classes:
        return True
    if (
        not word.conjoined
        and word.verbs[0].aspect == "perfect"
        and _verb_since_boundary(passage, at)
    ):
        return False  # refused the demand: the clause has its verb
    if at - 1 in passage.covered or before.has("mark", "time"):
        return not _is_joined_noun(passage, at, word)
    return word.conjoined or before.definite


def _carries_noun(passage: Passage, at: int, cues: Mapping[str, frozenset[str]]) -> bool:
    """Return whether a verb takes up the noun before it; the phrase after is then no genitive."""
    if is_predicate(passage.words, at, passage.first):
        return True
    phrase = passage.covered.get(at + 1)
    if phrase is None or at == passage.first:
        return False
    if not takes_up(passage.words, at, phrase, cues, named=at - 1 in passage.covered):
        return False
    phrase.genitive = False
    return True


def _is_adverbial(passage: Passage, at: int, word: Word) -> bool:
    """Return whether a noun's letters are a verb's only with ل or in the dual: burnt."""
    if all(a.preposition for a in word.verbs):
        return True
    return at - 1 not in passage.covered and all(a.number == "d" for a in word.verbs)


def _verb_since_boundary(passage: Passage, at: int) -> bool:
    """Return whether the clause that ``at`` stands in has a verb before it."""
    for place in range(at - 1, passage.first - 1, -1):
        if passage.words[place].boundary or passage.keys[place] in {"،", ",", ":", "«"}:
            return False
        head = passage.heads.get(place)
        if head is not None and head.form == "verb":
            return True
    return False


def _is_joined_noun(passage: Passage, at: int, word: Word) -> bool:
    """Return whether an undotted verb or masdar after an actor goes on with that actor's noun."""
    if word.verbs[0].aspect == "imperfect":
        return False
    following = passage.word(at + 1)
    return (
        following is not None
        and following.definite
        and at + 1 not in passage.covered
        and (passage.words[at].verbs[0].enclitic != "")
    )
