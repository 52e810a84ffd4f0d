"""Glued names are split with the lexicon of the product, and words that hold names are not."""

import json
from pathlib import Path

import pytest

from streams.lexicon.vocabulary import vocabulary
from streams.normalize import fold, normalise

CASES = Path(__file__).parents[3] / "cases/normalize"
WHOLE = json.loads((CASES / "whole_words.json").read_text("utf-8"))["words"]
GLUED = json.loads((CASES / "glued.json").read_text("utf-8"))


def _words(text: str) -> list[str]:
    return [token.text for token in normalise(text, vocabulary=vocabulary()).tokens]


@pytest.mark.parametrize("parts", GLUED, ids=" ".join)
def test_glued_names_are_split(parts: list[str]) -> None:
    assert _words("".join(parts)) == parts


@pytest.mark.parametrize("word", WHOLE)
def test_a_word_that_holds_a_name_stays_whole(word: str) -> None:
    assert _words(word) == [word]


@pytest.mark.parametrize("word", WHOLE)
def test_the_same_holds_after_a_conjunction(word: str) -> None:
    assert _words(f"و{word}") == [f"و{word}"]


def test_a_part_has_the_offsets_of_its_letters() -> None:
    text = "في الولايــاتالمتحدة غدا"
    tokens = normalise(text, vocabulary=vocabulary()).tokens
    assert [text[token.start : token.end] for token in tokens] == [
        "في",
        "الولايــات",
        "المتحدة",
        "غدا",
    ]
    assert [token.key for token in tokens[1:3]] == [fold("الولايات"), fold("المتحدة")]
