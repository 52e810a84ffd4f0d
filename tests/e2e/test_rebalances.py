"""Workers come and go while articles flow: nothing lost, nothing stuck."""

import json
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from ops.demo.desk import Desk
from streams.cli.worker import STAGES
from tests.e2e.articles import made
from tests.e2e.test_kills import children, indexed
from tests.waiting import eventually

pytestmark = pytest.mark.stack

STOP_S = 30
"""A worker that is asked to stop finishes or lets go of what it has within this time."""


def worker(desk: Desk, stage: str) -> subprocess.Popen[bytes]:
    """Start one more worker of ``stage``."""
    log = desk.folder / "logs" / f"{stage}-more.log"
    with log.open("ab") as output:
        return subprocess.Popen(
            [sys.executable, "-m", "streams.cli", "worker", stage],
            env=desk.env, stdout=output, stderr=output, stdin=subprocess.DEVNULL,
        )  # fmt: skip


def test_workers_join_and_leave_while_articles_flow(desk: Desk, tmp_path: Path) -> None:
    """Readers share partitions, a second linker stands by and takes over; every stop is quick."""
    articles = made(300, seed=3)
    file = tmp_path / "articles.jsonl"
    file.write_text("".join(json.dumps(a) + "\n" for a in articles), "utf-8")
    desk.up(desk.write_sources([]), desk.write_subscriptions("type:SANCTION"))
    assert desk.process is not None
    parent = desk.process.pid
    eventually(lambda: set(children(parent)) == set(STAGES), 60, "all stages run")
    more = [worker(desk, "read"), worker(desk, "link")]
    try:
        assert desk.marsad("import", "--live", str(file)).returncode == 0
        eventually(lambda: indexed(desk, 40), 120, "articles flow")
        more.append(worker(desk, "read"))
        eventually(lambda: indexed(desk, 120), 120, "articles flow through three readers")
        for stopped in more[:2]:
            stopped.send_signal(signal.SIGTERM)
            stopped.wait(STOP_S)
        eventually(lambda: indexed(desk, len(articles)), 180, "every article")
    finally:
        for process in more:
            process.kill()
            process.wait()
    found = Counter(a["article_id"] for a in desk.search("articles"))
    assert set(found.values()) == {1}
    assert desk.marsad("dlq", "list").stdout == b""
