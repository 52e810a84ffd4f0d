"""Many browsers at the live stream: what each is told, when, and how it comes back."""

import asyncio
import time
from dataclasses import dataclass, field

import orjson

PATIENCE_S = 30.0
"""A heartbeat comes every 10 s: who hears nothing for this long has been forgotten."""


@dataclass
class Listener:
    """One browser: it keeps the last id and sends it when it comes back, as EventSource does."""

    port: int
    token: str
    told: list[tuple[float, bytes]] = field(default_factory=list)
    """When (seconds since 1970) and what: each event ``story``, as it came."""
    resets: int = 0
    _last: bytes = b""
    _task: "asyncio.Task[None] | None" = None
    _there: asyncio.Event = field(default_factory=asyncio.Event)
    _more: asyncio.Event = field(default_factory=asyncio.Event)

    async def connect(self) -> None:
        """Begin to listen; returns once the stream has said hello."""
        self._there.clear()
        self._task = asyncio.create_task(self._listen())
        await asyncio.wait_for(self._there.wait(), PATIENCE_S)

    async def cut(self) -> None:
        """Lose the connection at once, without a word."""
        assert self._task is not None
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    async def has(self, many: int) -> None:
        """Return once ``many`` stories were told."""
        while len(self.told) < many:
            self._more.clear()
            await self._more.wait()

    @property
    def ids(self) -> list[str]:
        """Return the ids of the stories told, in order."""
        return [str(orjson.loads(value_of(b"data", block))["story_id"]) for _, block in self.told]

    @property
    def last_id(self) -> str:
        """Return the id of the newest event; empty before the first."""
        return value_of(b"id", self._last).decode()

    async def _listen(self) -> None:
        while True:
            reader, writer = await asyncio.open_connection("127.0.0.1", self.port, limit=1 << 20)
            try:
                writer.write(self._request())
                await self._hear(reader)
            finally:
                writer.transport.abort()

    def _request(self) -> bytes:
        lines = [
            "GET /api/v1/stream HTTP/1.1", f"host: 127.0.0.1:{self.port}",
            f"authorization: Bearer {self.token}",
            *([f"last-event-id: {self.last_id}"] if self.last_id else []),
        ]  # fmt: skip
        return "\r\n".join([*lines, "", ""]).encode()

    async def _hear(self, reader: asyncio.StreamReader) -> None:
        """Take events until the server ends the stream; what frames chunks lies between them."""
        status = await reader.readline()
        assert b" 200 " in status, status
        left = b""
        while True:
            async with asyncio.timeout(PATIENCE_S):  # wait_for of 3.11 may swallow a cut
                more = await reader.read(1 << 16)
            if not more:
                return
            *blocks, left = (left + more).split(b"\n\n")
            for block in blocks:
                self._take(block, time.time())

    def _take(self, block: bytes, now: float) -> None:
        """Take one event; its lines are read later, so that 200 listeners cost little."""
        self._last = block
        self._there.set()
        self.resets += b"event: reset" in block
        if b"event: story" in block:
            self.told.append((now, block))
            self._more.set()


def value_of(name: bytes, block: bytes) -> bytes:
    """Return the value of a field of an event; empty where it has none."""
    lines = (line.partition(b": ") for line in block.splitlines())
    return next((value for field, _, value in lines if field == name), b"")
