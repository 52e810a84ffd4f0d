"""Old news from a web archive: found, read for events, and never told as news."""

import gzip
from pathlib import Path

import pytest

from ops.demo.desk import Desk
from tests.e2e.articles import PAIRS
from tests.e2e.test_kills import indexed
from tests.waiting import eventually

pytestmark = pytest.mark.stack


def archive(path: Path) -> int:
    """Write a web archive that reports each halted talks twice; return how many pages it has."""
    pages = [(f"https://p{n}.example/{pair[0]}", *pair) for pair in PAIRS for n in (1, 2)]
    with path.open("wb") as file:
        for url, source, target in pages:
            text = f"علقت {source} محادثاتها مع {target} بشأن التجارة. " + "وقال مسؤول ذلك. " * 15
            page = f"<html><title>{source}</title><article><p>{text}</p></article></html>".encode()
            block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
            head = (
                f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\n"
                f"Content-Length: {len(block)}\r\n\r\n"
            )
            file.write(gzip.compress(head.encode() + block + b"\r\n\r\n"))
    return len(pages)


def test_archive_imported_twice_is_found_once_and_raises_no_alert(
    desk: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "old.warc.gz"
    count = archive(path)
    desk.up(desk.write_sources([]), desk.write_subscriptions("type:SANCTION"))
    for _ in range(2):
        done = desk.marsad("import", str(path))
        assert done.returncode == 0, done.stderr.decode()
    eventually(lambda: indexed(desk, count), 120, "every page found")
    eventually(lambda: bool(desk.search("events")), 60, "their events")
    # News of now, imported after them, is told: so what was before it in every topic is through.
    live = tmp_path / "live.jsonl"
    live.write_text(
        '{"id": "live", "source": "x", "published": "2026-05-04T10:00:00Z", "title": "", '
        '"text": "علقت تركيا محادثاتها مع فنلندا بشأن التجارة."}\n',
        "utf-8",
    )
    done = desk.marsad("import", "--live", str(live))
    assert done.returncode == 0, done.stderr.decode()
    eventually(lambda: bool(desk.world.alerts()), 60, "the alert of the live article")
    eventually(lambda: indexed(desk, count + 1), 60, "the live article found")
    articles = [a["article_id"] for a in desk.search("articles")]
    assert len(articles) == len(set(articles)) == count + 1
    assert len(desk.world.alerts()) == 1
