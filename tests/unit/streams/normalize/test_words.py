"""Reading one word: what its key survives, and what is remembered."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.normalize import EXPLANATIONS, fold, normalise, words
from streams.normalize.words import WordReader

CASES = Path(__file__).parents[3] / "cases/normalize"
LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
NOISE = "ـ\u064b\u064e\u064f\u0650\u0651\u0652\u0670\u200b\u200f"
HAMZAS = str.maketrans({"ا": "أ", "ي": "ى", "ه": "ة"})


@given(st.text(LETTERS, min_size=1, max_size=12), st.text(NOISE, max_size=3), st.integers(0, 11))
def test_a_key_survives_marks_tatweel_and_invisible_characters(
    word: str, noise: str, at: int
) -> None:
    at = min(at, len(word))
    assert fold(word[:at] + noise + word[at:]) == fold(word)


@given(st.text(LETTERS, min_size=1, max_size=12))
def test_a_key_survives_other_spellings_of_alef_ya_and_ta_marbuta(word: str) -> None:
    assert fold(word.translate(HAMZAS)) == fold(word)


@pytest.mark.parametrize(("one", "other"), [("جاء", "جا"), ("ماء", "ما"), ("حسن", "حسين")])
def test_keys_of_different_words_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_readings_are_forgotten_before_memory_grows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "MOST_REMEMBERED", 5)
    reader = WordReader(None, arabic=True)
    for number in range(100):
        reader.read(f"كلمة{LETTERS[number % 28]}{LETTERS[number // 28]}")
        assert len(reader.plain) + len(reader.remembered) <= 5


def test_a_long_word_is_read_but_not_remembered() -> None:
    reader = WordReader(None, arabic=True)
    assert reader.read("ب" * 1_000).text == "ب" * 1_000
    assert not reader.plain
    assert not reader.remembered


def test_every_rule_is_explained_and_shown_by_a_case() -> None:
    shown = {"cut_long_text", "split_glued_words"}  # shown by tests with a lexicon or a long text
    for path in CASES.glob("*.json"):
        cases = json.loads(path.read_text("utf-8"))
        if isinstance(cases, list) and isinstance(cases[0], dict):
            for case in cases:
                clean = normalise(case["text"], case.get("field", "text"))
                shown.update(edit.rule for edit in clean.edits)
    assert shown == set(EXPLANATIONS)
