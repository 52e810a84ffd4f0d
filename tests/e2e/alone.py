"""The dashboard alone on the real Kafka and Elasticsearch; a test plays every other stage."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from ops.demo.desk import Desk
from tests.e2e.people import free_port, is_up
from tests.waiting import eventually


@contextmanager
def dashboard_alone(desk: Desk) -> Iterator[str]:
    """Make the topics and indices of ``desk`` and serve it; give the address of its first page."""
    desk.base |= {"MARSAD_DASHBOARD_PORT": str(free_port())}
    desk.folder.mkdir(parents=True, exist_ok=True)
    for made in (("topics", "create"), ("indices", "create")):
        done = desk.marsad(*made)
        assert done.returncode == 0, done.stderr.decode()
    url = desk.settings.desk_url()
    log = desk.folder / "dashboard.log"
    with log.open("wb") as file:
        command = [sys.executable, "-m", "streams.cli", "dashboard"]
        process = subprocess.Popen(command, env=desk.env, stdout=file, stderr=file)
    try:
        eventually(lambda: is_up(url), 60, "the dashboard answers")
        yield url
    finally:
        process.terminate()
        process.wait(30)
