"""The match stage under load, and how soon it knows a new subscription."""

import asyncio
import dataclasses
import json
import os
import random
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import pytest
import pytest_asyncio

from benchmarks.match import Maker
from connectors.sinks.records import write
from ops.demo.desk import Desk
from schemas.alert import Alert
from schemas.event import Actor
from schemas.story import Story
from schemas.subscription import Rule
from schemas.topics import ALERTS, STORIES, SUBSCRIPTIONS
from schemas.wire import decode, encode
from streams.alerts.language.actors import actor_codes
from streams.lexicon.codes import find_code
from streams.loop import Output
from streams.stages.match import Matcher
from streams.topic_reader import records_to_end
from tests.e2e.articles import LETTERS
from tests.records import event, story, subscription
from tests.waiting import eventually

pytestmark = pytest.mark.stack

SUBSCRIBED = 10_000
RATE = 20
LOAD_S = int(os.environ.get("MATCH_LOAD_S", "30"))
"""Seconds of load; 600 for the ten minutes that operators are promised."""
ALLOWED_S = 0.05
PAST = 5_000
"""Stories that a new rule has to read."""
CODES = sorted(code for code in actor_codes() if len(code) == 3)


class Message:
    """A record as the stage gets it."""

    generation_id = 1

    def __init__(self, offset: int, version: Story) -> None:
        self.offset, self.value = offset, encode(version)


@pytest_asyncio.fixture
async def stage(desk: Desk) -> AsyncIterator[Callable[..., Matcher]]:
    """Return what makes a stage of ``desk``; its tasks end with the test."""
    made: list[Matcher] = []

    def make(*arguments: Any) -> Matcher:
        made.append(Matcher(desk.settings, *arguments))
        return made[-1]

    yield make
    tasks = [
        task
        for matcher in made
        for task in (matcher._follower, matcher._ticker, *matcher._behind.values())
        if task is not None
    ]
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def test_a_new_subscription_is_live_within_two_seconds(
    desk: Desk, stage: Callable[..., Matcher]
) -> None:
    """From the record in Kafka to the first story that it is asked about, and gone as soon."""
    assert desk.marsad("topics", "create").returncode == 0
    matcher = stage()
    assert await matcher.handle(Message(0, story(1, story_id="s0"))) == ()
    for value in (encode(subscription(subscription_id="new")), None):
        write(desk.settings, [(SUBSCRIPTIONS.name, b"new", value, ())])
        begun, number, told = time.monotonic(), 1, value is None
        while told == (value is None):
            assert time.monotonic() - begun < 2, "it is not known yet"
            number += 1
            await asyncio.sleep(0.05)
            told = bool(
                await matcher.handle(Message(number, story(1, story_id=f"{begun}{number}")))
            )


async def test_a_rule_that_reads_the_past_keeps_nobody_waiting(
    desk: Desk, stage: Callable[..., Matcher]
) -> None:
    """Thousands of stories to read: others are told meanwhile, and its own alert comes after."""
    assert desk.marsad("topics", "create").returncode == 0
    past = [story(1, story_id=f"past-{n}") for n in range(PAST)]
    write(desk.settings, [(STORIES.name, s.story_id.encode(), encode(s), ()) for s in past])
    rule = Rule(kind="threshold", count=PAST + 2, hours=24)
    wanted = (subscription(), subscription(subscription_id="count", rule=rule))
    write(
        desk.settings,
        [(SUBSCRIPTIONS.name, s.subscription_id.encode(), encode(s), ()) for s in wanted],
    )
    written: list[Alert] = []

    async def emit(output: Output) -> None:
        written.append(decode(Alert, output.value))

    matcher = stage(emit, lambda: Message.generation_id)
    deferred = list[Any]()
    for n in range(3):
        begun = time.monotonic()
        told = await matcher.handle(Message(PAST + n, story(1, story_id=f"now-{n}")))
        assert n == 0 or time.monotonic() - begun < 0.2, "the first reads what was told before"
        at_once = [one for one in told if isinstance(one, Output)]
        assert [decode(Alert, one.value).subscription_id for one in at_once] == ["duty"]
        deferred += [one for one in told if not isinstance(one, Output)]
    assert not any(one.outputs.done() for one in deferred)
    await asyncio.gather(*(matcher.emit(one) for one in deferred))
    assert [(a.subscription_id, a.story_id) for a in written] == [("count", "now-1")]


async def test_who_was_told_of_a_story_that_went_into_another_hears_of_that_as_an_update(
    desk: Desk, stage: Callable[..., Matcher]
) -> None:
    """After a restart, too, whatever the rule."""
    assert desk.marsad("topics", "create").returncode == 0
    before, settings = stage(), desk.settings
    write(settings, [(SUBSCRIPTIONS.name, b"duty", encode(subscription()), ())])
    first, gone = story(1, story_id="a"), story(2, story_id="a", merged_into="b")
    write(settings, [(STORIES.name, b"a", encode(s), ()) for s in (first, gone)])
    (told,) = await before.handle(Message(0, first))
    assert isinstance(told, Output)
    write(settings, [(ALERTS.name, told.key, told.value, ())])
    assert await before.handle(Message(1, gone)) == ()
    into = story(3, "source", story_id="b")
    for matcher in (before, stage()):
        (told,) = await matcher.handle(Message(2, into))
        assert isinstance(told, Output)
        assert decode(Alert, told.value).kind == "update"


