"""Servers and bodies that mean harm, each under the name of what it does."""

import asyncio
import zlib
from collections.abc import Awaitable, Callable

from aiohttp import web

from tests.fakes.web import Handler, item, rss

Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
SECRET = "a-secret-that-no-article-may-hold"
MIB = 1 << 20


def answering(body: bytes, **headers: str) -> Handler:
    """Return a handler that answers ``body``."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}

    async def answer(_: web.Request) -> web.StreamResponse:
        return web.Response(body=body, headers=named)

    return answer


def redirecting(target: str, status: int = 302) -> Handler:
    """Return a handler that redirects; ``{path}`` in ``target`` is the path asked for."""

    async def answer(request: web.Request) -> web.StreamResponse:
        location = target.replace("{path}", request.path_qs)
        return web.Response(status=status, headers={"Location": location})

    return answer


def streaming(piece: bytes, times: int, **headers: str) -> Handler:
    """Return a handler that sends ``piece`` again and again."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}

    async def answer(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers=named)
        await response.prepare(request)
        for _ in range(times):
            await response.write(piece)
        return response

    return answer


def gzip_of_zeros(mebibytes: int, wbits: int = 31) -> bytes:
    """Return ``mebibytes`` of zeros, compressed."""
    packer = zlib.compressobj(9, wbits=wbits)
    zeros = bytes(MIB)
    return b"".join(packer.compress(zeros) for _ in range(mebibytes)) + packer.flush()


def saying(data: bytes, *, pause_s: float = 0.0, abort: bool = False) -> Talk:
    """Return a conversation that says ``data``, byte by byte where there is a pause."""

    async def talk(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        pieces = [data[n : n + 1] for n in range(len(data))] if pause_s else [data]
        for piece in pieces:
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(pause_s)
        if abort:
            writer.transport.abort()

    return talk


async def silent(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Accept and say nothing."""
    await asyncio.sleep(60)
    writer.close()


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n"
LAUGHS = "".join(
    f'<!ENTITY lol{n} "{f"&lol{n - 1};" * 10}">' for n in range(1, 10)
)  # fmt: skip

TALKS: dict[str, tuple[Talk, str]] = {
    # what it does: (conversation, outcome of the poll)
    "drips a byte at a time": (saying(HEAD + b"\r\n" + b"<rss>" * 200, pause_s=0.05), "timeout"),
    "drips its headers": (saying(HEAD + b"X: y\r\n" * 99, pause_s=0.05), "timeout"),
    "accepts and is silent": (silent, "timeout"),
    "floods with headers": (
        saying(HEAD + b"".join(b"X-%d: %s\r\n" % (n, b"y" * 80) for n in range(20_000)) + b"\r\n"),
        "protocol",
    ),
    "sends a header of a mebibyte": (saying(HEAD + b"X: " + b"y" * MIB + b"\r\n\r\n"), "protocol"),
    "speaks no HTTP": (saying(b"SSH-2.0-OpenSSH_9.6\r\n\r\n"), "protocol"),
    "hangs up at once": (saying(b"", abort=True), "protocol"),
    "claims a length that is no number": (
        saying(HEAD + b"Content-Length: lots\r\n\r\n" + rss(item(1))), "protocol",
    ),
    "claims a length of less than nothing": (
        saying(HEAD + b"Content-Length: -5\r\n\r\n" + rss(item(1))), "protocol",
    ),
    "claims more than it sends": (
        saying(HEAD + b"Content-Length: 99999\r\n\r\n" + rss(item(1))), "ok",
    ),
    "sends chunks that are none": (
        saying(HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n"), "protocol",
    ),
}  # fmt: skip

PAGES: dict[str, tuple[Handler, str]] = {
    # what it does: (handler, outcome of the poll, and the reason why there are no articles)
    "gzip bomb": (answering(gzip_of_zeros(50), Content_Encoding="gzip"), "bomb"),
    "gzip bomb without a label": (answering(gzip_of_zeros(50)), "bomb"),
    "deflate bomb": (answering(gzip_of_zeros(50, 15), Content_Encoding="deflate"), "bomb"),
    "gzip in gzip": (answering(b"x", Content_Encoding="gzip, gzip"), "encoding"),
    "encoding that was not asked for": (answering(b"x", Content_Encoding="br"), "encoding"),
    "broken gzip": (answering(b"\x1f\x8b\x08" + b"?" * 99, Content_Encoding="gzip"), "encoding"),
    "gigabyte of zeros": (streaming(bytes(MIB), 1024), "too_large"),
    "fifty mebibytes of items": (streaming(rss(item(1)) * 1000, 500), "too_large"),
    "redirects to itself for ever": (redirecting("{path}"), "redirects"),
    "redirects to ever longer addresses": (redirecting("{path}?" + "x" * 1000), "bad_url"),
    "redirects to loopback by name": (redirecting("http://localhost:1/"), "private_address"),
    "redirects to IPv6 loopback": (redirecting("http://[::1]:1/"), "private_address"),
    "redirects to mapped loopback": (
        redirecting("http://[::ffff:127.0.0.1]:1/"), "private_address",
    ),
    "redirects to cloud metadata": (redirecting("http://169.254.169.254/x"), "private_address"),
    "redirects to a private network": (redirecting("http://10.0.0.1/"), "private_address"),
    "redirects to hexadecimal loopback": (redirecting("http://0x7f.1/"), "private_address"),
    "redirects to a decimal address": (redirecting("http://2130706433/"), "bad_url"),
    "redirects to a file": (redirecting("file:///etc/passwd"), "bad_url"),
    "redirects to an open bracket": (redirecting("http://[oops/"), "bad_url"),
    "redirects to a port that is none": (redirecting("http://a.example:99999/"), "bad_url"),
    "redirects to half a host": (redirecting("http://a\u2100.example/"), "bad_url"),
    "redirects to another protocol": (redirecting("ftp://127.0.0.1/"), "bad_url"),
    "laughs a billion times": (
        answering(
            f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY lol0 "lol">{LAUGHS}]><rss version="2.0">'
            "<channel><item><title>&lol9;</title></item></channel></rss>".encode()
        ),
        "ok",
    ),
    "grows by one long entity": (
        answering(
            f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY big "{"x" * 100_000}">]>'
            f'<rss version="2.0"><channel><item><title>{"&big;" * 50_000}</title></item>'
            "</channel></rss>".encode()
        ),
        "ok",
    ),
    "tree of a million branches": (
        answering(b"<rss><channel><item>" + b"<a>" * 1_000_000), "ok/parser_timeout",
    ),
    "nothing but ampersands": (answering(b"<rss>" + b"&" * 100_000), "ok/no_entries"),
    "nothing but angle brackets": (answering(b"<rss>" + b"<" * 100_000), "ok/no_entries"),
    "noise": (answering(bytes(range(256)) * 1000), "ok/not_a_feed"),
    "title of five megabytes": (answering(rss(item(1, "ط" * 2_500_000))), "ok"),
    "hundred thousand items": (answering(rss(*["<title>x</title>"] * 100_000)), "ok"),
    "references to no characters": (
        answering(rss("<title>a&#xD800;b&#0;c&#x110000;</title>")), "ok",
    ),
    "a question for people": (answering(b"<html><title>Are you human?</title>"), "ok/html_page"),
    "errors as items": (
        answering(rss("<title>Bridge returned error 404! (17000)</title>")), "ok/error_feed",
    ),
}  # fmt: skip
