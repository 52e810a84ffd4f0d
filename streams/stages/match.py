"""``match``: every new version of a story against every subscription."""

import asyncio
import datetime as dt
import logging
import time
from collections.abc import Awaitable, Callable, Iterable
from functools import partial
from typing import Any

from schemas.alert import Alert
from schemas.errors import InvalidMessage, TransientError
from schemas.story import Story
from schemas.subscription import Subscription
from schemas.topics import ALERTS, STORIES, SUBSCRIPTIONS
from schemas.wire import decode, encode
from streams import alerts, metrics, pipeline
from streams.alerts import History, Watch, decoded
from streams.alerts.rules import has_memory
from streams.loop import Emit, Output
from streams.settings import Settings
from streams.stages.catching_up import CatchingUp, Deferred, Past, asked
from streams.stages.costs import show_costs
from streams.stages.recovery import rebuilt
from streams.topic_reader import follow, read_to_end, read_up_to, records_to_end

log = logging.getLogger(__name__)

TICK_S = 1.0
"""Seconds between two looks at what no story brings about."""
COSTS_S = 10.0
"""Seconds between two showings of what each subscription costs."""
IDLE_S = 5.0
"""Without a message for so long, the time of the stream is that of the wall: silences are told."""
GROUP = "marsad-match"
Handled = Callable[[], Awaitable[int | None]]
"""Returns the offset of the next story to come, None as long as one waits to be handled."""


