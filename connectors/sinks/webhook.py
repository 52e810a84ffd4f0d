"""Webhooks as a sink: signed by Standard Webhooks, never redirected, public receivers only."""

import base64
import binascii
import datetime as dt
import hashlib
import hmac

import aiohttp

from connectors.address import bad_url, endpoint, guarded_socket
from schemas.channel import Channel
from schemas.errors import InvalidMessage, TransientError
from streams.settings import Settings

MAX_ANSWER_BYTES = 64 << 10
GONE = 410
"""The receiver asks never to be called again (RFC 9110, 15.5.11)."""


def sign(secret: str, delivery_id: str, timestamp: int, body: bytes) -> str:
    """Return the ``webhook-signature`` of a delivery (Standard Webhooks, symmetric, ``v1``).

    InvalidMessage where ``secret`` is not ``whsec_`` followed by base64.
    """
    try:
        key = base64.b64decode(secret.removeprefix("whsec_"), validate=True)
    except (binascii.Error, ValueError) as error:
        raise InvalidMessage("the webhook secret is not whsec_ and base64") from error
    signed = f"{delivery_id}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()


class Webhooks:
    """Sends alerts over HTTP; one session for all receivers."""

    def __init__(self, settings: Settings) -> None:
        self._allow_private = settings.webhook_allow_private
        self._timeout = aiohttp.ClientTimeout(total=settings.webhook_timeout_s)
        self._session: aiohttp.ClientSession | None = None

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            guard = None if self._allow_private else guarded_socket
            connector = aiohttp.TCPConnector(socket_factory=guard, limit_per_host=4)
            self._session = aiohttp.ClientSession(
                connector=connector, timeout=self._timeout, cookie_jar=aiohttp.DummyCookieJar()
            )
        return self._session

    async def send(self, channel: Channel, delivery_id: str, body: bytes, now: dt.datetime) -> None:
        """Post ``body``; return when the receiver has taken it (2xx).

        TransientError where a later try may succeed, InvalidMessage where none will (the receiver
        is gone, the address or the secret is unusable). A name that leads into a private network
        is not called and may be mended. Errors name the host alone: what follows may be a secret.
        """
        place, timestamp = _place(channel.url), int(now.timestamp())
        headers = {
            "content-type": "application/json; charset=utf-8",
            "user-agent": "Marsad",
            "webhook-id": delivery_id,
            "webhook-timestamp": str(timestamp),
            "webhook-signature": sign(channel.secret, delivery_id, timestamp, body),
        }
        if (fault := bad_url(channel.url)) is not None:
            raise InvalidMessage(f"{place} is no address to post to: {fault}")
        try:
            post = self._open().post(channel.url, data=body, headers=headers, allow_redirects=False)
            async with post as answer:
                await answer.content.read(MAX_ANSWER_BYTES)
                status = answer.status
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            why = error.__cause__ or error  # aiohttp wraps what the socket said
            said = "" if isinstance(error, aiohttp.InvalidURL) else f": {why}"
            raise TransientError(f"{place}: {type(error).__name__}{said}") from error
        if status == GONE:
            raise InvalidMessage(f"{place} answered 410: it is gone for good")
        if not 200 <= status < 300:
            raise TransientError(f"{place} answered {status}, expected 2xx")

    async def close(self) -> None:
        """Close the connections."""
        if self._session is not None:
            await self._session.close()


def _place(url: str) -> str:
    """Return host and port of ``url``: its path, query and user may hold a receiver's token."""
    try:
        host, port = endpoint(url)
    except ValueError:
        host, port = "", 0
    return f"{host}:{port}" if host else "the address"
