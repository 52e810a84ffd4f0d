"""What the desk says and how it is set: both languages have all of it, and both directions."""

import json
import re
from pathlib import Path

from tests.conftest import ROOT

TEXTS = ROOT / "dashboard" / "texts"


def test_the_words_of_both_languages_are_the_same_keys() -> None:
    for path in sorted(TEXTS.glob("ar.*json")):
        other = TEXTS / path.name.replace("ar.", "en.", 1)
        assert keys_of(path) == keys_of(other)


def test_every_plural_has_all_forms_of_its_language() -> None:
    told = {of: json.loads((TEXTS / f"plurals.{of}.json").read_text("utf-8")) for of in FORMS}
    assert list(told["ar"]) == list(told["en"])
    for language, forms in FORMS.items():
        assert {tuple(words) for words in told[language].values()} == {forms}


FORMS = {"ar": ("zero", "one", "two", "few", "many", "other"), "en": ("one", "other")}
"""CLDR's plural forms."""


def keys_of(path: Path) -> list[str]:
    return list(json.loads(path.read_text("utf-8")))


def test_styles_name_no_side_of_the_screen() -> None:
    """Left and right are start and end: one sheet serves both directions."""
    sided = re.compile(
        r"[{;\s]((?:min-|max-)?(?:width|height|left|right|top|bottom)|[a-z-]+-(?:left|right))\s*:"
    )
    for path in sorted((ROOT / "dashboard" / "front" / "css").glob("*.css")):
        text = re.sub(r"@media[^{]*", "", path.read_text("utf-8"))
        assert sided.findall(text) == [], path.name
