"""The quality of extraction on labelled articles may not fall below what is pinned.

Floors stand in ``tests/quality/baseline.json`` with the digest of the articles and labels they were
counted on; other articles need other floors, and a lower floor needs a line in CHANGELOG.md.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from tests.quality.score import half_of, load_gold, load_labels, score

BASELINE = json.loads((Path(__file__).parent / "quality" / "baseline.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def results(shared: Path) -> dict[str, Any]:
    articles, gold = load_gold(shared)
    return {
        "all": score(articles, gold, shared),
        "first": score([a for a in articles if half_of(a["id"]) == 0], gold, shared),
        "second": score([a for a in articles if half_of(a["id"]) == 1], gold, shared),
        "held_out": score(*load_labels(shared, "heldout"), shared),
        "held_out_wide": score(*load_labels(shared, "heldout_wide"), shared),
        "development": score(*load_labels(shared, "development"), shared),
    }


def test_the_floors_belong_to_these_articles_and_labels(shared: Path) -> None:
    digest = hashlib.sha256()
    for name in ("articles.jsonl", "events.json"):
        digest.update((shared / "gold-dev" / name).read_bytes())
    assert digest.hexdigest() == BASELINE["corpus"]


@pytest.mark.parametrize("level", sorted(BASELINE["f1"]))
def test_events_are_found_as_well_as_pinned(results: dict[str, Any], level: str) -> None:
    assert results["all"][level]["F1"] >= BASELINE["f1"][level]


def test_precision_is_as_high_as_pinned(results: dict[str, Any]) -> None:
    assert results["all"]["type"]["P"] >= BASELINE["precision"]


@pytest.mark.parametrize("name", sorted(BASELINE["accuracy"]))
def test_matched_events_agree_in_their_fields(results: dict[str, Any], name: str) -> None:
    assert results["all"][name] >= BASELINE["accuracy"][name]


def test_articles_without_events_stay_empty(results: dict[str, Any]) -> None:
    kept, without = results["all"]["articles_without_events_kept_empty"]
    assert kept >= BASELINE["kept_empty"], f"{kept} of {without}"


@pytest.mark.parametrize("half", ["first", "second"])
def test_each_half_of_the_articles_holds_its_own_floor(results: dict[str, Any], half: str) -> None:
    assert results[half]["type"]["F1"] >= BASELINE["halves"][half]


@pytest.mark.parametrize("name", ["held_out", "held_out_wide", "development"])
def test_other_articles_hold_their_floors(results: dict[str, Any], name: str) -> None:
    assert results[name]["type"]["F1"] >= BASELINE[name]["f1"]


def test_articles_that_nobody_tunes_on_stand_beside_the_others(results: dict[str, Any]) -> None:
    """The gap is pinned as well: it may close, not widen. Over 0.10 it is a defect to work on."""
    unseen = results["held_out"]["type"]["F1"]
    assert results["all"]["type"]["F1"] - unseen <= BASELINE["held_out"]["widest_gap"]
