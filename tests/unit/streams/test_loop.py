"""The at-least-once loop under random failures, rebalances and kills; ordinary code must fail."""

import asyncio
import random
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest

from schemas.errors import InvalidMessage, TransientError
from streams.loop import FaustFlow, Loop, Output, Policy
from tests.fakes.kafka import Log, Worker

Run = Callable[[Worker, "Stage"], Awaitable[None]]


class Stage:
    """Handles and writes with random delays and failures; notes what became durable."""

    def __init__(self, log: Log, chance: random.Random) -> None:
        self._log, self._chance = log, chance
        self.most_in_flight = self._in_flight = 0
        self.dead: set[tuple[int, int]] = set()

    async def handle(self, message: Any) -> list[Output]:
        """Return one output; sometimes fail as each family of errors does."""
        await self._pause()
        place = (message.partition, message.offset)
        if place[1] % 11 == 7:
            raise InvalidMessage("never")
        if place[1] % 13 == 5:
            raise RuntimeError("a fault of the code")
        if self._chance.random() < 0.1:
            raise TransientError("not now")
        return [Output(f"{place[0]}/{place[1]}", None, None)]

    async def emit(self, output: Output) -> None:
        """Make the output durable after a while, or fail."""
        self._in_flight += 1
        self.most_in_flight = max(self.most_in_flight, self._in_flight)
        try:
            await self._pause()
            if self._chance.random() < 0.15:
                raise TransientError("the broker is away")
        finally:
            self._in_flight -= 1
        partition, _, offset = output.topic.removeprefix("dead:").partition("/")
        place = (int(partition), int(offset))
        self._log.durable.add(place)
        if output.topic.startswith("dead:"):
            self.dead.add(place)

    def dead_letter(self, message: Any, _: str) -> Output:
        """Return the output that buries ``message``."""
        return Output(f"dead:{message.partition}/{message.offset}", None, None)

    async def _pause(self) -> None:
        for _ in range(self._chance.choice((0, 0, 1, 3, 20))):
            await asyncio.sleep(0)


def policy(*, parallel: bool) -> Policy:
    """Return limits small enough to be met often."""
    return Policy(
        in_flight=8, attempts=2, backoff_first_s=0.0005, backoff_cap_s=0.002,
        grace_s=0.01, poll_s=0.002, parallel=parallel,
    )  # fmt: skip


async def at_least_once(worker: Worker, stage: Stage, *, parallel: bool = False) -> None:
    """Run the loop of the product."""
    flow = FaustFlow(worker.app)
    loop = Loop(stage.handle, stage.emit, stage.dead_letter, flow, policy(parallel=parallel))
    await loop.run(worker.events())


async def ordinary(worker: Worker, stage: Stage) -> None:
    """Do what ``async for`` over a Faust stream does: acknowledge, whatever happened."""
    async for event in worker.events():
        try:
            for output in await stage.handle(event.message):
                await stage.emit(output)
        except (InvalidMessage, TransientError, RuntimeError):
            pass
        finally:
            event.ack()


async def live_through(seed: int, run: Run) -> tuple[Log, Stage]:
    """Run over a log to its end through random rebalances and kills; return what came of it."""
    chance = random.Random(seed)
    log = Log(partitions=chance.choice((1, 3)), length=60)
    stage = Stage(log, chance)
    for life in range(6):
        worker = Worker(log, chance)
        task = asyncio.ensure_future(run(worker, stage))
        rebalances = 0 if life == 5 else chance.choice((0, 1, 3))
        for _ in range(rebalances):
            await _steps(chance.randrange(1, 300))
            await worker.consumer.commit()
            if not task.done():
                await worker.rebalance()
        if life < 5 and chance.random() < 0.7:  # killed: nothing more is committed
            await _steps(chance.randrange(1, 400))
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            continue
        async with asyncio.timeout(20):
            await task
        await worker.consumer.commit()
    return log, stage


async def _steps(count: int) -> None:
    for _ in range(count):
        await asyncio.sleep(0)


