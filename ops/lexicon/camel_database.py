"""Write a morphology database in the text format of camel-tools.

Its surface columns hold folded spelling (``streams.normalize.letters.fold``), the true spelling is
in ``diac``. Every stem declares all clitic keys: the Analyzer drops what a stem does not declare.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from ops.lexicon.conjugation import Conjugator, Slots, Verb, Voice
from ops.lexicon.declension import NominalStem
from streams.lexicon.database import ENCLITICS, FIRST_SINGULAR
from streams.normalize.letters import fold

KEYS: Final = (
    "diac", "lex", "pos", "kind", "asp", "vox", "per", "gen", "num", "mod", "stt",
    "prc3", "prc2", "prc1", "prc0", "enc0",
)  # fmt: skip
OPEN_KEYS: Final = frozenset({"diac", "lex"})
VALUES: Final = {
    "pos": ("verb", "noun", "adj", "digit", "punc", "latin"),
    "kind": (
        "verb", "masdar", "active_participle", "passive_participle", "noun", "adjective", "na",
    ),
    "asp": ("p", "i", "na"), "vox": ("a", "p", "na"), "per": ("1", "3", "na"),
    "gen": ("m", "f", "na"), "num": ("s", "d", "p", "na"), "mod": ("i", "j", "u", "na"),
    "stt": ("d", "i", "c", "na"), "prc3": ("0", "na"), "prc2": ("0", "wa_conj", "fa_conj", "na"),
    "prc1": ("0", "sa_fut", "li_sub", "bi_prep", "li_prep", "ka_prep", "na"),
    "prc0": ("0", "Al_det", "na"),
}  # fmt: skip
CLITICLESS: Final = "prc3:0 prc2:0 prc1:0 prc0:0 enc0:0"
POS: Final = {"verb": "verb", "masdar": "noun", "noun": "noun"}
CONJUNCTIONS: Final = (("", ""), ("و", "prc2:wa_conj"), ("ف", "prc2:fa_conj"))
PREPOSITIONS: Final = (("ب", "prc1:bi_prep"), ("ل", "prc1:li_prep"), ("ك", "prc1:ka_prep"))
# slot -> (ending, agreement); a sign + at the end marks the form that a pronoun follows.
VERB_ENDINGS: Final = {
    "P0": (("", "per:3 gen:m num:s"),),
    "Pe": (("+", "per:3 gen:m num:s"),),
    "Pt": (
        ("ت", "per:3 gen:f num:s"), ("ت+", "per:3 gen:f num:s"),
        ("تا", "per:3 gen:f num:d"), ("تا+", "per:3 gen:f num:d"),
    ),
    "Pw": (("وا", "per:3 gen:m num:p"), ("و+", "per:3 gen:m num:p")),
    "Pa": (("ا", "per:3 gen:m num:d"), ("ا+", "per:3 gen:m num:d")),
    "Pc": (("ت", "per:1 num:s"), ("ت+", "per:1 num:s")),
    "Pn": (
        ("ن", "per:3 gen:f num:p"), ("ن+", "per:3 gen:f num:p"),
        ("نا", "per:1 num:p"), ("نا+", "per:1 num:p"),
    ),
    "I0": (("", "mod:i"),), "Ie": (("+", "mod:i"),), "Ij": (("", "mod:j"),),
    "Iw": (
        ("ون", "num:p mod:i"), ("ون+", "num:p mod:i"), ("وا", "num:p mod:j"), ("و+", "num:p mod:j"),
    ),
    "Ia": (
        ("ان", "num:d mod:i"), ("ان+", "num:d mod:i"), ("ا", "num:d mod:j"), ("ا+", "num:d mod:j"),
    ),
    "In": (("ن", "gen:f num:p mod:i"), ("ن+", "gen:f num:p mod:i")),
}  # fmt: skip
NOUN_ENDINGS: Final = {
    "bare": (("", "stt:d"),), "indefinite": (("", "stt:i"),), "tanwin": (("ا", "stt:i"),),
    "bound": (("+", "stt:c"),), "construct": (("", "stt:c"),),
    "dual": (("ان", "num:d stt:d"), ("ين", "num:d stt:d")),
    "dual_construct": (("ا", "num:d stt:c"), ("ي", "num:d stt:c"), ("ا+", "num:d stt:c"),
                       ("ي+", "num:d stt:c")),
}  # fmt: skip
EXCLUDED: Final = {("Future", "Ij")} | {  # سوف takes the indicative; ال takes no other mark
    ("Det", ending) for ending in ("indefinite", "tanwin", "bound", "construct", "dual_construct")
}
# Prefix letter -> (agreement, slots). Second persons and the jussive of the first are left out:
# news does not use them, and their short forms would read particles as verbs.
PERSONS: Final = {
    "ي": ("per:3 gen:m num:s", "0ewanj"),
    "ت": ("per:3 gen:f num:s", "0eaj"),
    "أ": ("per:1 gen:na num:s", "0"),
    "ن": ("per:1 gen:na num:p", "0e"),
}


@dataclass(slots=True)
class DatabaseWriter:
    """Collects stems; ``lines`` gives the file."""

    stems: list[tuple[str, str, str]] = field(default_factory=list)
    categories: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def add_verb(self, verb: Verb, conjugator: Conjugator) -> None:
        """Add the finite forms of ``verb``: third and first person, passive where it has one."""
        voices: tuple[Voice, ...] = ("active", "passive") if verb.transitive else ("active",)
        for voice in voices:
            self._add_slots(
                verb,
                "P",
                "",
                conjugator.perfect(verb, voice),
                f"asp:p vox:{voice[0]} per:na gen:na num:na",
            )
            slots = conjugator.imperfect(verb, voice)
            if slots["j"] == slots["0"]:
                del slots["j"]  # the jussive looks like the indicative
            for letter, (agreement, allowed) in PERSONS.items():
                if voice == "passive" and "per:1" in agreement:
                    continue
                stems = {slot: stem for slot, stem in slots.items() if slot in allowed}
                self._add_slots(verb, "I", letter, stems, f"asp:i vox:{voice[0]} {agreement}")

    def _add_slots(
        self, verb: Verb, aspect: str, letter: str, slots: Slots, agreement: str
    ) -> None:
        features = f"lex:{verb.lemma} pos:verb kind:verb {agreement} stt:na mod:na"
        for stem in dict.fromkeys(slots.values()):
            endings = tuple(f"{aspect}{slot}" for slot in slots if slots[slot] == stem)
            self._add_stem(_join_person(letter, stem), endings, features)
        plural = slots.get("w", "")
        if plural.endswith(("أ", "ئ", "ء")):  # بدأوا is written بدؤوا too
            self._add_stem(_join_person(letter, plural[:-1] + "ؤ"), (f"{aspect}w",), features)

    def add_nominal(self, lemma: str, kind: str, stem: NominalStem) -> None:
        """Add one stem of a noun, masdar, participle or adjective."""
        endings = stem.endings
        if "dual" in endings and kind != "masdar":  # an ending that would read احتجاجي as a dual
            endings = (*endings, "dual_construct")
        features = (
            f"lex:{lemma} pos:{POS.get(kind, 'adj')} kind:{kind} asp:na vox:na per:na"
            f" gen:{stem.gender} num:{stem.number} stt:na mod:na"
        )
        self._add_stem(stem.stem, endings, features)

    def _add_stem(self, stem: str, endings: tuple[str, ...], features: str) -> None:
        category = "-".join(("V" if endings[0][0] in "PI" else "N", *endings))
        self.categories[category] = endings
        self.stems.append((fold(stem), category, f"diac:{stem} {features} {CLITICLESS}"))

    def lines(self) -> Iterator[str]:
        """Yield the lines of the database file."""
        yield from _header()
        yield "###PREFIXES###"
        yield from _prefixes()
        yield "###SUFFIXES###"
        yield from _suffixes()
        yield "###STEMS###"
        for stem in dict.fromkeys(self.stems):
            yield "\t".join(stem)
        yield from self._tables()

    def _tables(self) -> Iterator[str]:
        yield "###TABLE AB###"
        for category, endings in self.categories.items():
            for prefix in _prefixes_of(endings):
                yield f"{prefix} {category}"
        yield "###TABLE BC###"
        for category, endings in self.categories.items():
            for ending in endings:
                yield f"{category} {ending}"
        yield "###TABLE AC###"
        for ending in (*VERB_ENDINGS, *NOUN_ENDINGS):
            for prefix in _prefixes_of((ending,)):
                if (prefix, ending) not in EXCLUDED:
                    yield f"{prefix} {ending}"


def _join_person(letter: str, stem: str) -> str:
    """Return the imperfect with its person letter; أ and a hamza that begins the stem make آ."""
    return "آ" + stem[1:] if letter == "أ" and stem.startswith("أ") else letter + stem


def _prefixes_of(endings: tuple[str, ...]) -> tuple[str, ...]:
    if endings[0] in NOUN_ENDINGS:
        return ("Conj", "Prep", "Det")
    return ("Conj",) if endings[0].startswith("P") else ("Conj", "Future", "Li")


def _header() -> Iterator[str]:
    yield "###DEFINES###"
    enclitics = ["0", "na"] + [
        f"{person}_{role}" for role in ("dobj", "poss") for person in (*ENCLITICS, *FIRST_SINGULAR)
    ]
    for key in KEYS:
        values = enclitics if key == "enc0" else VALUES.get(key, ("*open*",))
        yield f"DEFINE {key} " + " ".join(f"{key}:{value}" for value in values)
    yield "###DEFAULTS###"
    absent = " ".join(f"{key}:na" for key in KEYS if key not in {*OPEN_KEYS, "pos"})
    for pos in ("digit", "punc", "latin"):
        yield f"DEFAULT pos:{pos} {absent}"
    for pos in ("verb", "noun", "adj"):
        # The Generator takes "no clitic" from here.
        plain = " ".join(f"{key}:na" for key in KEYS[3:11])
        yield f"DEFAULT pos:{pos} {plain} {CLITICLESS}"
    yield "###ORDER###"
    yield "ORDER " + " ".join(KEYS)
    yield "###TOKENIZATIONS###"
    yield "TOKENIZATION diac"
    yield "###STEMBACKOFF###"
    yield "STEMBACKOFF ALL N-bare"
    yield "STEMBACKOFF PROP N-bare"


def _prefixes() -> Iterator[str]:
    for conjunction, feature in CONJUNCTIONS:
        lead = f"diac:{conjunction} {feature}".rstrip()
        yield f"{conjunction}\tConj\t{lead}"
        yield f"{conjunction}س\tFuture\t{_prefix(conjunction + 'س', feature, 'prc1:sa_fut')}"
        yield f"{conjunction}ل\tLi\t{_prefix(conjunction + 'ل', feature, 'prc1:li_sub')}"
        article = conjunction + "ال"
        yield f"{article}\tDet\t{_prefix(article, feature, 'prc0:Al_det')}"
        for preposition, prc1 in PREPOSITIONS:
            plain = conjunction + preposition
            yield f"{plain}\tPrep\t{_prefix(plain, feature, prc1)}"
            definite = conjunction + ("لل" if preposition == "ل" else preposition + "ال")
            yield f"{definite}\tDet\t{_prefix(definite, feature, prc1, 'prc0:Al_det')}"


def _prefix(diac: str, *features: str) -> str:
    return " ".join((f"diac:{diac}", *filter(None, features)))


def _suffixes() -> Iterator[str]:
    for table, role in ((VERB_ENDINGS, "dobj"), (NOUN_ENDINGS, "poss")):
        enclitics = ENCLITICS | FIRST_SINGULAR if role == "dobj" else ENCLITICS
        for category, endings in table.items():
            for ending, features in endings:
                if not ending.endswith("+"):
                    yield f"{fold(ending)}\t{category}\tdiac:{ending} {features}"
                    continue
                for person, pronoun in enclitics.items():
                    diac = ending[:-1] + pronoun
                    yield f"{fold(diac)}\t{category}\tdiac:{diac} {features} enc0:{person}_{role}"
