"""A text that kills or holds its process is refused; its neighbours are read."""

import asyncio
import os
import threading

import pytest

from schemas.errors import InvalidMessage
from streams.stages.readers import Readers


def read(value: bytes | None) -> bytes:
    """Return ``value`` in capitals; some values are poison."""
    assert value is not None
    if value == b"deadly":
        os._exit(3)
    if value == b"endless":
        threading.Event().wait()
    if value == b"bad":
        raise InvalidMessage("no article")
    return value.upper()


def warm() -> None:
    """Nothing to load."""


@pytest.mark.parametrize(
    ("poison", "why"),
    [(b"deadly", "ends the process"), (b"endless", "takes over 2 s"), (b"bad", "no article")],
)
async def test_neighbours_of_a_poisonous_text_are_read(poison: bytes, why: str) -> None:
    """However many are with it, and though it comes again."""
    readers = Readers(read, warm, 2, alone_s=2.0, crowd_s=4.0)
    values = [b"a", poison, b"b", poison, b"c"]
    async with asyncio.timeout(50):
        ends = await asyncio.gather(*map(readers.read, values), return_exceptions=True)
    assert [ends[i] for i in (0, 2, 4)] == [b"A", b"B", b"C"]
    for end in (ends[1], ends[3]):
        assert isinstance(end, InvalidMessage)
        assert why in str(end)
    assert await readers.read(b"later") == b"LATER"


async def test_a_text_that_waits_behind_an_endless_one_is_read() -> None:
    """It came later, so its own time is not over when the process is ended."""
    readers = Readers(read, warm, 1, alone_s=1.0, crowd_s=2.0)
    async with asyncio.timeout(50):
        endless = asyncio.create_task(readers.read(b"endless"))
        await asyncio.wait({endless}, timeout=1.0)
        assert await readers.read(b"a") == b"A"
        with pytest.raises(InvalidMessage, match="takes over 1 s"):
            await endless
