"""The at-least-once loop: the only file that knows Faust's traps.

Faust commits past events that failed, and forgets failed sends (docs/decisions/0002). So a stage
takes events with ``noack``, and this loop acknowledges one only when all its outputs are durable:

- events are handled in order; their outputs stay in flight in a bounded window and are
  acknowledged in the order of arrival, which is the order of offsets in each partition;
- a TransientError is tried again in place, with back-off; an InvalidMessage becomes a dead letter
  with the original bytes; any other exception is tried a few times, then a dead letter too;
- on a rebalance or a stop, what is not durable is *released*: neither its offset nor any later one
  of that partition is committed, so that the next owner gets it again.
"""

import asyncio
import logging
import traceback
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import faust
from faust.types.tuples import ack_lock
from mode.utils.futures import notify

from schemas.errors import InvalidMessage, TransientError

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Output:
    """One record to write before the input may be acknowledged."""

    topic: str
    key: bytes | None
    value: bytes | None
    headers: tuple[tuple[str, bytes], ...] = ()


class Flow(Protocol):
    """What the loop needs of the consumer behind an event."""

    def mine(self, event: Any) -> bool:
        """Return whether ``event`` still belongs to this worker: no stop, no rebalance since."""

    def ack(self, event: Any) -> None:
        """Let the offset of ``event`` be committed."""

    def release(self, event: Any) -> None:
        """Give ``event`` up without committing it, so that nobody waits for it."""

    def claim(self, event: Any) -> tuple[Any, ...]:
        """Return the partition of ``event`` and the generation that owns it."""


Handle = Callable[[Any], Awaitable[Sequence[Any]]]
"""Takes a Kafka message, returns the outputs; raises InvalidMessage or TransientError."""

Emit = Callable[[Any], Awaitable[None]]
"""Returns when the output is durable; raises InvalidMessage or TransientError."""

DeadLetter = Callable[[Any, str], Any]
"""Takes a Kafka message and a reason, returns the output that keeps it."""


@dataclass(frozen=True, slots=True)
class Policy:
    """Limits of a loop."""

    in_flight: int = 128
    """Events that may wait for their outputs at a time."""
    attempts: int = 5
    """Tries after an exception of an unknown kind."""
    backoff_first_s: float = 0.1
    backoff_cap_s: float = 2.0
    """Upper limit of a wait: short, so that a rebalance is noticed."""
    grace_s: float = 5.0
    """How long an output already sent may still become durable after a rebalance or stop began."""
    poll_s: float = 0.25
    """How often a wait looks up whether its event still belongs to this worker."""
    parallel: bool = False
    """Whether events may be handled at the same time; only for stages without state."""


class Released(Exception):  # noqa: N818  # a signal, not an error
    """The event no longer belongs to this worker."""


@dataclass(slots=True)
class _Entry:
    event: Any
    task: "asyncio.Task[None]"
    handled: asyncio.Event = field(default_factory=asyncio.Event)


