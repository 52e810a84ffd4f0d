"""The cases of ``tests/cases/extract/desk``: the events and quotations that each text must give."""

from typing import Any, get_args

import pytest

from schemas.event import EventType, Status
from tests.unit.streams.extract.reading import KNOWN_FAILURES, Case, kinds, load, problems

EVENT_FIELDS = {"event_type", "source", "target", "status", "cameo", "date", "reported_by"}


def _cases(*names: str) -> list[Any]:
    return [
        pytest.param(case, id=f"{name}: {case['label']}") for name in names for case in load(name)
    ]


@pytest.mark.parametrize("case", _cases(*kinds()))
def test_the_text_gives_the_events_that_the_case_wants(case: Case) -> None:
    assert not problems(case), case["text"]


@pytest.mark.xfail(strict=True, reason="known failure: move the case once it passes (sort_cases)")
@pytest.mark.parametrize("case", _cases(KNOWN_FAILURES))
def test_what_is_known_to_fail(case: Case) -> None:
    assert not problems(case), case["text"]


def test_every_case_is_written_by_the_rules_of_the_readme() -> None:
    labels = set()
    for name in (*kinds(), KNOWN_FAILURES):
        for case in load(name):
            kind = case.get("kind", name)
            assert kind in kinds()
            assert (case["expect"] == "fail") == (name == KNOWN_FAILURES), case["label"]
            assert case["source"] == "synthetic"
            assert (kind, case["label"]) not in labels, case["label"]
            labels.add((kind, case["label"]))
            for event in (*case["want"], *case.get("marginal", ()), *case.get("unwanted", ())):
                assert event["event_type"] in get_args(EventType), case["label"]
                assert event["status"] in get_args(Status), case["label"]
                assert set(event) <= EVENT_FIELDS, case["label"]
