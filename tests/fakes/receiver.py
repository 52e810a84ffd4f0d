"""Receivers of webhooks on loopback that answer as a test says, and keep all that came."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Post:
    """One post as it came."""

    path: str
    headers: dict[str, str]
    """Names in lower case."""
    body: bytes
    at: float
    """On the monotonic clock."""

    @property
    def id(self) -> str:
        return self.headers.get("webhook-id", "")

    @property
    def data(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.body)
        return found


Answer = Callable[[Post], tuple[int, dict[str, str]]]


@dataclass
class Receiver:
    """Some paths, each with its own answer; 204 where nothing else is said."""

    port: int = 0
    posts: list[Post] = field(default_factory=list)
    """All that came, refused or not, in order."""
    taken: list[Post] = field(default_factory=list)
    """Those that were answered with 2xx."""
    answers: dict[str, Answer] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def at(self, path: str) -> list[Post]:
        """Return what was taken at ``path``, in order, repeats included."""
        with self.lock:
            return [post for post in self.taken if post.path == path]

    def say(self, path: str, status: int, **headers: str) -> None:
        """Answer ``status`` at ``path`` from now on."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.answers[path] = lambda _: (status, named)


class _Handler(BaseHTTPRequestHandler):
    receiver: Receiver
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        named = {name.lower(): value for name, value in self.headers.items()}
        post = Post(self.path, named, body, time.monotonic())
        receiver = self.receiver
        with receiver.lock:
            receiver.posts.append(post)
        answer = receiver.answers.get(self.path)
        status, headers = answer(post) if answer else (204, {})
        if 200 <= status < 300:
            with receiver.lock:
                receiver.taken.append(post)
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != 204:
            self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, *_: object) -> None:
        """Say nothing: senders are killed here on purpose."""


@contextmanager
def receiver() -> Iterator[Receiver]:
    """Run a receiver in a thread for the time of a test."""
    found = Receiver()
    server = _Server(("127.0.0.1", 0), type("Handler", (_Handler,), {"receiver": found}))
    found.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield found
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
