"""kill -9 in the middle of a stream of articles: nothing lost, nothing told twice."""

import json
import os
import random
import signal
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from ops.demo.desk import Desk
from streams.cli.worker import STAGES
from tests.e2e.articles import PAIRS, made
from tests.waiting import eventually

pytestmark = pytest.mark.stack

COUNT = 500
SEED = int(os.environ.get("CHAOS_SEED", "7"))


def children(parent: int) -> dict[str, int]:
    """Return the process id of each stage that runs under ``parent``."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            status = (folder / "stat").read_text().rpartition(")")[2].split()
            command = (folder / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue  # it ended while we looked
        if int(status[1]) == parent and b"worker" in command:
            found[command[command.index(b"worker") + 1].decode()] = int(folder.name)
    return found


def indexed(desk: Desk, count: int) -> bool:
    """Return whether so many articles can be found."""
    return len(desk.search("articles")) >= count


def replaced(parent: int, stage: str, before: int) -> bool:
    """Return whether another process than ``before`` runs ``stage``."""
    return children(parent).get(stage, before) != before


def test_every_article_arrives_once_though_three_stages_are_killed(
    desk: Desk, tmp_path: Path, logs: Callable[[], str]
) -> None:
    """Each kill comes while articles flow; the supervisor starts the stage again."""
    articles = made(COUNT, SEED)
    file = tmp_path / "articles.jsonl"
    file.write_text("".join(json.dumps(a) + "\n" for a in articles), "utf-8")
    desk.up(desk.write_sources([]), desk.write_subscriptions("type:SANCTION"))
    assert desk.process is not None
    parent = desk.process.pid
    eventually(lambda: set(children(parent)) == set(STAGES), 60, "all stages run")
    imported = desk.marsad("import", "--live", str(file))
    assert imported.returncode == 0, imported.stderr.decode()
    victims = random.Random(SEED).sample(STAGES, 3)
    for turn, victim in enumerate(victims, 1):
        eventually(partial(indexed, desk, 60 * turn), 120, f"{60 * turn} articles indexed")
        before = children(parent)[victim]
        os.kill(before, signal.SIGKILL)
        eventually(partial(replaced, parent, victim, before), 60, f"{victim} runs again")
    wanted = {a["id"] for a in articles}
    try:
        eventually(
            lambda: len(desk.search("articles", _source=["url"])) == COUNT, 180, "every article"
        )
        eventually(lambda: len(desk.world.alerts()) >= len(PAIRS), 60, "an alert a story")
    except AssertionError:
        print(logs())
        raise
    found = Counter(a["article_id"] for a in desk.search("articles"))
    assert len(found) == len(wanted)
    assert set(found.values()) == {1}
    assert desk.marsad("dlq", "list").stdout == b""
    told = Counter((a["story_id"], a["story_version"]) for a in desk.world.alerts().values())
    assert set(told.values()) == {1}, "an alert was told under two ids"
    firsts = Counter(a["story_id"] for a in desk.world.alerts().values() if a["kind"] == "first")
    assert set(firsts.values()) == {1}, "a story was told as new twice"
