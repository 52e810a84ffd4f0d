"""Who is named by the words of a text."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.lexicon import version
from streams.lexicon.actors import ActorMatch, load_actors
from streams.lexicon.names import name_keys
from streams.lexicon.tables import read_table

CASES = Path(__file__).parents[3] / "cases" / "lexicon"
WORDS = [word for row in read_table("countries") for word in name_keys(row["name"])]


def rows(name: str) -> list[dict[str, str]]:
    with (CASES / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("case", rows("actors.tsv"), ids=lambda case: case["label"])
def test_a_word_names_what_it_should(case: dict[str, str]) -> None:
    keys = name_keys(case["text"])
    at = keys.index(name_keys(case["word"])[0])

    found = load_actors().longest(keys, at)

    assert [match.entry.entity for match in found] == case["entities"].split()
    assert {match.last - match.first for match in found} <= {int(case["words"])}
    assert {match.proclitics for match in found} <= {case["proclitics"]}


@pytest.mark.parametrize(
    ("word", "gender", "definite"),
    [("روسي", "m", False), ("الروسية", "f", True), ("الروسيين", "p", True), ("روسيان", "p", False)],
)
def test_an_adjective_tells_gender_and_article(
    word: str,
    gender: str,
    definite: bool,  # noqa: FBT001
) -> None:
    (match,) = load_actors().longest(name_keys(word), 0)

    assert (match.entry.gender, match.definite) == (gender, definite)


def test_a_common_word_that_is_a_family_name_is_weak() -> None:
    alone, full = "هادي", "عبد ربه منصور هادي"

    (weak,) = load_actors().longest(name_keys(alone), 0)
    (sure,) = load_actors().longest(name_keys(full), 0)

    assert weak.entry == sure.entry
    assert weak.weak
    assert not sure.weak


def test_a_person_has_offices_with_dates() -> None:
    (match,) = load_actors().longest(name_keys("جون كيري"), 0)

    assert match.entry.terms[0].office == "foreign-minister"
    assert (match.entry.valid_from, match.entry.valid_to) == ("2013-02-01", "2017-01-20")


def test_a_person_acts_for_whom_he_served_on_that_day() -> None:
    (match,) = load_actors().longest(name_keys("أحمد أبو الغيط"), 0)

    assert match.entry.code_on("2006-07-15") == "EGY"
    assert match.entry.code_on("2016-10-03T08:00:00Z") == "ARL"
    assert match.entry.code_on(None) == match.entry.code == "ARL"


def test_glued_words_can_be_told_by_their_parts() -> None:
    lexicon = load_actors()

    assert lexicon.is_name("المتحده")
    assert lexicon.is_name("موسكو")
    assert not lexicon.is_name("وموسكو")
    assert lexicon.knows("وموسكو")
    assert not lexicon.knows("موسكوحتي")


def test_the_version_names_the_data() -> None:
    assert load_actors().version == version()
    assert version().startswith("v1-")


@given(st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=6)), min_size=1, max_size=8))
def test_matches_stay_inside_the_text_and_never_raise(keys: list[str]) -> None:
    for at in range(len(keys)):
        for match in load_actors().longest(keys, at):
            assert_covers(match, at, len(keys))


def assert_covers(match: ActorMatch, at: int, length: int) -> None:
    assert match.first == at
    assert at < match.last <= length
    assert match.entry.code
