"""Morphology: what a folded word can be, from a full-form table expanded from our database.

The table holds every stem with every inflectional ending. Proclitics and pronouns are taken off at
look-up by the three compatibility tables, as the camel-tools Analyzer does it, at dictionary speed.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final, Literal, cast

from streams.lexicon.camel import FullDatabase
from streams.lexicon.database import Database, Features, Stem, enclitic_surface, read_database
from streams.lexicon.tables import DATA, read_table
from streams.normalize.letters import fold

PartOfSpeech = Literal[
    "verb", "masdar", "active_participle", "passive_participle", "noun", "adjective"
]
Aspect = Literal["perfect", "imperfect", "imperative"]
Voice = Literal["active", "passive"]
Gender = Literal["m", "f"]
Number = Literal["s", "d", "p"]
Person = Literal[1, 2, 3]
Conjunction = Literal["و", "ف", ""]
Preposition = Literal["ب", "ل", "ك", ""]

TEH_MARBUTA: Final = "\N{ARABIC LETTER TEH MARBUTA}"
LONGEST_PRONOUN: Final = 3  # هما
CACHE_SIZE: Final = 1 << 17  # the words of some ten thousand articles
_POS_PRIOR: Final = {
    "verb": 0, "masdar": 1, "noun": 2, "active_participle": 3, "passive_participle": 4,
    "adjective": 5,
}  # fmt: skip
_CONJUNCTIONS: Final[dict[str, Conjunction]] = {"wa_conj": "و", "fa_conj": "ف"}
_PREPOSITIONS: Final[dict[str, Preposition]] = {
    "bi_prep": "ب",
    "li_prep": "ل",
    "li_sub": "ل",
    "ka_prep": "ك",
}
_ASPECTS: Final[dict[str, Aspect]] = {"p": "perfect", "i": "imperfect", "c": "imperative"}
_VOICES: Final[dict[str, Voice]] = {"a": "active", "p": "passive"}


@dataclass(frozen=True, slots=True)
class Analysis:
    """One reading of a word."""

    lemma: str
    """The lemma of ``verbs.tsv`` or ``nouns.tsv``; masdars and participles carry their verb's."""
    pos: PartOfSpeech
    aspect: Aspect | None = None
    voice: Voice | None = None
    person: Person | None = None
    gender: Gender | None = None
    number: Number | None = None
    conjunction: Conjunction = ""
    preposition: Preposition = ""
    future: bool = False
    """Has the particle س."""
    definite: bool = False
    """Has the article ال; a pronoun or a genitive makes definite too but is not counted here."""
    enclitic: str = ""
    """Person of the pronoun at the end (``3fs``): the object of a verb, the possessor of a noun."""
    known: bool = True
    """False where the reading comes from an operator's database, so that no frame can be had."""


_Entry = tuple[str, str, Analysis]  # stem category, suffix category, reading without clitics
_Ending = tuple[str, str, Features]  # letters, role of a pronoun, agreement