class Loop:
    """Carries events from a stream through ``handle`` and ``emit``; see the top of this file."""

    def __init__(
        self, handle: Handle, emit: Emit, dead_letter: DeadLetter, flow: Flow, policy: Policy
    ) -> None:
        self._handle = handle
        self._emit = emit
        self._dead_letter = dead_letter
        self._flow = flow
        self._policy = policy
        self._window: deque[_Entry] = deque()
        self._changed = asyncio.Condition()
        self._given_up: set[tuple[Any, ...]] = set()

    async def run(self, events: AsyncIterator[Any]) -> None:
        """Carry every event of ``events``; ends when the stream ends, its window empty.

        An exception out of here means a fault of the loop or its flow: the process must end, so
        that what is not committed is given to the next.
        """
        drain = asyncio.create_task(self._drain())
        runner = asyncio.current_task()
        assert runner is not None

        def stop(_: "asyncio.Task[None]") -> None:
            runner.cancel()

        drain.add_done_callback(stop)  # only a fault ends it, and no event may come to show that
        try:
            async for event in events:
                await self._admit(event)
                del event  # a reference kept here makes Faust wait for ever on stop
            async with self._changed:
                await self._changed.wait_for(lambda: not self._window)
        except asyncio.CancelledError:
            if drain.done():
                drain.result()
            raise
        finally:
            drain.remove_done_callback(stop)
            drain.cancel()
            await asyncio.gather(drain, return_exceptions=True)
            for entry in self._window:
                entry.task.cancel()
                self._flow.release(entry.event)
            self._window.clear()

    async def _admit(self, event: Any) -> None:
        """Put ``event`` into the window as soon as there is room, and start on it."""
        async with self._changed:
            await self._changed.wait_for(lambda: len(self._window) < self._policy.in_flight)
        if not self._owned(event):
            self._give_up(event)
            return
        handled = asyncio.Event()
        entry = _Entry(event, asyncio.create_task(self._carry(event, handled)), handled)
        async with self._changed:
            self._window.append(entry)
            self._changed.notify_all()
        if not self._policy.parallel:
            await handled.wait()

    async def _carry(self, event: Any, handled: asyncio.Event) -> None:
        """Handle ``event`` and make its outputs durable, or its dead letter."""
        try:
            try:
                outputs = await self._persist(self._handle, event.message, event)
            finally:
                handled.set()
            writes = (self._persist(self._emit, output, event) for output in outputs)
            # One that is refused leaves none of the others behind, still trying.
            ends = await asyncio.gather(*writes, return_exceptions=True)
            faults = [end for end in ends if isinstance(end, BaseException)]
            for fault in sorted(faults, key=lambda fault: isinstance(fault, InvalidMessage)):
                raise fault
        except InvalidMessage as error:
            await self._bury(event, str(error))

    async def _bury(self, event: Any, reason: str) -> None:
        message = event.message
        log.warning(
            "dead letter: %s/%s/%s: %s", message.topic, message.partition, message.offset, reason
        )
        letter = self._dead_letter(message, reason)
        while True:
            try:
                await self._persist(self._emit, letter, event)
            except InvalidMessage as error:  # the only copy: never give it up
                log.error("the dead letter itself was refused, waiting: %s", error)  # noqa: TRY400
                await asyncio.sleep(self._policy.backoff_cap_s)
                self._check(event)
            else:
                return

    async def _persist(self, act: Callable[[Any], Awaitable[Any]], what: Any, event: Any) -> Any:
        """Return ``await act(what)``, tried until it works; Released when ``event`` is not ours."""
        wait, unknown = self._policy.backoff_first_s, 0
        while True:
            self._check(event)
            try:
                return await act(what)
            except (InvalidMessage, Released):
                raise
            except TransientError as error:
                log.warning("will try again: %s", error)
            except Exception as error:
                unknown += 1
                if unknown >= self._policy.attempts:
                    where = "".join(traceback.format_exception(error)[-3:])
                    raise InvalidMessage(f"{unknown} tries failed: {where}") from error
                log.exception("try %s of %s failed", unknown, self._policy.attempts)
            await asyncio.sleep(wait)
            wait = min(wait * 2, self._policy.backoff_cap_s)

    async def _drain(self) -> None:
        """Acknowledge the head of the window as it becomes durable; release it if it cannot."""
        while True:
            async with self._changed:
                await self._changed.wait_for(lambda: self._window)
            entry = self._window[0]
            if await self._settle(entry) and self._claim_stands(entry.event):
                self._flow.ack(entry.event)
            else:
                self._give_up(entry.event)
            async with self._changed:
                self._window.popleft()
                self._changed.notify_all()
            del entry

    async def _settle(self, entry: _Entry) -> bool:
        """Return whether the outputs of ``entry`` became durable before its grace was over."""
        patience = self._policy.grace_s if self._claim_stands(entry.event) else 0.0
        while not entry.task.done() and patience > 0:
            await asyncio.wait({entry.task}, timeout=self._policy.poll_s)
            if not self._owned(entry.event):
                patience -= self._policy.poll_s
        if not entry.task.done():
            entry.task.cancel()
            entry.handled.set()
            await asyncio.wait({entry.task})
        if entry.task.cancelled():
            return False
        error = entry.task.exception()
        if error is not None and not isinstance(error, Released):
            raise error
        return error is None

    def _check(self, event: Any) -> None:
        if not self._owned(event):
            raise Released

    def _owned(self, event: Any) -> bool:
        return self._claim_stands(event) and self._flow.mine(event)

    def _claim_stands(self, event: Any) -> bool:
        return self._flow.claim(event) not in self._given_up

    def _give_up(self, event: Any) -> None:
        """Release ``event`` and with it, in one go, all of its partition and generation."""
        self._flow.release(event)
        if (claim := self._flow.claim(event)) in self._given_up:
            return
        self._given_up.add(claim)
        for entry in self._window:  # one by one takes long: Faust collects garbage after each
            if self._flow.claim(entry.event) == claim:
                entry.task.cancel()
                entry.handled.set()
                self._flow.release(entry.event)


class FaustFlow:
    """The flow of a Faust app, over details that ``tests/contract/test_faust_facts.py`` guards."""

    def __init__(self, app: faust.App) -> None:
        self._app = app

    def mine(self, event: Any) -> bool:
        """Return whether the event is of this generation and the worker neither stops nor waits."""
        app = self._app
        return (
            not app.should_stop
            and bool(app.flow_control.is_active())
            and event.message.generation_id == app.consumer_generation_id
        )

    def ack(self, event: Any) -> None:
        """Let the offset be committed; one of an earlier generation is only released."""
        if event.message.generation_id == self._app.consumer_generation_id:
            event.ack()
        else:
            self.release(event)

    def release(self, event: Any) -> None:
        """Mark the message as done without telling the consumer, which then never commits it."""
        with ack_lock:
            event.message.acked = True
        consumer: Any = self._app.consumer
        notify(consumer._waiting_for_ack)  # noqa: SLF001  # else a rebalance waits 1 s longer

    def claim(self, event: Any) -> tuple[Any, ...]:
        """Return topic, partition and generation of the event."""
        message = event.message
        return (message.topic, message.partition, message.generation_id)
