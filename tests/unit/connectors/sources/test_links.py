"""Links: what is one article under many addresses, and what is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.sources.links import canonical_link, resolve, same_site

HERE = "https://www.paper.example/news/7?id=3"


@pytest.mark.parametrize(
    "copy",
    [
        "http://www.paper.example/news/7?id=3",
        "HTTPS://WWW.PAPER.EXAMPLE:443/news/7?id=3#top",
        "https://m.paper.example/news/7?id=3",
        "https://paper.example/x/../news/7?id=3",
        "https://www.paper.example/news/7/amp?id=3",
        "https://www.paper.example/news/7?utm_source=a&id=3&fbclid=b",
        "https://www.paper.example/news/7?id=3&at_medium=RSS&ref=home&rss=1",
        "https://www.paper.example./news/7?id=3&amp=1",
    ],
)
def test_copies_of_one_address_meet(copy: str) -> None:
    assert canonical_link(copy) == canonical_link(HERE) == "https://paper.example/news/7?id=3"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("/news.php?7131", "/news.php?7132"),
        ("/?title=%E3%E4", "/?title=%E3%E5"),  # windows-1256
        ("/#!/news/1", "/#!/news/2"),
        ("/https://b.example/1", "/https://b.example/2"),
        ("/?id=1", "/?id=2"),
        ("/1", "/1/2"),
        (":8080/1", "/1"),
        ("/?page=amp", "/"),
    ],
)
def test_addresses_of_two_articles_stay_two(one: str, other: str) -> None:
    assert canonical_link(f"https://a.example{one}") != canonical_link(f"https://a.example{other}")


def test_arabic_addresses_meet_raw_and_escaped() -> None:
    raw = canonical_link("http://أخبار.example/رياضة?لون=أحمر")
    assert raw == canonical_link(
        "https://xn--igbicxr.example/%d8%b1%d9%8a%d8%a7%d8%b6%d8%a9"
        "?%D9%84%D9%88%D9%86=%D8%A3%D8%AD%D9%85%D8%B1"
    )


@pytest.mark.parametrize(
    ("url", "same"),
    [
        ("https://feeds.paper.com.eg/rss", True),
        ("https://paper.com.eg/", True),
        ("https://other.com.eg/", False),
        ("https://paper.com.eg.evil.example/", False),
    ],
)
def test_site_is_what_one_owner_has_under_a_public_suffix(url: str, *, same: bool) -> None:
    assert same_site("http://www.paper.com.eg/rss", url) is same


@given(st.text(max_size=60))
def test_any_text_after_a_host_keeps_its_form(tail: str) -> None:
    link = resolve(f"https://a.example/{tail}", "https://a.example/")
    if link is not None:
        once = canonical_link(link)
        assert canonical_link(once) == once


@pytest.mark.parametrize("link", ["http://a.example/x?y=\ud83d", "http://a.example/\ud83d?y=1"])
def test_link_with_half_a_character_has_a_canonical_form(link: str) -> None:
    assert canonical_link(link)
