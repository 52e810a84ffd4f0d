"""What operators do: trace an article, rewind a stage, fill the index again, remove old months."""

import json
from pathlib import Path

import pytest

from ops.demo.desk import Desk
from streams.cli.worker import STAGES
from tests.e2e.articles import made
from tests.e2e.test_kills import children, indexed
from tests.waiting import eventually

pytestmark = pytest.mark.stack


def test_an_index_that_was_lost_is_filled_again_and_nobody_is_told_again(
    desk: Desk, tmp_path: Path
) -> None:
    """Delete every index, rewind, start: the same documents; the receiver hears nothing new."""
    file = tmp_path / "articles.jsonl"
    file.write_text("".join(json.dumps(a) + "\n" for a in made(30, 1)), "utf-8")
    sources = desk.write_sources([])
    subscriptions = desk.write_subscriptions("type:SANCTION")
    desk.up(sources, subscriptions)
    assert desk.process is not None
    parent = desk.process.pid
    eventually(lambda: set(children(parent)) == set(STAGES), 60, "all stages run")
    assert desk.marsad("import", "--live", str(file)).returncode == 0
    eventually(lambda: indexed(desk, 30), 90, "all articles")
    eventually(lambda: len(desk.world.alerts()) == 3, 60, "three stories, three alerts")
    refused = desk.marsad("rewind", "index")
    assert refused.returncode == 2
    assert b"index is running: stop its workers first" in refused.stderr
    before = {a["article_id"]: a for a in desk.search("articles")}

    one = next(iter(before))
    traced = [json.loads(line) for line in desk.marsad("trace", one).stdout.splitlines()]
    assert [t["topic"] for t in traced][:3] == ["articles.raw", "articles.read", "articles.linked"]
    assert desk.marsad("trace", "nobody").returncode == 1

    desk.down()
    assert desk.marsad("retention", "--days", "1", "--delete").stdout == b"", "this month stays"
    assert len(desk.forget_indices()) == 5
    assert desk.search("articles") == []
    for stage in ("index", "match"):
        done = desk.marsad("rewind", stage)
        assert done.returncode == 0, done.stderr.decode()
    desk.up(sources, subscriptions)
    eventually(lambda: indexed(desk, 30), 90, "all articles again")
    assert {a["article_id"]: a for a in desk.search("articles")} == before
    desk.down()
    assert len(desk.world.deliveries) == 3


@pytest.mark.parametrize(
    "command",
    [("dlq", "list"), ("subscriptions", "list"), ("trace", "a1"), ("health", "read")],
    ids=" ".join,
)
def test_topics_that_were_never_made_are_told_of(desk: Desk, command: tuple[str, ...]) -> None:
    """A fresh stack: one line with what to do, and no wait for a topic that nobody makes."""
    done = desk.marsad(*command)
    assert done.returncode == 2
    assert b"marsad topics create" in done.stderr.splitlines()[-1]
