"""Web archives to pages to articles."""

import gzip
from datetime import UTC, datetime
from pathlib import Path

import pytest

from connectors.sources.files import BadInput, FileImport
from connectors.sources.page import Page, read_page
from connectors.sources.warc import ArchivedPage, BadArchive, read_warc

WORDS = "قالت وزارة الخارجية في بيان إن الوفد رقم {} وصل إلى العاصمة لبحث وقف إطلاق النار. "
HTML = (
    "<html><head><title>خبر &amp; خبر</title>"
    '<meta property="article:published_time" content="2016-10-03T20:00:00+03:00"></head><body>'
    f"<article><p>{''.join(WORDS.format(n) for n in range(6))}</p></article>"
    "<footer>2015</footer></body></html>"
).encode()


def http(body: bytes, head: bytes = b"") -> bytes:
    return b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + head + b"\r\n" + body


def record(block: bytes, kind: str = "response", url: str = "https://www.paper.example/1") -> bytes:
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\n"
    return f"{head}Content-Length: {len(block)}\r\n\r\n".encode() + block + b"\r\n\r\n"


def archive(tmp_path: Path, *records: bytes, packed: bool = True) -> Path:
    path = tmp_path / ("a.warc.gz" if packed else "a.warc")
    path.write_bytes(b"".join(gzip.compress(r) if packed else r for r in records))
    return path


@pytest.mark.parametrize("packed", [True, False])
def test_answers_are_read_in_order_and_other_records_passed_over(
    tmp_path: Path, *, packed: bool
) -> None:
    path = archive(
        tmp_path,
        record(b"software: x\r\n", "warcinfo"),
        record(http(HTML)),
        record(b"GET / HTTP/1.1\r\n\r\n", "request"),
        record(b"HTTP/1.1 404 Not Found\r\n\r\n"),
        record(b"garbage"),
        record(http(gzip.compress(HTML), b"Content-Encoding: gzip\r\n"), url="https://b.example/"),
        record(http(b"5\r\nhello\r\n0\r\n\r\n", b"Transfer-Encoding: chunked\r\n")),
        record(http(b"\x1f\x8b bomb", b"Content-Encoding: gzip\r\n")),
        packed=packed,
    )
    pages = list(read_warc(path))
    assert [page.body for page in pages] == [HTML, HTML, b"hello"]
    assert pages[1].url == "https://b.example/"


@pytest.mark.parametrize(
    "data",
    [
        b"plain text", b"WARC/1.0\r\n", b"WARC/1.0\r\nContent-Length: x\r\n\r\n",
        b"WARC/1.0\r\nContent-Length: " + b"9" * 5000 + b"\r\n\r\n",
        record(http(HTML))[:-40], gzip.compress(record(http(HTML)))[:-20], b"\x1f\x8b broken",
    ],
)  # fmt: skip
def test_what_is_no_archive_or_breaks_off_is_told(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(data)
    with pytest.raises(BadArchive):
        list(read_warc(path))


def test_archived_page_becomes_an_article_with_the_date_that_it_states(tmp_path: Path) -> None:
    reading = FileImport(now="2016-10-05T12:00:00.000Z", at=datetime(2016, 10, 5, 12, tzinfo=UTC))
    [page] = reading.read([archive(tmp_path, record(http(HTML)))])
    assert isinstance(page, ArchivedPage)
    article = reading.page_article(page, read_page(page.body, page.content_type, page.url))
    assert not isinstance(article, BadInput)
    assert article.title == "خبر & خبر"
    assert article.source == "paper.example"
    assert article.published == "2016-10-03T17:00:00+00:00"
    assert article.ingest_mode == "backfill"
    assert article.text.count("وزارة الخارجية") == 6
    nothing = read_page(b"<html><footer>2015-01-01</footer></html>", None, page.url)
    assert isinstance(reading.page_article(page, nothing), BadInput)


@pytest.mark.parametrize("url", ["http://[oops/", "http://a.example:x/", "https://", "urn:x"])
def test_archived_page_of_no_address_is_told(url: str) -> None:
    reading = FileImport(now="2016-10-05T12:00:00.000Z", at=datetime(2016, 10, 5, 12, tzinfo=UTC))
    archived = ArchivedPage(url, HTML, "text/html")
    text = read_page(HTML, "text/html", "https://a.example/").text
    found = reading.page_article(archived, Page(text, None))
    assert isinstance(found, BadInput)
    assert found.where == url
