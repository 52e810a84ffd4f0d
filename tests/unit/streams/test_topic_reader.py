"""Reading a topic to its end: no more of it than was asked for."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from schemas.topics import DEAD_LETTERS
from streams.settings import Settings
from streams.topic_reader import read_to_end

FIRST, END = {0: 0, 1: 40, 2: 0}, {0: 100, 1: 42, 2: 0}
"""Offsets that the broker still has of each partition: the second lost its older records."""


@dataclass
class Record:
    """What a consumer hands over."""

    partition: int
    offset: int


@dataclass
class Consumer:
    """Reads the partitions above; says what was fetched."""

    at: dict[int, int] = field(default_factory=lambda: dict(FIRST))
    fetched: int = 0
    stopped: bool = False

    async def beginning_offsets(self, partitions: list[int]) -> dict[int, int]:
        return {p: FIRST[p] for p in partitions}

    async def end_offsets(self, partitions: list[int]) -> dict[int, int]:
        return {p: END[p] for p in partitions}

    async def position(self, partition: int) -> int:
        return self.at[partition]

    def seek(self, partition: int, offset: int) -> None:
        self.at[partition] = offset

    async def getmany(self, *, timeout_ms: int, max_records: int) -> dict[int, list[Record]]:
        del timeout_ms
        told = {p: range(at, min(at + max_records, END[p])) for p, at in self.at.items()}
        self.at = {p: self.at[p] + len(offsets) for p, offsets in told.items()}
        self.fetched += sum(len(offsets) for offsets in told.values())
        return {p: [Record(p, offset) for offset in offsets] for p, offsets in told.items()}

    async def stop(self) -> None:
        self.stopped = True


@pytest.mark.parametrize(("newest", "read"), [(None, 102), (10, 12), (1, 2), (1000, 102)])
async def test_of_each_partition_the_newest_are_read(
    monkeypatch: pytest.MonkeyPatch, newest: int | None, read: int
) -> None:
    consumer = Consumer()

    async def opened(*_: Any) -> tuple[Consumer, list[int]]:
        return consumer, list(END)

    monkeypatch.setattr("streams.topic_reader._open", opened)
    found = [r async for r in read_to_end(Settings(), DEAD_LETTERS, newest=newest)]
    assert len(found) == consumer.fetched == read
    assert max(r.offset for r in found if r.partition == 0) == 99
    assert consumer.stopped
