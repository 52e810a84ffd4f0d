"""Pages fetched where a feed gives only summaries; robots.txt obeyed; nothing lost."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from connectors.fulltext import FullText
from connectors.hosts import Holds, HostGates
from connectors.robots import Robots
from connectors.sandbox import Sandbox
from connectors.sources.fetch import Caps, Fetcher
from connectors.sources.page import read_page
from connectors.sources.registry import Source
from schemas.article import RawArticle
from streams import metrics
from tests.fakes.web import Site, site

PARAGRAPH = "قالت وزارة الخارجية في بيان اليوم إن الوفد وصل إلى العاصمة لبحث وقف إطلاق النار. "
PAGE = f"""<html><head><title>خبر</title><link rel="canonical" href="/news/1"></head><body>
<nav><a href="/">الرئيسية</a><a href="/sport">رياضة</a></nav><article><h1>خبر</h1>
<p>{PARAGRAPH * 3}</p><p>وأضافت: {PARAGRAPH * 3}</p></article>
<footer>2015-01-01 جميع الحقوق محفوظة</footer>
</body></html>"""


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2016, 10, 5, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
async def web() -> AsyncIterator[Site]:
    async with site() as running:
        yield running


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def full_text(clock: Clock) -> AsyncIterator[FullText]:
    async with Fetcher(Caps(total_s=5)) as fetcher, Sandbox(timeout_s=20) as sandbox:
        robots = Robots(fetcher, "Marsad", clock)
        yield FullText(fetcher, sandbox, robots, HostGates(spacing_s=0), Holds(clock))


def article(web: Site, path: str = "/news/1?utm_source=rss", text: str = "موجز") -> RawArticle:
    return RawArticle(
        article_id="a", source="x", url=web.url + path, title="خبر", text=text,
        fetched_at="", ingested_at="",        published=None,
    )  # fmt: skip


def source_of(web: Site) -> Source:
    return Source(id="x", name="x", url=f"{web.url}/feed", allow_private=True, full_text=True)


async def test_summary_becomes_the_text_of_its_page_and_the_footer_gives_no_date(
    web: Site, full_text: FullText
) -> None:
    web.page("/news/1", PAGE.encode())
    [full] = await full_text.complete([article(web)], source_of(web))
    assert full.text.count("وزارة الخارجية") == 6
    assert "جميع الحقوق" not in full.text
    assert full.text.startswith("قالت")  # the title is not told twice
    assert full.url == f"{web.url}/news/1"
    assert full.published is None


async def test_long_text_of_a_feed_needs_no_page(web: Site, full_text: FullText) -> None:
    long = article(web, text="نص " * 400)
    assert await full_text.complete([long], source_of(web)) == (long,)
    assert not web.requests


@pytest.mark.parametrize(
    ("body", "status"),
    [(b"", 500), (b"", 404), (b"<html><p>x</p></html>", 200), (b"\x00\xff", 200)],
)
async def test_article_whose_page_cannot_be_had_stays_as_it_was(
    web: Site, full_text: FullText, body: bytes, status: int
) -> None:
    web.page("/news/1", body, status=status)
    short = article(web)
    [kept] = await full_text.complete([short], source_of(web))
    assert kept == short


async def test_page_that_redirects_to_no_address_leaves_the_other_pages(
    web: Site, full_text: FullText
) -> None:
    web.page("/news/1", PAGE.encode())
    web.page("/bad", b"", status=302, Location="http://[oops/")
    good, bad = article(web), replace(article(web, "/bad"), article_id="b")
    full, kept = await full_text.complete([good, bad], source_of(web))
    assert full.text.startswith("قالت")
    assert kept == bad


class Broken(Robots):
    """Fails for one page as no robots.txt should make it fail."""

    async def allow(self, url: str, *, allow_private: bool = False) -> bool:
        if url.endswith("/bad"):
            raise RecursionError("too deep")
        return await super().allow(url, allow_private=allow_private)


async def test_page_that_fails_in_an_unforeseen_way_leaves_the_other_pages(
    web: Site, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    web.page("/news/1", PAGE.encode())
    good, bad = article(web), replace(article(web, "/bad"), article_id="b")
    failed = metrics.PAGES.labels("fault")._value.get()
    async with Fetcher(Caps(total_s=5)) as fetcher, Sandbox(timeout_s=20) as sandbox:
        robots = Broken(fetcher, "Marsad", clock)
        reader = FullText(fetcher, sandbox, robots, HostGates(spacing_s=0), Holds(clock))
        full, kept = await reader.complete([good, bad], source_of(web))
    assert full.text.startswith("قالت")
    assert kept == bad
    assert metrics.PAGES.labels("fault")._value.get() == failed + 1
    assert "article_id=b" in caplog.text
    assert "too deep" in caplog.text


async def test_page_that_robots_txt_denies_is_not_fetched(
    web: Site, full_text: FullText, clock: Clock
) -> None:
    web.page("/robots.txt", "User-agent: *\nDisallow: /أخبار\nDisallow: /news/1\n".encode())
    web.page("/news/1", PAGE.encode())
    short = article(web)
    assert await full_text.complete([short], source_of(web)) == (short,)
    assert await full_text.complete([short], source_of(web)) == (short,)
    assert [request.path for request in web.requests] == ["/robots.txt"]
    clock.now += timedelta(hours=25)
    web.page("/robots.txt", b"User-agent: Marsad\nAllow: /\n")
    [full] = await full_text.complete([short], source_of(web))
    assert full.text != short.text


async def test_robots_txt_that_cannot_be_reached_closes_the_site_for_a_while(
    web: Site, full_text: FullText, clock: Clock
) -> None:
    web.page("/robots.txt", b"", status=503)
    web.page("/news/1", PAGE.encode())
    short = article(web)
    assert await full_text.complete([short], source_of(web)) == (short,)
    web.page("/robots.txt", b"", status=404)
    clock.now += timedelta(minutes=11)
    assert (await full_text.complete([short], source_of(web)))[0].text != short.text


async def test_page_on_a_private_address_that_is_not_the_source_s_own_is_refused(
    web: Site, full_text: FullText
) -> None:
    async with site() as inner:
        inner.page("/news/1", PAGE.encode())
        elsewhere = replace(article(web), url=f"{inner.url}/news/1")
        assert await full_text.complete([elsewhere], source_of(web)) == (elsewhere,)
        assert not inner.requests


def test_feed_served_as_a_page_and_a_foreign_canonical_address_are_not_taken() -> None:
    assert (
        read_page(b"<?xml version='1.0'?><rss><channel/></rss>", None, "https://a.example/").text
        == ""
    )
    foreign = PAGE.replace('href="/news/1"', 'href="https://evil.example/"').encode()
    assert read_page(foreign, None, "https://a.example/x").canonical is None


def test_page_in_windows_1256_is_read() -> None:
    page = read_page(PAGE.encode("cp1256"), "text/html", "https://a.example/x")
    assert page.text.count("وزارة الخارجية") == 6
