"""One desk a test: its own topics and indices on the stack of the run."""

import os
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ops.demo.desk import Desk
from ops.demo.server import World
from streams.cli.reachable import Unreachable, require_elasticsearch, require_kafka
from streams.settings import Settings
from tests.e2e.notifier import QUICK, Notifier
from tests.fakes.mailbox import Mailbox, mail_server
from tests.fakes.receiver import Receiver, receiver

SERVICES = ("MARSAD_KAFKA", "MARSAD_ELASTICSEARCH")


@pytest.fixture(scope="session")
def services() -> dict[str, str]:
    """Return where the stack of this run is; fail in words where it is not."""
    found = {name: value for name, value in os.environ.items() if name in SERVICES}
    settings = Settings.from_env(found)
    try:
        require_kafka(settings)
        require_elasticsearch(settings)
    except Unreachable as error:
        pytest.fail(f"{error}. Tests without a stack: make test FAST=1")
    return found


@pytest.fixture
def desk(services: dict[str, str], world: World, tmp_path: Path) -> Iterator[Desk]:
    """Return a desk that is not up yet; whatever it made is removed afterwards."""
    quick = {"MARSAD_SESSION_TIMEOUT_S": "6", "MARSAD_RETRY_FIRST_S": "0.5"}
    desk = Desk(f"test-{uuid.uuid4().hex[:8]}-", tmp_path / "desk", world, services | quick)
    yield desk
    desk.down()
    desk.forget()


@pytest.fixture
def logs(desk: Desk) -> Callable[[], str]:
    """Return a function that shows the ends of the workers' logs, for a failure's message."""
    return lambda: "\n".join(
        f"--- {p.name}\n{p.read_text('utf-8', 'replace')[-3000:]}"
        for p in sorted((desk.folder / "logs").glob("*.log"))
    )


@pytest.fixture
def receiving() -> Iterator[Receiver]:
    with receiver() as found:
        yield found


@pytest.fixture
def box() -> Iterator[Mailbox]:
    with mail_server() as found:
        yield found


@pytest.fixture
def notifier(desk: Desk, box: Mailbox, logs: Callable[[], str]) -> Iterator[Notifier]:
    """Return a running notifier that mails to ``box``."""
    desk.base |= QUICK | {
        "MARSAD_SMTP_HOST": "127.0.0.1",
        "MARSAD_SMTP_PORT": str(box.port),
        "MARSAD_MAIL_FROM": "marsad@desk.example",
    }
    desk.folder.mkdir(parents=True)
    assert desk.marsad("topics", "create").returncode == 0
    notifier = Notifier(desk)
    notifier.start()
    yield notifier
    notifier.stop()
    print(logs())
