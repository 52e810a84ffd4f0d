"""Conjugate a verb: root and form in, stems by slot out.

A **slot** names what may follow the stem. Perfect: ``0`` nothing (3ms), ``e`` a pronoun (3ms),
``t`` ت (3fs, 3fd), ``w`` وا (3mp), ``a`` ا (3md), ``c`` ت (1s), ``n`` ن and نا (3fp, 1p).
Imperfect: ``0`` nothing, ``e`` a pronoun, ``w`` ون or وا, ``a`` ان or ا, ``n`` ن (3fp), ``j``
nothing after لم and لام الأمر (jussive). Stems are written without vowels, hamza on its seat.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

Voice = Literal["active", "passive"]
Slots = dict[str, str]

HAMZA: Final = "ء"
WEAK: Final = "وي"
# Form VIII: what the first radical and the infix ت become together (assimilation).
INFIXED_T: Final = {
    "و": "ت", "ز": "زد", "ص": "صط", "ض": "ضط", "ط": "ط", "ظ": "ظ", "د": "د", "ذ": "د", "ث": "ث",
    "ت": "ت",
}  # fmt: skip
DAMMA_FORMS: Final = frozenset({"II", "III", "IV", "QI"})  # imperfect prefixes take damma
STEADY_FORMS: Final = frozenset({"V", "VI"})  # weak endings keep alef throughout the imperfect


@dataclass(frozen=True, slots=True)
class Verb:
    """One row of ``verbs.tsv``."""

    lemma: str
    root: str
    form: str
    """I to X, QI and QII for roots of four letters."""
    vowels: str = ""
    """Form I only: perfect and imperfect vowel of the middle radical, such as ``a-u``."""
    transitive: bool = True
    steady_middle: bool = False
    """The weak middle radical behaves as a sound one (استجوب beside استجاب)."""

    @property
    def weakness(self) -> str:
        """The conjugation class: sound, assimilated, hollow, doubled or defective."""
        first, middle, last = self.root[0], self.root[1], self.root[-1]
        steady = self.form in {"II", "III", "V", "VI", "QI", "QII"}
        drops_waw = self.form in {"IV", "X"} or self.vowels in {"a-i", "a-a", "i-i"}
        if last in WEAK:
            return "defective"
        if middle in WEAK and not steady and not self.steady_middle:
            return "hollow"
        if middle == last and not steady:
            return "doubled"
        return "assimilated" if first == "و" and drops_waw and not steady else "sound"


class Conjugator:
    """Fills the patterns of ``patterns.tsv`` with roots."""

    def __init__(self, patterns: Mapping[tuple[str, str], Mapping[str, str]]) -> None:
        self._patterns = patterns

    def perfect(self, verb: Verb, voice: Voice) -> Slots:
        """Return the stems of the perfect by slot."""
        suffix = "" if voice == "active" else "_p"
        stem = self._fill(verb, f"perfect{suffix}")
        if verb.weakness == "defective":
            return _defective_perfect(verb, stem, voice)
        before_consonant = self._fill(verb, f"perfect{suffix}_c")
        return _merge_nun(dict.fromkeys("0etwa", stem) | dict.fromkeys("cn", before_consonant))

    def imperfect(self, verb: Verb, voice: Voice) -> Slots:
        """Return the stems of the imperfect by slot, without the person prefix ي ت أ ن."""
        suffix = "" if voice == "active" else "_p"
        stem = self._fill(verb, f"imperfect{suffix}")
        if verb.weakness == "defective":
            return _defective_imperfect(verb, stem, voice)
        short = self._fill(verb, f"imperfect{suffix}_c")
        return _merge_nun(dict.fromkeys("0ewa", stem) | {"n": short, "j": short})

    def masdar(self, verb: Verb) -> str | None:
        """Return the masdar that the form predicts, ``None`` in form I, where it is listed."""
        pattern = self._patterns[verb.form, verb.weakness]["masdar"]
        return None if pattern == "-" else self._fill(verb, "masdar")

    def participle(self, verb: Verb, voice: Voice) -> str:
        """Return the participle, masculine singular; a weak ending is written out (ي, ى)."""
        stem = self._fill(verb, voice)
        if verb.weakness != "defective":
            return stem
        if voice == "active":
            return stem + "ي"
        if verb.form == "I":
            return stem + ("و" if verb.root[2] == "و" else "ي")
        return stem + "ى"

    def _fill(self, verb: Verb, slot: str) -> str:
        if verb.root == "رءي" and verb.form == "I" and slot.startswith("imperfect"):
            return "ر"  # يرى is the one verb that drops its middle hamza
        pattern = self._patterns[verb.form, verb.weakness][slot]
        letters = dict(zip("1234", verb.root, strict=False))
        letters["+"] = INFIXED_T.get(verb.root[0], verb.root[0] + "ت")
        letters["@"] = {"a-u": "و", "a-i": "ي"}.get(verb.vowels, "ا")
        letters["&"] = "و" if verb.vowels == "a-u" else "ي"
        return seat_hamza("".join(letters.get(sign, sign) for sign in pattern), verb, slot)


def _merge_nun(slots: Slots) -> Slots:
    """Return ``slots`` with one ن where that of the stem meets that of the ending (أعلنا)."""
    return slots | {"n": slots["n"].removesuffix("ن")}


def _defective_perfect(verb: Verb, base: str, voice: Voice) -> Slots:
    if voice == "passive" or verb.vowels == "i-a":  # بقي، دعي: the ya stays but before وا
        weak = base + "ي"
        return dict.fromkeys("0etacn", weak) | {"w": base}
    third = "و" if verb.form == "I" and verb.root[2] == "و" else "ي"
    last = "ا" if third == "و" or base.endswith("ي") else "ى"
    return (
        dict.fromkeys("acn", base + third)
        | dict.fromkeys("tw", base)
        | {"0": base + last, "e": base + "ا"}
    )


def _defective_imperfect(verb: Verb, base: str, voice: Voice) -> Slots:
    if verb.form == "I" and verb.root[0] == "و" and voice == "active":
        base = base.removeprefix("و")  # يفي, يعي
    keeps_alef = voice == "passive" or verb.form in STEADY_FORMS or verb.vowels in {"i-a", "a-a"}
    if keeps_alef:  # يبقى، يتلقى، يدعى
        weak = base + "ي"
        return {"0": base + "ى", "e": base + "ا", "w": base, "a": weak, "n": weak, "j": base}
    weak = base + ("و" if verb.form == "I" and verb.vowels == "a-u" else "ي")
    return dict.fromkeys("0ean", weak) | {"w": base, "j": base}


def seat_hamza(stem: str, verb: Verb, slot: str) -> str:
    """Return ``stem`` with each hamza of the root written on its seat.

    The seat follows from the neighbouring vowels, which the pattern (``slot``) fixes: أ at the
    beginning and between a-vowels, ؤ after the u of a prefix, ئ before an i, ء after a long vowel.
    """
    if HAMZA not in stem:
        return stem
    if verb.root[0] == HAMZA:
        stem = _seat_first(stem, after_u=_prefix_has_u(verb, slot))
    if stem.endswith(HAMZA) and stem[-2] not in "اوي":
        stem = stem[:-1] + ("ئ" if _ends_in_i(verb, slot) else "أ")
    before_i = slot == "active" or slot.startswith("perfect_p")
    return "".join(
        _seat_middle(stem, index, before_i=before_i) if letter == HAMZA else letter
        for index, letter in enumerate(stem)
    )


def _prefix_has_u(verb: Verb, slot: str) -> bool:
    if slot.startswith("imperfect"):
        return verb.form in DAMMA_FORMS or "_p" in slot
    return slot in {"active", "passive"} and verb.form in DAMMA_FORMS


def _ends_in_i(verb: Verb, slot: str) -> bool:
    if slot.startswith("imperfect"):
        return "_p" not in slot and (
            verb.form in DAMMA_FORMS | {"VII", "VIII", "X"} or verb.vowels == "a-i"
        )
    shortened = slot == "perfect_c" and verb.weakness == "hollow" and verb.form == "I"  # جئت
    return shortened or slot == "active" or slot.startswith("perfect_p")


def _seat_first(stem: str, *, after_u: bool) -> str:
    """Return ``stem`` with the hamza of the first radical seated; two alefs in a row make آ."""
    for joined, written in (("أء", "آ"), ("إء", "إي"), ("اءت", "ائت")):
        if stem.startswith(joined):
            return written + stem[len(joined) :]
    seat = "ؤ" if after_u else "أ"
    if seat == "أ":
        stem = stem.replace("ءا", "آ", 1)
    return stem.replace(HAMZA, seat, 1)


def _seat_middle(stem: str, index: int, *, before_i: bool) -> str:
    before = stem[index - 1]
    if index == len(stem) - 1 and before in "اوي":
        return HAMZA
    if before == "ي" or before_i:
        return "ئ"
    return HAMZA if before == "ا" else "أ"
