"""Kafka and Elasticsearch go away and come back: stages wait, nothing is lost or buried."""

import json
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ops.demo.desk import Desk
from ops.demo.server import World
from streams.cli.worker import STAGES
from tests.conftest import ROOT
from tests.e2e.articles import made
from tests.e2e.test_kills import children, indexed
from tests.waiting import eventually

pytestmark = pytest.mark.stack

KAFKA, ELASTICSEARCH = 29392, 29592
"""Ports of a stack of its own: that of the run is not taken away from other tests."""


class Stack:
    """A stack that a test may hurt."""

    def __init__(self, folder: Path, kafka: int = KAFKA, search: int = ELASTICSEARCH) -> None:
        self.env = {
            **os.environ,
            "MARSAD_STACK_DIR": str(folder),
            "MARSAD_STACK_DOWNLOADS": os.environ.get(
                "MARSAD_STACK_DOWNLOADS", str(ROOT / ".stack" / "downloads")
            ),
            "MARSAD_KAFKA_PORT": str(kafka),
            "MARSAD_ELASTICSEARCH_PORT": str(search),
        }

    def run(self, *arguments: str) -> str:
        """Run one command of the stack; return what it prints."""
        command = [sys.executable, "-m", "ops.stack", *arguments]
        done = subprocess.run(
            command, env=self.env, cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0 or arguments[0] == "status", done.stderr
        return done.stdout

    def kill(self, service: str) -> None:
        """Kill -9 one server."""
        lines = self.run("status", "--only", service, "--json").splitlines()
        os.kill(int(json.loads(lines[0])["pid"]), signal.SIGKILL)


@pytest.fixture
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """Return a running stack of this test alone."""
    stack = Stack(tmp_path_factory.mktemp("stack"))
    stack.run("up")
    yield stack
    stack.run("down")


def submit(desk: Desk, articles: list[dict[str, Any]]) -> None:
    """Import articles as news of now."""
    file = desk.folder / "articles.jsonl"
    file.write_text("".join(json.dumps(a) + "\n" for a in articles), "utf-8")
    done = desk.marsad("import", "--live", str(file))
    assert done.returncode == 0, done.stderr.decode()


def test_stages_wait_out_servers_that_die(stack: Stack, world: World, tmp_path: Path) -> None:
    """Kill -9 of Elasticsearch, then of the broker; both come back; every article is there once."""
    base = {
        "MARSAD_KAFKA": f"127.0.0.1:{KAFKA}",
        "MARSAD_ELASTICSEARCH": f"http://127.0.0.1:{ELASTICSEARCH}",
        "MARSAD_SESSION_TIMEOUT_S": "6",
    }
    desk = Desk("outage-", tmp_path / "desk", world, base)
    desk.up(desk.write_sources([]), desk.write_subscriptions("type:SANCTION"))
    try:
        assert desk.process is not None
        parent = desk.process.pid
        eventually(lambda: set(children(parent)) == set(STAGES), 60, "all stages run")
        workers = children(parent)
        articles = made(90, seed=11)
        submit(desk, articles[:30])
        eventually(lambda: indexed(desk, 30), 90, "the first articles")
        stack.kill("elasticsearch")
        submit(desk, articles[30:60])
        eventually(lambda: len(world.alerts()) >= 6, 60, "alerts go on without Elasticsearch")
        stack.run("up")
        eventually(lambda: indexed(desk, 60), 90, "the index has caught up")
        stack.kill("kafka")
        stack.run("up")
        submit(desk, articles[60:])
        eventually(lambda: indexed(desk, 90), 150, "every article")
        found = Counter(a["article_id"] for a in desk.search("articles"))
        assert set(found.values()) == {1}
        assert desk.marsad("dlq", "list").stdout == b"", "an outage buries nothing"
        assert children(parent)["index"] == workers["index"], "index waited, and did not restart"
    finally:
        desk.down()
