"""Server processes that outlive the command which started them, known by pid files."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import time
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ops.stack.console import DeadlineError, StackError, say, tail, wait_until
from ops.stack.machine import RunAs

STOP_DEADLINE_S = 20.0
"""A broker hands over and closes its logs in 1 to 3 s; past this it is killed."""


def arguments_of(pid: int) -> tuple[str, ...]:
    """Return the command line of a running process; empty if there is none (or a zombie)."""
    try:
        raw = Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return ()
    return tuple(part.decode("utf-8", "surrogateescape") for part in raw.split(b"\0")[:-1])


@dataclass(frozen=True)
class Node(ABC):
    """One server process with a folder of its own under the stack's."""

    name: str
    directory: Path
    port: int
    port_variable: str
    """The variable that moves the port, for the message when the port is taken."""
    run_as: RunAs | None

    @property
    def pid_file(self) -> Path:
        """Return the file that holds the process id while the node runs."""
        return self.directory / "pid"

    @property
    def port_file(self) -> Path:
        """Return the file that holds the port of the last start."""
        return self.directory / "port"

    @property
    def log(self) -> Path:
        """Return the file that takes the node's output."""
        return self.directory / "log"

    @property
    def marker(self) -> str:
        """Return the JVM argument that only this node's process carries.

        A pid alone may since have been given to somebody else; this argument may not.
        """
        return f"-Dmarsad.node={self.directory}"

    @abstractmethod
    def command(self) -> Sequence[str]:
        """Write the configuration and return the command that starts the node."""

    @abstractmethod
    def environment(self) -> dict[str, str]:
        """Return variables for the process beside PATH, HOME and the locale."""

    @property
    def writes_pid(self) -> bool:
        """Return whether the server writes the pid file, because a launcher starts it."""
        return False

    @abstractmethod
    def answers(self) -> bool:
        """Return whether the node serves requests now."""

    def pid(self) -> int | None:
        """Return the id of this node's running process, or None. A stale pid file is no pid."""
        try:
            pid = int(self.pid_file.read_text(encoding="ascii"))
        except (OSError, ValueError):
            return None
        return pid if self.marker in arguments_of(pid) else None

    def last_port(self) -> int:
        """Return the port of the last start, whatever the settings say now."""
        try:
            return int(self.port_file.read_text(encoding="ascii"))
        except (OSError, ValueError):
            return self.port

    def spawn(self) -> "Start":
        """Start the process in a session of its own and return the start under way."""
        self._refuse_taken_port()
        self.pid_file.unlink(missing_ok=True)
        self.directory.mkdir(parents=True, exist_ok=True)
        command = self.command()
        self.port_file.write_text(str(self.port), encoding="ascii")
        self._hand_over()
        if self.log.exists():
            self.log.replace(self.log.with_suffix(".previous"))
        with self.log.open("wb") as log:
            process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd=self.directory,
                env={
                    "PATH": os.environ.get("PATH", os.defpath),
                    "HOME": str(self.directory),
                    "LC_ALL": "C.UTF-8",
                    **self.environment(),
                },
                start_new_session=True,
                **(self.run_as.popen_arguments() if self.run_as else {}),
            )
        if not self.writes_pid:
            self.pid_file.write_text(str(process.pid), encoding="ascii")
        return Start(self, process, time.monotonic())

    def signal(self, number: signal.Signals) -> bool:
        """Send a signal to the running process and return whether there was one."""
        pid = self.pid()
        if pid is None:
            return False
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, number)
        return True

    def _hand_over(self) -> None:
        """Give the folder to the user that the node runs as."""
        if self.run_as is None:
            return
        for path in (self.directory, *self.directory.rglob("*")):
            shutil.chown(path, self.run_as.uid, self.run_as.gid)

    def _refuse_taken_port(self) -> None:
        with socket.socket() as probe:
            # As the servers do: a port whose last connections still linger is free.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", self.port))
            except OSError as error:
                raise StackError(
                    f"{self.name}: port {self.port} is taken by another program; "
                    f"stop that one or set {self.port_variable}"
                ) from error


@dataclass(frozen=True)
class Start:
    """A node on its way up."""

    node: Node
    process: subprocess.Popen[bytes]
    begun: float
    """When, on the monotonic clock."""

    def finish(self, deadline_s: float) -> float:
        """Return the seconds until the node answered; StackError with its log if it cannot."""
        try:
            return wait_until(
                self._answers,
                place=self.node.name,
                doing="starting",
                deadline_s=deadline_s,
                since=self.begun,
            )
        except DeadlineError as error:
            raise StackError(
                f"{error}; the end of {self.node.log}:\n{tail(self.node.log)}"
            ) from None

    def abandon(self) -> None:
        """Kill whatever this start has brought up: it leads a process group of its own."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def _answers(self) -> bool:
        status = self.process.poll()
        # A launcher that ends well leaves its server behind, which the pid file names.
        if status is not None and (status != 0 or self.node.pid() is None):
            raise StackError(
                f"{self.node.name}: ended with status {status} instead of starting; "
                f"the end of {self.node.log}:\n{tail(self.node.log)}"
            )
        return self.node.pid() is not None and self.node.answers()


def stop(nodes: Sequence[Node], deadline_s: float = STOP_DEADLINE_S) -> list[str]:
    """Stop the nodes that run and return their names.

    All are told at once: a controller that has lost its peers would wait for them. A node that
    does not end in time is killed; Kafka and Elasticsearch recover from their logs.
    """
    running = [(node, pid) for node in nodes if (pid := node.pid()) is not None]
    for node, _ in running:
        node.signal(signal.SIGTERM)
    for node, pid in running:
        gone = _Gone(node, pid)
        try:
            wait_until(gone, place=node.name, doing="stopping", deadline_s=deadline_s)
        except DeadlineError:
            say(node.name, f"does not stop within {deadline_s:.0f} s, killing it")
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
            wait_until(gone, place=node.name, doing="being killed", deadline_s=deadline_s)
        node.pid_file.unlink(missing_ok=True)
    return [node.name for node, _ in running]


@dataclass(frozen=True)
class _Gone:
    node: Node
    pid: int

    def __call__(self) -> bool:
        # By the id seen first: a server removes its pid file before it ends.
        return self.node.marker not in arguments_of(self.pid)
