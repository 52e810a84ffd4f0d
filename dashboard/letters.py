"""Dead letters, read from their topic; for the API and the command line."""

import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

from schemas.topics import DEAD_LETTERS
from streams.deadletter import REPLAYS, NotADeadLetter, origin, replayed
from streams.settings import Settings
from streams.topic_reader import read_to_end

log = logging.getLogger(__name__)

MOST_REPLAYS = 3
"""A letter that came back so often needs a person, not another try."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A dead letter as it is written back."""

    place: str
    """``partition/offset`` in the topic of dead letters."""
    topic: str
    """Where it came from, without prefix."""
    key: bytes | None
    value: bytes | None
    headers: list[tuple[str, bytes]]


async def letters(
    settings: Settings, newest: int | None = None
) -> AsyncIterator[tuple[Any, dict[str, str]]]:
    """Yield each dead letter (a Kafka record) and its headers as text.

    ``newest``: at most so many of each partition, the last ones.
    """
    async for record in read_to_end(settings, DEAD_LETTERS, newest=newest):
        try:
            told = origin(record.headers)
        except NotADeadLetter as error:
            log.warning("%s/%s is no dead letter: %s", record.partition, record.offset, error)
            continue
        yield record, told


async def replayable(settings: Settings, stage: str | None, *, force: bool) -> list[Letter]:
    """Return the letters of ``stage`` (None: of all) that may be handled again.

    Those that came back ``MOST_REPLAYS`` times are left out unless ``force``.
    """
    found = []
    async for record, told in letters(settings):
        times = int(told.get(REPLAYS, "0"))
        if stage in (None, told["x-stage"]) and (times < MOST_REPLAYS or force):
            topic = told["x-origin-topic"].removeprefix(settings.topic_prefix)
            place = f"{record.partition}/{record.offset}"
            headers = replayed(record.headers)
            found.append(Letter(place, topic, record.key, record.value, headers))
    return found
