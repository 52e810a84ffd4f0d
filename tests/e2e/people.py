"""People at their browsers and programs: the API and the live stream of a desk under test."""

import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import httpx

from ops.demo.desk import Desk
from tests.waiting import eventually

TEXTS = (
    "علقت البرازيل محادثاتها مع الأرجنتين بشأن التجارة.",
    "أعلنت وكالة في برازيليا أن البرازيل علقت محادثاتها مع الأرجنتين بعد خلاف على الرسوم.",
    "قالت صحيفة محلية إن البرازيل علقت محادثاتها مع الأرجنتين وإن الوفد عاد من غير اتفاق.",
    "طردت البرازيل سفير الأرجنتين بعد تعليق المحادثات بشأن التجارة بين البلدين.",
)
"""Reports of one story by four outlets; the last tells of a further rung."""
FIRST, SECOND, THIRD, ESCALATION = range(4)


def free_port() -> int:
    """Return a port of 127.0.0.1 that was free a moment ago."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
    return port


def submit(desk: Desk, *numbers: int, salt: str = "") -> None:
    """Import some of ``TEXTS`` as news of now."""
    desk.folder.mkdir(parents=True, exist_ok=True)
    lines = [
        {"id": f"report-{n}{salt}", "source": f"outlet-{n}{salt}", "title": TEXTS[n],
         "text": TEXTS[n], "published": "2026-05-04T10:00:00Z"}
        for n in numbers
    ]  # fmt: skip
    file = desk.folder / "reports.jsonl"
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    done = desk.marsad("import", "--live", str(file))
    assert done.returncode == 0, done.stderr.decode()


@contextmanager
def serve_people(desk: Desk, **roles: str) -> Iterator[dict[str, httpx.Client]]:
    """Start ``marsad up`` with the dashboard; give a client for each person of ``roles``.

    ``nobody`` is one without a token.
    """
    desk.with_desk = True
    desk.base |= {
        "MARSAD_DASHBOARD_PORT": str(free_port()),
        "MARSAD_HEARTBEAT_PORT": str(free_port()),
    }
    desk.folder.mkdir(parents=True, exist_ok=True)
    nobody = desk.folder / "nobody.jsonl"
    nobody.write_text("", "utf-8")
    desk.up(desk.write_sources([]), nobody)
    url = desk.settings.desk_url()
    eventually(lambda: is_up(url), 90, "the dashboard answers")
    with ExitStack() as stack:
        clients = {"nobody": stack.enter_context(httpx.Client(base_url=url, timeout=20))}
        for name, role in roles.items():
            headers = {"authorization": f"Bearer {token_of(desk, name, role)}"}
            client = httpx.Client(base_url=url, headers=headers, timeout=20)
            clients[name] = stack.enter_context(client)
            eventually(partial(is_in, client), 20, f"{name} is in")
        yield clients


def token_of(desk: Desk, name: str, role: str) -> str:
    """Add a person; return a token of theirs."""
    made = desk.marsad("people", "add", name, "--role", role, "--no-password")
    assert made.returncode == 0, made.stderr.decode()
    return desk.marsad("people", "token", name, "--label", "test").stdout.decode().strip()


def is_up(url: str) -> bool:
    """Return whether the dashboard has read its state."""
    try:
        return httpx.get(f"{url}/health").status_code == 200
    except httpx.HTTPError:
        return False


def is_in(client: httpx.Client) -> bool:
    """Return whether the token of ``client`` is known by now."""
    return client.get("/api/v1/me").status_code == 200


@dataclass
class Ears:
    """What a live stream told, and when."""

    heard: list[tuple[str, dict[str, Any], float]] = field(default_factory=list)
    last_id: str = ""

    def named(self, name: str) -> list[dict[str, Any]]:
        """Return the data of the events of one name."""
        return [data for event, data, _ in self.heard if event == name]

    def when(self, name: str) -> float:
        """Return when the last event of one name was heard, on the monotonic clock."""
        return max(at for event, _, at in self.heard if event == name)


def hear(client: httpx.Client, since: str, ears: Ears, stop: threading.Event) -> None:
    """Put what the live stream tells into ``ears`` until ``stop``."""
    headers = {"last-event-id": since} if since else {}
    with client.stream("GET", "/api/v1/stream", headers=headers, timeout=30) as answer:
        event = data = ""
        for line in answer.iter_lines():
            if stop.is_set():
                return
            name, _, value = line.partition(": ")
            if name == "event":
                event = value
            elif name == "data":
                data = value
            elif name == "id":
                ears.last_id = value
            elif not line and event:
                ears.heard.append((event, json.loads(data), time.monotonic()))
                event = ""


@contextmanager
def listening(client: httpx.Client, since: str = "") -> Iterator[Ears]:
    """Listen to the live stream in a thread."""
    ears, stop = Ears(), threading.Event()

    def listen() -> None:
        try:
            hear(client, since, ears, stop)
        except httpx.HTTPError:
            if not stop.is_set():  # else its client was closed, which ends it too
                raise

    thread = threading.Thread(target=listen, daemon=True)
    thread.start()
    eventually(lambda: ears.named("hello"), 20, "the stream says hello")
    try:
        yield ears
    finally:
        stop.set()
        thread.join(0.5)


def hook(desk: Desk) -> dict[str, str]:
    """Return a webhook channel to the world's receiver."""
    from ops.demo.server import SECRET

    return {"kind": "webhook", "url": desk.world.url("/alerts"), "secret": SECRET}


def subscribe(client: httpx.Client, **changes: Any) -> dict[str, Any]:
    """Make a subscription to what Brazil does to Argentina."""
    body = {"name": "BRA > ARG", "query": "from:BRA to:ARG", "visibility": "shared"} | changes
    answer = client.post("/api/v1/subscriptions", json=body)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made
