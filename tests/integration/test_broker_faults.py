"""Publishing while the broker stands still, dies and comes back: waiting, never losing."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from kafka import KafkaConsumer, TopicPartition

from connectors.sinks.kafka import read_records
from schemas.article import RawArticle
from schemas.topics import ARTICLES_RAW
from streams.cli.topics import create_topics
from streams.settings import Settings
from tests.waiting import eventually

pytestmark = pytest.mark.stack
ROOT = Path(__file__).parents[2]
ARTICLES = 40_000
STILL_S = 10.0
MEMORY_MOST_MB = 100.0


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


class Broker:
    """A broker of this test's own."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.env = {
            **os.environ,
            "MARSAD_STACK_DIR": str(folder),
            "MARSAD_KAFKA_PORT": str(self.port),
            "MARSAD_KAFKA_CONTROLLER_PORT": str(free_port()),
        }

    def run(self, *arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "ops.stack", *arguments, "--only", "kafka"],
            cwd=ROOT, env=self.env, capture_output=True, text=True, check=True, timeout=300,
        )  # fmt: skip
        return done.stdout

    def pid(self) -> int:
        return int(json.loads(self.run("status", "--json"))["pid"])


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Broker]:
    broker = Broker(tmp_path / "stack")
    broker.run("up")
    yield broker
    broker.run("clean")


def write_articles(path: Path) -> None:
    with path.open("w", encoding="utf-8") as file:
        for number in range(ARTICLES):
            line = {"id": f"a{number}", "source": "x", "text": f"نص {number} " * 150}
            file.write(json.dumps(line, ensure_ascii=False) + "\n")


def published(kafka: str) -> int:
    """Return how many records the topic holds."""
    consumer = KafkaConsumer(bootstrap_servers=kafka)
    try:
        topic = ARTICLES_RAW.name
        partitions = [TopicPartition(topic, n) for n in range(ARTICLES_RAW.partitions)]
        return sum(consumer.end_offsets(partitions).values())
    finally:
        consumer.close()


def resident_mb(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text("ascii")
    [line] = [line for line in status.splitlines() if line.startswith("VmRSS:")]
    return int(line.split()[1]) / 1024


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
