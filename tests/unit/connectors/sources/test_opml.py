"""OPML in and out."""

from pathlib import Path

import pytest

from connectors.sources.opml import as_yaml, read_opml, write_opml
from connectors.sources.registry import BadSources, Source, parse_sources

OPML = """<?xml version="1.0" encoding="utf-8"?><opml version="2.0"><body><outline text="أخبار">
<outline text="الصحيفة" type="rss" xmlUrl="https://www.paper.example/rss" language="ar-EG"/>
<outline text="الصحيفة، اقتصاد" xmlUrl="https://www.paper.example/economy"/>
<outline text="الصحيفة" xmlUrl="https://www.paper.example/rss"/>
<outline text="x" xmlUrl="file:///etc/passwd"/><outline text="folder"/></outline></body></opml>"""


def test_feeds_are_listed_once_with_new_ids() -> None:
    sources = read_opml(OPML.encode(), taken={"paper-example"}).sources
    assert [(s.id, s.name, s.verified) for s in sources] == [
        ("paper-example-2", "الصحيفة", False), ("paper-example-3", "الصحيفة، اقتصاد", False),
    ]  # fmt: skip


def test_address_that_is_no_feed_s_is_told_and_the_others_are_listed() -> None:
    urls = ("ftp://x/", "feed://paper.example/", "http://paper.example:999999/", "http://x/a b")
    outlines = "".join(f'<outline text="x" xmlUrl="{url}"/>' for url in urls)
    found = read_opml(OPML.replace('<outline text="folder"/>', outlines).encode())
    assert len(found.sources) == 2
    assert found.refused == (
        "file:///etc/passwd: scheme file, expected http or https",
        "ftp://x/: scheme ftp, expected http or https",
        "feed://paper.example/: scheme feed, expected http or https",
        "http://paper.example:999999/: Port out of range 0-65535",
        "http://x/a b: a space or an invisible character in it",
    )


def test_attributes_are_read_in_any_case_and_a_blank_title_is_none() -> None:
    body = OPML.replace("xmlUrl", "XMLURL").replace('text="الصحيفة"', 'title=" " TEXT="\n"')
    assert [source.name for source in read_opml(body.encode()).sources] == [
        "https://www.paper.example/rss", "الصحيفة، اقتصاد",
    ]  # fmt: skip


def test_names_with_any_ends_of_lines_come_back_from_yaml() -> None:
    source = Source(id="a", name="أ\u2028ب\n\nد", url="https://a.example/")
    assert parse_sources("sources:\n" + as_yaml([source])) == (source,)


def test_round_trip_through_yaml_and_opml(tmp_path: Path) -> None:
    sources = read_opml(OPML.encode()).sources
    assert parse_sources("sources:\n" + as_yaml(sources)) == sources
    write_opml(sources, tmp_path / "out.opml")
    assert read_opml((tmp_path / "out.opml").read_bytes()).sources == sources


@pytest.mark.parametrize("body", [b"", b"<opml>", b"<opml/>", b"\x00\xff", b"[]"])
def test_what_lists_no_feed_is_refused(body: bytes) -> None:
    with pytest.raises(BadSources):
        read_opml(body)


def test_entities_are_not_expanded() -> None:
    body = OPML.replace("<opml", '<!DOCTYPE o [<!ENTITY x SYSTEM "file:///etc/passwd">]><opml', 1)
    with pytest.raises(BadSources, match="undefined entity"):
        read_opml(body.replace("اقتصاد", "&x;").encode())
