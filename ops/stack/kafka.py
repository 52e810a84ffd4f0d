"""Kafka brokers in KRaft mode: each node is broker and controller at once."""

import base64
import socket
import struct
import subprocess
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ops.stack.console import StackError
from ops.stack.machine import Java
from ops.stack.process import Node

HEAP = "512m"
METADATA_API = 3
ANSWER_S = 2.0


@dataclass(frozen=True)
class Broker(Node):
    """Broker number ``number`` (from 1) of a cluster of ``brokers`` on this machine."""

    number: int
    brokers: int
    first_controller_port: int
    cluster_id: str
    jars: Path
    java: Java

    def command(self) -> Sequence[str]:
        """Write the configuration, format the data folder once, and return the command."""
        config = self.directory / "server.properties"
        config.write_text(render(self.properties()), encoding="ascii")
        if not (self.directory / "data" / "meta.properties").exists():
            self._format(config)
        logging = "-Dorg.slf4j.simpleLogger."
        return [
            self.java.command,
            f"-Xmx{HEAP}",
            "-XX:+ExitOnOutOfMemoryError",
            self.marker,
            f"{logging}showDateTime=true",
            f"{logging}dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSZ",
            "-cp",
            f"{self.jars}/*",
            "kafka.Kafka",
            str(config),
        ]

    def environment(self) -> dict[str, str]:
        """Return nothing: all is in the command and the properties."""
        return {}

    def properties(self) -> dict[str, str]:
        """Return the broker's settings; what is not named keeps Kafka's default."""
        copies, enough = str(min(3, self.brokers)), str(min(2, self.brokers))
        controllers = range(self.brokers)
        return {
            "process.roles": "broker,controller",
            "node.id": str(self.number),
            "controller.quorum.voters": ",".join(
                f"{i + 1}@127.0.0.1:{self.first_controller_port + i}" for i in controllers
            ),
            "listeners": (
                f"PLAINTEXT://127.0.0.1:{self.port},"
                f"CONTROLLER://127.0.0.1:{self.first_controller_port + self.number - 1}"
            ),
            "advertised.listeners": f"PLAINTEXT://127.0.0.1:{self.port}",
            "controller.listener.names": "CONTROLLER",
            "log.dirs": str(self.directory / "data"),
            # A misspelt topic must be an error, not a new topic.
            "auto.create.topics.enable": "false",
            "default.replication.factor": copies,
            "min.insync.replicas": enough,
            "offsets.topic.replication.factor": copies,
            # One machine has few consumer groups; 50 partitions only slow down the start.
            "offsets.topic.num.partitions": "8",
            "transaction.state.log.replication.factor": copies,
            "transaction.state.log.min.isr": enough,
            "transaction.state.log.num.partitions": "8",
            # All members of a group start together here: nothing to wait for.
            "group.initial.rebalance.delay.ms": "0",
            # Fault tests notice a killed worker in a second or two.
            "group.min.session.timeout.ms": "1000",
        }

    def answers(self) -> bool:
        """Return whether this broker knows of all brokers, which needs an elected controller."""
        try:
            return brokers_seen(self.port) == self.brokers
        except (OSError, struct.error):
            return False

    def _format(self, config: Path) -> None:
        done = subprocess.run(
            [
                self.java.command, "-Xmx256m", "-XX:TieredStopAtLevel=1", "-cp", f"{self.jars}/*",
                "kafka.tools.StorageTool", "format",
                "--cluster-id", self.cluster_id, "--config", str(config),
            ],
            capture_output=True,
            text=True,
            check=False,
        )  # fmt: skip
        if done.returncode != 0:
            raise StackError(
                f"{self.name}: the data folder cannot be formatted:\n{done.stdout}{done.stderr}"
            )


def render(properties: dict[str, str]) -> str:
    r"""Return a Java properties file, in ASCII as Java reads it.

    >>> render({"log.dirs": "/srv/مرصد"})
    'log.dirs=/srv/\\u0645\\u0631\\u0635\\u062f\n'
    """

    def escaped(value: str) -> str:
        units = value.replace("\\", "\\\\").encode("utf-16-be")
        codes = [unit for (unit,) in struct.iter_unpack(">H", units)]
        return "".join(chr(code) if code < 128 else f"\\u{code:04x}" for code in codes)

    return "".join(f"{key}={escaped(value)}\n" for key, value in properties.items())


def new_cluster_id() -> str:
    """Return a random id in Kafka's form: 22 characters of URL-safe base 64, no leading dash."""
    while True:
        text = base64.urlsafe_b64encode(uuid.uuid4().bytes)[:22].decode("ascii")
        # Kafka's own generator avoids the dash too: command lines would take it for an option.
        if not text.startswith("-"):
            return text


def brokers_seen(port: int) -> int:
    """Return how many brokers the broker at ``port`` knows of; OSError if it does not answer.

    Asks for metadata of no topic: request version 1, https://kafka.apache.org/protocol.
    """
    client = b"marsad-stack"
    request = struct.pack(">hhih", METADATA_API, 1, 1, len(client)) + client + struct.pack(">i", 0)
    with socket.create_connection(("127.0.0.1", port), timeout=ANSWER_S) as connection:
        connection.sendall(struct.pack(">i", len(request)) + request)
        size, _correlation, brokers = struct.unpack(">iii", _read(connection, 12))
    return int(brokers) if size >= 8 else 0


def _read(connection: socket.socket, size: int) -> bytes:
    data = b""
    while len(data) < size:
        part = connection.recv(size - len(data))
        if not part:
            raise ConnectionResetError("the broker closed the connection")
        data += part
    return data
