"""Kafka and Elasticsearch for the demo: in containers where an engine answers, else without."""

import subprocess
import sys
from dataclasses import dataclass, field

STACK = (sys.executable, "-m", "ops.stack")
COMPOSE = ("docker", "compose")
BOTH = ("kafka", "elasticsearch")


@dataclass
class Servers:
    """The two servers on their usual ports of 127.0.0.1; those found running are left running."""

    in_containers: bool
    started: list[str] = field(default_factory=list)

    @classmethod
    def choose(cls) -> "Servers":
        """Return servers in containers where a Docker engine with Compose answers."""
        return cls(_succeeds("docker", "info") and _succeeds(*COMPOSE, "version"))

    @property
    def where(self) -> str:
        """How they run, for a person."""
        if self.in_containers:
            return "in containers (the first time their images are fetched)"
        return "on this machine (the first time they are fetched, about 150 MB)"

    def up(self) -> int:
        """Start what does not run; return the exit status of the command that did."""
        if self.in_containers:
            running = subprocess.run(
                [*COMPOSE, "ps", "--services", "--status", "running"],
                capture_output=True, text=True, check=False,
            ).stdout.split()  # fmt: skip
            self.started = [name for name in BOTH if name not in running]
            return subprocess.run([*COMPOSE, "up", "-d", "--wait", *BOTH], check=False).returncode
        self.started = [name for name in BOTH if not _succeeds(*STACK, "status", "--only", name)]
        return subprocess.run([*STACK, "up"], check=False).returncode

    def down(self) -> None:
        """Stop what ``up`` started."""
        for name in self.started:
            stop = (
                (*COMPOSE, "stop", name) if self.in_containers else (*STACK, "down", "--only", name)
            )
            subprocess.run(stop, check=False)


def _succeeds(*command: str) -> bool:
    try:
        return subprocess.run(command, capture_output=True, timeout=30, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False
