"""JSON Lines in and out: input order kept, a bad line reported by number and passed over."""

import codecs
import contextlib
import datetime as dt
import gzip
import io
import sys
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import orjson

from connectors.sources.dates import LATEST_AHEAD
from schemas.article import RawArticle
from schemas.errors import InvalidMessage, MarsadError
from schemas.moment import instant
from schemas.wire import MAX_VALUE_BYTES

EPOCH = "1970-01-01T00:00:00+00:00"


class Unreadable(MarsadError):  # noqa: N818  # what a person reads
    """A file that is not there, is no file, or ends too early."""


@dataclass(slots=True)
class Articles:
    """The articles of some files (``-`` or none: standard input; ``.gz`` is unpacked).

    Iterating yields RawArticles; ``bad`` counts the lines that were none, each of which was named
    on standard error with the reason. Unreadable where a file cannot be read at all.

    A date later than a day after ``now`` (where given) is none, as in a feed, and named too: it
    would carry the time of the stream with it, and all before it would be forgotten.
    """

    paths: Sequence[str]
    bad: int = 0
    now: dt.datetime | None = None
    _clock: str = field(default=EPOCH)

    def __iter__(self) -> Iterator[RawArticle]:
        for name in self.paths or ("-",):
            shown = "standard input" if name == "-" else name
            try:
                with _open(name) as lines:
                    yield from self._read(shown, lines)
            except (OSError, EOFError, zlib.error) as error:
                raise Unreadable(f"{shown}: {reason(error)}") from error

    def _read(self, name: str, lines: IO[bytes]) -> Iterator[RawArticle]:
        for number, line in enumerate(lines, 1):
            said = line.removeprefix(codecs.BOM_UTF8) if number == 1 else line
            if not said.strip():
                continue
            try:
                article = article_of(self._dated(_parse(said), name, number), self._clock)
            except InvalidMessage as error:
                self.bad += 1
                print(f"{name}, line {number}: {error}", file=sys.stderr)
            else:
                self._clock = article.ingested_at
                yield article

    def _dated(self, data: Any, name: str, number: int) -> Any:
        """Return ``data``, without its date where that lies in the future."""
        told = data.get("published") if isinstance(data, dict) else None
        if self.now is None or not isinstance(told, str):
            return data
        if instant(told, "published") <= self.now + LATEST_AHEAD:
            return data
        print(
            f"{name}, line {number}: field 'published' is {told!r:.60}, in the future: "
            "the article counts as undated",
            file=sys.stderr,
        )
        return data | {"published": None}

    @property
    def exit_status(self) -> int:
        """0, or 1 where a line was bad."""
        return 1 if self.bad else 0


def reason(error: Exception) -> str:
    """Return why a file could not be read, in words."""
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def _open(name: str) -> contextlib.AbstractContextManager[IO[bytes]]:
    if name == "-":  # left open: it may be named twice, and is at its end then
        return contextlib.nullcontext(sys.stdin.buffer)
    if name.endswith(".gz"):
        return io.BufferedReader(gzip.open(name))
    return Path(name).open("rb")


def _parse(line: bytes) -> Any:
    if len(line) > MAX_VALUE_BYTES * 4:
        raise InvalidMessage(f"{len(line)} bytes, expected at most {MAX_VALUE_BYTES * 4}")
    try:
        return orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise InvalidMessage(
            f"not JSON in UTF-8: {error} (a plain text is read by marsad explain)"
        ) from error


def article_of(data: Any, clock: str) -> RawArticle:
    """Return the input article ``data`` (contracts: all but ``id`` and ``text`` may be missing).

    Its time is ``published``, and ``clock`` (that of the line before) where that is missing or
    earlier: time never runs backwards. InvalidMessage names the field that is wrong.
    """
    if not isinstance(data, dict):
        raise InvalidMessage(f"a {type(data).__name__}, expected a JSON object")
    values = {
        name: data.get(name) for name in ("id", "source", "url", "published", "title", "text")
    }
    for name, value in values.items():
        if value is None and name in ("id", "text"):
            raise InvalidMessage(f"field '{name}' is missing")
        if value is not None and not isinstance(value, str):
            raise InvalidMessage(f"field '{name}' is {value!r:.60}, expected a string")
    time = _moment(values["published"], clock)
    return RawArticle(
        article_id=values["id"] or "",
        source=values["source"] or "",
        url=values["url"],
        title=values["title"] or "",
        text=values["text"] or "",
        published=values["published"],
        fetched_at=time,
        ingested_at=time,
    )


def _moment(published: str | None, clock: str) -> str:
    """Return ``published`` as a date-time in UTC, but never before ``clock``."""
    if published is None:
        return clock
    return max(instant(published, "published"), instant(clock, "clock")).isoformat()
