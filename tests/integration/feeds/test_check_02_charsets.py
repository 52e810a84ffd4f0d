"""Check 2: Arabic in every charset, under right, wrong and missing labels, as Kafka gets it."""

import itertools
import re
from dataclasses import replace

import pytest

from tests.fakes.desk import source_of
from tests.fakes.web import Site
from tests.integration.feeds.conftest import Newsroom

pytestmark = pytest.mark.stack

LETTERS = [chr(code) for code in (*range(0x621, 0x63B), *range(0x641, 0x64B))]
CHARSETS = ("utf-8", "cp1256", "iso8859_6", "utf-16", "twice")
LABELS = (None, "utf-8", "windows-1256", "iso-8859-6", "iso-8859-1")
RIGHT = {"utf-8": "utf-8", "cp1256": "windows-1256", "iso8859_6": "iso-8859-6", "twice": "utf-8"}
MOJIBAKE = re.compile("Ø§|ÙŠ|ط§ظ„|ãæ|\ufffd")


def titles(charset: str) -> list[str]:
    endings = [*LETTERS, *(["٠"] if charset not in {"cp1256", "iso8859_6"} else [])]
    return [f"وزير الخارجية يدعو إلى السلا{letter}" for letter in endings]


def document(charset: str, prolog: str | None) -> bytes:
    encoding = f' encoding="{prolog}"' if prolog else ""
    items = "".join(
        f"<item><guid>{n}</guid><title>{title}</title>"
        "<description>قالت الوزارة إن الوفد وصل إلى العاصمة</description></item>"
        for n, title in enumerate(titles(charset))
    )
    text = f'<?xml version="1.0"{encoding}?><rss version="2.0"><channel>{items}</channel></rss>'
    if charset == "twice":
        return text.encode().decode("latin-1").encode()
    return text.encode(charset)


@pytest.mark.parametrize("charset", CHARSETS)
async def test_every_title_is_published_as_it_was_written(
    newsroom: Newsroom, web: Site, charset: str
) -> None:
    poller = await newsroom.poller()
    sources = 0
    for n, (header, prolog) in enumerate(itertools.product(LABELS, LABELS)):
        kind = f"text/xml; charset={header}" if header else "text/xml"
        url = web.page(f"/{n}", document(charset, prolog), Content_Type=kind)
        result = await poller.poll_once(replace(source_of(url), id=f"f{n}"))
        assert result.parsed is not None
        wrong = charset in RIGHT and header not in {None, RIGHT[charset]}
        assert result.parsed.charset.repaired or not (wrong or charset == "twice"), (header, prolog)
        sources += 1
    articles = await newsroom.articles()
    assert len(articles) == sources * len(titles(charset))
    assert {article.title for article in articles} == set(titles(charset))
    assert not any(MOJIBAKE.search(article.title + article.text) for article in articles)
