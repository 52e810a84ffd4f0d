"""The processes in which ``read`` works: a text that breaks one costs no other text its turn."""

import asyncio
import logging
import multiprocessing
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from schemas.errors import InvalidMessage

log = logging.getLogger(__name__)

ALONE_S = 60.0
"""Longest that one text may take: a thousand times what a long one needs."""
CROWD_S = 300.0
"""The same where it first waits for the texts before it."""

Read = Callable[[bytes | None], bytes]


class Readers:
    """Calls ``read`` (of a module's top level) in child processes, which ``warm`` gets ready.

    Where a process dies or hangs, every text that was with it is read again by itself, and only
    the one that does it again is refused.
    """

    def __init__(
        self, read: Read, warm: Callable[[], None], processes: int, *,
        alone_s: float = ALONE_S, crowd_s: float = CROWD_S,
    ) -> None:  # fmt: skip
        self._read, self._warm, self._processes = read, warm, processes
        self._alone_s, self._crowd_s = alone_s, crowd_s
        self._crowd: ProcessPoolExecutor | None = None
        self._single: ProcessPoolExecutor | None = None
        self._turn = asyncio.Lock()
        self._suspects = 0

    async def read(self, value: bytes | None) -> bytes:
        """Return ``read(value)``; errors as there, and InvalidMessage where it ends its process."""
        pool = self._crowd = self._crowd or self._open(self._processes)
        try:
            return await self._within(self._crowd_s, pool, value)
        except (BrokenProcessPool, TimeoutError):
            if self._crowd is pool:
                log.error("a process that reads died or hangs: its texts are read one by one")  # noqa: TRY400
                self._crowd = None
                _kill(pool)
        self._suspects += 1
        try:
            async with self._turn:
                return await self._read_alone(value)
        finally:
            self._suspects -= 1
            if not self._suspects and self._single is not None:
                self._single.shutdown(wait=False)
                self._single = None

    async def _read_alone(self, value: bytes | None) -> bytes:
        pool = self._single = self._single or self._open(1)
        try:
            return await self._within(self._alone_s, pool, value)
        except (BrokenProcessPool, TimeoutError) as error:
            self._single = None
            _kill(pool)
            how = f"takes over {self._alone_s:.0f} s" if isinstance(error, TimeoutError) else ""
            raise InvalidMessage(f"reading it {how or 'ends the process'}") from error

    async def _within(
        self, limit_s: float, pool: ProcessPoolExecutor, value: bytes | None
    ) -> bytes:
        reading = asyncio.get_running_loop().run_in_executor(pool, self._read, value)
        return await asyncio.wait_for(reading, limit_s)

    def _open(self, processes: int) -> ProcessPoolExecutor:
        spawn = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(processes, spawn, initializer=self._warm)


def _kill(pool: ProcessPoolExecutor) -> None:
    """End the processes of ``pool``, one of which may never come back by itself.

    That breaks the pool, and tells every text in it so; to cancel them would look like a stop.
    """
    for process in list((pool._processes or {}).values()):  # noqa: SLF001  # it has no kill
        process.kill()
