"""Texts cut to the size of a record."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.article import RawArticle
from schemas.errors import TooLarge
from schemas.fitting import beginning, encode_cut
from schemas.wire import decode

ARTICLE = RawArticle(article_id="a", source="s", text="", fetched_at="", ingested_at="")
ROOM = 2_000


@given(st.text('اب\n "\\𞸀a', max_size=900))
def test_text_fits_is_a_beginning_and_says_if_it_is_less(text: str) -> None:
    value = encode_cut(replace(ARTICLE, text=text), lambda cut: cut, most_bytes=ROOM)
    cut = decode(RawArticle, value)
    assert len(value) <= ROOM
    assert text.startswith(cut.text)
    assert cut.truncated == (cut.text != text)


@pytest.mark.parametrize(
    ("text", "most", "wanted"),
    [
        ("وصل الوفد", 9, "وصل الوفد"),
        ("وصل الوفد إلى", 9, "وصل الوفد"),
        ("وصل الوفد إلى", 10, "وصل الوفد"),
        ("وصل\nالوفد", 6, "وصل"),
        ("ا" * 50 + " " + "ب" * 500, 400, "ا" * 50 + " " + "ب" * 349),
        (" ا", 1, ""),
        ("اب", 1, "ا"),
        ("اب", 0, ""),
    ],
)
def test_beginning_ends_with_a_word_unless_that_is_endless(
    text: str, most: int, wanted: str
) -> None:
    assert beginning(text, most) == wanted


def test_what_is_too_long_without_its_text_is_told_with_its_size() -> None:
    with pytest.raises(TooLarge, match="expected at most 2000") as told:
        encode_cut(replace(ARTICLE, text="نص", title="ا" * ROOM), lambda cut: cut, most_bytes=ROOM)
    assert told.value.size > 2 * ROOM
