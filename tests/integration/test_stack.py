"""The stack's commands on a real broker of their own, beside the stack that tests share."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
Run = Callable[..., "subprocess.CompletedProcess[str]"]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


@pytest.fixture
def stack(tmp_path: Path) -> Iterator[Run]:
    env = {
        **os.environ,
        "MARSAD_STACK_DIR": str(tmp_path / "stack"),
        "MARSAD_KAFKA_PORT": str(free_port()),
        "MARSAD_KAFKA_CONTROLLER_PORT": str(free_port()),
    }

    def run(*arguments: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "ops.stack", *arguments, "--only", "kafka"],
            cwd=ROOT,
            env=env,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )

    yield run
    run("clean")


def broker(run: Run) -> dict[str, object]:
    """Return how the one broker is."""
    state: dict[str, object] = json.loads(run("status", "--json").stdout)
    return state


def compose_health(port: int) -> int:
    """Return the exit status of the health check that docker-compose.yml has for the broker."""
    compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
    test = compose["services"]["kafka"]["healthcheck"]["test"]
    assert test[0] == "CMD"
    command = [part.replace("$$", "$").replace("/9092", f"/{port}") for part in test[1:]]
    return subprocess.run(command, capture_output=True, check=False, timeout=30).returncode


@pytest.mark.stack
def test_a_broker_comes_up_once_recovers_from_a_kill_and_leaves_nothing_behind(stack: Run) -> None:
    first = stack("up")
    assert first.returncode == 0, first.stderr
    pid, port = broker(stack)["pid"], broker(stack)["port"]
    assert isinstance(port, int)
    assert compose_health(port) == 0
    again = stack("up")
    assert "all was up already" in again.stderr
    assert broker(stack)["pid"] == pid

    assert isinstance(pid, int)
    os.kill(pid, signal.SIGKILL)
    recovered = stack("up")
    assert recovered.returncode == 0, recovered.stderr
    assert broker(stack)["state"] == "ready"
    assert broker(stack)["pid"] != pid

    assert stack("down").returncode == 0
    assert compose_health(port) != 0
    assert broker(stack)["state"] == "stopped"
    assert stack("status").returncode == 1
    assert "nothing was running" in stack("down").stderr
