"""A broker of a test's own, to be stopped and killed; and what can be measured around it."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

from kafka import KafkaConsumer, TopicPartition

from schemas.topics import ARTICLES_RAW
from tests.conftest import ROOT


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
