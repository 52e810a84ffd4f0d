"""Properties of normalisation that hold on any text."""

import gzip
import itertools
import json
import time
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from schemas.text import CleanText
from streams.normalize import LONGEST_READ, fold, normalise

LETTERS = (
    "ابتةىيوءأؤئـًَُِّْٔ\u0653كکیگپ٠١٣۴3٫,.،؛:؟!…\"'«»“”()[]-*/ر\u200f\u200b\u202b"
    "\ufeff\x1a\x00\n\r\t \xa0ﻡﺎﻻﷺaZé"
)
arabic_like = st.text(st.sampled_from(LETTERS), max_size=120)
any_text = st.one_of(st.text(max_size=120), arabic_like)


def _display(clean: CleanText) -> str:
    return " ".join(token.text for token in clean.tokens)


@given(any_text)
def test_tokens_are_in_order_inside_the_text_and_do_not_overlap(text: str) -> None:
    at = 0
    for token in normalise(text).tokens:
        assert at <= token.start < token.end <= len(text)
        at = token.end


@given(any_text)
def test_the_same_text_always_gives_the_same_result(text: str) -> None:
    assert normalise(text) == normalise(text)


@example("\u06cc\u0649\u0621\u0629")
@given(any_text)
def test_a_token_cut_from_the_text_reads_the_same_alone(text: str) -> None:
    clean = normalise(text)
    if clean.language != normalise("".join(t.text for t in clean.tokens[:1])).language:
        return
    for token in clean.tokens:
        cut = normalise(text[token.start : token.end])
        if cut.language == clean.language:
            assert _display(cut) == token.text


@given(any_text)
def test_the_display_text_is_normal_already(text: str) -> None:
    clean = normalise(text)
    again = normalise(_display(clean))
    if again.language == clean.language:
        assert _display(again) == _display(clean)


@given(any_text)
def test_sentences_hold_every_token_once(text: str) -> None:
    clean = normalise(text)
    held = [i for sentence in clean.sentences for i in range(sentence.first, sentence.last)]
    assert held == list(range(len(clean.tokens)))
    assert all(sentence.first < sentence.last for sentence in clean.sentences)


@given(any_text)
def test_the_key_of_a_key_is_itself(text: str) -> None:
    assert fold(fold(text)) == fold(text)


HOSTILE = {
    "brackets": "(",
    "one letter": "ا",
    "straight quotes": '"',
    "alternating quotes": '"«',
    "spaced quotes": '" ',
    "full stops": ". ",
    "vowel marks": "\u064e\u0651",
    "marks on letters": "ب\u064e\u200b",
    "glued letters": "ةى",
    "line breaks": "ب\n",
    "decimals": "1ر1.",
    "glued names": "الولايات",
}


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE.keys())
def test_two_megabytes_of_one_thing_are_cut_and_read_at_once(unit: str) -> None:
    text = unit * (2_000_000 // len(unit))
    started = time.process_time()
    clean = normalise(text)
    assert time.process_time() - started < 2
    assert clean.truncated
    assert all(token.end <= LONGEST_READ for token in clean.tokens)
    assert clean.edits[-1].rule == "cut_long_text"


def test_articles_of_news_keep_what_holds_on_any_text(shared: Path) -> None:
    with gzip.open(shared / "corpus/articles_dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in itertools.islice(lines, 0, None, 20):
            text = json.loads(line)["text"]
            clean = normalise(text)
            at = 0
            for token in clean.tokens:
                assert at <= token.start < token.end
                at = token.end
                if token.text[0].isalpha():
                    assert fold(text[token.start : token.end]).startswith(token.key[:1])
            held = [i for s in clean.sentences for i in range(s.first, s.last)]
            assert held == list(range(len(clean.tokens)))
            assert _display(normalise(_display(clean))) == _display(clean)
