"""Pages of a web archive (WARC 1.0 and 1.1, ISO 28500), plain or gzip, one record at a time."""

import gzip
import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from connectors.sources.inflate import BodyRefused, Inflater

MAX_HEADER_BYTES = 64 << 10
MAX_BODY_BYTES = 10 << 20
"""Of one page, after decompression; larger records are passed over."""
MAX_RATIO = 100.0
LENGTH_DIGITS = 18
"""Of a record: more digits name no size of anything, and some thousand no number to Python."""


class BadArchive(Exception):  # noqa: N818  # what the reader of a file meets
    """The file is no WARC, or breaks off; what was read before stands."""


@dataclass(frozen=True, slots=True)
class ArchivedPage:
    """An answer as it was archived."""

    url: str
    body: bytes
    content_type: str | None


def read_warc(path: Path) -> Iterator[ArchivedPage]:
    """Yield the successful answers of the archive at ``path``, in its order.

    Raises BadArchive where the file is none or breaks off, OSError where it cannot be read.
    """
    with path.open("rb") as plain:
        packed = plain.read(2) == b"\x1f\x8b"
        plain.seek(0)
        stream: IO[bytes] = io.BufferedReader(gzip.GzipFile(fileobj=plain)) if packed else plain
        try:
            while (headers := _headers(stream, b"WARC/")) is not None:
                page = _page(stream, headers)
                if page is not None:
                    yield page
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            raise BadArchive(f"the archive breaks off: {error}") from error


def _headers(stream: IO[bytes], start: bytes) -> dict[str, str] | None:
    """Return the header fields of the next record, None at the end of the file."""
    line = stream.readline(MAX_HEADER_BYTES)
    while line in {b"\r\n", b"\n"}:
        line = stream.readline(MAX_HEADER_BYTES)
    if not line:
        return None
    if not line.startswith(start):
        raise BadArchive(f"no record starts at {line[:40]!r}")
    fields: dict[str, str] = {"": line.decode("latin-1").strip()}
    size = 0
    while (line := stream.readline(MAX_HEADER_BYTES)) not in {b"\r\n", b"\n"}:
        size += len(line)
        if not line or size > MAX_HEADER_BYTES:
            raise BadArchive("the header of a record has no end")
        name, _, value = line.decode("utf-8", "replace").partition(":")
        fields[name.strip().lower()] = value.strip()
    return fields


def _page(stream: IO[bytes], headers: dict[str, str]) -> ArchivedPage | None:
    length = headers.get("content-length", "")
    if not (length.isascii() and length.isdigit() and len(length) <= LENGTH_DIGITS):
        raise BadArchive(f"a record has the length {length[:40]!r}")
    left, url = int(length), headers.get("warc-target-uri", "").strip("<>")
    if headers.get("warc-type") != "response" or not url or left > MAX_BODY_BYTES:
        _skip(stream, left)
        return None
    block = stream.read(left)
    if len(block) < left:
        raise BadArchive("the last record is cut")
    answer = io.BytesIO(block)
    try:
        http = _headers(answer, b"HTTP/")
        if http is None or http[""].split(" ")[1:2] != ["200"]:
            return None
        body = _body(answer.read(), http)
    except (BadArchive, BodyRefused, ValueError):
        return None  # one answer that is none: the next record stands on its own
    return ArchivedPage(url, body, http.get("content-type"))


def _skip(stream: IO[bytes], left: int) -> None:
    while left > 0:
        piece = stream.read(min(left, 1 << 20))
        if not piece:
            raise BadArchive("the last record is cut")
        left -= len(piece)


def _body(data: bytes, http: dict[str, str]) -> bytes:
    if http.get("transfer-encoding", "").lower() == "chunked":
        data = _unchunk(data)
    inflater = Inflater(
        http.get("content-encoding", ""), max_bytes=MAX_BODY_BYTES, max_ratio=MAX_RATIO
    )
    inflater.add(data)
    return inflater.body()


def _unchunk(data: bytes) -> bytes:
    """Return ``data`` without its chunk marks; many archives keep the header but not the chunks."""
    out, stream = bytearray(), io.BytesIO(data)
    while True:
        line = stream.readline(1024).split(b";")[0].strip()
        try:
            size = int(line, 16)
        except ValueError:
            return data if not out else bytes(out)
        if size == 0:
            return bytes(out)
        out += stream.read(size)
        stream.readline(4)
