"""Morphology: what a folded word can be, from a full-form table expanded from our database.

The table holds every stem with every inflectional ending. Proclitics and pronouns are taken off at
look-up by the three compatibility tables, as the camel-tools Analyzer does it, at dictionary speed.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Final, Literal, cast

from streams.lexicon.camel import FullDatabase
from streams.lexicon.database import Database, Features, enclitic_surface, read_database
from streams.lexicon.tables import DATA

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
_Ending = tuple[str, str, tuple[tuple[str, str], ...]]  # letters, role of a pronoun, agreement


class Morphology:
    """Analyses folded words. Immutable after construction, but for its cache."""

    def __init__(self, database: Database, full: FullDatabase | None = None) -> None:
        self._prefixes = database.prefixes
        self._longest_prefix = max(map(len, database.prefixes), default=0)
        self._prefix_stem = database.prefix_stem
        self._prefix_suffix = database.prefix_suffix
        self._pronouns = _pronouns(database)
        self._free: dict[str, list[_Entry]] = defaultdict(list)
        self._bound: dict[tuple[str, str], list[_Entry]] = defaultdict(list)
        self._full = full
        self._expand(database)
        self._cached = lru_cache(CACHE_SIZE)(self._analyse)

    def analyse(self, key: str) -> tuple[Analysis, ...]:
        """Return the readings of a folded word (``normalize.letters.fold``), likeliest first.

        The order is the prior of news text: third person before first, active before passive,
        finite verb before masdar, noun and participle. Empty for a word that is not known.
        """
        return self._cached(key)

    @property
    def forms(self) -> int:
        """Number of inflected forms in the full-form table, clitics not counted."""
        return len(self._free)

    def knows(self, key: str) -> bool:
        """Return whether ``key`` has a reading in our own table, clitics taken off."""
        return bool(self._own_readings(key))

    def _analyse(self, key: str) -> tuple[Analysis, ...]:
        readings = self._own_readings(key)
        if not readings and self._full is not None:
            readings = [_reading_of_full(features) for features in self._full.analyse(key)]
        return tuple(dict.fromkeys(sorted(readings, key=_prior)))

    def _own_readings(self, key: str) -> list[Analysis]:
        readings: list[Analysis] = []
        for length in range(min(self._longest_prefix, len(key) - 1) + 1):
            for category, features in self._prefixes.get(key[:length], ()):
                rest = key[length:]
                readings += self._match(self._free.get(rest, ()), category, features, "")
                for size in range(1, min(LONGEST_PRONOUN, len(rest) - 1) + 1):
                    for person, role in self._pronouns.get(rest[-size:], ()):
                        entries = self._bound.get((rest[:-size], role), ())
                        readings += self._match(entries, category, features, person)
        return readings

    def _match(
        self, entries: Sequence[_Entry], prefix: str, features: Features, pronoun: str
    ) -> Iterator[Analysis]:
        for stem, suffix, reading in entries:
            if (prefix, stem) in self._prefix_stem and (prefix, suffix) in self._prefix_suffix:
                yield _with_clitics(reading, features, pronoun)

    def _expand(self, database: Database) -> None:
        endings = _endings_by_category(database)
        readings: dict[Analysis, Analysis] = {}  # equal readings are one object
        for surface, rows in database.stems.items():
            for category, stem_features in rows:
                for ending in sorted(database.stem_suffix[category]):
                    for suffix, role, features in endings[ending]:
                        reading = _reading({**stem_features, **dict(features)})
                        entry = (category, ending, readings.setdefault(reading, reading))
                        if role:
                            self._bound[surface + suffix, role].append(entry)
                        else:
                            self._free[surface + suffix].append(entry)


def _endings_by_category(database: Database) -> dict[str, list[_Ending]]:
    """Return the endings of each suffix category, one for all the pronouns that may follow it."""
    endings: dict[str, dict[_Ending, None]] = defaultdict(dict)
    for surface, rows in database.suffixes.items():
        for category, features in rows:
            pronoun = features.get("enc0", "")
            stripped = surface.removesuffix(enclitic_surface(pronoun)) if pronoun else surface
            agreement = {key: features[key] for key in features if key not in {"diac", "enc0"}}
            role = pronoun.partition("_")[2]
            endings[category][stripped, role, tuple(agreement.items())] = None
    return {category: list(found) for category, found in endings.items()}


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
    return replace(
        reading,
        conjunction=_CONJUNCTIONS.get(features.get("prc2", ""), ""),
        preposition=_PREPOSITIONS.get(particle, ""),
        future=particle == "sa_fut",
        definite=features.get("prc0") == "Al_det",
        enclitic=pronoun,
    )


def _reading_of_full(features: Features) -> Analysis:
    pronoun = features.get("enc0", "0").partition("_")[0]
    reading = _reading(features, known=False)
    return _with_clitics(reading, features, pronoun if pronoun not in {"0", "na"} else "")


def _prior(reading: Analysis) -> tuple[bool, bool, int, bool]:
    return (
        reading.person == 1,
        reading.voice == "passive",
        _POS_PRIOR[reading.pos],
        bool(reading.preposition or reading.enclitic),
    )


@cache
def load_morphology(database: Path | None = None) -> Morphology:
    """Return the morphology of this package; one object for each argument.

    ``database`` names a full morphology database in the format of camel-tools that an operator has
    installed; it reads the words that ours does not know. Raises ``LexiconError`` where our own
    file is broken, ``OSError`` where ``database`` cannot be read.
    """
    own = read_database(DATA / "morphology.db")
    return Morphology(own, FullDatabase(database) if database else None)
