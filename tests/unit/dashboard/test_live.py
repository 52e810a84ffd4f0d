"""The live stream: what a listener missed comes first, each record once, in order."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.cursor import Cursor, parse_cursor
from dashboard.live import KEPT, QUEUE, Heard, Hub, Lagging, Reset
from schemas.topics import ALERTS, STORIES
from streams.settings import Settings
from tests.fakes.broker import Record

PLACE = (STORIES.name, 0)


def hub(head: int = -1) -> Hub:
    """Return a hub that waits for the record after ``head``."""
    made = Hub(Settings(kafka="127.0.0.1:1"), (STORIES, ALERTS))
    made.begin({PLACE: head, (ALERTS.name, 0): -1})
    made.ready.set()
    return made


def hear(made: Hub, *offsets: int, topic: str = STORIES.name) -> None:
    for offset in offsets:
        made.take(topic, Record(0, offset, b"k", b"{}", offset))


async def some(stream: AsyncIterator[Heard | None], count: int) -> list[int]:
    """Return the offsets of the next ``count`` records."""
    found: list[int] = []
    while len(found) < count:
        heard = await asyncio.wait_for(anext(stream), 5)
        if heard is not None:
            found.append(heard.offset)
    return found


async def test_a_new_listener_hears_what_comes_after_now() -> None:
    made = hub()
    hear(made, 0, 1)
    stream = made.listen(None)
    first = asyncio.create_task(some(stream, 2))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    hear(made, 2, 3)
    assert await first == [2, 3]


@given(cut=st.integers(-1, 29), before=st.integers(0, 30), total=st.just(30))
def test_a_listener_that_comes_back_misses_nothing_and_hears_nothing_twice(
    cut: int, before: int, total: int
) -> None:
    """Whatever the offset at which it was cut off, and whatever came meanwhile."""

    async def run() -> list[int]:
        made = hub()
        hear(made, *range(max(before, cut + 1)))
        stream = made.listen(Cursor({PLACE: cut}))
        listening = asyncio.create_task(some(stream, total - cut - 1))
        await asyncio.sleep(0)
        hear(made, *range(total))  # a reader that lost the broker reads again
        return await listening

    assert asyncio.run(run()) == list(range(cut + 1, total))


async def test_a_listener_of_an_empty_topic_comes_back_to_all_of_it() -> None:
    made = hub()
    since = parse_cursor(str(made.cursor))
    hear(made, 0, 1)
    assert await some(made.listen(since), 2) == [0, 1]


async def test_a_cursor_of_two_topics_goes_on_in_both() -> None:
    made = hub()
    hear(made, 0, 1, 2)
    hear(made, 0, 1, topic=ALERTS.name)
    stream = made.listen(parse_cursor("stories/0/1,alerts/0/0"))
    assert sorted(await some(stream, 2)) == [1, 2]


async def test_a_slow_listener_is_cut_off_after_what_it_was_given() -> None:
    """It comes back with the id that it heard last; memory stays bounded."""
    made = hub()
    stream = made.listen(None)
    first = asyncio.create_task(some(stream, 1))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    hear(made, *range(QUEUE + 50))
    await first
    assert made.listeners == 0
    assert await some(stream, QUEUE - 1) == list(range(1, QUEUE))
    with pytest.raises(Lagging):
        await anext(stream)


async def test_what_is_too_long_ago_is_told_and_not_guessed() -> None:
    """The broker is away here, and what memory had is gone."""
    made = hub()
    hear(made, *range(KEPT + 10))
    with pytest.raises(Reset):
        await anext(made.listen(Cursor({PLACE: 3})))


async def test_an_id_of_nowhere_begins_now() -> None:
    made = hub()
    hear(made, 0)
    stream = made.listen(parse_cursor("elsewhere/3/99,stories/0/99999"))
    first = asyncio.create_task(some(stream, 1))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    hear(made, 1)
    assert await first == [1]


@pytest.mark.parametrize(
    "text", ["", "x", "stories/0", "stories/a/1", "stories/0/-2", "s/0/1" * 300]
)
def test_what_is_no_id_is_none(text: str) -> None:
    assert parse_cursor(text) is None


def test_records_that_cannot_be_read_are_heard_as_nothing() -> None:
    made = hub()
    made.take(STORIES.name, Record(0, 0, b"k", b"garbage", 0))
    kept: Any = made._kept[PLACE]
    assert kept[0].record is None
