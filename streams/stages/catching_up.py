"""Rules with memory that do not know the past yet: they learn it while the others go on.

To read every story of the past takes seconds or minutes. What comes in meanwhile is deferred, in
order, and judged once the rules have caught up. ``match`` acknowledges a story only when all that
is to be told of it is written, so a kill in between loses nothing: what was deferred is read again.
"""

import asyncio
import datetime as dt
import time
from collections import deque
from collections.abc import AsyncGenerator, Callable, Iterable
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Any

from schemas.alert import Alert
from schemas.errors import InvalidMessage, TransientError
from schemas.story import Story
from schemas.subscription import Subscription
from schemas.wire import decode
from streams import pipeline
from streams.alerts import History, Watch, recall
from streams.loop import Emit, Output, Released

SLICE_S = 0.002
"""Longest that stories of now wait for those of the past."""

Past = Callable[[], AsyncGenerator[Any, None]]
"""Yields the records of the topic of stories, from its beginning."""
Outputs = Callable[[Iterable[Alert]], tuple[Output, ...]]
"""Returns alerts as records; InvalidMessage where no topic takes one."""


@dataclass(frozen=True, slots=True, eq=False)
class Deferred:
    """What is to be told of a story by rules that are catching up."""

    offset: int
    story: Story
    outputs: "asyncio.Future[tuple[Output, ...]]"
    written: "asyncio.Future[None]"
    """Done once they are durable, or never will be."""
    before: "list[asyncio.Future[None]]" = field(default_factory=list)
    """``written`` of those that have to go first."""

    async def write(self, emit: Emit) -> None:
        """Return when all of it is durable, and all that goes before; errors as of ``emit``."""
        try:
            outputs = await asyncio.shield(self.outputs)
            if self.before:
                await asyncio.wait(self.before)
            for output in outputs:
                await emit(output)
        except TransientError:
            raise  # it will be tried again
        except BaseException:
            self._settle()
            raise
        self._settle()

    def _settle(self) -> None:
        if not self.written.done():
            self.written.set_result(None)


class CatchingUp:
    """Some subscriptions that read the past together."""

    def __init__(
        self, subscriptions: Iterable[Subscription], told: History, end: int, past: Past
    ) -> None:
        """Take what was told before, and ``end``, the offset of the first story of now."""
        self.watch = Watch(subscriptions)
        self._told = told
        self._end = end
        self._past = past
        self._later: deque[Deferred] = deque()
        self._unwritten: list[Deferred] = []
        self._stirred = asyncio.Event()
        self._changed = False

    def __contains__(self, subscription_id: str) -> bool:
        return self.watch.get(subscription_id) is not None

    def take(self, subscription: Subscription) -> None:
        """Take a subscription as it is now; where it asks something else, the past is read anew."""
        known = self.watch.get(subscription.subscription_id)
        self.watch.add(subscription)
        if known is None or asked(known.subscription) != asked(subscription):
            self._changed = True
            self._stirred.set()

    def defer(self, offset: int, story: Story) -> Deferred:
        """Keep a story of now; return what becomes of it."""
        loop = asyncio.get_running_loop()
        deferred = Deferred(offset, story, loop.create_future(), loop.create_future())
        deferred.written.add_done_callback(lambda _: self._stirred.set())
        self._later.append(deferred)
        self._stirred.set()
        return deferred

    def abandon(self) -> None:
        """Let whoever waits know that the stories belong to another worker now."""
        for deferred in self._later:
            _fail(deferred, Released())
        self._later.clear()

    async def run(self, outputs: Outputs) -> History:
        """Return what was told and what the rules remember once all that was deferred is written.

        Only then may their alerts go the way of all others, lest a later one goes first. Nothing
        may be awaited before that is put to use: the next story of now is not deferred.
        """
        while True:
            self._changed = False
            history = await self._remember()
            while not self._changed:
                await self._judge_all(history, outputs)
                self._unwritten = [one for one in self._unwritten if not one.written.done()]
                if not (self._unwritten or self._changed):
                    return history
                self._stirred.clear()
                if not self._changed:
                    await self._stirred.wait()
            self._told = history

    async def _judge_all(self, history: History, outputs: Outputs) -> None:
        """Judge what is deferred until nothing is; the last is not awaited."""
        begun = time.perf_counter()
        while self._later and not self._changed:
            if time.perf_counter() - begun > SLICE_S:
                await asyncio.sleep(0)
                begun = time.perf_counter()
                continue
            self._judge(self._later.popleft(), history, outputs)

    async def _remember(self) -> History:
        """Return a history in which the rules know every story before ``end``."""
        history = self._told.of({w.subscription.subscription_id for w in self.watch})
        begun = time.perf_counter()
        async with aclosing(self._past()) as records:
            async for record in records:
                if record.offset >= self._end or self._changed:
                    break
                try:
                    story = decode(Story, record.value)
                except InvalidMessage:
                    continue  # it lies among the dead letters
                history.follow(story)
                recall(self.watch, story, history)
                if time.perf_counter() - begun > SLICE_S:
                    await asyncio.sleep(0)
                    begun = time.perf_counter()
        return history

    def _judge(self, deferred: Deferred, history: History, outputs: Outputs) -> None:
        """Judge a story that came in meanwhile."""
        self._end = deferred.offset + 1
        history.follow(deferred.story)
        try:
            told = pipeline.match(self.watch, deferred.story, history, _now())
            written = outputs(told)
        except Exception as error:  # noqa: BLE001  # whoever waits for it says what is to be done
            _fail(deferred, error)
            return
        if written:
            deferred.before.extend(one.written for one in self._unwritten[-1:])
            self._unwritten.append(deferred)
        deferred.outputs.set_result(written)
        for alert in told:  # only now: what cannot be written was not told
            history.remember(alert)


def _fail(deferred: Deferred, error: Exception) -> None:
    if not deferred.outputs.done():
        deferred.outputs.set_exception(error)
        deferred.outputs.exception()  # else one that nobody waits for is complained about


def asked(subscription: Subscription) -> tuple[object, ...]:
    """Return what the memory of a subscription's rule depends on."""
    return subscription.query, subscription.rule


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat()
