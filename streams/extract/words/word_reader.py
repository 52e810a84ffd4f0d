"""How a spelling is read: its morphology, frames, cues and names are looked up once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import cast

from streams.extract.words.function_words import BEFORE_NUMBERS, function_words
from streams.extract.words.offices import OfficeLexicon
from streams.extract.words.shapes import (
    ARTICLES,
    has_article,
    is_year,
    looks_verbal,
    surname_of,
)
from streams.extract.words.word import CONTENT, Word, bare
from streams.lexicon.actors import ActorLexicon
from streams.lexicon.inflect import ARTICLE
from streams.lexicon.morphology import PARTICIPLES, Analysis, Morphology
from streams.lexicon.proclitics import is_among
from streams.lexicon.triggers import Senses, TriggerLexicon
from streams.normalize import OPEN

_NOUN_CLASSES = frozenset(
    {"conjoined", "organisation", "decision", "phase", "relation", "agency_cue", "sharp", "cyber",
     "content", "worldwide", "place", "organ", "quantity", "outcome",
     "member", "territory", "statement", "latter", "states"}
)  # fmt: skip
"""Classes of nouns and adjectives: words like others, with a part in some rules."""
_CLASSED = frozenset({"cause", "purpose", "conjoined"})
"""Classes of adverbs that are nouns too: in protest, a protest."""
_NAMED_CLASSES = frozenset({"self"})
"""Function words that frames ask for: blew himself up."""
_NONE: frozenset[str] = frozenset()
_MARK, _NUMBER, _YEAR = frozenset({"mark"}), frozenset({"number"}), frozenset({"time"})
_NEVER_VERBS = frozenset({"place", "organ", "quantity", "cyber"})
"""Classes of nouns that are spelt like verbs, and never are any in news."""
_BOUNDARIES = frozenset({"relative", "complementizer", "subordinator", "condition"})
"""Classes of the words that open a clause."""
_VEILED = "أسر"
"""Its masdar is read only where the clause asks for an act: it is spelt like "families"."""
_REFERRING = frozenset(
    {
        "honorific",
        "anaphor",
        "homeland",
        "pair",
        "world",
        "states",
        "pronoun",
        "kingdom",
        "kin",
        "neighbour",
        "latter",
    }
)
"""Classes of words that stand for somebody named before, or for the world at large."""
_QUOTING = frozenset({OPEN, "/", "("})
"""Marks between the noun of a body and the name that belongs to it: the party «Forward»."""
MOST_REMEMBERED = 200_000
"""Spellings kept; with more all are forgotten at once."""


class WordReader:
    """Reads folded words; remembers each spelling, up to ``MOST_REMEMBERED`` of them."""

    def __init__(
        self,
        morphology: Morphology,
        triggers: TriggerLexicon,
        actors: ActorLexicon,
        offices: OfficeLexicon,
        cues: Mapping[str, frozenset[str]],
    ) -> None:
        self._morphology = morphology
        self._actors = actors
        self._offices = offices
        self._openings = actors.words | offices.heads
        self._triggers = triggers
        self._cues = cues
        self._unions: dict[frozenset[str], frozenset[str]] = {}
        self._functions = function_words()
        self._seen: dict[str, Word] = {}

    def read(self, key: str) -> Word:
        """Return the readings of the folded word ``key``."""
        word = self._seen.get(key)
        if word is None:
            word = self._analyse(key)
            if len(self._seen) >= MOST_REMEMBERED:
                self._seen.clear()
            self._seen[key] = word
        return word

    def read_all(self, keys: Sequence[str]) -> list[Word]:
        """Return the readings of each of ``keys``."""
        words = list(map(self._seen.get, keys))
        for at in [at for at, word in enumerate(words) if word is None]:
            words[at] = self.read(keys[at])
        return cast("list[Word]", words)

    def _analyse(self, key: str) -> Word:
        classes = self._functions.get(key, _NONE)
        soft = not classes or classes <= _NOUN_CLASSES
        analyses = self._morphology.analyse(key) if soft else ()
        if _VEILED in [a.lemma for a in analyses]:
            analyses = tuple(a for a in analyses if not is_veiled(a))
        return self._word(key, classes, analyses, soft=soft)

    def only(self, key: str, keep: Callable[[Analysis], bool]) -> Word:
        """Return the word of those readings of ``key`` that ``keep`` holds of, which is no name."""
        found = tuple(filter(keep, self._morphology.analyse(key)))
        return self._unnamed(key, frozenset(), found, soft=True)

    def without_article(self, key: str) -> Word:
        """Return the readings of a noun that is spelt like a function word but for its article."""
        found = self._morphology.analyse(f"{ARTICLE}{key}")
        analyses = tuple(replace(a, definite=False) for a in found if a.pos == "noun")
        word = self._word(key, frozenset(), analyses, soft=True)
        word.definite = False  # the governor, whose first letters are those of "and the"
        return word

    def uncover(self, key: str) -> Word:
        """Return the readings that the morphology has for a function word: across, expressed.

        They are those of the word after a conjunction, where the small word is written apart.
        """
        found = self._morphology.analyse(f"و{key}")
        analyses = tuple(replace(a, conjunction="") for a in found if a.conjunction)
        return self._word(key, frozenset(), analyses, soft=True)

    def _word(
        self, key: str, classes: frozenset[str], analyses: tuple[Analysis, ...], *, soft: bool
    ) -> Word:
        """Return the word of these readings, and how an actor phrase can begin with it."""
        word = self._unnamed(key, classes, analyses, soft=soft)
        opens = is_among(key, self._openings)
        if opens:
            word.begins_name = self._actors.begins(key)
            word.begins_office = self._offices.begins(key)
        begins = word.begins_name or word.begins_office
        word.opens, word.starts = word.refers or opens, word.refers or begins
        if begins and not word.refers:
            word.tails = self._tails(key)
        return word

    def _unnamed(
        self, key: str, classes: frozenset[str], analyses: tuple[Analysis, ...], *, soft: bool
    ) -> Word:
        """Return the word of these readings as one that no actor phrase begins with."""
        if not classes and not analyses:
            return self._unread(key)  # most words that are new
        verbs, nouns = self._parted(classes, analyses) if analyses else ((), ())
        definite = has_article(key, verbs, nouns)
        boundary = not classes.isdisjoint(_BOUNDARIES)
        surname = surname_of(key)
        word = Word(
            key,
            definite,
            _clitic(key, nouns, classes),
            bool(verbs) or (not classes and not nouns and self._looks_verbal(key)),
            classes=classes or CONTENT,
            content=soft,
            conjoined="conjoined" in classes or (bool(analyses) and _is_conjoined(analyses)),
            verbs=verbs,
            nouns=nouns,
            noun_classes=self._classes_of(key, classes, nouns, soft=soft),
            boundary=boundary,
            refers=not classes.isdisjoint(_REFERRING),
            ends_reach=boundary or "pronoun" in classes,
            recalls=soft and (definite or bool(surname)),
            surname=surname,
        )
        if verbs:
            word.verb_cues, word.verb_frames = self._cues_of(verbs), self._framed(verbs)
        if nouns:
            word.noun_cues, word.noun_frames = self._cues_of(nouns), self._framed(nouns)
        word.stem = bare(key) if definite and not word.verb_frames else ""
        word.heads = word.verbal or bool(word.noun_cues) or bool(word.noun_frames)
        return word

    def _unread(self, key: str) -> Word:
        """Return a mark, a number or a word that no dictionary knows."""
        if not key[:1].isalnum():
            return Word(key, classes=_MARK, content=False)
        if key.isdecimal():
            return Word(key, classes=_YEAR if is_year(key) else _NUMBER, content=False)
        definite, verbal = key.startswith(ARTICLES), self._looks_verbal(key)
        word = Word(key, definite, _clitic(key, (), _NONE), verbal, not definite)
        word.recalls, word.surname, word.heads = True, surname_of(key), verbal
        if definite:
            word.stem = bare(key)
        return word

    def _parted(
        self, classes: frozenset[str], analyses: tuple[Analysis, ...]
    ) -> tuple[tuple[Analysis, ...], tuple[Analysis, ...]]:
        """Return the verbs among ``analyses``, likeliest first, and the others."""
        nouns = tuple([a for a in analyses if a.pos != "verb"])
        if len(nouns) == len(analyses) or not classes.isdisjoint(_NEVER_VERBS):
            return (), nouns
        verbs = self._in_order(analyses)
        if "" in [a.conjunction for a in nouns]:
            # A film, no "so he blames": what is a noun as it stands has no conjunction.
            verbs = tuple([a for a in verbs if a.conjunction != "ف"])
        return verbs, nouns

    def _classes_of(
        self, key: str, classes: frozenset[str], nouns: tuple[Analysis, ...], *, soft: bool
    ) -> frozenset[str]:
        """Return the classes of the nouns that a word can be, of adverbs that are nouns too."""
        if not (nouns or classes):
            return _NONE  # most words that are new
        if classes and not soft and classes <= _CLASSED:
            nouns = tuple(a for a in self._morphology.analyse(key) if a.pos != "verb")
        noun_class = self._triggers.noun_class
        # A verb's classes do not hold of its participles: a middle stage is no mediation.
        found = [noun_class(a.lemma) for a in nouns if a.pos not in PARTICIPLES]
        if classes and not classes.isdisjoint(_NAMED_CLASSES):
            found.append(classes & _NAMED_CLASSES)
        return self._union(found)

    def _looks_verbal(self, key: str) -> bool:
        return looks_verbal(key) and not self._actors.is_name(key)

    def _tails(self, key: str) -> frozenset[str] | None:
        """Return the words of which one must follow ``key`` in a name, bare or quoted, or office.

        None where a name or an office may be the word alone.
        """
        names, offices = self._actors.tails(key), self._offices.tails(key)
        return None if names is None or offices is None else names | offices | _QUOTING

    def _in_order(self, analyses: tuple[Analysis, ...]) -> tuple[Analysis, ...]:
        """Return the verbs of ``analyses``, likeliest in news first.

        "He denied" goes before "we fulfil", "we arrested" before "he arrested us", the singular
        before the dual that is spelt alike. "I" only asks, warns and thanks.
        """
        verbs = [a for a in analyses if a.pos == "verb" and a.person in {None, 1, 3}]
        if not verbs:
            return ()
        if 1 in [a.person for a in verbs]:
            spoken = any(a.person == 1 and (a.number == "p" or self._is_plea(a)) for a in verbs)
            told = any(a.person == 3 and not a.enclitic.startswith(("1", "2")) for a in verbs)
            if told or not spoken:
                verbs = [a for a in verbs if a.person != 1]
        if len(verbs) > 1:
            verbs.sort(key=lambda a: (a.enclitic.startswith(("1", "2")), a.number == "d"))
        return tuple(verbs)

    def _is_plea(self, verb: Analysis) -> bool:
        """Return whether a verb in the first person is a speech act: I call on, I ask."""
        return verb.aspect == "imperfect" and any(
            frame.speech for frame in self._triggers.frames(verb.lemma, "verb")
        )

    def _cues_of(self, analyses: tuple[Analysis, ...]) -> frozenset[str]:
        return self._union([self._cues[a.lemma] for a in analyses if a.lemma in self._cues])

    def _union(self, classes: list[frozenset[str]]) -> frozenset[str]:
        """Return the union of ``classes``; equal ones are one object, for words are many."""
        if not classes:
            return _NONE
        union = classes[0] if len(classes) == 1 else _NONE.union(*classes)
        return self._unions.setdefault(union, union)

    def _framed(self, analyses: tuple[Analysis, ...]) -> tuple[tuple[Analysis, Senses], ...]:
        frames_of = self._triggers.frames
        return tuple([(a, found) for a in analyses if (found := frames_of(a.lemma, a.pos))])


def is_veiled(analysis: Analysis) -> bool:
    """Return whether a reading is an act that a commoner noun is spelt like: capture, families."""
    return analysis.lemma == _VEILED and analysis.pos == "masdar"


def _is_conjoined(analyses: tuple[Analysis, ...]) -> bool:
    """Return whether a word begins with a conjunction: not so a verb of which it is a letter."""
    joined = [a.pos == "verb" for a in analyses if a.conjunction]
    if not joined:
        return False  # most words
    own = any(a.pos == "verb" and not a.conjunction for a in analyses)
    return True in joined or not own


def _clitic(key: str, nouns: tuple[Analysis, ...], classes: frozenset[str]) -> str:
    """Return the preposition at the beginning of ``key``: known for nouns, else by the article."""
    if "number" in classes and key[0] in BEFORE_NUMBERS:
        return key[0]
    if classes and not classes <= _NOUN_CLASSES:
        return ""
    if nouns:
        return nouns[0].preposition
    stem = key[1:] if key[:1] in {"و", "ف"} and len(key) > 5 else key
    if stem.startswith(("بال", "لل", "كال")):
        return stem[0]
    shortest = 5 if stem.startswith("ب") else 6
    return stem[0] if len(stem) >= shortest and stem[0] in "بل" else ""
