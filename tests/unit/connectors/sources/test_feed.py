"""Feeds of every format to entries."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.sources.entries import Entry
from connectors.sources.feed import MAX_ITEMS, ParsedFeed, parse
from connectors.sources.registry import Source, parse_sources
from tests.fakes.web import item, rss

NOW = datetime(2016, 10, 5, 12, tzinfo=UTC)
SOURCE = Source(id="paper", name="الصحيفة", url="https://news.example/rss/feed.xml")
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://news.example/ar/">
<title>أخبار</title><entry><id>tag:1</id><title type="html">&lt;b&gt;عاجل&lt;/b&gt;</title>
<link rel="alternate" href="story/1"/><updated>2016-10-03T17:00:00Z</updated>
<summary>موجز</summary><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">
<p>الفقرة الأولى من الخبر</p><p>الفقرة الثانية</p></div></content></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="x"><title>t</title></channel><item rdf:about="https://news.example/1">
<title>خبر</title><link>https://news.example/1</link><dc:date>2016-10-03T17:00:00Z</dc:date>
<dc:creator>رويترز</dc:creator></item></rdf:RDF>"""
SITEMAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://news.example/section</loc></url>
<url><loc>https://news.example/1</loc><news:news><news:publication><news:name>الصحيفة</news:name>
</news:publication><news:publication_date>2016-10-03T17:00:00Z</news:publication_date>
<news:title>خبر &amp; خبر</news:title></news:news></url></urlset>"""


def read(body: str | bytes, source: Source = SOURCE) -> ParsedFeed:
    data = body if isinstance(body, bytes) else body.encode()
    return parse(data, content_type=None, source=source, fetched_at=NOW)


def only(body: str | bytes, source: Source = SOURCE) -> Entry:
    parsed = read(body, source)
    [entry] = parsed.entries
    return entry


def test_full_content_is_preferred_and_paragraphs_are_lines() -> None:
    entry = only(ATOM)
    assert entry.title == "عاجل"
    assert entry.text == "الفقرة الأولى من الخبر\nالفقرة الثانية"
    assert entry.url == "https://news.example/ar/story/1"
    assert entry.published == "2016-10-03T17:00:00+00:00"


def test_rdf_with_dublin_core() -> None:
    entry = only(RDF)
    assert (entry.title, entry.published) == ("خبر", "2016-10-03T17:00:00+00:00")


def test_json_feed() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1", "title": "أخبار",
        "items": [{"id": 7, "url": "/7", "title": "خبر", "content_html": "<p>أ</p><p>ب</p>",
                   "date_published": "2016-10-03T17:00:00Z"}, "no item"],
    }  # fmt: skip
    entry = only(json.dumps(feed))
    assert (entry.url, entry.text) == ("https://news.example/7", "أ\nب")


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        (r"خبر \ud83d", "خبر \ufffd"),
        (r"\ude00\ud83d خبر", "\ufffd\ufffd خبر"),
        (r"\uD83D\uDE00 خبر", "\U0001f600 خبر"),
        (r"\\ud83d خبر \ud83d", r"\ud83d خبر" + " \ufffd"),
        ("خبر\t\x01 عاجل\n", "خبر عاجل"),
    ],
)
@pytest.mark.parametrize("field", ["id", "url", "title", "content_text", "date_published"])
def test_character_that_json_forbids_costs_nothing_but_itself(
    field: str, written: str, read_as: str
) -> None:
    good = '{"id": "n1", "url": "/1", "title": "خبر", "content_text": "نص"}'
    bad = {"id": "n2", "url": "/2", "title": "خبر", "content_text": "نص", "date_published": ""}
    broken = json.dumps({**bad, field: "@"}, ensure_ascii=False).replace("@", written)
    # A cut character elsewhere makes the body unreadable as it stands, whatever ``written`` is.
    parsed = read(f'{{"title": "\\udead", "items": [{good}, {broken}]}}')
    first, second = parsed.entries
    assert (first.title, first.text) == ("خبر", "نص")
    shown = {"title": second.title, "content_text": second.text,
             "date_published": second.published_raw}  # fmt: skip
    assert shown.get(field, read_as) == read_as
    assert str(second).encode()


def test_google_news_sitemap_gives_its_news_only() -> None:
    entry = only(SITEMAP)
    assert (entry.title, entry.url) == ("خبر & خبر", "https://news.example/1")


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("", "empty_body"),
        ("  \n ", "empty_body"),
        ("<html><body>x</body></html>", "html_page"),
        ("plain words", "not_a_feed"),
        ("{}", "bad_json"),
        ('{"items": {}}', "bad_json"),
        ("<opml><body/></opml>", "opml"),
        ("<sitemapindex/>", "sitemap_index"),
        ("<urlset><url><loc>https://x.example/</loc></url></urlset>", "sitemap_without_news"),
        ("<urlset><url>", "not_a_feed"),
        ('<rss version="2.0"><channel/></rss>', "no_entries"),
    ],
)
def test_body_without_articles_says_why(body: str, reason: str) -> None:
    parsed = read(body)
    assert (parsed.entries, parsed.reason) == ((), reason)


def test_guid_names_the_article_whatever_title_and_link_become() -> None:
    first = only(rss(item(1, "عنوان")))
    second = only(rss(item(1, "عنوان آخر").replace("/news/1", "/other")))
    assert first.article_id == second.article_id
    assert first.content_hash != second.content_hash


def test_volatile_link_parameters_do_not_make_another_article() -> None:
    ids = {
        only(rss(f"<title>خبر</title><link>https://news.example/7?{query}</link>")).article_id
        for query in ("utm_source=rss", "utm_source=x&amp;utm_medium=y", "fbclid=z")
    }
    assert len(ids) == 1


def test_without_guid_and_link_title_and_date_name_the_article() -> None:
    parsed = parse(
        rss("<title>أ</title>", "<title>ب</title>", "<title>أ</title>"),
        content_type=None, source=SOURCE, fetched_at=NOW,
    )  # fmt: skip
    assert len({entry.article_id for entry in parsed.entries}) == len(parsed.entries) == 2
    assert parsed.repeated == 1


def test_guid_on_several_links_and_link_on_several_items_name_nothing() -> None:
    same_guid = rss(
        "<guid>g</guid><title>أ</title><link>/1</link>",
        "<guid>g</guid><title>ب</title><link>/2</link>",
    )
    same_link = rss("<title>أ</title><link>/</link>", "<title>ب</title><link>/</link>")
    for body in (same_guid, same_link):
        assert len(read(body).entries) == 2


def test_same_guid_of_two_sources_is_two_articles() -> None:
    other = Source(id="agency", name="الوكالة", url=SOURCE.url)
    assert only(rss(item(1))).article_id != only(rss(item(1)), other).article_id


def test_agency_is_credited_by_the_source_s_patterns() -> None:
    [source] = parse_sources(
        "[{id: p, name: p, url: 'https://x.example/', agencies: {Reuters: 'رويترز'}}]"
    )
    assert only(RDF, source).agency == "reuters"
    assert only(rss(item(1, body="واشنطن (رويترز) - قال")), source).agency == "reuters"
    assert only(rss(item(1, body="قال " * 60 + "رويترز" + " قال" * 60)), source).agency is None


def test_prolog_behind_a_warning_of_the_server_is_found() -> None:
    body = b"<br />\n<b>Warning</b>: mysql\n" + rss(item(1)).replace(b"UTF", b"utf")
    assert only(body).title == "خبر رقم 1"


def test_ttl_and_skips_are_read() -> None:
    head = (
        "<ttl>15</ttl><skipHours><hour>0</hour><hour>24</hour><hour>7</hour></skipHours>"
        "<skipDays><day>Friday</day></skipDays>"
    )
    parsed = parse(rss(item(1), head=head), content_type=None, source=SOURCE, fetched_at=NOW)
    assert (parsed.ttl_s, parsed.skip_hours) == (900.0, frozenset({0, 7}))
    assert parsed.skip_days == frozenset({4})


def test_long_feed_is_cut_at_its_head_and_told() -> None:
    body = rss(*(f"<title>خبر {n}</title>" for n in range(MAX_ITEMS + 3)))
    parsed = parse(body, content_type=None, source=SOURCE, fetched_at=NOW)
    assert (len(parsed.entries), parsed.cut) == (MAX_ITEMS, 3)
    assert parsed.entries[0].title == "خبر 0"


@given(st.binary(max_size=200), st.sampled_from(["", "<rss>", "<feed>", "{", "<urlset>"]))
def test_any_bytes_give_entries_or_a_reason(body: bytes, head: str) -> None:
    parsed = parse(head.encode() + body, content_type=None, source=SOURCE, fetched_at=NOW)
    assert bool(parsed.entries) != bool(parsed.reason)