class Matcher:
    """Subscriptions as they stand now, what was told before, and what rules remember."""

    def __init__(
        self,
        settings: Settings,
        emit: Emit | None = None,
        generation: Callable[[], int | None] = lambda: None,
        past: Past | None = None,
        handled: Handled | None = None,
    ) -> None:
        """Take what alerts are written by, and what says which generation of workers this is.

        ``past`` reads the stories so far, ``handled`` how far they are; without it, from Kafka.
        """
        self._settings = settings
        self._emit = emit
        self._now_owned = generation
        self._past = past or partial(read_to_end, settings, STORIES)
        self._handled = handled or partial(read_up_to, settings, STORIES, GROUP)
        self._ours = True
        """Whether stories are this worker's, as far as ``pause`` and ``resume`` were told."""
        self._turn = asyncio.Lock()
        """Stories and the ticker go by turns: what is being told must not be told by the other."""
        self.watch = Watch(clock=time.perf_counter_ns)
        self._caught_up = asyncio.Event()
        self._follower: asyncio.Task[None] | None = None
        self._ticker: asyncio.Task[None] | None = None
        self._history = History()
        self._generation: int | None = None
        self._unread: dict[str, Subscription] = {}
        """Those whose rules do not know the past yet, by id; they are not watched for so far."""
        self._behind: dict[CatchingUp, asyncio.Task[None]] = {}
        """Those whose rules are reading it."""
        self._one_reads = asyncio.Lock()
        self._next: int | None = None
        """Offset of the first story that is not handled yet; None until one of this generation."""
        self._last_message = 0.0

    async def handle(self, message: Any) -> tuple[Output | Deferred, ...]:
        """Return the alerts that one version of a story is worth.

        What rules that do not know the past yet will say of it is ``Deferred``.
        """
        self._last_message = time.monotonic()
        self._keep_ticking()
        async with self._turn:
            await self._know(message.generation_id)
            return self._matched(message)

    def _matched(self, message: Any) -> tuple[Output | Deferred, ...]:
        self._next = message.offset
        story = decode(Story, message.value)
        self._catch_up(message.offset)
        self._history.follow(story)
        told = pipeline.match(self.watch, story, self._history, _now().isoformat())
        outputs = self._outputs(told)
        for alert in told:  # only now: what cannot be written was not told
            self._history.remember(alert)
        self._next = message.offset + 1
        return (*outputs, *(group.defer(message.offset, story) for group in self._behind))

    async def emit(self, output: Output | Deferred) -> None:
        """Return when ``output`` is durable; errors as of ``Emit``."""
        assert self._emit is not None
        if isinstance(output, Deferred):
            await output.write(self._emit)
        else:
            await self._emit(output)

    async def resume(self, *told: Any, **_: Any) -> None:
        """Look at what no story brings about from now on, if the stories are ours."""
        _, assigned = told  # the app, its partitions
        self._ours = any(tp.topic == self._settings.named(STORIES.name) for tp in assigned)
        if self._ours:
            self._keep_ticking()

    async def pause(self, *_: Any, **__: Any) -> None:
        """Tell nothing more: the stories belong to someone else, or the worker ends."""
        self._ours = False
        self._abandon()

    def _outputs(self, told: Iterable[Alert]) -> tuple[Output, ...]:
        topic = self._settings.named(ALERTS.name)
        return tuple(Output(topic, pipeline.alert_key(a).encode(), encode(a)) for a in told)

    async def _know(self, generation: int | None) -> None:
        """Return once this stage knows what a worker of ``generation`` has to know."""
        if generation != self._generation:
            await rebuilt("match", self._recover())
            self._generation, self._next = generation, None
        if self._follower is not None and self._follower.done():
            await rebuilt("match", self._listen())  # a new start may mend that

    async def _recover(self) -> None:
        """Begin anew from what Kafka has: another worker may have had the stories meanwhile."""
        self._abandon()
        await self._listen()
        self._history = History()
        async for alert in records_to_end(self._settings, ALERTS, Alert):
            self._history.remember(alert)
        async for story in records_to_end(self._settings, STORIES, Story):
            self._history.follow(story)
        for watched in list(self.watch):
            if has_memory(watched.subscription.rule):
                self._put_back(watched.subscription)
        log.info("match: %s subscriptions", len(self.watch) + len(self._unread))

    async def _listen(self) -> None:
        """Return once subscriptions are known as they stand; follow them from then on."""
        if self._follower is None or self._follower.done():
            self._caught_up.clear()
            following = follow(self._settings, SUBSCRIPTIONS, self._take, self._caught_up)
            self._follower = asyncio.create_task(following)
        caught_up = asyncio.create_task(self._caught_up.wait())
        await asyncio.wait({caught_up, self._follower}, return_when=asyncio.FIRST_COMPLETED)
        if self._follower.done():  # it follows for ever, or there is a fault
            caught_up.cancel()
            self._follower.result()

    def _catch_up(self, offset: int) -> None:
        """Let rules that are new read every story before ``offset``, in the background."""
        if not self._unread:
            return
        told = self._history.of(self._unread)
        group = CatchingUp(self._unread.values(), told, offset, self._past)
        self._unread = {}
        self._behind[group] = asyncio.create_task(self._read(group))

    async def _read(self, group: CatchingUp) -> None:
        """Take the rules of ``group`` among the others once they know the past."""
        while True:
            try:
                async with self._one_reads:
                    history = await group.run(self._outputs)
            except Exception:  # the broker is away, or a fault: nobody else waits for it
                log.exception("match: rules cannot read the past, trying again")
                await asyncio.sleep(1)
                continue
            del self._behind[group]
            self._history.join(history)
            for watched in group.watch:
                self.watch.add(watched.subscription)
            log.info("match: %s rules know the past", len(group.watch))
            return

    def _abandon(self) -> None:
        """Stop reading the past for stories that are not ours any more."""
        for group, task in self._behind.items():
            task.cancel()
            group.abandon()
            for watched in group.watch:
                self._unread[watched.subscription.subscription_id] = watched.subscription
        self._behind = {}

    def _keep_ticking(self) -> None:
        if self._emit is not None and (self._ticker is None or self._ticker.done()):
            self._ticker = asyncio.create_task(self._tick())

    async def _tick(self) -> None:
        """Look again and again at what no story brings about."""
        shown = time.monotonic()
        while True:
            await asyncio.sleep(TICK_S)
            if time.monotonic() - shown >= COSTS_S:
                show_costs(self.watch)
                shown = time.monotonic()
            behind = sum(len(group.watch) for group in self._behind)
            metrics.RULES_BEHIND.set(len(self._unread) + behind)
            try:
                await self._look()
            except TransientError as error:
                log.warning("match: silences wait: %s", error)
            except Exception:  # silences are told here: it must not end
                log.exception("match: silences wait, trying again")

    async def _look(self) -> None:
        """Tell silences that no story comes to end, as long as nothing waits to be handled."""
        if not self._ours:
            return
        async with self._turn:
            generation = self._now_owned()
            if generation != self._generation:
                self._last_message = time.monotonic()  # stories that wait may come first
            await self._know(generation)
            if time.monotonic() - self._last_message < IDLE_S:
                return
            if self._next is None:
                self._next = await self._handled()
            if self._next is None:
                return
            self._catch_up(self._next)
            now = _now()
            self._history.advance(now.timestamp())
            for alert in tuple(alerts.overdue(self.watch, self._history, now.isoformat())):
                if await self._written(alert, generation):
                    self._history.remember(alert)

    async def _written(self, alert: Alert, generation: int | None) -> bool:
        """Return whether ``alert`` is durable, or never can be; False where it stays overdue.

        A broker that is away is waited for, as long as the stories are those of ``generation``.
        """
        wait = 0.1
        while self._ours and self._now_owned() == generation:
            try:
                (output,) = self._outputs((alert,))
                await self.emit(output)
            except InvalidMessage as error:
                log.error("a silence that no topic takes: %s", error)  # noqa: TRY400
            except TransientError as error:
                log.warning("a silence waits for the broker: %s", error)
                await asyncio.sleep(wait)
                wait = min(wait * 2, 2.0)
                continue
            except Exception:
                log.exception("a silence met a fault of the code, later again")
                return False
            return True
        return False

    def _take(self, record: Any) -> None:
        """Take what became of a subscription: at once, unless its rule has the past to read."""
        key = record.key.decode("utf-8", "replace")
        if record.value is None:
            self._remove(key)
            return
        try:
            subscription = decoded(record.value)
        except InvalidMessage as error:
            log.error("subscription %r is left as it was: %s", record.key, error)  # noqa: TRY400
            return
        behind = next((group for group in self._behind if key in group), None)
        known = self.watch.get(key)
        if behind is not None and has_memory(subscription.rule):
            behind.take(subscription)
        elif has_memory(subscription.rule) and (
            known is None or asked(known.subscription) != asked(subscription)
        ):
            self._put_back(subscription)
        else:
            self._remove(key, but_watch=True)
            self.watch.add(subscription)

    def _put_back(self, subscription: Subscription) -> None:
        """Let a subscription wait until its rule knows the past."""
        self._remove(subscription.subscription_id)
        if subscription.enabled:
            self._unread[subscription.subscription_id] = subscription

    def _remove(self, key: str, *, but_watch: bool = False) -> None:
        self._unread.pop(key, None)
        for group in self._behind:
            group.watch.remove(key)
        if not but_watch:
            self.watch.remove(key)
            self._history.forget_rule(key)


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
