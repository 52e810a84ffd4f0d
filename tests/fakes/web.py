"""A scripted web server on 127.0.0.1: what feeds of the world do, on command."""

import asyncio
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class Site:
    """A running server: set ``pages``, read ``requests``."""

    port: int = 0
    pages: dict[str, Handler] = field(default_factory=dict)
    requests: list[web.Request] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def page(self, path: str, body: bytes, *, status: int = 200, **headers: str) -> str:
        """Serve ``body`` at ``path``; header names are written with underscores."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}

        async def answer(_: web.Request) -> web.StreamResponse:
            return web.Response(body=body, status=status, headers=named)

        self.pages[path] = answer
        return self.url + path

    def validated(self, path: str, body: bytes, etag: str) -> str:
        """Serve ``body`` as an honest server does: 304 to a request that names its etag."""

        async def answer(request: web.Request) -> web.StreamResponse:
            if request.headers.get("If-None-Match") == etag:
                return web.Response(status=304, headers={"ETag": etag})
            return web.Response(body=body, headers={"ETag": etag, "Content-Type": "text/xml"})

        self.pages[path] = answer
        return self.url + path


@asynccontextmanager
async def site() -> AsyncIterator[Site]:
    """Run a site for the time of a test."""
    here = Site()

    async def answer(request: web.Request) -> web.StreamResponse:
        here.requests.append(request)
        handler = here.pages.get(request.path)
        return await handler(request) if handler else web.Response(status=404)

    app = web.Application()
    app.router.add_route("*", "/{tail:.*}", answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    here.port = runner.addresses[0][1]
    try:
        yield here
    finally:
        await runner.cleanup()


@contextmanager
def threaded_site() -> Iterator[Site]:
    """Run a site in a thread, for tests of programs that run loops or processes of their own."""
    ready, holder = threading.Event(), list[tuple[Site, asyncio.AbstractEventLoop]]()
    stop = asyncio.Event()

    async def serve() -> None:
        async with site() as running:
            holder.append((running, asyncio.get_running_loop()))
            ready.set()
            await stop.wait()

    thread = threading.Thread(target=lambda: asyncio.run(serve()))
    thread.start()
    assert ready.wait(10)
    running, loop = holder[0]
    try:
        yield running
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(10)


@asynccontextmanager
async def raw_site(
    talk: Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]],
    asked: list[bytes] | None = None,
) -> AsyncIterator[str]:
    """Run a server that says exactly what ``talk`` writes; yields its address.

    The heads of requests are put into ``asked``.
    """
    talks: set[asyncio.Task[Any]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        talks.add(task)
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            if asked is not None:
                asked.append(head)
            await talk(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/feed"
    finally:
        server.close()
        for task in talks:
            task.cancel()
        await asyncio.gather(*talks, return_exceptions=True)


def rss(*items: str, head: str = "") -> bytes:
    """Return an RSS document of ``items`` (inner XML of each)."""
    inner = "".join(f"<item>{item}</item>" for item in items)
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>أخبار</title>{head}{inner}'
        "</channel></rss>"
    ).encode()


def item(number: int, title: str = "", body: str = "") -> str:
    """Return the inner XML of a news item with a guid."""
    return (
        f"<guid>n{number}</guid><title>{title or f'خبر رقم {number}'}</title>"
        f"<link>/news/{number}</link>"
        f"<description>{body or 'وصل الوزير إلى العاصمة'}</description>"
        "<pubDate>Mon, 03 Oct 2016 20:00:00 +0300</pubDate>"
    )
