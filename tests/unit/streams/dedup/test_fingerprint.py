"""Letters and fingerprints."""

import base64
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.dedup import fingerprint, fingerprints
from streams.dedup.fingerprint import MAX_LETTERS
from streams.dedup.letters import letters_of

CASES = Path(__file__).parents[3] / "cases" / "dedup" / "letters.json"
ARABIC = st.text(alphabet="ابتجدهوزحطيكلمنءأإآىةؤئ ًّـ٣3،.\nab ﻻ", max_size=400)


@pytest.mark.parametrize("case", json.loads(CASES.read_text("utf-8")), ids=lambda c: c["label"])
def test_spelling_does_not_tell_texts_apart_but_words_do(case: dict[str, str | bool]) -> None:
    one, other = fingerprint("", str(case["a"])), fingerprint("", str(case["b"]))
    assert (one.exact == other.exact) is case["same"]
    assert (one.prints == other.prints) is case["same"]


@given(st.text(max_size=300) | ARABIC)
def test_any_text_has_a_fingerprint_and_offsets_point_into_it(text: str) -> None:
    made = fingerprint("", text)
    offsets = np.frombuffer(base64.b64decode(made.offsets), "<u4").tolist()
    assert offsets == sorted(offsets)
    assert all(offset < len(text) for offset in offsets)
    assert (made.letters > 0) == bool(offsets)


def test_a_lone_surrogate_does_no_harm() -> None:
    assert fingerprint("", "خبر \ud800 عاجل").letters == 7


@given(st.lists(ARABIC | st.text(max_size=40), max_size=40))
def test_fingerprints_of_many_are_those_of_each(texts: list[str]) -> None:
    texts = [text * 9 if number % 3 == 0 else text for number, text in enumerate(texts)]
    assert fingerprints([("", text) for text in texts]) == [fingerprint("", t) for t in texts]


@given(ARABIC)
def test_letters_stand_where_their_offsets_say(text: str) -> None:
    codes, offsets = letters_of(text)
    for code, offset in zip(codes.tolist(), offsets.tolist(), strict=True):
        assert code in letters_of(text[offset])[0].tolist()


def test_a_book_is_fingerprinted_by_its_beginning() -> None:
    beginning = "".join(chr(0x0628 + number * number % 7) for number in range(MAX_LETTERS))
    one, other = fingerprint("", beginning + "ك" * 50), fingerprint("", beginning + "ل" * 50)
    assert one.prints == other.prints
    assert one.exact != other.exact


def test_the_same_text_has_the_same_prints_in_every_process_and_python_version() -> None:
    # Written down once: a change here must come with a new fingerprint version.
    made = fingerprint("", "وصل الوفد إلى العاصمة مساء أمس")
    assert made.exact == "a9779d9837a77485d95dffcb9aff12e2"
    assert base64.b64decode(made.prints)[:8].hex() == "b8dc6860a7928aa3"
    script = (
        "from streams.dedup import fingerprint;"
        "print(fingerprint('', 'وصل الوفد إلى العاصمة مساء أمس').prints)"
    )
    told = subprocess.run(
        [sys.executable, "-c", script],
        check=True,
        capture_output=True,
        text=True,
        env={"PYTHONHASHSEED": "7", "PYTHONUTF8": "1"},
        cwd=Path(__file__).parents[4],
    )
    assert told.stdout.strip() == made.prints
