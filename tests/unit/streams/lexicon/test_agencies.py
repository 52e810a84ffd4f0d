"""Credits of news agencies, apart from mentions."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.lexicon.agencies import credited_agency
from streams.normalize import normalise

CASES = json.loads(
    (Path(__file__).parents[3] / "cases" / "lexicon" / "agency_credits.json").read_text("utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_a_credit_is_told_from_a_mention(case: dict[str, Any]) -> None:
    assert credited_agency(normalise(case["text"])) == case["want"]


def test_a_mention_deep_in_the_body_is_no_credit() -> None:
    body = "وأضاف المتحدث أن السفينة أبحرت من الميناء أمس. " * 10

    assert credited_agency(normalise(f"{body} أكد ذلك نقلا عن رويترز. {body}")) is None


@given(st.text(alphabet='رويتزسا فب-ـ().:\n"و', max_size=60))
def test_no_text_raises(text: str) -> None:
    credited_agency(normalise(text))
