"""Bring the stack up and down: what runs is found, what is missing is fetched and started."""

import contextlib
import fcntl
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from ops.stack import downloads
from ops.stack.console import StackError, say, wait_until
from ops.stack.elasticsearch import Elasticsearch
from ops.stack.kafka import Broker, new_cluster_id
from ops.stack.machine import Java, RunAs, place, require_java, require_user
from ops.stack.process import Node, Start, stop
from ops.stack.settings import StackSettings

SERVICES = ("kafka", "elasticsearch")
NOWHERE = Path("/nonexistent")
LOCK_DEADLINE_S = 1800.0
"""Another start may be fetching both servers over a slow line."""


@dataclass(frozen=True, slots=True)
class NodeStatus:
    """How a node is: ``ready``, ``silent`` (runs, does not answer) or ``stopped``."""

    name: str
    state: str
    pid: int | None
    port: int
    log: str


def up(
    settings: StackSettings, *, brokers: int | None, services: tuple[str, ...], deadline_s: float
) -> list[str]:
    """Start what does not run yet and return its names; empty if all was up already."""
    os.umask(0o022)
    run_as = require_user()
    directory = place(settings.directory, None)
    nodes_dir = place(directory / "nodes", run_as)
    with locked(nodes_dir):
        brokers = _brokers(nodes_dir, brokers)
        nodes = _nodes(replace(settings, directory=directory), brokers, services)
        missing = [node.name for node in nodes if node.pid() is None]
        if missing:
            shared = place(settings.downloads, run_as)
            nodes = _equipped(nodes, shared, require_java(), run_as)
        _start([node for node in nodes if node.name in missing], deadline_s)
        for node in nodes:
            if node.name not in missing:
                _check_running(node, deadline_s)
    return missing


def down(settings: StackSettings, services: tuple[str, ...]) -> list[str]:
    """Stop what runs of this stack and return its names."""
    nodes_dir = (settings.directory / "nodes").resolve()
    if not nodes_dir.is_dir():
        return []
    with locked(nodes_dir):
        return stop(known(settings, services))


def status(settings: StackSettings, services: tuple[str, ...]) -> list[NodeStatus]:
    """Return how each node of this stack is; empty if it was never started."""
    found = []
    for node in known(settings, services):
        pid = node.pid()
        state = "stopped" if pid is None else "ready" if node.answers() else "silent"
        found.append(NodeStatus(node.name, state, pid, node.port, str(node.log)))
    return found


def clean(settings: StackSettings) -> list[Path]:
    """Stop the stack, remove its state, and its downloads if it holds them; return the folders."""
    down(settings, SERVICES)
    folders = [settings.directory / "nodes", settings.directory / "marsad"]
    # Downloads elsewhere serve other stacks too.
    if settings.downloads.parent == settings.directory:
        folders.append(settings.downloads)
    removed = [folder for folder in folders if folder.exists() or folder.is_symlink()]
    for folder in removed:
        shutil.rmtree(folder.resolve(), ignore_errors=True)
        if folder.is_symlink():
            folder.unlink()
    with contextlib.suppress(OSError):
        settings.directory.rmdir()
    return removed


def known(settings: StackSettings, services: tuple[str, ...]) -> list[Node]:
    """Return the nodes whose folders this stack has, without anything needed to start them."""
    nodes_dir = (settings.directory / "nodes").resolve()
    brokers = _formatted(nodes_dir)
    nodes = _nodes(settings, brokers or 0, services)
    return [replace(node, port=node.last_port()) for node in nodes if node.directory.is_dir()]


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the folder's lock; the system frees it whatever becomes of us."""
    with (folder / "lock").open("wb") as lock:

        def taken() -> bool:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
            return True

        wait_until(
            taken,
            place=str(folder),
            doing="waiting for another stack command",
            deadline_s=LOCK_DEADLINE_S,
        )
        yield


def _formatted(nodes_dir: Path) -> int | None:
    """Return the number of brokers that the stack was made with, if it was made."""
    with contextlib.suppress(OSError, ValueError):
        return int((nodes_dir / "brokers").read_text(encoding="ascii"))
    return None


def _brokers(nodes_dir: Path, asked: int | None) -> int:
    """Return the number of brokers: as made, else as asked, else 1."""
    made = _formatted(nodes_dir)
    if made is None:
        (nodes_dir / "brokers").write_text(str(asked or 1), encoding="ascii")
        (nodes_dir / "cluster-id").write_text(new_cluster_id(), encoding="ascii")
        return asked or 1
    if asked is not None and asked != made:
        raise StackError(
            f"this stack was made with {made} broker(s), which cannot become {asked}: "
            "set MARSAD_STACK_DIR to make another one, or remove this one with 'clean'"
        )
    return made


def _nodes(settings: StackSettings, brokers: int, services: tuple[str, ...]) -> list[Node]:
    """Return the nodes as they can be told, watched and stopped, but not started."""
    nodes_dir = (settings.directory / "nodes").resolve()
    no_java = Java(NOWHERE, 0)
    nodes: list[Node] = [
        Broker(
            name=f"kafka-{number}",
            directory=nodes_dir / f"kafka-{number}",
            port=settings.kafka_port + number - 1,
            port_variable="MARSAD_KAFKA_PORT",
            run_as=None,
            number=number,
            brokers=brokers,
            first_controller_port=settings.controller_port,
            cluster_id=(nodes_dir / "cluster-id").read_text(encoding="ascii"),
            jars=NOWHERE,
            java=no_java,
        )
        for number in range(1, brokers + 1)
        if "kafka" in services
    ]
    if "elasticsearch" in services:
        nodes.append(
            Elasticsearch(
                name="elasticsearch",
                directory=nodes_dir / "elasticsearch",
                port=settings.elasticsearch_port,
                port_variable="MARSAD_ELASTICSEARCH_PORT",
                run_as=None,
                transport_port=settings.transport_port,
                home=NOWHERE,
                java=no_java,
            )
        )
    return nodes


def _equipped(nodes: list[Node], shared: Path, java: Java, run_as: RunAs | None) -> list[Node]:
    """Return the nodes with all that starting needs, fetching what is not there."""
    equipped: list[Node] = []
    with locked(shared):
        for node in nodes:
            if isinstance(node, Broker):
                jars = downloads.KAFKA.fetch(shared)
                equipped.append(replace(node, jars=jars, java=java, run_as=run_as))
            elif isinstance(node, Elasticsearch):
                version = downloads.ELASTICSEARCH.version
                home = downloads.ELASTICSEARCH.fetch(shared) / f"elasticsearch-{version}"
                equipped.append(replace(node, home=home, java=java, run_as=run_as))
    return equipped


def _start(nodes: list[Node], deadline_s: float) -> None:
    """Start all nodes side by side and wait for each; on failure none of them stays."""
    starts: list[Start] = []
    try:
        for node in nodes:
            say(node.name, f"starting on 127.0.0.1:{node.port}, log: {node.log}")
            starts.append(node.spawn())
        for start in starts:
            say(start.node.name, f"ready after {start.finish(deadline_s):.1f} s")
    except BaseException:
        for start in starts:
            start.abandon()
        raise


def _check_running(node: Node, deadline_s: float) -> None:
    """Wait until a node that runs already answers (an interrupted start may have left it so)."""
    if node.last_port() != node.port:
        raise StackError(
            f"{node.name}: runs on port {node.last_port()}; run 'down' first to move it "
            f"to {node.port}"
        )
    wait_until(
        node.answers, place=node.name, doing="runs, not answering yet", deadline_s=deadline_s
    )
