"""Child processes of ``marsad up``: started, watched, started again, stopped in order."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import click

import streams

STOP_S = 30.0
"""How long a child may take to finish what it has in flight."""
QUIET_S = 60.0
"""A child that ran so long failed anew: its next wait starts from the beginning."""
LONGEST_WAIT_S = 30.0


@dataclass(slots=True)
class Child:
    """One process and what is known of its runs."""

    name: str
    command: list[str]
    log: Path
    metrics_port: int = 0
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    wait_s: float = 1.0
    due: float = 0.0
    done: bool = False


@dataclass(slots=True)
class Supervisor:
    """Keeps children running; their output goes to a log file each, ours to standard error."""

    logs: Path
    metrics_port: int = 0
    """Where the first child shows its metrics; each further one a port higher. 0: none does."""
    children: list[Child] = field(default_factory=list)

    def add(self, name: str, *arguments: str) -> None:
        """Start ``marsad`` with ``arguments`` as the child ``name``."""
        self.logs.mkdir(parents=True, exist_ok=True)
        command = [*_python(), "-m", "streams.cli", *arguments]
        port = self.metrics_port and self.metrics_port + len(self.children)
        child = Child(name, command, self.logs / f"{name}.log", port)
        self.children.append(child)
        self._start(child)

    def watch(self) -> None:
        """Start again what ended, after a wait that grows with every failure in a row."""
        now = time.monotonic()
        for child in self.children:
            if child.process is not None and (status := child.process.poll()) is not None:
                if now - child.started > QUIET_S:
                    child.wait_s = 1.0
                click.echo(
                    f"marsad: {child.name} ended with {status} (see {child.log}), "
                    f"again in {child.wait_s:.0f} s",
                    err=True,
                )
                child.process, child.due = None, now + child.wait_s
                child.wait_s = min(child.wait_s * 2, LONGEST_WAIT_S)
            if child.process is None and now >= child.due:
                self._start(child)

    def stop(self) -> None:
        """Ask every child to stop, first the first; kill those that do not in ``STOP_S``."""
        running = [c for c in self.children if c.process is not None and c.process.poll() is None]
        for child in running:
            assert child.process is not None
            child.process.send_signal(signal.SIGTERM)
        deadline = time.monotonic() + STOP_S
        for child in running:
            assert child.process is not None
            try:
                child.process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                click.echo(f"marsad: {child.name} did not stop in {STOP_S:.0f} s, killed", err=True)
                child.process.kill()
                child.process.wait()

    def _start(self, child: Child) -> None:
        with child.log.open("ab") as log:
            child.process = subprocess.Popen(  # noqa: S603  # our own command line
                child.command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env={**os.environ, "MARSAD_METRICS_PORT": str(child.metrics_port)},
                start_new_session=True,  # Ctrl-C reaches us alone; we stop them in order
            )
        child.started = time.monotonic()
        shown = f", metrics at port {child.metrics_port}" if child.metrics_port else ""
        click.echo(f"marsad: {child.name} started, process {child.process.pid}{shown}", err=True)


def _python() -> list[str]:
    """Return the interpreter, which is to run the code of this process.

    ``-m`` looks into the working folder first: called there, an installed Marsad (a compiled one,
    say) would start the sources of a checkout.
    """
    in_place = Path(streams.__file__).parents[1] == Path.cwd()
    return [sys.executable] if in_place else [sys.executable, "-P"]