class Morphology:
    """Analyses folded words. Immutable after construction, but for its cache."""

    def __init__(
        self,
        database: Database,
        closed: frozenset[str] = frozenset(),
        full: FullDatabase | None = None,
        intransitive: frozenset[str] = frozenset(),
        opened: frozenset[str] = frozenset(),
    ) -> None:
        self._prefixes = database.prefixes
        self._longest_prefix = max(map(len, database.prefixes), default=0)
        self._prefix_stem = database.prefix_stem
        self._prefix_suffix = database.prefix_suffix
        self._pronouns = _pronouns(database)
        self._free: dict[str, list[_Entry]] = defaultdict(list)
        self._bound: dict[tuple[str, str], list[_Entry]] = defaultdict(list)
        self._full = full
        self._closed = closed
        self._intransitive = intransitive
        self._opened = opened
        self._expand(database)
        self._cached = lru_cache(CACHE_SIZE)(self._analyse)

    def analyse(self, key: str, shown: str = "") -> tuple[Analysis, ...]:
        """Return the readings of a folded word (``normalize.letters.fold``), likeliest first.

        ``shown`` is the word before it was folded, where known: an ending written ة is then not
        read as the pronoun ه, which shares its key.

        The order is the prior of news text: third person before first, active before passive,
        finite verb before masdar, noun and participle. Empty for a word that is not known and for
        a word of a closed class (``closed.tsv``), which is never an inflected trigger; of a word
        that is closed alone but open after a conjunction (وعبر) the table has a row ``open``.
        """
        readings = self._cached(key)
        if shown.endswith(TEH_MARBUTA):
            return tuple(reading for reading in readings if reading.enclitic != "3ms")
        return readings

    @property
    def forms(self) -> int:
        """Number of inflected forms in the full-form table, clitics not counted."""
        return len(self._free)

    def knows(self, key: str) -> bool:
        """Return whether ``key`` is a form of our own table or a word of a closed class."""
        if self._is_closed(key):
            return True
        # Nearly every word that is asked for here is analysed next.
        return bool(self._own_readings(key) if self._full is not None else self._cached(key))

    def _is_closed(self, key: str) -> bool:
        if key in self._closed:
            return True
        joined = key[:1] in {"و", "ف"} and key[1:] in self._closed
        return joined and key not in self._free and key not in self._opened

    def _analyse(self, key: str) -> tuple[Analysis, ...]:
        if self._is_closed(key):
            return ()
        readings = self._own_readings(key)
        if not readings and self._full is not None:
            readings = [_reading_of_full(features) for features in self._full.analyse(key)]
        if len(readings) > 1:
            readings = sorted(self._without_objects(readings), key=_prior)
        return tuple(readings if len(readings) < 2 else dict.fromkeys(readings))

    def _without_objects(self, readings: list[Analysis]) -> Iterator[Analysis]:
        """Yield ``readings`` but verbs with an object that they cannot have: استقالته is a noun."""
        nouns = {reading.lemma for reading in readings if reading.pos == "masdar"} & (
            self._intransitive
        )
        for reading in readings:
            if not (reading.pos == "verb" and reading.enclitic and reading.lemma in nouns):
                yield reading

    def _own_readings(self, key: str) -> list[Analysis]:
        readings: list[Analysis] = []
        for length in range(min(self._longest_prefix, len(key) - 1) + 1):
            prefixes = self._prefixes.get(key[:length], ())
            found = self._stems(key[length:]) if prefixes else []
            for category, features in prefixes:
                for entries, person in found:
                    readings += self._match(entries, category, features, person)
        return readings

    def _stems(self, rest: str) -> list[tuple[list[_Entry], str]]:
        """Return the entries of ``rest``, a word without its proclitics, and the pronoun on it."""
        found = [(free, "")] if (free := self._free.get(rest)) else []
        for size in range(1, min(LONGEST_PRONOUN, len(rest) - 1) + 1):
            for person, role in self._pronouns.get(rest[-size:], ()):
                if bound := self._bound.get((rest[:-size], role)):
                    found.append((bound, person))
        return found

    def _match(
        self, entries: Sequence[_Entry], prefix: str, features: Features, pronoun: str
    ) -> Iterator[Analysis]:
        for stem, suffix, reading in entries:
            if (prefix, stem) in self._prefix_stem and (prefix, suffix) in self._prefix_suffix:
                yield _with_clitics(reading, features, pronoun)

    def _expand(self, database: Database) -> None:
        endings = _endings_by_category(database)
        lemmas: dict[tuple[int, int], dict[str, Analysis]] = defaultdict(dict)
        for surface, stems in database.stems.items():
            for stem in stems:
                for category in sorted(database.stem_suffix[stem.category]):
                    for letters, role, agreement in endings[category]:
                        # Equal readings are one object; so are the features they come from.
                        alike = lemmas[id(stem.features), id(agreement)]
                        reading = alike.get(stem.lemma)
                        if reading is None:
                            reading = _of_lemma(stem, agreement, alike)
                        entry = (stem.category, category, reading)
                        if role:
                            self._bound[surface + letters, role].append(entry)
                        else:
                            self._free[surface + letters].append(entry)


