"""What machine-made variants of a sentence do to its event: it survives or vanishes as it must."""

from collections import Counter
from typing import Any

import pytest

from tests.unit.streams.extract import reading
from tests.unit.streams.extract.reading import Case, load
from tests.unit.streams.extract.variants import Variant, problems, variants

FAILING: dict[str, list[str]] = load("variants-failing")
ALL = list(variants())


def _case(variant: Variant) -> Any:
    known = variant.base in FAILING.get(variant.kind, ())
    marks = [pytest.mark.xfail(strict=True, reason="known failure")] if known else []
    return pytest.param(variant, id=f"{variant.kind}: {variant.base}", marks=marks)


@pytest.mark.parametrize("variant", [_case(variant) for variant in ALL])
def test_the_event_becomes_what_its_variant_makes_of_it(variant: Variant) -> None:
    assert not problems(variant), variant.case["text"]


def _quotations() -> list[Any]:
    data = load("quotation-marks")
    cases = []
    for marks in data["marks"]:
        opening, closing = marks.split("…")
        for frame in data["frames"]:
            quoted = {"code": frame["code"], "text": data["words"]}
            text = frame["text"].format(quote=f"{opening}{data['words']}{closing}")
            case = {"text": text, "published": data["published"], "want": [], "quotes": [quoted]}
            cases.append(pytest.param(case, id=f"{marks} {frame['code']}"))
    return cases


@pytest.mark.parametrize("case", _quotations())
def test_a_quotation_has_its_words_and_its_speaker_in_any_marks(case: Case) -> None:
    assert not reading.problems(case), case["text"]


def test_each_known_failure_is_a_variant() -> None:
    made = {(variant.kind, variant.base) for variant in ALL}
    listed = [(kind, base) for kind, bases in FAILING.items() for base in bases]
    assert set(listed) <= made
    assert max(Counter(listed).values(), default=1) == 1
