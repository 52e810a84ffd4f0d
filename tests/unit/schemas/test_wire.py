"""Records to bytes and back."""

import dataclasses
import re

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.article import RawArticle
from schemas.errors import InvalidMessage
from schemas.story import Story
from schemas.topics import TOPICS
from schemas.wire import MAX_VALUE_BYTES, decode, encode, from_data
from tests.records import raw, story

ARTICLES = st.builds(
    RawArticle,
    article_id=st.text(st.characters(codec="utf-8")),
    source=st.text(st.characters(codec="utf-8")),
    text=st.text(st.characters(codec="utf-8")),
    fetched_at=st.text(st.characters(codec="utf-8")),
    ingested_at=st.text(st.characters(codec="utf-8")),
    version=st.integers(1, 2**53),
)


@given(ARTICLES)
def test_a_record_comes_back_as_it_was(article: RawArticle) -> None:
    """Any text that has a UTF-8 form survives the wire."""
    assert decode(RawArticle, encode(article)) == article


def test_a_nested_record_comes_back_as_it_was() -> None:
    """Tuples, optional fields and records inside records."""
    assert decode(Story, encode(story())) == story()


def test_an_unknown_field_is_tolerated() -> None:
    """A newer writer may add fields."""
    data = orjson.loads(encode(raw())) | {"a_field_of_tomorrow": [1]}
    assert from_data(RawArticle, data) == raw()


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "the value is null, expected a JSON object"),
        (b"{", "not JSON in UTF-8"),
        (b"[]", "RawArticle is [], expected a JSON object"),
        (b'{"article_id": "\xff"}', "not JSON in UTF-8"),
        (b'{"article_id": "\\ud800"}', "not JSON in UTF-8"),
        (b'{"article_id": "a"}', "field 'source' is missing"),
        (b'{"article_id": 7}', "RawArticle.article_id is 7, expected str"),
        (b'{"article_id": "a", "version": true}', "version is True, expected int"),
        (b"x" * (MAX_VALUE_BYTES + 1), f"expected at most {MAX_VALUE_BYTES}"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(value: bytes | None, words: str) -> None:
    """An operator reads the reason in the dead letter."""
    with pytest.raises(InvalidMessage, match=re.escape(words)):
        decode(RawArticle, value)


def test_a_fault_deep_inside_is_named_by_its_path() -> None:
    """Which event of which list."""
    data = orjson.loads(encode(story()))
    del data["events"][0]["source"]["code"]
    with pytest.raises(InvalidMessage, match=r"Story\.events\[0\]\.source: field 'code'"):
        from_data(Story, data)


def test_a_word_outside_its_list_is_refused() -> None:
    """Statuses, types and kinds are closed lists."""
    data = orjson.loads(encode(story()))
    data["events"][0]["status"] = "maybe"
    with pytest.raises(InvalidMessage, match=r"status is 'maybe', expected one of actual, planned"):
        from_data(Story, data)


def test_text_without_a_utf8_form_cannot_be_written() -> None:
    """A lone surrogate from a broken page must not kill a worker."""
    with pytest.raises(InvalidMessage, match="cannot be written"):
        encode(raw(text="\ud800"))


def test_a_record_over_the_limit_cannot_be_written() -> None:
    """Stages refuse values over 1 MiB."""
    with pytest.raises(InvalidMessage, match="expected at most"):
        encode(raw(text="x" * MAX_VALUE_BYTES))


def test_every_topic_has_a_record_with_a_schema_version() -> None:
    """What is in Kafka for weeks says which schema wrote it."""
    for topic in TOPICS:
        if topic.record is not None:
            names = {field.name for field in dataclasses.fields(topic.record)}
            assert "schema_version" in names, topic.name
