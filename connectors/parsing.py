"""Bodies parsed in killable children: one feed cannot stop or starve the others."""

import logging
from datetime import datetime
from pathlib import Path

from connectors.poll import parse_in_thread
from connectors.sandbox import Killed, Sandbox, TaskFailed
from connectors.sources import feed
from connectors.sources.feed import ParsedFeed
from connectors.sources.fetched import Fetched
from connectors.sources.registry import Source

log = logging.getLogger(__name__)

SMALL_BYTES = 16 << 10
"""Bodies up to this are parsed in this process: the worst of them take milliseconds."""


class SandboxParser:
    """Parses feeds in ``sandbox``; bodies that break it are put by in ``folder``."""

    def __init__(self, sandbox: Sandbox, folder: Path | None = None) -> None:
        self._sandbox, self._folder = sandbox, folder

    async def __call__(
        self, body: bytes, source: Source, fetched: Fetched, now: datetime
    ) -> ParsedFeed:
        """Return the parsed ``body``; the reason where its child was killed."""
        if len(body) <= SMALL_BYTES:
            return await parse_in_thread(body, source, fetched, now)
        named = {
            "content_type": fetched.content_type, "source": source, "fetched_at": now,
            "base": fetched.url,
        }  # fmt: skip
        try:
            parsed: ParsedFeed = await self._sandbox.run(feed.parse, body, **named)
        except Killed as killed:
            self._keep(source, body)
            return feed.unread("parser_timeout" if killed.timed_out else "parser_failed")
        except TaskFailed:  # out of memory: the parser itself raises nothing
            self._keep(source, body)
            return feed.unread("parser_failed")
        return parsed

    def _keep(self, source: Source, body: bytes) -> None:
        """Put ``body`` by for a person to look at; only the last one of each feed."""
        if self._folder is None:
            return
        path = self._folder / f"{source.id}.body"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            path.write_bytes(body)
        except OSError as error:
            log.warning("feed=%s: the body that broke the parser is not kept: %s", source.id, error)
        else:
            log.warning("feed=%s: the body that broke the parser is kept at %s", source.id, path)
