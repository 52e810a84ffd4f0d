"""Articles from files and folders: plain text, JSON Lines, web archives (plain or gzip)."""

import codecs
import gzip
import hashlib
import io
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit

import orjson

from connectors.address import bad_url
from connectors.sources.clean import clean_text
from connectors.sources.dates import MAX_DATE_CHARS, DateStyle, read_date
from connectors.sources.decode import decode
from connectors.sources.entries import MAX_TITLE_CHARS
from connectors.sources.links import canonical_link
from connectors.sources.page import Page
from connectors.sources.warc import ArchivedPage, BadArchive, read_warc
from schemas.article import IngestMode, RawArticle
from schemas.identity import stable_id

ARCHIVES = (".warc", ".warc.gz")
PACKED_LINES = (".jsonl.gz", ".ndjson.gz")
LINES = (".jsonl", ".ndjson")
SUFFIXES = (".txt", *LINES, *PACKED_LINES, *ARCHIVES)
TITLE_MOST_CHARS = 200
"""A first line up to this long is a title; a longer one is the first paragraph."""
MAX_FILE_BYTES = 64 << 20
MAX_LINE_BYTES = 8 << 20
MAX_FIELD_BYTES = {"id": 512, "source": 1024, "url": 8192}
"""In UTF-8; 512 is what Elasticsearch takes as an id."""


@dataclass(frozen=True, slots=True)
class BadInput:
    """A file or line that holds no article."""

    where: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileImport:
    """How files become articles."""

    now: str
    """ISO date-time (UTC) that articles are fetched and ingested at."""
    at: datetime
    """The same as a date-time."""
    mode: IngestMode = "backfill"
    source: str = ""
    """Outlet of articles that name none."""
    published: str | None = None
    """Date of text files, which have no place for one."""
    style: DateStyle = field(default_factory=DateStyle)

    def read(self, paths: Sequence[Path]) -> Iterator[RawArticle | BadInput | ArchivedPage]:
        """Yield the articles of ``paths`` (folders in order of names), and what was no article.

        A file is read by the end of its name, in small or capital letters; one that is named
        itself and has no such end is a text. Hidden files that are of no known kind go untold.
        Pages of archives are yielded as they are: reading one may take for ever, so that the
        caller does it in a sandbox and gives the result to ``page_article``.
        """
        for path in paths:
            for file in _files(path):
                try:
                    yield from self._read_file(file, named=file == path)
                except (OSError, EOFError, zlib.error, BadArchive) as error:
                    yield BadInput(str(file), str(error))

    def page_article(self, archived: ArchivedPage, page: Page) -> RawArticle | BadInput:
        """Return the article that ``page`` was read to hold."""
        if not page.text:
            return BadInput(archived.url, "no article on the page")
        url = page.canonical or archived.url
        wrong = bad_url(url)
        if wrong:
            return BadInput(archived.url, wrong)
        host = (urlsplit(url).hostname or "").removeprefix("www.")
        return self._article(
            stable_id("page", canonical_link(url)),
            {"title": page.title, "text": page.text, "published": page.stated or None, "url": url,
             "source": self.source or host},
        )  # fmt: skip

    def _read_file(
        self, path: Path, *, named: bool
    ) -> Iterator[RawArticle | BadInput | ArchivedPage]:
        name = path.name.lower()
        if name.endswith(ARCHIVES):
            yield from read_warc(path)
        elif name.endswith(PACKED_LINES):
            with gzip.open(path) as lines:
                yield from self._read_lines(path, io.BufferedReader(lines))
        elif name.endswith(LINES):
            with path.open("rb") as plain:
                yield from self._read_lines(path, plain)
        elif name.endswith(".txt") or (named and not path.suffix):
            yield self._read_text(path)
        else:
            yield BadInput(str(path), f"no kind of file that is read: {', '.join(SUFFIXES)}")

    def _read_text(self, path: Path) -> RawArticle | BadInput:
        if path.stat().st_size > MAX_FILE_BYTES:
            return BadInput(str(path), f"more than {MAX_FILE_BYTES} bytes")
        body = path.read_bytes()
        text = clean_text(decode(body).text.lstrip("\ufeff"))
        if not text:
            return BadInput(str(path), "no text in it")
        first, _, rest = text.partition("\n")
        titled = len(first) <= TITLE_MOST_CHARS and bool(rest)
        title, told = (first, rest) if titled else ("", text)
        # Neither the name alone, which is 001.txt in every folder, nor the way to the file, which
        # depends on how it is given: the same file is the same article, another one never is.
        return self._article(
            stable_id("file", path.name, hashlib.sha256(body).hexdigest()),
            {"title": title, "text": told, "published": None},
        )

    def _read_lines(self, path: Path, lines: IO[bytes]) -> Iterator[RawArticle | BadInput]:
        number = 0
        while line := lines.readline(MAX_LINE_BYTES):
            number += 1
            where = f"{path}, line {number}"
            if number == 1:
                line = line.removeprefix(codecs.BOM_UTF8)
            if not line.strip():
                continue
            if len(line) == MAX_LINE_BYTES and not line.endswith(b"\n"):
                yield BadInput(where, f"longer than {MAX_LINE_BYTES} bytes")
                while line and not line.endswith(b"\n"):
                    line = lines.readline(MAX_LINE_BYTES)
                continue
            try:
                data = orjson.loads(line)
            except orjson.JSONDecodeError as error:
                yield BadInput(where, f"not JSON in UTF-8: {error}")
                continue
            wrong = _wrong(data)
            yield BadInput(where, wrong) if wrong else self._article(data["id"], data)

    def _article(self, article_id: str, data: dict[str, Any]) -> RawArticle:
        raw = data.get("published") or self.published
        date = read_date(raw, self.style, now=self.at)
        title, text = (data.get("title") or "")[:MAX_TITLE_CHARS], data["text"]
        return RawArticle(
            article_id=article_id, source=data.get("source") or self.source or "unknown",
            url=data.get("url"), title=title, text=text, published=date.value,
            published_raw=raw[:MAX_DATE_CHARS] if raw else raw,
            fetched_at=self.now, ingested_at=self.now, ingest_mode=self.mode,
            content_hash=stable_id(title, " ".join(text.split()))[:16],
        )  # fmt: skip


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    for file in sorted(path.rglob("*")):
        hidden = any(part.startswith(".") for part in file.relative_to(path).parts)
        known = file.name.lower().endswith(SUFFIXES)
        if file.is_file() and (known or not hidden):
            yield file


def _wrong(data: Any) -> str | None:
    """Return what is wrong with ``data`` as an input article, or None."""
    if not isinstance(data, dict):
        return f"a {type(data).__name__}, expected a JSON object"
    for name in ("id", "text"):
        if not data.get(name):
            return f"field '{name}' is missing"
    for name in ("id", "source", "url", "published", "title", "text"):
        value = data.get(name)
        if value is not None and not isinstance(value, str):
            return f"field '{name}' is {value!r:.60}, expected a string"
    for name, most in MAX_FIELD_BYTES.items():
        size = len((data.get(name) or "").encode())
        if size > most:
            return f"field '{name}' has {size} bytes, expected at most {most}"
    return None
