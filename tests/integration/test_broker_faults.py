"""The broker stands still, dies and comes back: who publishes waits, who writes is told."""

import asyncio
import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from connectors.sinks.kafka import read_records
from dashboard import journal as journals
from dashboard.journal import KafkaJournal
from schemas.article import RawArticle
from schemas.errors import TransientError
from schemas.topics import ARTICLES_RAW, PEOPLE
from streams.cli.topics import create_topics
from streams.settings import Settings
from streams.topic_reader import read_to_end
from tests.integration.broker import Broker, published, resident_mb
from tests.waiting import eventually

pytestmark = pytest.mark.stack
ARTICLES = 40_000
STILL_S = 10.0
MEMORY_MOST_MB = 100.0


def write_articles(path: Path) -> None:
    with path.open("w", encoding="utf-8") as file:
        for number in range(ARTICLES):
            line = {"id": f"a{number}", "source": "x", "text": f"نص {number} " * 150}
            file.write(json.dumps(line, ensure_ascii=False) + "\n")


def test_broker_that_stands_still_then_dies_loses_nothing(broker: Broker, tmp_path: Path) -> None:
    kafka = f"127.0.0.1:{broker.port}"
    create_topics(Settings(kafka=kafka))
    write_articles(tmp_path / "articles.jsonl")
    importing = subprocess.Popen(
        [sys.executable, "-m", "streams.cli", "import", str(tmp_path / "articles.jsonl")],
        env={**os.environ, "MARSAD_KAFKA": kafka}, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    pid = broker.pid()
    eventually(lambda: published(kafka) > ARTICLES // 8, 60, "an eighth")
    os.kill(pid, signal.SIGSTOP)
    before_mb = resident_mb(importing.pid)
    time.sleep(STILL_S)  # not a wait: how long the broker stands still
    assert resident_mb(importing.pid) - before_mb < MEMORY_MOST_MB
    assert importing.poll() is None
    os.kill(pid, signal.SIGCONT)
    eventually(lambda: published(kafka) > ARTICLES // 2, 90, "half")
    os.kill(pid, signal.SIGKILL)
    broker.run("up")
    _, told = importing.communicate(timeout=180)
    assert importing.returncode == 0, told
    assert f"{ARTICLES} articles published, 0 passed over" in told
    records = read_records(kafka, ARTICLES_RAW, RawArticle, str)
    assert {record.article_id for record in records} == {f"a{n}" for n in range(ARTICLES)}


async def written(journal: KafkaJournal, name: str) -> None:
    """Write as soon as the broker, which is up again, takes it."""
    async with asyncio.timeout(60):
        while True:
            with contextlib.suppress(TransientError):
                await journal.write(PEOPLE, name, None)
                return


async def test_a_write_that_was_told_as_not_done_is_not_done_when_the_broker_is_back(
    broker: Broker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journals, "TIMEOUT_MS", 2_000)
    settings = Settings(kafka=f"127.0.0.1:{broker.port}")
    create_topics(settings)
    journal = KafkaJournal(settings)
    await journal.write(PEOPLE, "before", None)
    os.kill(broker.pid(), signal.SIGKILL)
    for name in ("lost", "lost-too"):
        begun = time.monotonic()
        with pytest.raises(TransientError, match=PEOPLE.name):
            await journal.write(PEOPLE, name, None)
        assert time.monotonic() - begun < 5
    broker.run("up")
    await asyncio.sleep(STILL_S / 2)  # not a wait: time for what is still queued anywhere
    await written(journal, "after")
    assert [r.key async for r in read_to_end(settings, PEOPLE)] == [b"before", b"after"]
    pid = broker.pid()
    os.kill(pid, signal.SIGSTOP)
    begun = time.monotonic()
    with pytest.raises(TransientError, match=f"{PEOPLE.name}: no answer"):
        await journal.write(PEOPLE, "unanswered", None)
    assert time.monotonic() - begun < 5
    os.kill(pid, signal.SIGCONT)
    await written(journal, "again")
    await journal.close()
