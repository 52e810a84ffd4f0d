"""The cases of ``tests/cases/normalize``: what each text must be read as."""

import json
from pathlib import Path
from typing import Any

import pytest

from schemas.text import CleanText
from streams.normalize import CLOSE, EXPLANATIONS, OPEN, fold, normalise

CASES = Path(__file__).parents[3] / "cases/normalize"


class WordList:
    """A vocabulary of two lists of words."""

    def __init__(self, names: list[str], words: list[str]) -> None:
        self._names = frozenset(map(fold, names))
        self._words = self._names | frozenset(map(fold, words))

    def knows(self, key: str) -> bool:
        return key in self._words

    def is_name(self, key: str) -> bool:
        return key in self._names


def _load(name: str) -> Any:
    return json.loads((CASES / name).read_text("utf-8"))


_LISTS = _load("vocabulary.json")
VOCABULARY = WordList(_LISTS["names"], _LISTS["words"])


def _cases(*names: str) -> list[Any]:
    return [
        pytest.param(case, id=f"{name}: {case['label']}")
        for name in names
        for case in _load(f"{name}.json")
    ]


def _quotes(clean: CleanText) -> list[str]:
    open_at: list[int] = []
    found: dict[int, str] = {}
    for token in clean.tokens:
        if token.key == OPEN:
            open_at.append(token.end)
        elif token.key == CLOSE and open_at:
            start = open_at.pop()
            found[start] = clean.raw[start : token.start]
    return [found[start] for start in sorted(found)]


def _read(case: dict[str, Any]) -> dict[str, Any]:
    clean = normalise(
        case["text"], case.get("field", "text"), VOCABULARY if case.get("vocabulary") else None
    )
    got = {
        "tokens": [token.text for token in clean.tokens],
        "keys": [token.key for token in clean.tokens],
        "spans": [clean.raw[token.start : token.end] for token in clean.tokens],
        "sentences": [clean.raw[s.start : s.end] for s in clean.sentences],
        "quotes": _quotes(clean),
        "edits": [edit.rule for edit in clean.edits],
        "language": clean.language,
    }
    assert set(got["edits"]) <= set(EXPLANATIONS)
    return {name: got[name] for name in case["want"]}


@pytest.mark.parametrize("case", _cases("wild", "synthetic", "negative"))
def test_the_text_is_read_as_the_case_wants(case: dict[str, Any]) -> None:
    assert _read(case) == case["want"]


@pytest.mark.xfail(strict=True, reason="known failures: move the case once it passes")
@pytest.mark.parametrize("case", _cases("known-failures"))
def test_what_is_known_to_fail(case: dict[str, Any]) -> None:
    assert _read(case) == case["want"]


def test_the_reference_texts_are_arabic(shared: Path) -> None:
    for seed in sorted((shared / "seeds").glob("*.txt")):
        assert normalise(seed.read_text("utf-8")).language == "ar"