@pytest.mark.parametrize("parallel", [False, True], ids=["in order", "in parallel"])
@pytest.mark.parametrize("seed", range(8))
async def test_every_message_takes_effect_before_it_is_committed(
    seed: int, *, parallel: bool
) -> None:
    """Whatever fails, moves or dies: nothing is lost, and what cannot be handled is buried."""
    log, stage = await live_through(seed, lambda w, s: at_least_once(w, s, parallel=parallel))
    assert log.violations == []
    assert log.durable == log.all
    assert {o for _, o in stage.dead} == {o for o in range(60) if o % 11 == 7 or o % 13 == 5}
    assert set(log.committed.values()) == {log.length}
    assert len(log.committed) == log.partitions
    assert stage.most_in_flight > 1, "the window was never used"


async def test_ordinary_code_fails_the_same_test() -> None:
    """The negative control: the harness sees what Faust loses when a loop acknowledges blindly."""
    lost = 0
    for seed in range(4):
        log, _ = await live_through(seed, ordinary)
        lost += bool(log.violations)
    assert lost >= 3


async def test_a_rebalance_does_not_wait_for_an_event_that_cannot_finish() -> None:
    """A stage that waits for a dead broker lets go of its events when the partition moves."""
    chance = random.Random(1)
    worker = Worker(Log(partitions=1, length=5), chance)

    class Stuck(Stage):
        async def emit(self, output: Output) -> None:
            raise TransientError("the broker is away")

    task = asyncio.ensure_future(at_least_once(worker, Stuck(worker.log, chance)))
    await _steps(200)
    await worker.rebalance(deadline_s=3.0)
    assert worker.log.committed == {}
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_a_window_full_of_events_that_cannot_finish_has_one_grace_together() -> None:
    """Outputs that hang; once the first is given up, the later ones would be in vain."""
    chance = random.Random(4)
    worker = Worker(Log(partitions=1, length=50), chance)

    class Hanging(Stage):
        async def handle(self, message: Any) -> list[Output]:
            return [Output(f"0/{message.offset}", None, None)]

        async def emit(self, output: Output) -> None:
            await asyncio.Event().wait()

    stage, limits = Hanging(worker.log, chance), Policy(in_flight=50, grace_s=0.2, poll_s=0.01)
    loop = Loop(stage.handle, stage.emit, stage.dead_letter, FaustFlow(worker.app), limits)
    task = asyncio.ensure_future(loop.run(worker.events()))
    await _steps(500)
    assert len(loop._window) == 50
    begun = asyncio.get_running_loop().time()
    await worker.rebalance(deadline_s=60)
    assert asyncio.get_running_loop().time() - begun < 5 * limits.grace_s
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_a_fault_of_the_loop_ends_it_though_no_further_event_comes() -> None:
    """What can be neither acknowledged nor buried must end the process, not stall it."""
    chance = random.Random(2)
    worker = Worker(Log(partitions=1, length=6), chance)
    stage = Stage(worker.log, chance)

    def fail(*_: Any) -> Output:
        raise ValueError("a header that is none")

    async def quiet_after(events: AsyncIterator[Any]) -> AsyncIterator[Any]:
        async for event in events:
            yield event
            del event
        await asyncio.Event().wait()

    loop = Loop(stage.handle, stage.emit, fail, FaustFlow(worker.app), policy(parallel=False))
    async with asyncio.timeout(5):
        with pytest.raises(ValueError, match="a header that is none"):
            await loop.run(quiet_after(worker.events()))


async def test_one_refused_output_leaves_no_other_one_trying_for_ever() -> None:
    """The others are durable before the dead letter is written, and none is written after it."""
    chance = random.Random(3)
    worker = Worker(Log(partitions=1, length=1), chance)
    written: list[str] = []
    away = 3

    async def handle(_: Any) -> list[Output]:
        return [Output("refused", None, None), Output("slow", None, None)]

    async def emit(output: Output) -> None:
        nonlocal away
        if output.topic == "refused":
            raise InvalidMessage("too large")
        if output.topic == "slow" and away:
            away -= 1
            raise TransientError("the broker is away")
        written.append(output.topic)
        worker.log.durable.add((0, 0))

    def bury(*_: Any) -> Output:
        return Output("dead", None, None)

    await Loop(handle, emit, bury, FaustFlow(worker.app), policy(parallel=False)).run(
        worker.events()
    )
    assert written == ["slow", "dead"]
