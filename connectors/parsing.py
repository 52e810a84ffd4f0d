"""Bodies parsed in killable children: one feed cannot stop or starve the others."""

from datetime import datetime

from connectors.poll import parse_in_thread
from connectors.sandbox import Killed, Sandbox, TaskFailed
from connectors.sources import feed
from connectors.sources.decode import Decoded
from connectors.sources.feed import ParsedFeed
from connectors.sources.fetched import Fetched
from connectors.sources.registry import Source

SMALL_BYTES = 16 << 10
"""Bodies up to this are parsed in this process: the worst of them take milliseconds."""


class SandboxParser:
    """Parses feeds in ``sandbox``."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox

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
            return _unread("parser_timeout" if killed.timed_out else "parser_failed")
        except TaskFailed:  # out of memory: the parser itself raises nothing
            return _unread("parser_failed")
        return parsed


def _unread(reason: feed.Reason) -> ParsedFeed:
    return ParsedFeed(kind="", reason=reason, charset=Decoded("", "", "lossy"))