def test_a_kill_while_a_rule_reads_the_past_loses_none_of_its_alerts(desk: Desk) -> None:
    """What others were told of meanwhile, it tells after the restart."""
    assert desk.marsad("topics", "create").returncode == 0
    past = [story(1, story_id=f"past-{n}") for n in range(4 * PAST)]
    write(desk.settings, [(STORIES.name, s.story_id.encode(), encode(s), ()) for s in past])
    command = [sys.executable, "-m", "streams.cli", "worker", "match"]
    worker = subprocess.Popen(command, env=desk.env)
    try:
        eventually(lambda: lag(desk) == 0, 120, "the past is over")
        rule = Rule(kind="first_seen", days=30)
        fresh = subscription(subscription_id="fresh", query="from:BRA", rule=rule)
        write(
            desk.settings,
            [(SUBSCRIPTIONS.name, s.subscription_id.encode(), encode(s), ())
             for s in (fresh, subscription())],
        )  # fmt: skip
        for target in CODES[:100]:
            if told_by(desk)["duty"]:
                break
            happened = event(target=Actor(code=target, name=target))
            told = story(1, story_id=f"now-{target}", events=(happened,))
            write(desk.settings, [(STORIES.name, told.story_id.encode(), encode(told), ())])
        worker.kill()
        worker.wait()
        before = told_by(desk)
        assert before["duty"]
        assert not before["fresh"], "it was too quick to be killed meanwhile"
        worker = subprocess.Popen(command, env=desk.env)
        eventually(lambda: told_by(desk)["fresh"] >= before["duty"], 120, "all of them")
    finally:
        worker.terminate()
        worker.wait(60)


def told_by(desk: Desk) -> dict[str, set[str]]:
    """Return the stories that each subscription was told of."""

    async def read() -> dict[str, set[str]]:
        found: dict[str, set[str]] = {"duty": set(), "fresh": set()}
        async for alert in records_to_end(desk.settings, ALERTS, Alert):
            found[alert.subscription_id].add(alert.story_id)
        return found

    return asyncio.run(read())


def made_stories(count: int, seed: int) -> Iterator[Story]:
    """Yield stories of up to four events and 200 words."""
    chance = random.Random(seed)
    words = ["".join(chance.choices(LETTERS, k=chance.randint(3, 7))) for _ in range(5000)]
    for number in range(count):
        events = []
        for _ in range(chance.randint(0, 4)):
            code = find_code(chance.choice(("164", "042", "112", "173", "190", "036", "071")))
            source, target = (Actor(code=c, name=c) for c in chance.sample(CODES, 2))
            events.append(
                event(
                    event_type=code.event_type, cameo=code.code, cameo_root=code.root,
                    quad_class=code.quad_class, goldstein=code.goldstein, source=source,
                    target=target,
                )
            )  # fmt: skip
        told = story(events=tuple(events), story_id=f"load-{seed}-{number}")
        tokens = " ".join(chance.choices(words, k=200))
        cause = dataclasses.replace(told.cause, tokens=tokens, outlet=f"outlet-{number % 50}")
        yield dataclasses.replace(told, cause=cause)


def handled_in_time(port: int) -> tuple[int, int]:
    """Return how many messages the worker handled within ``ALLOWED_S``, and how many at all."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=10) as answer:
        page = answer.read().decode()
    counts = (
        re.search(rf'^marsad_handle_seconds_{name}stage="match"}} ([0-9.e+]+)$', page, re.MULTILINE)
        for name in (rf'bucket{{le="{ALLOWED_S}",', "count{")
    )
    within, handled = (int(float(found[1])) if found else 0 for found in counts)
    return within, handled


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def lag(desk: Desk) -> int:
    """Return how many records the match stage has left."""
    line = desk.marsad("health", "match").stdout.splitlines()
    return int(json.loads(line[0])["lag"]) if line else -1


@pytest.mark.skipif(
    "MATCH_LOAD_S" not in os.environ, reason="load is measured alone on the machine: make chaos"
)
def test_ten_thousand_subscriptions_keep_up_with_twenty_stories_a_second(desk: Desk) -> None:
    """99 of 100 stories are matched within 50 ms, and nothing is left behind."""
    assert desk.marsad("topics", "create").returncode == 0
    maker = Maker(list(made_stories(300, 1)))
    wanted = [maker.subscription(number) for number in range(SUBSCRIBED)]
    write(
        desk.settings,
        [(SUBSCRIPTIONS.name, s.subscription_id.encode(), encode(s), ()) for s in wanted],
    )
    port = free_port()
    worker = subprocess.Popen(
        [sys.executable, "-m", "streams.cli", "worker", "match"],
        env=desk.env | {"MARSAD_METRICS_PORT": str(port)},
    )
    try:
        first = next(made_stories(1, 2))
        write(desk.settings, [(STORIES.name, first.story_id.encode(), encode(first), ())])
        eventually(lambda: _answers(port) and lag(desk) == 0, 180, "it has read all of them")
        before = handled_in_time(port)
        offered = _offer(desk, made_stories(RATE * LOAD_S, 3))
        eventually(lambda: lag(desk) == 0, 120, "no lag")
        after = handled_in_time(port)
        within, handled = after[0] - before[0], after[1] - before[1]
        print(f"{LOAD_S} s: {within} of {handled} stories within {1000 * ALLOWED_S:.0f} ms")
        assert handled == offered
        assert within / offered >= 0.99
    finally:
        worker.terminate()
        worker.wait(120)


def _answers(port: int) -> bool:
    try:
        handled_in_time(port)
    except OSError:
        return False
    return True


def _offer(desk: Desk, told: Iterator[Story]) -> int:
    """Write ``RATE`` stories a second; return how many."""
    count, begun = 0, time.monotonic()
    batch: list[Any] = []
    for version in told:
        batch.append((STORIES.name, version.story_id.encode(), encode(version), ()))
        if len(batch) == RATE:
            write(desk.settings, batch)
            count, batch = count + len(batch), []
            time.sleep(max(0.0, begun + count / RATE - time.monotonic()))
    return count
