"""Roles named by the words of a text."""

import csv
from pathlib import Path

import pytest

from streams.lexicon.names import name_keys
from streams.lexicon.roles import load_roles

CASES = Path(__file__).parents[3] / "cases" / "lexicon" / "roles.tsv"


def rows() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("case", rows(), ids=lambda case: case["label"])
def test_words_name_the_role(case: dict[str, str]) -> None:
    found = load_roles().longest(name_keys(case["text"]), 0)

    assert found is not None
    assert (found.entry.role, found.entry.gender) == (case["role"], case["gender"])
    assert (found.last, found.proclitics) == (int(case["words"]), case["proclitics"])
    assert found.definite == (case["definite"] == "yes")


def test_a_spokesman_says_where_his_side_is_named() -> None:
    found = load_roles().longest(name_keys("المتحدث باسم"), 0)

    assert found is not None
    assert found.entry.country[0] == "link"
    assert "باسم" in found.entry.links


def test_an_ambassador_is_not_of_the_country_he_serves_in() -> None:
    found = load_roles().longest(name_keys("السفير الروسي لدى تركيا"), 0)

    assert found is not None
    assert "لدي" in found.entry.posts


def test_other_words_name_no_role() -> None:
    assert load_roles().longest(name_keys("صدر القرار"), 0) is None
