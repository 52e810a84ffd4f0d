"""Morphology: what a folded word can be, from a full-form table expanded from our database.

The table holds every stem with every inflectional ending. Proclitics and pronouns are taken off at
look-up by the three compatibility tables, as the camel-tools Analyzer does it, at dictionary speed.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final, Literal, cast

from streams.lexicon.affixes import (
    NO_CLITICS,
    Clitics,
    Conjunction,
    Prefix,
    Preposition,
    clitics,
    endings,
    prefixes,
    pronouns,
)
from streams.lexicon.camel import FullDatabase
from streams.lexicon.database import Database, Features, Stem, read_database
from streams.lexicon.tables import DATA, read_table
from streams.normalize.letters import fold

PartOfSpeech = Literal[
    "verb", "masdar", "active_participle", "passive_participle", "noun", "adjective"
]
PARTICIPLES: Final = frozenset({"active_participle", "passive_participle"})
Aspect = Literal["perfect", "imperfect", "imperative"]
Voice = Literal["active", "passive"]
Gender = Literal["m", "f"]
Number = Literal["s", "d", "p"]
Person = Literal[1, 2, 3]

TEH_MARBUTA: Final = "\N{ARABIC LETTER TEH MARBUTA}"
LONGEST_PRONOUN: Final = 3  # هما
CACHE_SIZE: Final = 1 << 17  # the words of some ten thousand articles
BEGINNINGS: Final = 1 << 13  # the beginnings of words whose prefixes are remembered, the ends too
_POS_PRIOR: Final = {
    "verb": 0, "masdar": 1, "noun": 2, "active_participle": 3, "passive_participle": 4,
    "adjective": 5,
}  # fmt: skip
_ASPECTS: Final[dict[str, Aspect]] = {"p": "perfect", "i": "imperfect", "c": "imperative"}
_VOICES: Final[dict[str, Voice]] = {"a": "active", "p": "passive"}


@dataclass(slots=True, unsafe_hash=True)
class Analysis:
    """One reading of a word.

    Nothing changes it once it is built; it is not frozen because that makes building, which is
    much of what a new word costs, three times as slow.
    """

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
_Bound = dict[str, list[_Entry]]  # what a pronoun of one role may follow, by its letters


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
        self._prefixes = prefixes(database)
        self._longest_prefix = max(map(len, database.prefixes), default=0)
        self._first = frozenset(letters[:1] for letters in database.prefixes)
        self._free: dict[str, list[_Entry]] = defaultdict(list)
        bound: dict[str, _Bound] = defaultdict(lambda: defaultdict(list))
        self._full = full
        self._closed = closed
        self._intransitive = intransitive
        self._opened = opened
        self._expand(database, bound)
        self._pronouns = {
            letters: [(person, bound[role]) for person, role in pairs]
            for letters, pairs in pronouns(database).items()
        }
        self._last = frozenset(letters[-1] for letters in self._pronouns)  # letters of pronouns
        self._openings = lru_cache(BEGINNINGS)(self._prefixed)
        self._closings = lru_cache(BEGINNINGS)(self._carried)
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
            readings = self._without_objects(readings)
            readings.sort(key=_prior)
        return tuple(readings if len(readings) < 2 else dict.fromkeys(readings))

    def _without_objects(self, readings: list[Analysis]) -> list[Analysis]:
        """Return ``readings`` but verbs with an object they cannot have: استقالته is a noun."""
        nouns = {reading.lemma for reading in readings if reading.pos == "masdar"} & (
            self._intransitive
        )
        return [r for r in readings if not (r.pos == "verb" and r.enclitic and r.lemma in nouns)]

    def _own_readings(self, key: str) -> list[Analysis]:
        readings: list[Analysis] = []
        carried = self._closings(key[1:][-LONGEST_PRONOUN:]) if key[-1:] in self._last else ()
        longest = self._longest_prefix if key[:1] in self._first else 0
        opening = key[: min(longest, len(key) - 1)]
        for length, rows in self._openings(opening):
            rest = key[length:]
            found = [(free, "")] if (free := self._free.get(rest)) else []
            for size, persons in carried:
                if size < len(rest):
                    stem = rest[:-size]
                    found += [(b, person) for person, table in persons if (b := table.get(stem))]
            for prefix in rows if found else ():
                for entries, person in found:
                    _match(readings, entries, prefix, person)
        return readings

    def _carried(self, closing: str) -> tuple[tuple[int, list[tuple[str, _Bound]]], ...]:
        """Return the pronouns that ``closing`` ends in, each behind its length."""
        sizes = range(1, len(closing) + 1)
        return tuple([(n, who) for n in sizes if (who := self._pronouns.get(closing[-n:]))])

    def _prefixed(self, opening: str) -> list[tuple[int, list[Prefix]]]:
        """Return the prefixes that ``opening`` begins with, each behind its length."""
        sizes = range(len(opening) + 1)
        return [(n, rows) for n in sizes if (rows := self._prefixes.get(opening[:n]))]

    def _expand(self, database: Database, bound: dict[str, _Bound]) -> None:
        by_category = endings(database)
        lemmas: dict[tuple[int, int], dict[str, Analysis]] = defaultdict(dict)
        for surface, stems in database.stems.items():
            for stem in stems:
                for category in sorted(database.stem_suffix[stem.category]):
                    for letters, role, agreement in by_category[category]:
                        # Equal readings are one object; so are the features they come from.
                        alike = lemmas[id(stem.features), id(agreement)]
                        reading = alike.get(stem.lemma)
                        if reading is None:
                            reading = _of_lemma(stem, agreement, alike)
                        entry = (stem.category, category, reading)
                        if role:
                            bound[role][surface + letters].append(entry)
                        else:
                            self._free[surface + letters].append(entry)


def _match(
    readings: list[Analysis], entries: Sequence[_Entry], prefix: Prefix, pronoun: str
) -> None:
    """Add the readings of ``entries`` that the tables allow behind ``prefix``."""
    stems, suffixes, proclitics = prefix
    plain = proclitics == NO_CLITICS and not pronoun
    for stem, suffix, reading in entries:
        if stem in stems and suffix in suffixes:
            readings.append(reading if plain else _with_clitics(reading, proclitics, pronoun))


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


def _with_clitics(reading: Analysis, proclitics: Clitics, pronoun: str) -> Analysis:
    return Analysis(
        reading.lemma, reading.pos, reading.aspect, reading.voice,
        reading.person, reading.gender, reading.number, *proclitics, pronoun, reading.known,
    )  # fmt: skip


def _reading_of_full(features: Features) -> Analysis:
    pronoun = features.get("enc0", "0").partition("_")[0]
    reading = _reading(features, known=False)
    return _with_clitics(reading, clitics(features), pronoun if pronoun not in {"0", "na"} else "")


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
