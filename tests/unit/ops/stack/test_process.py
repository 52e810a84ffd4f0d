"""Server processes and their pid files, with small Python programs as servers."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from ops.stack.console import DeadlineError, StackError, wait_until
from ops.stack.process import Node, Start, arguments_of, stop

LISTEN = """
import socket, sys
print("listening", flush=True)
server = socket.create_server(("127.0.0.1", int(sys.argv[1])))
while True:
    server.accept()[0].close()
"""
LISTEN_AND_IGNORE_TERM = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)" + LISTEN
DIE = "import sys; sys.exit('no room on the disc')"
SILENT = "import signal; signal.pause()"
LAUNCH_SILENT = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {SILENT!r}])"


@dataclass(frozen=True)
class FakeServer(Node):
    """A Python program in the place of a server."""

    program: str = LISTEN
    extra: dict[str, str] = field(default_factory=dict)

    def command(self) -> Sequence[str]:
        return [sys.executable, "-c", self.program, str(self.port), self.marker]

    def environment(self) -> dict[str, str]:
        return self.extra

    def answers(self) -> bool:
        try:
            socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
        except OSError:
            return False
        return True


@pytest.fixture
def port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


@pytest.fixture
def make(tmp_path: Path, port: int) -> Callable[[str], FakeServer]:
    def made(program: str = LISTEN) -> FakeServer:
        return FakeServer("fake", tmp_path / "fake", port, "MARSAD_FAKE_PORT", None, program)

    return made


@pytest.fixture
def start() -> Iterator[Callable[[Node], Start]]:
    starts: list[Start] = []

    def started(node: Node) -> Start:
        starts.append(node.spawn())
        return starts[-1]

    yield started
    for one in starts:
        one.abandon()


Make = Callable[..., FakeServer]
Begin = Callable[[Node], Start]


def test_a_started_node_answers_is_found_by_its_pid_file_and_stops(
    make: Make, start: Begin
) -> None:
    node = make()
    begun = start(node)
    begun.finish(30)
    assert node.pid() == begun.process.pid
    assert node.log.read_text() == "listening\n"
    assert stop([node]) == ["fake"]
    assert begun.process.wait(10) == -signal.SIGTERM
    assert node.pid() is None
    assert not node.pid_file.exists()


def test_a_node_that_was_never_started_has_no_pid_and_stops_at_once(make: Make) -> None:
    assert make().pid() is None
    assert stop([make()]) == []


@pytest.mark.parametrize("content", ["", "kafka", "-7", str(2**40)])
def test_a_pid_file_that_names_no_process_is_stale(make: Make, content: str) -> None:
    node = make()
    node.directory.mkdir()
    node.pid_file.write_text(content)
    assert node.pid() is None


def test_a_pid_that_now_belongs_to_another_program_is_neither_found_nor_killed(make: Make) -> None:
    node = make()
    node.directory.mkdir()
    with subprocess.Popen([sys.executable, "-c", SILENT]) as other:
        node.pid_file.write_text(str(other.pid))
        assert node.pid() is None
        assert stop([node]) == []
        assert not node.signal(signal.SIGKILL)
        assert other.poll() is None
        other.kill()


def test_a_killed_node_is_seen_as_gone_and_starts_again_keeping_the_last_log(
    make: Make, start: Begin
) -> None:
    node = make()
    first = start(node)
    first.finish(30)
    os.kill(first.process.pid, signal.SIGKILL)
    first.process.wait(10)
    assert node.pid() is None
    second = start(node)
    second.finish(30)
    assert node.pid() == second.process.pid != first.process.pid
    assert node.log.with_suffix(".previous").read_text() == "listening\n"


def test_a_taken_port_is_said_with_the_variable_that_moves_it(make: Make) -> None:
    node = make()
    with (
        closing(socket.create_server(("127.0.0.1", node.port))),
        pytest.raises(StackError, match=rf"port {node.port} is taken.*MARSAD_FAKE_PORT"),
    ):
        node.spawn()


def test_a_node_that_ends_while_starting_is_reported_with_the_end_of_its_log(
    make: Make, start: Begin
) -> None:
    with pytest.raises(StackError, match=r"(?s)ended with status 1.*no room on the disc"):
        start(make(DIE)).finish(30)


def test_a_node_that_never_answers_misses_its_deadline_and_is_abandoned_with_its_children(
    make: Make,
) -> None:
    begun = make(LAUNCH_SILENT).spawn()
    child = Path(f"/proc/{begun.process.pid}/task/{begun.process.pid}/children")
    wait_until(lambda: bool(child.read_text()), place="test", doing="forking", deadline_s=30)
    pid = int(child.read_text())
    with pytest.raises(StackError, match="not done within 0 s"):
        begun.finish(0.2)
    begun.abandon()
    wait_until(lambda: not arguments_of(pid), place="test", doing="ending", deadline_s=10)


def test_a_node_that_ignores_the_polite_signal_is_killed(make: Make, start: Begin) -> None:
    node = make(LISTEN_AND_IGNORE_TERM)
    begun = start(node)
    begun.finish(30)
    assert stop([node], deadline_s=0.3) == ["fake"]
    assert begun.process.wait(10) == -signal.SIGKILL


def test_a_wait_ends_with_what_its_condition_raises() -> None:
    def broken() -> bool:
        raise StackError("it will never be")

    with pytest.raises(StackError, match="never"):
        wait_until(broken, place="test", doing="waiting", deadline_s=60)
    with pytest.raises(DeadlineError):
        wait_until(lambda: False, place="test", doing="waiting", deadline_s=0)
