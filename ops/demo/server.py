"""A web server on loopback that plays the outside world: feeds to poll, a receiver of alerts."""

import base64
import hashlib
import hmac
import json
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

SECRET = "whsec_" + base64.b64encode(b"a demo secret, on loopback").decode()  # signs nothing else


@dataclass
class World:
    """What is served, and what was received; shared with the server's threads."""

    documents: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    """Path to (content type, body)."""
    deliveries: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    """(webhook-id, alert) in order of arrival, repeats included."""
    received_at: dict[str, float] = field(default_factory=dict)
    """When each ``webhook-id`` first came, on the monotonic clock."""
    served_at: list[tuple[str, float]] = field(default_factory=list)
    """(path, when) of every document sent whole, on the monotonic clock."""
    refused: list[str] = field(default_factory=list)
    """Why a post was not taken."""
    lock: threading.Lock = field(default_factory=threading.Lock)
    port: int = 0

    def url(self, path: str) -> str:
        """Return the address of ``path`` on this server."""
        return f"http://127.0.0.1:{self.port}{path}"

    def alerts(self) -> dict[str, dict[str, Any]]:
        """Return the alerts received, by ``webhook-id``: each once."""
        with self.lock:
            return dict(self.deliveries)


def signature(delivery_id: str, timestamp: str, body: bytes) -> str:
    """Return the Standard Webhooks signature that an honest sender of ``body`` gives."""
    key = base64.b64decode(SECRET.removeprefix("whsec_"))
    signed = f"{delivery_id}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()


class _Handler(BaseHTTPRequestHandler):
    """Answers for ``world``."""

    world: World
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:  # the library's name
        kind, body = self.world.documents.get(self.path, ("", b""))
        tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        if not kind:
            self._answer(404)
        elif self.headers.get("If-None-Match") == tag:
            self._answer(304, etag=tag)
        else:
            self._answer(200, body, content_type=kind, etag=tag)
            self.world.served_at.append((self.path, time.monotonic()))

    def do_POST(self) -> None:  # the library's name
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        delivery = self.headers.get("webhook-id", "")
        given = self.headers.get("webhook-signature", "")
        stamp = self.headers.get("webhook-timestamp", "")
        if not hmac.compare_digest(given, signature(delivery, stamp, body)):
            self.world.refused.append(f"{delivery}: the signature does not fit")
            self._answer(401)
            return
        with self.world.lock:
            self.world.deliveries.append((delivery, json.loads(body)))
            self.world.received_at.setdefault(delivery, time.monotonic())
        self._answer(204)

    def _answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if status not in (204, 304):
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing: the demo shows what came of it."""


def serve(world: World) -> ThreadingHTTPServer:
    """Serve ``world`` on a free port of 127.0.0.1 in the background; ``shutdown()`` ends it."""
    handler = type("Handler", (_Handler,), {"world": world})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    world.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, name="world", daemon=True).start()
    return server
