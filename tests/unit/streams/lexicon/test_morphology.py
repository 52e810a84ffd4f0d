"""Morphology: our look-up agrees with camel-tools, and both with a table of conjugated forms."""

import csv
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ops.lexicon.build import TARGET, build
from streams.lexicon.camel import FullDatabase
from streams.lexicon.database import Database, parse_database, read_database
from streams.lexicon.morphology import Analysis, Morphology, load_morphology
from streams.lexicon.tables import LexiconError
from streams.normalize.letters import fold

CASES = Path(__file__).parents[3] / "cases" / "lexicon"


def conjugations() -> list[dict[str, str]]:
    with (CASES / "conjugations.tsv").open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


def describe(reading: Analysis) -> str:
    """Return a reading in the short form of the table: lemma, features in order."""
    features = (
        reading.pos, reading.aspect, reading.voice, reading.person, reading.gender,
        reading.number, reading.conjunction, reading.preposition,
        "س" if reading.future else "", "ال" if reading.definite else "", reading.enclitic,
    )  # fmt: skip
    return " ".join(str(feature) for feature in features if feature)


@pytest.mark.parametrize("case", conjugations(), ids=lambda case: f"{case['word']}-{case['lemma']}")
def test_a_form_has_the_reading_of_the_table(case: dict[str, str]) -> None:
    readings = load_morphology().analyse(fold(case["word"]))
    assert case["features"] in {
        describe(reading) for reading in readings if reading.lemma == case["lemma"]
    }


def test_the_database_is_what_the_build_step_writes() -> None:
    assert TARGET.read_text(encoding="utf-8") == build(), "run python -m ops.lexicon.build"


def test_our_look_up_reads_a_word_as_the_analyzer_of_camel_tools_does() -> None:
    ours = Morphology(read_database(TARGET))
    camel = Morphology(Database(), full=FullDatabase(TARGET))
    words = [case["word"] for case in conjugations()]
    for word in (*words, *(f"و{word}" for word in words), *(f"{word}ها" for word in words)):
        key = fold(word)
        found = {replace(reading, known=True) for reading in camel.analyse(key)}
        assert set(ours.analyse(key)) == found, word


def test_an_unknown_word_has_no_reading() -> None:
    assert load_morphology().analyse(fold("قسطنطينية")) == ()


@pytest.mark.parametrize(
    ("word", "lemma"),
    [
        ("اعتقلت", "اعتقل"),
        ("استدعى", "استدعى"),
        ("أدانت", "أدان"),
        ("نددوا", "ندّد"),
        ("وقصفت", "قصف"),
        ("المفاوضات", "مفاوضات"),
        ("يهنئ", "هنّأ"),
        ("سيزوران", "زار"),
    ],
)
def test_a_word_of_one_meaning_has_one_lemma(word: str, lemma: str) -> None:
    assert {reading.lemma for reading in load_morphology().analyse(fold(word), word)} == {lemma}


def test_third_person_active_comes_first() -> None:
    first, *_ = load_morphology().analyse(fold("علقت"))
    assert describe(first) == "verb perfect active 3 f s"


@given(st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهويء", max_size=24))
def test_any_word_is_analysed_without_error(word: str) -> None:
    readings = load_morphology().analyse(word)
    assert len(set(readings)) == len(readings)


def test_importing_the_lexicon_neither_imports_camel_tools_nor_needs_a_network() -> None:
    code = (
        "import sys; from streams.lexicon.morphology import load_morphology;"
        "load_morphology().analyse('علقت'); assert 'camel_tools' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_an_installed_database_reads_the_words_that_ours_does_not_know(tmp_path: Path) -> None:
    full = tmp_path / "full.db"
    text = TARGET.read_text(encoding="utf-8").replace("مباحثات", "مباهلات")
    full.write_text(text, encoding="utf-8")
    (reading,) = load_morphology(full).analyse(fold("للمباهلات"))
    assert (reading.lemma, reading.definite, reading.known) == ("مباهلات", True, False)
    assert "CAMELTOOLS_DATA" in os.environ


def test_opening_a_database_by_camel_tools_touches_no_network(tmp_path: Path) -> None:
    code = (
        "import socket, sys\n"
        "def refuse(*args, **kwargs): raise AssertionError('network')\n"
        "socket.socket.connect = socket.getaddrinfo = refuse\n"
        "from pathlib import Path\n"
        "from streams.lexicon.camel import FullDatabase\n"
        "assert FullDatabase(Path(sys.argv[1])).analyse('وستوقف')\n"
    )
    environment = {"HOME": str(tmp_path), "PATH": os.environ["PATH"]}
    command = [sys.executable, "-c", code, str(TARGET)]
    subprocess.run(command, check=True, env=environment, cwd=TARGET.parents[3])


@pytest.mark.parametrize(
    "lines",
    [
        ["###STEMS###", "علق\tV-P0"],
        ["###STEMS###", "علق\tV-P0\tdiac:علق"],
        ["###SUFFIXES###", "ت\tPt\tper"],
        ["###TABLE AB###", "Conj"],
    ],
)
def test_a_broken_line_of_a_database_is_named(lines: list[str]) -> None:
    with pytest.raises(LexiconError, match="line 2"):
        parse_database(lines)
