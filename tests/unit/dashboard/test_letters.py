"""Dead letters that are replayed: one try of one record at a time, whatever comes back."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from dashboard.letters import MOST_REPLAYS, Letter, letters, replayable
from streams.deadletter import dead_letter
from streams.settings import Settings

Headers = list[tuple[str, bytes]]


@dataclass
class Record:
    """A message, or a record of a topic."""

    value: bytes | None
    headers: Headers = field(default_factory=list)
    topic: str = "articles.raw"
    offset: int = 0
    partition: int = 0
    key: bytes | None = b"k"


class Letters:
    """The topic of dead letters, and a stage that cannot handle some of what comes back."""

    def __init__(self, *poison: bytes) -> None:
        self.records, self.poison = list[Record](), set(poison)

    async def read(self, *_: Any, newest: int | None = None) -> AsyncIterator[Record]:
        for record in list(self.records):
            yield record

    def put(self, key: bytes | None, value: bytes | None, headers: Headers) -> None:
        offset, partition = divmod(len(self.records), 3)
        self.records.append(Record(value, headers, "dead-letters", offset, partition, key))

    def handle(self, message: Record, stage: str = "read") -> None:
        """Bury ``message`` if it is poison."""
        if message.value in self.poison:
            letter = dead_letter(stage, "dead-letters", message, "bad")
            self.put(letter.key, letter.value, list(letter.headers))

    async def replay(self, **options: Any) -> list[Letter]:
        """Do what ``marsad dlq replay`` does; return what was written back."""
        found = await replayable(Settings(), None, **{"force": False, **options})
        for letter in found:
            self.handle(Record(letter.value, letter.headers, letter.topic))
            _, key, value, headers = letter.note()
            self.put(key, value, headers)
        return found

    async def count(self) -> int:
        return len([one async for one in letters(Settings())])


@pytest.fixture
def topic(monkeypatch: pytest.MonkeyPatch) -> Letters:
    made = Letters(b"poison", b"mended")
    monkeypatch.setattr("dashboard.letters.read_to_end", made.read)
    return made


async def test_a_record_that_comes_back_each_time_has_a_letter_more_a_replay(
    topic: Letters,
) -> None:
    """Up to the replays that are allowed; then it needs a person."""
    topic.handle(Record(b"poison"))
    for _ in range(10):
        await topic.replay()
    assert await topic.count() == 1 + MOST_REPLAYS
    (forced,) = await topic.replay(force=True)
    assert dict(forced.headers)["x-replays"] == b"4"
    assert dict(forced.headers)["x-first-letter"] == b"0/0"


async def test_what_was_mended_since_is_not_replayed_again(topic: Letters) -> None:
    """Unless someone says so, of it alone or of all."""
    topic.handle(Record(b"mended"))
    topic.handle(Record(b"poison"))
    topic.poison.remove(b"mended")
    assert [letter.value for letter in await topic.replay()] == [b"mended", b"poison"]
    assert [letter.value for letter in await topic.replay()] == [b"poison"]
    values = [letter.value for letter in await topic.replay(again=True)]
    assert values == [b"mended", b"poison"]
    assert len(await topic.replay(force=True)) == 2


async def test_one_record_is_a_letter_of_each_stage_that_refused_it(topic: Letters) -> None:
    for stage in ("match", "index"):
        topic.handle(Record(b"poison", topic="stories"), stage)
    assert len(await topic.replay()) == 2
    assert [one.topic for one in await replayable(Settings(), "index", force=True)] == ["stories"]


async def test_a_letter_is_found_by_the_place_of_any_that_it_was_before(topic: Letters) -> None:
    topic.handle(Record(b"poison"))
    await topic.replay()
    (letter,) = await replayable(Settings(), None, force=False)
    assert letter.place != "0/0"
    assert letter.is_at({"0/0"})
    assert letter.is_at({letter.place})
    assert not letter.is_at({"2/7"})


async def test_headers_of_strangers_hide_no_letter(topic: Letters) -> None:
    """The count may be anything, the record no letter at all."""
    topic.put(b"k", b"v", [])
    topic.handle(Record(b"poison", [("x-replays", "٣".encode()), ("own", b"1")]))
    (letter,) = await topic.replay()
    assert dict(letter.headers) == {
        "own": b"1", "x-replays": b"1", "x-first-letter": letter.place.encode(),
    }  # fmt: skip
