"""Conditional GET with every cap: time, size, growth, redirects, addresses.

One guarded session serves all; one that may reach private addresses serves only the very host and
port that a source with ``allow_private`` names, and no redirect leads into it.
"""

import asyncio
import ssl
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from types import TracebackType
from typing import Self
from urllib.parse import urljoin

import aiohttp
from aiohttp.abc import AbstractResolver

from connectors.address import PrivateAddress, bad_url, endpoint, guarded_socket
from connectors.sources.fetched import Fetched, Outcome
from connectors.sources.headers import max_age_s, retry_after_s
from connectors.sources.inflate import CHUNK, BodyRefused, Inflater, read_all

ACCEPT = (
    "application/rss+xml, application/atom+xml, application/feed+json;q=0.9, "
    "application/xml;q=0.9, text/xml;q=0.8, */*;q=0.5"
)
_BY_STATUS: dict[int, Outcome] = {
    304: "not_modified", 401: "forbidden", 403: "forbidden", 404: "not_found", 410: "gone",
    429: "rate_limited", 451: "forbidden", 503: "unavailable",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Caps:
    """Limits of one fetch."""

    total_s: float = 30.0
    """For everything: names, connections, redirects, the whole body."""
    connect_s: float = 10.0
    max_bytes: int = 10 << 20
    """Of body, after decompression."""
    max_ratio: float = 100.0
    max_redirects: int = 5
    user_agent: str = "Marsad/0.1 (Arabic news monitor)"
    proxy: str | None = None
    """Proxy for every fetch; it then is the proxy that keeps private networks apart."""


@dataclass(frozen=True, slots=True)
class Validators:
    """What the last answer gave to ask "has it changed?" with."""

    etag: str | None = None
    last_modified: str | None = None


class Fetcher:
    """Fetches addresses; use as an async context manager."""

    def __init__(
        self,
        caps: Caps | None = None,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        resolver: AbstractResolver | None = None,
    ) -> None:
        self._caps = caps or Caps()
        self._clock = clock
        self._resolver = resolver
        self._guarded: aiohttp.ClientSession | None = None
        self._private: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        # A proxy is the operator's own address, often a private one.
        guard = None if self._caps.proxy else guarded_socket
        self._guarded = self._session(
            aiohttp.TCPConnector(resolver=self._resolver, socket_factory=guard, limit=200)
        )
        self._private = self._session(aiohttp.TCPConnector(resolver=self._resolver, limit=200))
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for session in (self._guarded, self._private):
            if session is not None:
                await session.close()

    def _session(self, connector: aiohttp.TCPConnector) -> aiohttp.ClientSession:
        return aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            headers={"User-Agent": self._caps.user_agent, "Accept": ACCEPT,
                     "Accept-Encoding": "gzip, deflate"},
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=self._caps.connect_s),
        )  # fmt: skip

    async def fetch(
        self, url: str, validators: Validators | None = None, *, allow_private: bool = False
    ) -> Fetched:
        """Return what ``url`` answered; every fault is an outcome, none is raised."""
        loop = asyncio.get_running_loop()
        start = loop.time()
        wrong = bad_url(url)
        if wrong:
            return Fetched(outcome="bad_url", detail=wrong, url=url)
        own = endpoint(url) if allow_private else None
        try:
            async with asyncio.timeout(self._caps.total_s):
                fetched = await self._follow(url, validators or Validators(), own)
        except TimeoutError:
            detail = f"no whole answer within {self._caps.total_s:g} s"
            fetched = Fetched(outcome="timeout", detail=detail, url=url)
        return replace(fetched, elapsed_s=loop.time() - start)

    async def _follow(
        self, url: str, validators: Validators, own: tuple[str, int] | None
    ) -> Fetched:
        here, permanent = url, True
        for hop in range(self._caps.max_redirects + 1):
            answer = await self._get(here, validators, private=endpoint(here) == own)
            if isinstance(answer, Fetched):
                moved = here if hop and permanent else None
                return replace(answer, permanent_url=moved)
            status, location = answer
            permanent = permanent and status in {301, 308}
            target = _target(here, location)
            if isinstance(target, Fetched):
                return target
            here = target
        detail = f"more than {self._caps.max_redirects} redirects"
        return Fetched(outcome="redirects", detail=detail, url=here)

    async def _get(
        self, url: str, validators: Validators, *, private: bool
    ) -> Fetched | tuple[int, str]:
        """Return the answer of one address, or (status, location) of a redirect."""
        session = self._private if private else self._guarded
        assert session is not None, "use the fetcher as a context manager"
        headers = {}
        if validators.etag:
            headers["If-None-Match"] = validators.etag
        if validators.last_modified:
            headers["If-Modified-Since"] = validators.last_modified
        try:
            async with session.get(
                url, headers=headers, allow_redirects=False, proxy=self._caps.proxy
            ) as response:
                location = response.headers.get("Location")
                if response.status in {301, 302, 303, 307, 308} and location:
                    return response.status, location
                return await self._read(url, response)
        except (aiohttp.ClientError, OSError, ssl.SSLError, ValueError) as error:
            if isinstance(error, TimeoutError):
                return Fetched(outcome="timeout", detail="no connection in time", url=url)
            return _failed(url, error)

    async def _read(self, url: str, response: aiohttp.ClientResponse) -> Fetched:
        headers, now = response.headers, self._clock()
        fetched = Fetched(
            outcome=_outcome(response.status), status=response.status, url=url,
            content_type=headers.get("Content-Type"),
            etag=_opaque(headers.get("ETag")), last_modified=_opaque(headers.get("Last-Modified")),
            max_age_s=max_age_s(headers, now), retry_after_s=retry_after_s(headers, now),
        )  # fmt: skip
        if fetched.outcome != "ok":
            return fetched
        truncated = False
        try:
            inflater = Inflater(
                headers.get("Content-Encoding", ""),
                max_bytes=self._caps.max_bytes, max_ratio=self._caps.max_ratio,
            )  # fmt: skip
            try:
                await read_all(response.content.iter_chunked(CHUNK), inflater)
            except aiohttp.ClientPayloadError:
                truncated = True
        except BodyRefused as refused:
            response.close()
            return replace(fetched, outcome=refused.outcome, detail=str(refused))
        return replace(
            fetched, body=inflater.body(), truncated=truncated, wire_bytes=inflater.wire_bytes
        )


