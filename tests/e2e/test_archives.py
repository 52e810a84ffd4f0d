"""Old news from a web archive: found, read for events, and never told as news."""

from pathlib import Path

import pytest

from ops.demo.desk import Desk
from tests.e2e.articles import PAIRS
from tests.e2e.test_kills import indexed
from tests.fakes.archive import write_archive
from tests.waiting import eventually

pytestmark = pytest.mark.stack


PAGES = [
    (
        f"https://p{n}.example/{source}",
        source,
        f"علقت {source} محادثاتها مع {target} بشأن التجارة. " + "وقال مسؤول ذلك. " * 15,
    )
    for source, target in PAIRS
    for n in (1, 2)
]
"""Each halted talks, reported twice."""


def test_archive_imported_twice_is_found_once_and_raises_no_alert(
    desk: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "old.warc.gz"
    write_archive(path, PAGES)
    desk.up(desk.write_sources([]), desk.write_subscriptions("type:SANCTION"))
    for _ in range(2):
        done = desk.marsad("import", str(path))
        assert done.returncode == 0, done.stderr.decode()
    eventually(lambda: indexed(desk, len(PAGES)), 120, "every page found")
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
    eventually(lambda: indexed(desk, len(PAGES) + 1), 60, "the live article found")
    articles = [a["article_id"] for a in desk.search("articles")]
    assert len(articles) == len(set(articles)) == len(PAGES) + 1
    assert len(desk.world.alerts()) == 1
