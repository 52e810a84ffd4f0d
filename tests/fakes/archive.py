"""Web archives (WARC 1.0) of pages that tests make up."""

import gzip
from collections.abc import Iterable
from pathlib import Path


def write_archive(path: Path, pages: Iterable[tuple[str, str, str]]) -> None:
    """Write a gzipped web archive of ``pages``: address, title and text of each."""
    with path.open("wb") as file:
        for url, title, text in pages:
            page = f"<html><title>{title}</title><article><p>{text}</p></article></html>".encode()
            block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
            head = (
                f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\n"
                f"Content-Length: {len(block)}\r\n\r\n"
            )
            file.write(gzip.compress(head.encode() + block + b"\r\n\r\n"))
