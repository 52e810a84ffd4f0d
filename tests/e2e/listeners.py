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
    last_id: str = ""
    told: list[tuple[float, bytes]] = field(default_factory=list)
    """When (seconds since 1970) and what: the data of each ``story``, as it came."""
    resets: int = 0
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
        return [str(orjson.loads(data)["story_id"]) for _, data in self.told]

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
        """Take events until the server ends the stream; each is one chunk of the answer."""
        status = await reader.readline()
        assert b" 200 " in status, status
        name = data = b""
        while line := await self._line(reader):
            word, _, value = line.rstrip().partition(b": ")
            if word == b"event":
                name = value
            elif word == b"data":
                data = value
            elif word == b"id":
                self.last_id = value.decode()
                self._take(name, data)
                name = b""

    @staticmethod
    async def _line(reader: asyncio.StreamReader) -> bytes:
        async with asyncio.timeout(PATIENCE_S):  # wait_for of 3.11 may swallow a cut
            return await reader.readline()

    def _take(self, name: bytes, data: bytes) -> None:
        self._there.set()
        self.resets += name == b"reset"
        if name == b"story":
            self.told.append((time.time(), data))
            self._more.set()
