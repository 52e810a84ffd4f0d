"""Spellings of one name fall together, names of different people stay apart."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.normalize.names import same_person, skeleton, sounds

CASES = Path(__file__).parents[3] / "cases/normalize"


def _pairs(name: str) -> list[tuple[str, str]]:
    with (CASES / name).open(encoding="utf-8", newline="") as table:
        return [(row["first"], row["second"]) for row in csv.DictReader(table, delimiter="\t")]


@pytest.mark.parametrize(("first", "second"), _pairs("names_same.tsv"))
def test_spellings_of_one_name_match_both_ways(first: str, second: str) -> None:
    assert same_person(first, second)
    assert same_person(second, first)


@pytest.mark.parametrize(("first", "second"), _pairs("names_different.tsv"))
def test_names_of_different_people_match_neither_way(first: str, second: str) -> None:
    assert not same_person(first, second)
    assert not same_person(second, first)


def test_there_are_at_least_sixty_pairs_each_way() -> None:
    assert len(_pairs("names_same.tsv")) >= 60
    assert len(_pairs("names_different.tsv")) >= 60


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_two_texts_can_be_compared_in_either_order(first: str, second: str) -> None:
    assert same_person(first, second) == same_person(second, first)
    assert sounds(first) == sounds(first)
    assert skeleton(first).isascii()


@given(st.text("ابتكيروفلنمسشخغ", min_size=1, max_size=12))
def test_a_name_is_its_own_spelling(name: str) -> None:
    assert same_person(name, name)
