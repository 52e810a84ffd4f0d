"""What the poller publishes can be read, linked and written, however long and odd its text is."""

from dataclasses import replace

import pytest

from connectors.sinks.kafka import fit
from schemas.article import RawArticle, ReadArticle
from schemas.errors import InvalidMessage
from schemas.fitting import RAW_MOST_BYTES, READ_MOST_BYTES
from schemas.wire import MAX_VALUE_BYTES, decode, encode
from streams import pipeline
from streams.agents.read import read_value

ARTICLE = RawArticle(
    article_id="a", source="صحيفة", title="عنوان", text="", fetched_at="2016-10-03T20:00:00.000Z",
    ingested_at="2016-10-03T20:00:00.000Z",
)  # fmt: skip
NEWS = "أعلنت الوزارة أن الوفد وصل إلى العاصمة مساء أمس لإجراء محادثات حول الحدود. "
EVENTS = "قتلت القوات الإسرائيلية عشرة فلسطينيين في غزة، وقال الرئيس المصري إن بلاده تدين القصف. "
HOSTILE = {
    "words of a letter": "ب ت ث ",
    "lines of a letter": "ب\n",
    "vowel marks": "بًٌٍَُِّْ ",
    "marks alone": "َ ",
    "tatweel": "بـ ",
    "ligatures": "ﷲ ",
    "long ligatures": "ﷺ",
    "positional shapes": "ﻣﺤﻤﺪ ",
    "joiners": "\u200cب ",
    "digits": "١ ",
    "words that are glued": "وزارةالخارجية ",
    "quotes": '"ب" ',
    "news with every vowel mark": "أَعْلَنَتِ الوِزَارَةُ أَنَّ الوَفْدَ وَصَلَ إِلَى العَاصِمَةِ مَسَاءَ أَمْسِ. ",
    "letters of four bytes": "𞸀",
    "words of four bytes": "𞸀 ",
    "events": EVENTS,
}


def read_and_linked(text: str) -> ReadArticle:
    """Return the article that is read; fail where a record on its way is too long."""
    raw = fit(replace(ARTICLE, text=text))
    assert len(raw) <= RAW_MOST_BYTES
    value = read_value(raw)
    assert len(value) <= READ_MOST_BYTES
    article = decode(ReadArticle, value)
    encode(pipeline.decide(pipeline.LinkState(), article, 0))
    assert text.startswith(article.raw.text)
    return article


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("chars", [60_000, 700_000])
def test_hostile_text_of_any_length_fits(unit: str, chars: int) -> None:
    text = unit * (chars // len(unit))
    article = read_and_linked(text)
    assert article.raw.truncated == (article.raw.text != text)
    assert len(article.raw.text) > 5_000


def test_news_too_long_for_a_record_is_cut_by_the_publisher_and_read_once() -> None:
    raw = fit(replace(ARTICLE, text=NEWS * 10_000))
    cut = decode(RawArticle, raw)
    assert cut.truncated
    assert len(raw) > 0.9 * RAW_MOST_BYTES
    assert (NEWS * 10_000)[len(cut.text)].isspace()  # at the end of a word
    article = decode(ReadArticle, read_value(raw))
    assert article.raw == cut


def test_text_of_four_hundred_thousand_bytes_is_left_whole() -> None:
    text = (NEWS * 3000)[:210_000]
    assert len(text.encode()) > 370_000
    article = read_and_linked(text)
    assert (article.raw.text, article.raw.truncated) == (text, False)


def test_record_as_long_as_any_is_read_wherever_it_comes_from() -> None:
    raw = replace(ARTICLE, text=NEWS * 7_500)
    assert RAW_MOST_BYTES < len(encode(raw)) < MAX_VALUE_BYTES
    article = decode(ReadArticle, read_value(encode(raw)))
    assert article.raw.truncated


def test_title_that_leaves_no_room_is_told() -> None:
    with pytest.raises(InvalidMessage, match=r"\d+ bytes, expected at most"):
        read_value(encode(replace(ARTICLE, title="ﷲ " * 60_000)))