def _of_lemma(stem: Stem, agreement: Features, alike: dict[str, Analysis]) -> Analysis:
    """Return the reading of a stem with an ending, made from one that differs in its lemma."""
    model = next(iter(alike.values()), None)
    if model is None:
        model = _reading({**stem.features, **agreement, "lex": stem.lemma})
    reading = Analysis(
        stem.lemma, model.pos, model.aspect, model.voice, model.person, model.gender, model.number
    )
    alike[stem.lemma] = reading
    return reading


def _endings_by_category(database: Database) -> dict[str, list[_Ending]]:
    """Return the endings of each suffix category, one for all the pronouns that may follow it."""
    endings: dict[str, dict[tuple[str, str, str], _Ending]] = defaultdict(dict)
    shared: dict[str, Features] = {}  # equal agreements are one object
    for surface, rows in database.suffixes.items():
        for category, features in rows:
            pronoun = features.get("enc0", "")
            letters = surface.removesuffix(enclitic_surface(pronoun)) if pronoun else surface
            agreement: Features = {
                key: features[key] for key in ("per", "gen", "num") if key in features
            }
            agreement_key = str(agreement)
            agreement = shared.setdefault(agreement_key, agreement)
            role = pronoun.partition("_")[2]
            ending = (letters, role, agreement)
            endings[category].setdefault((letters, role, agreement_key), ending)
    return {category: list(found.values()) for category, found in endings.items()}


def _pronouns(database: Database) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, dict[tuple[str, str], None]] = defaultdict(dict)
    for rows in database.suffixes.values():
        for _, features in rows:
            if pronoun := features.get("enc0"):
                person, _, role = pronoun.partition("_")
                found[enclitic_surface(pronoun)][person, role] = None
    return {surface: list(pairs) for surface, pairs in found.items()}


def _reading(features: Features, *, known: bool = True) -> Analysis:
    person = features.get("per", "")
    gender, number = features.get("gen"), features.get("num")
    return Analysis(
        lemma=features["lex"],
        pos=cast("PartOfSpeech", features["kind"]),
        aspect=_ASPECTS.get(features.get("asp", "")),
        voice=_VOICES.get(features.get("vox", "")),
        person=cast("Person", int(person)) if person.isdigit() else None,
        gender=cast("Gender", gender) if gender in {"m", "f"} else None,
        number=cast("Number", number) if number in {"s", "d", "p"} else None,
        known=known,
    )


def _with_clitics(reading: Analysis, features: Features, pronoun: str) -> Analysis:
    if not pronoun and len(features) == 1:  # nothing but diac: no proclitic at all
        return reading
    particle = features.get("prc1", "")
    return Analysis(
        reading.lemma, reading.pos, reading.aspect, reading.voice,
        reading.person, reading.gender, reading.number, known=reading.known,
        conjunction=_CONJUNCTIONS.get(features.get("prc2", ""), ""),
        preposition=_PREPOSITIONS.get(particle, ""), future=particle == "sa_fut",
        definite=features.get("prc0") == "Al_det", enclitic=pronoun,
    )  # fmt: skip


def _reading_of_full(features: Features) -> Analysis:
    pronoun = features.get("enc0", "0").partition("_")[0]
    reading = _reading(features, known=False)
    return _with_clitics(reading, features, pronoun if pronoun not in {"0", "na"} else "")


def _prior(reading: Analysis) -> tuple[bool, bool, bool, int, bool]:
    return (
        reading.person == 1,
        reading.voice == "passive",
        bool(reading.enclitic),
        _POS_PRIOR[reading.pos],
        bool(reading.preposition),
    )


@cache
def load_morphology(database: Path | None = None) -> Morphology:
    """Return the morphology of this package; one object for each argument.

    ``database`` names a full morphology database in the format of camel-tools that an operator has
    installed; it reads the words that ours does not know. Raises ``LexiconError`` where our own
    file is broken, ``OSError`` where ``database`` cannot be read.
    """
    own = read_database(DATA / "morphology.db")
    rows = [(fold(row["word"]), row["kind"]) for row in read_table("closed")]
    closed = frozenset(word for word, kind in rows if kind != "open")
    opened = frozenset(word for word, kind in rows if kind == "open")
    intransitive = frozenset(row["lemma"] for row in read_table("verbs") if "t" not in row["flags"])
    full = FullDatabase(database) if database else None
    return Morphology(own, closed, full, intransitive, opened)
