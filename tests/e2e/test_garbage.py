"""Garbage on every topic: each piece a dead letter with its reason, the neighbours untouched."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from connectors.sinks.records import write
from ops.demo.desk import Desk
from schemas.topics import DEAD_LETTERS, TOPICS
from streams.cli.worker import STAGES
from tests.e2e.articles import made
from tests.e2e.test_kills import children
from tests.waiting import eventually

pytestmark = pytest.mark.stack

GARBAGE: dict[str, bytes | None] = {
    "bad JSON": b'{"article_id": ',
    "wrong schema": b'{"article_id": 7}',
    "a list": b"[1, 2]",
    "null": None,
    "1.5 MB": b'{"text": "' + b"x" * 1_500_000 + b'"}',
    "lone surrogates": b'{"article_id": "\\ud800", "text": "\\udfff"}',
    "not UTF-8": b'{"text": "\xff\xfe"}',
}
READ_BY_A_STAGE = [t for t in TOPICS if set(t.readers) & set(STAGES) and t != DEAD_LETTERS]


def letters(desk: Desk) -> list[dict[str, Any]]:
    """Return what `marsad dlq list` prints."""
    return [json.loads(line) for line in desk.marsad("dlq", "list").stdout.splitlines()]


def stages_reading(topic: Any) -> int:
    """Return how many stages read ``topic`` in their group: each buries what it cannot read."""
    from streams.cli.health import topics_of

    return sum(topic.name in topics_of(stage) for stage in STAGES)


def litter(desk: Desk) -> None:
    """Write every kind of garbage to every topic that a stage reads."""
    pieces = [(topic, name, value) for topic in READ_BY_A_STAGE for name, value in GARBAGE.items()]
    write(
        desk.settings,
        [
            (t.name, f"garbage {name}".encode(), value, [("trace", b"kept")])
            for t, name, value in pieces
        ],
    )


def letters_wanted() -> int:
    """Return how many dead letters that garbage is; a tombstone on a compacted topic is none."""
    return sum(
        stages_reading(topic)
        for topic in READ_BY_A_STAGE
        for value in GARBAGE.values()
        if not (topic.compacted and value is None)
    )


def test_garbage_is_buried_and_its_neighbours_are_read(
    desk: Desk, tmp_path: Any, logs: Callable[[], str]
) -> None:
    """No worker restarts; what is a tombstone on a compacted topic is no garbage there."""
    file = tmp_path / "articles.jsonl"
    desk.up(desk.write_sources([]), desk.write_subscriptions("type:SANCTION"))
    assert desk.process is not None
    parent = desk.process.pid
    eventually(lambda: set(children(parent)) == set(STAGES), 60, "all stages run")
    workers = children(parent)
    for batch in range(2):
        articles = made(20, batch)
        file.write_text("".join(json.dumps(a) + "\n" for a in articles), "utf-8")
        assert desk.marsad("import", "--live", str(file)).returncode == 0
        if batch == 0:
            litter(desk)
    wanted = letters_wanted()
    try:
        eventually(lambda: len(desk.search("articles")) == 40, 90, "the neighbours")
        eventually(lambda: len(letters(desk)) >= wanted, 60, f"{wanted} dead letters")
    except AssertionError:
        print(logs())
        raise
    found = letters(desk)
    assert len(found) == wanted
    assert all(letter["x-reason"] and letter["trace"] == "kept" for letter in found)
    assert {letter["x-origin-topic"] for letter in found} == {
        desk.settings.named(t.name) for t in READ_BY_A_STAGE
    }
    biggest = next(letter for letter in found if letter["bytes"] > 1_000_000)
    original = desk.marsad("dlq", "show", biggest["place"]).stdout
    assert original == GARBAGE["1.5 MB"]
    assert children(parent) == workers, "a worker was restarted"
