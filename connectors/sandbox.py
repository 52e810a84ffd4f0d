"""Child processes for work on foreign data: time and memory are capped, over either it is killed.

The time is that of the processor: on a busy machine a slow child is no hung one. A wall clock of
``WALL`` times as much ends what waits.

A child is Python itself, spoken to over its pipes; it is replaced after a number of tasks, so that
what a parser leaks is given back.
"""

import asyncio
import importlib
import pickle
import resource
import signal
import struct
import sys
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import Any, Self

_LENGTH = struct.Struct(">Q")
TASKS_PER_CHILD = 2000
WALL = 6
DYING_S = 5.0
MEMORY_BYTES = 2 << 30
"""Address space of a child: many times what the largest body needs."""


class Killed(Exception):  # noqa: N818  # what happened
    """A task was ended with its child: ``timed_out``, or the child died of it."""

    def __init__(self, *, timed_out: bool) -> None:
        super().__init__("over its time" if timed_out else "the child died")
        self.timed_out = timed_out


class TaskFailed(Exception):  # noqa: N818  # what happened
    """The function raised in its child; the text says what."""


class Sandbox:
    """Runs functions in ``size`` children; use as an async context manager."""

    def __init__(self, size: int = 1, *, timeout_s: float = 10.0) -> None:
        self._timeout_s = timeout_s
        self._idle: asyncio.LifoQueue[_Child] = asyncio.LifoQueue()
        self._children = [_Child() for _ in range(size)]

    async def __aenter__(self) -> Self:
        for child in self._children:
            self._idle.put_nowait(child)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for child in self._children:
            await child.kill()

    async def run(self, function: Callable[..., Any], *args: Any, **named: Any) -> Any:
        """Return what ``function`` (of a module's top level) returns in a child.

        Raises Killed after its time or the child's death, TaskFailed where it raised.
        """
        task = (function.__module__, function.__qualname__, args, named, self._timeout_s)
        call = pickle.dumps(task)
        child = await self._idle.get()
        try:
            async with asyncio.timeout(WALL * self._timeout_s):
                good, value = await child.ask(call)
        except TimeoutError:
            await child.kill()
            raise Killed(timed_out=True) from None
        except (EOFError, ConnectionError):
            raise Killed(timed_out=await child.kill() == -signal.SIGPROF) from None
        except BaseException:
            await child.kill()  # cancelled in the middle: the answer must not meet a later question
            raise
        finally:
            self._idle.put_nowait(child)
        if not good:
            raise TaskFailed(value)
        return value


class _Child:
    """One child process; started when first asked."""

    def __init__(self) -> None:
        self._process: asyncio.subprocess.Process | None = None
        self._tasks = 0

    async def ask(self, call: bytes) -> tuple[bool, Any]:
        if self._process is not None and self._tasks >= TASKS_PER_CHILD:
            await self.kill()
        if self._process is None:
            self._tasks = 0
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "connectors.sandbox",
                stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
            )  # fmt: skip
        self._tasks += 1
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        stdin.write(_LENGTH.pack(len(call)) + call)
        await stdin.drain()
        size = _LENGTH.unpack(await stdout.readexactly(_LENGTH.size))[0]
        answer: tuple[bool, Any] = pickle.loads(await stdout.readexactly(size))  # noqa: S301  # ours
        return answer

    async def kill(self) -> int | None:
        """End the process; return how it ended: minus the signal, None where there was none."""
        process, self._process = self._process, None
        if process is None:
            return None
        # One that closed its pipes is about to end by itself, and its own signal is what is told.
        with suppress(TimeoutError):
            async with asyncio.timeout(
                DYING_S if process.stdout is not None and process.stdout.at_eof() else 0
            ):
                await process.wait()
        with suppress(ProcessLookupError):
            process.kill()
        if process.stdin is not None:
            process.stdin.close()
        return await process.wait()


def _serve() -> None:
    """Answer calls from standard input until it ends: the main loop of a child."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # a stray print must not look like an answer
    while head := source.read(_LENGTH.size):
        call = source.read(_LENGTH.unpack(head)[0])
        try:
            module, name, args, named, limit_s = pickle.loads(call)  # noqa: S301  # from our parent
            function = getattr(importlib.import_module(module), name)
            # Unanswered, the signal ends the process, in the middle of whatever it does.
            signal.setitimer(signal.ITIMER_PROF, limit_s)
            answer = (True, function(*args, **named))
        except Exception as error:  # noqa: BLE001  # told to the parent
            answer = (False, f"{type(error).__name__}: {error}"[:500])
        signal.setitimer(signal.ITIMER_PROF, 0)
        data = pickle.dumps(answer)
        sink.write(_LENGTH.pack(len(data)) + data)
        sink.flush()


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        _serve()
