"""Writes ``tests/cases/extract/variants.json``: base sentences of ours in many forms.

``python -m tests.quality.make_variants`` takes each act of ``acts.json`` through pairs of actors
and through changes that keep it (order, masdar, metonym, spelling noise, glued words) or take it
away (negation, condition, demand). What must be found is known from how a variant was made.
"""

import json
import sys
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "cases" / "extract"
TATWEEL = "\N{ARABIC TATWEEL}"
FATHA = "\N{ARABIC FATHA}"

# (code, name, metonym): feminine all, so that one verb form serves.
PAIRS = (
    (("USA", "الولايات المتحدة", "واشنطن"), ("RUS", "روسيا", "موسكو")),
    (("TUR", "تركيا", "أنقرة"), ("GRC", "اليونان", "أثينا")),
    (("FRA", "فرنسا", "باريس"), ("DZA", "الجزائر", "الخارجية الجزائرية")),
    (("IRN", "إيران", "طهران"), ("GBR", "بريطانيا", "لندن")),
)
_NO_HAMZA = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا"})


def noise_hamza(text: str) -> str:
    """Return ``text`` without hamza on alef and with ه for the final ة, as hurried desks write."""
    return " ".join(
        word[:-1] + "ه" if word.endswith("ة") else word
        for word in text.translate(_NO_HAMZA).split()
    )


def noise_marks(text: str) -> str:
    """Return ``text`` with a tatweel and a vowel mark in every longer word."""
    return " ".join(
        f"{word[:2]}{FATHA}{TATWEEL}{word[2:]}" if len(word) > 4 and word.isalpha() else word
        for word in text.split()
    )


def glued(text: str) -> str:
    """Return ``text`` with the spaces lost behind ة, where a reader still sees them."""
    return (
        text.replace("ة ", "ة", 1)
        if "الولايات المتحدة" not in text
        else text.replace("الولايات المتحدة", "الولاياتالمتحدة")
    )


def variants(act: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the cases of one act: each form with each pair, its noisy and its negated forms."""
    cases: list[dict[str, Any]] = []
    for first, second in PAIRS[: act.get("pairs", len(PAIRS))]:
        for form, sentence in act["forms"].items():
            text = _fill(sentence, first, second, 1)
            cases.append(_case(act, form, text, first, second))
        plain = act["forms"]["vso"]
        cases.append(_case(act, "swapped", _fill(plain, second, first, 1), second, first))
        cases.append(_case(act, "metonyms", _fill(plain, first, second, 2), first, second))
        text = _fill(plain, first, second, 1)
        cases.append(_case(act, "hamza", noise_hamza(text), first, second))
        cases.append(_case(act, "marks", noise_marks(text), first, second))
        if "الولايات المتحدة" in text:
            cases.append(_case(act, "glued", glued(text), first, second))
        for form, sentence in act["gone"].items():
            case = _case(act, form, _fill(sentence, first, second, 1), first, second)
            cases.append({**case, "want": [], "absent": case["want"]})
    return cases


def _fill(sentence: str, first: tuple[str, ...], second: tuple[str, ...], name: int) -> str:
    return sentence.replace("{A}", first[name]).replace("{B}", second[name])


def _case(
    act: dict[str, Any], form: str, text: str, first: tuple[str, ...], second: tuple[str, ...]
) -> dict[str, Any]:
    want = [[act["type"], first[0], second[0]]]
    if act.get("mutual"):
        want.append([act["type"], second[0], first[0]])
    label = f"{act['label']}-{form}-{first[0]}-{second[0]}".lower()
    return {"label": label, "text": text, "published": "2016-10-04", "want": want}


def main() -> int:
    """Write the file; return the exit status."""
    acts = json.loads((FOLDER / "acts.json").read_text("utf-8"))
    cases = [case for act in acts for case in variants(act)]
    text = json.dumps(cases, ensure_ascii=False, indent=1) + "\n"
    (FOLDER / "variants.json").write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
