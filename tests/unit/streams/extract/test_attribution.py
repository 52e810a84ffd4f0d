"""Who says so: statement, person, unnamed sources, or the outlet itself."""

import json
from pathlib import Path

import pytest

from streams import pipeline
from tests.records import raw

CASES = Path(__file__).parents[3] / "cases" / "extract" / "attribution.json"


@pytest.mark.parametrize(
    "case", json.loads(CASES.read_text("utf-8")), ids=lambda case: case["text"]
)
def test_an_event_has_the_grade_of_the_words_around_it(case: dict[str, str]) -> None:
    """The words of the sentence, or who acts in it."""
    article = raw(text=case["text"])
    found = pipeline.events_and_quotes(article, *pipeline.clean(article))
    assert {event.attribution for event in found.events} == {case["grade"]}
