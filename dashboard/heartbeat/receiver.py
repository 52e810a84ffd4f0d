"""The receiver of the dead-man's switch: takes its signed posts, shows its metrics."""

import datetime as dt
import hmac
from collections.abc import Callable

import orjson
from aiohttp import web
from prometheus_client import generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from connectors.sinks.webhook import sign
from dashboard.clock import Clock
from dashboard.heartbeat.pulse import is_silent
from schemas.heartbeat import Beat
from streams.metrics import HEARTBEAT_LAG, HEARTBEAT_LAST, HEARTBEAT_SILENT

OLDEST_S = 300
"""Standard Webhooks: a post signed longer ago is a repeat by a stranger."""
MOST_BYTES = 1 << 20


class Receiver:
    """A web server with two pages; ``arrived`` is told the article id of every honest post."""

    def __init__(
        self, secret: str, clock: Clock, arrived: Callable[[str, dt.datetime], None]
    ) -> None:
        self._secret, self._clock, self._arrived = secret, clock, arrived
        self._beats: dict[str, Beat] = {}

    def app(self) -> web.Application:
        """Return the web application."""
        app = web.Application(client_max_size=MOST_BYTES)
        app.add_routes([web.post("/heartbeat", self._take), web.get("/metrics", self._metrics)])
        return app

    def show(self, beat: Beat) -> None:
        """Let the metrics tell of ``beat``."""
        self._beats[beat.way] = beat
        if beat.lag_s is not None and beat.arrived_at is not None:
            HEARTBEAT_LAG.labels(beat.way).set(beat.lag_s)
            HEARTBEAT_LAST.labels(beat.way).set(
                dt.datetime.fromisoformat(beat.arrived_at).timestamp()
            )

    async def _take(self, request: web.Request) -> web.Response:
        body = await request.read()
        now = self._clock()
        if not self._honest(request, body, now):
            return web.Response(status=401, text="the signature does not fit\n")
        try:
            article_id = orjson.loads(body)["story"]["cause"]["article_id"]
        except (orjson.JSONDecodeError, KeyError, TypeError):
            return web.Response(status=400, text="expected an alert\n")
        self._arrived(str(article_id), now)
        return web.Response(status=204)

    def _honest(self, request: web.Request, body: bytes, now: dt.datetime) -> bool:
        delivery = request.headers.get("webhook-id", "")
        stamp = request.headers.get("webhook-timestamp", "")
        given = request.headers.get("webhook-signature", "").split()
        if not stamp.isascii() or not stamp.isdigit() or len(stamp) > 12:
            return False
        if abs(now.timestamp() - int(stamp)) > OLDEST_S:
            return False
        wanted = sign(self._secret, delivery, int(stamp), body)
        return any(hmac.compare_digest(wanted.encode(), one.encode()) for one in given)

    async def _metrics(self, _: web.Request) -> web.Response:
        now = self._clock()
        for way, beat in self._beats.items():
            HEARTBEAT_SILENT.labels(way).set(is_silent(beat, now))
        return web.Response(body=generate_latest(), headers={"content-type": CONTENT_TYPE_LATEST})
