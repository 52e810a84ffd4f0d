"""Webhooks as a sink: signed by Standard Webhooks, never redirected, public receivers only."""

import base64
import binascii
import datetime as dt
import hashlib
import hmac
from email.utils import parsedate_to_datetime

import aiohttp

from connectors.address import PrivateAddress, bad_url, endpoint, guarded_socket
from connectors.sinks.outcome import Postponed, Rejected
from schemas.channel import Channel
from schemas.errors import InvalidMessage
from streams.settings import Settings

MAX_ANSWER_BYTES = 64 << 10
GONE = 410
"""The receiver asks never to be called again (RFC 9110, 15.5.11)."""
HOPELESS = frozenset({400, 405, 406, 411, 413, 414, 415, 417, 422, 426, 431, 451, 501, 505})
"""The same request will be refused for ever. Others of the 4xx (a wrong secret, a path that is not
deployed yet) are mended by the receiver, so they are tried again until the time to live is over."""
THROTTLED = frozenset({429, 503})


def sign(secret: str, delivery_id: str, timestamp: int, body: bytes) -> str:
    """Return the ``webhook-signature`` of a delivery (Standard Webhooks, symmetric, ``v1``).

    InvalidMessage where ``secret`` is not ``whsec_`` followed by base64, or holds no byte: anybody
    could sign with that.
    """
    try:
        key = base64.b64decode(secret.removeprefix("whsec_"), validate=True)
    except (binascii.Error, ValueError) as error:
        raise InvalidMessage("the webhook secret is not whsec_ and base64") from error
    if not key:
        raise InvalidMessage("the webhook secret is empty, expected whsec_ and base64")
    signed = f"{delivery_id}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()


def signatures(channel: Channel, delivery_id: str, timestamp: int, body: bytes) -> str:
    """Return the header: a signature by each secret of ``channel`` that is good at present.

    A receiver takes whichever it can verify, so that a change of secrets loses nothing.
    """
    secrets = [channel.secret, *([channel.previous_secret] if channel.previous_secret else [])]
    return " ".join(sign(secret, delivery_id, timestamp, body) for secret in secrets)


def retry_after(value: str | None, now: dt.datetime) -> float | None:
    """Return the seconds that a ``Retry-After`` header asks for (RFC 9110, 10.2.3), None for none.

    >>> retry_after("120", dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    120.0
    """
    if value is None:
        return None
    if value.strip().isascii() and value.strip().isdigit():
        return float(value.strip()[:9])
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=dt.UTC)
    return max(0.0, (moment - now).total_seconds())


class Webhooks:
    """Sends alerts over HTTP; one session for all receivers."""

    def __init__(self, settings: Settings) -> None:
        self._allow_private = settings.webhook_allow_private
        self._timeout = aiohttp.ClientTimeout(total=settings.webhook_timeout_s)
        self._own = settings.beat_url()
        """The receiver of the dead-man's switch: an operator named it, and it may be private."""
        self._sessions: dict[bool, aiohttp.ClientSession] = {}

    def _open(self, url: str) -> aiohttp.ClientSession:
        guarded = not self._allow_private and url != self._own
        if guarded not in self._sessions:
            guard = guarded_socket if guarded else None
            connector = aiohttp.TCPConnector(socket_factory=guard, limit=0)
            self._sessions[guarded] = aiohttp.ClientSession(
                connector=connector, timeout=self._timeout, cookie_jar=aiohttp.DummyCookieJar()
            )
        return self._sessions[guarded]

    async def send(self, channel: Channel, delivery_id: str, body: bytes, now: dt.datetime) -> None:
        """Post ``body``; return when the receiver has taken it (2xx).

        Postponed where a later try may succeed, Rejected where none will (the receiver is gone,
        the address or the secret is unusable). A name that leads into a private network is not
        called and may be mended. Errors name the host alone: what follows may be a secret.
        """
        place, timestamp = place_of(channel.url), int(now.timestamp())
        if (fault := bad_url(channel.url)) is not None:
            raise Rejected(f"{place} is no address to post to: {fault}")
        try:
            signature = signatures(channel, delivery_id, timestamp, body)
        except InvalidMessage as error:
            raise Rejected(f"{place}: {error}") from error
        headers = {
            "content-type": "application/json; charset=utf-8",
            "user-agent": "Marsad",
            "webhook-id": delivery_id,
            "webhook-timestamp": str(timestamp),
            "webhook-signature": signature,
        }
        try:
            post = self._open(channel.url).post(
                channel.url, data=body, headers=headers, allow_redirects=False
            )
            async with post as answer:
                await answer.content.read(MAX_ANSWER_BYTES)
                status, wait = answer.status, answer.headers.get("Retry-After")
        except aiohttp.InvalidURL as error:
            raise Rejected(f"{place} is no address to post to") from error
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise _unreached(place, error) from error
        _judge(place, status, retry_after(wait, now))

    async def close(self) -> None:
        """Close the connections."""
        for session in self._sessions.values():
            await session.close()


def _unreached(place: str, error: Exception) -> Postponed:
    """Return what it means that nobody answered."""
    why = error.__cause__ or error  # aiohttp wraps what the socket said
    message = f"{place}: {type(error).__name__}: {why}"
    if isinstance(error, PrivateAddress) or isinstance(why, PrivateAddress):
        return Postponed(message, "address")
    return Postponed(message, "timeout" if isinstance(error, TimeoutError) else "connection")


def _judge(place: str, status: int, wait_s: float | None) -> None:
    """Return for a status that says taken; raise what the others mean."""
    if 200 <= status < 300:
        return
    if status == GONE:
        raise Rejected(f"{place} answered 410: it is gone for good", "gone")
    said = f"{place} answered {status}, expected 2xx"
    if status in HOPELESS or 300 <= status < 400:
        raise Rejected(said, "too_large" if status == 413 else "rejected")
    if status in THROTTLED:
        raise Postponed(said, "throttled" if status == 429 else "server", wait_s)
    raise Postponed(said, "server" if status >= 500 else "refused")


def place_of(url: str) -> str:
    """Return host and port of ``url``: its path, query and user may hold a receiver's token."""
    try:
        host, port = endpoint(url)
    except ValueError:
        host, port = "", 0
    return f"{host}:{port}" if host else "the address"
