"""Expressions of time are found and mean the day that a reader would take them for."""

import json
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.extract.days.dates import find_dates
from streams.lexicon.date_words import date_words
from streams.normalize import normalise

CASES = Path(__file__).parents[3] / "cases/dates"
WORDS = [*date_words(), "3", "31", "2016", "1438", "45", "3.10.2016", "سافر", ".", "الوزير"]


def _cases() -> list[Any]:
    cases = json.loads((CASES / "dates.json").read_text("utf-8"))
    return [pytest.param(case, id=f"{case['text']} {case['published']}") for case in cases]


@pytest.mark.parametrize("case", _cases())
def test_the_dates_of_a_case_are_found_and_resolved(case: dict[str, Any]) -> None:
    clean = normalise(case["text"])
    published = date.fromisoformat(case["published"]) if case["published"] else None
    mentions = find_dates(clean, published)
    got = []
    for mention, want in zip(mentions, case["want"], strict=False):
        tokens = clean.tokens[mention.first : mention.last]
        words = clean.raw[tokens[0].start : tokens[-1].end]
        fields = {"words": words} | {
            name: getattr(mention, name) for name in want if name != "words"
        }
        got.append(fields)
    assert got == case["want"]
    assert len(mentions) == len(case["want"])


def test_there_are_at_least_eighty_cases() -> None:
    assert len(_cases()) >= 80


def test_a_reason_quotes_the_words_and_names_the_day_counted_from() -> None:
    (mention,) = find_dates(normalise("أعلنت الاثنين قرارها"), date(2016, 10, 4))
    assert mention.reason == "الاثنين, before published 2016-10-04"


@given(
    st.lists(st.sampled_from(WORDS), max_size=25),
    st.one_of(st.none(), st.dates()),
)
def test_any_words_of_dates_can_be_read(words: list[str], published: date | None) -> None:
    clean = normalise(" ".join(words))
    mentions = find_dates(clean, published)
    at = 0
    for mention in mentions:
        assert at <= mention.first < mention.last <= len(clean.tokens)
        at = mention.last
        if mention.precision == "day" and mention.date:
            assert date.fromisoformat(mention.date).isoformat() == mention.date
    assert find_dates(clean, published) == mentions


@pytest.mark.parametrize(
    "word", ["الاثنين", "3", "أكتوبر", "من", "3 /", "قبل", "أول", "تشرين الأول"]
)
def test_a_text_of_one_word_of_dates_takes_time_in_proportion(word: str) -> None:
    clean = normalise(f"{word} " * 20_000)
    started = time.process_time()
    find_dates(clean, date(2016, 10, 4))
    assert time.process_time() - started < 3