def _target(here: str, location: str) -> str | Fetched:
    """Return the address that a redirect from ``here`` leads to, or why it leads nowhere."""
    try:
        target = urljoin(here, location)
    except ValueError as error:  # "http://[x/": brackets without an address of IPv6 in them
        detail = f"redirect to {location[:100]!r}: {error}"
        return Fetched(outcome="bad_url", detail=detail, url=here)
    wrong = bad_url(target)
    if wrong:
        return Fetched(outcome="bad_url", detail=f"redirect: {wrong}", url=target)
    return target


def _outcome(status: int) -> Outcome:
    if 200 <= status < 300:
        return "ok"
    return _BY_STATUS.get(status, "server_error" if status >= 500 else "http_error")


def _opaque(value: str | None) -> str | None:
    """Return a validator that can be sent back byte for byte, else None."""
    if value is None or len(value) > 1024 or not value.strip():
        return None
    return (
        value
        if value.isprintable() and not any(0xD800 <= ord(c) <= 0xDFFF for c in value)
        else None
    )


def _failed(url: str, error: Exception) -> Fetched:
    os_error = getattr(error, "os_error", None)
    refused = next(
        (e for e in (error, os_error, error.__cause__) if isinstance(e, PrivateAddress)), None
    )
    if refused or "is not an address of the public internet" in str(error):
        # Several refused addresses of one name come joined into one OSError.
        return Fetched(outcome="private_address", detail=str(refused or error)[:200], url=url)
    outcome: Outcome = "protocol"
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        outcome = "dns"
    elif isinstance(error, aiohttp.ClientSSLError | ssl.SSLError):
        outcome = "tls"
    elif isinstance(error, aiohttp.ClientConnectorError | ConnectionError):
        outcome = "connect"
    elif isinstance(error, aiohttp.InvalidURL):
        outcome = "bad_url"
    return Fetched(outcome=outcome, detail=f"{type(error).__name__}: {error}"[:200], url=url)
