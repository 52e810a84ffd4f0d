"""Dead letters, read from their topic; for the API and the command line."""

import logging
from collections.abc import AsyncIterator, Container
from dataclasses import dataclass
from typing import Any

from schemas.topics import DEAD_LETTERS, Topic
from streams.deadletter import (
    NOTED,
    NotADeadLetter,
    first_place,
    noted,
    origin,
    replayed,
    times_replayed,
)
from streams.settings import Settings
from streams.topic_reader import read_to_end

log = logging.getLogger(__name__)

MOST_REPLAYS = 3
"""A letter that came back so often needs a person, not another try."""


Written = tuple[Topic, bytes | None, bytes | None, list[tuple[str, bytes]]]
"""Topic, key, value and headers of a record to write."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A dead letter as it is written back: the newest of its record in its stage."""

    place: str
    """``partition/offset`` in the topic of dead letters."""
    topic: str
    """Where it came from, without prefix."""
    key: bytes | None
    value: bytes | None
    headers: list[tuple[str, bytes]]
    earlier: tuple[str, ...] = ()
    """Places of the letters that the same record was before."""

    def is_at(self, places: Container[str]) -> bool:
        """Return whether this letter or an earlier one of its record is at one of ``places``."""
        return any(place in places for place in (self.place, *self.earlier))

    def note(self) -> Written:
        """Return the record that says that this letter was written back, to be written after it."""
        return DEAD_LETTERS, None, None, [(NOTED, self.place.encode())]


async def letters(
    settings: Settings, newest: int | None = None
) -> AsyncIterator[tuple[Any, dict[str, str]]]:
    """Yield each dead letter (a Kafka record) and its headers as text.

    ``newest``: at most so many of each partition, the last ones.
    """
    async for record in read_to_end(settings, DEAD_LETTERS, newest=newest):
        if noted(record.headers) is None and (told := _told(record)) is not None:
            yield record, told


async def replayable(
    settings: Settings, stage: str | None, *, force: bool, again: bool = False
) -> list[Letter]:
    """Return the letters of ``stage`` (None: of all) that may be handled again.

    Of a record that came back, the newest letter alone. Those that came back ``MOST_REPLAYS``
    times are left out unless ``force``; those that were written back and have not come back, which
    are mended or on their way, unless ``force`` or ``again``.
    """
    chains: dict[tuple[str, str], list[tuple[Any, dict[str, str]]]] = {}
    done: set[str] = set()
    async for record in read_to_end(settings, DEAD_LETTERS):
        if (place := noted(record.headers)) is not None:
            done.add(place)
        elif (told := _told(record)) is not None and stage in (None, told["x-stage"]):
            first = first_place(record.headers, _place(record))
            chains.setdefault((first, told["x-stage"]), []).append((record, told))
    found = []
    for chain in chains.values():
        chain.sort(key=lambda one: times_replayed(one[0].headers))
        letter = _letter(settings, *chain[-1], tuple(_place(record) for record, _ in chain[:-1]))
        tired = times_replayed(chain[-1][0].headers) >= MOST_REPLAYS
        if force or not (tired or (letter.place in done and not again)):
            found.append(letter)
    return found


def _letter(
    settings: Settings, record: Any, told: dict[str, str], earlier: tuple[str, ...]
) -> Letter:
    place, topic = _place(record), told["x-origin-topic"].removeprefix(settings.topic_prefix)
    headers = replayed(record.headers, place)
    return Letter(place, topic, record.key, record.value, headers, earlier)


def _told(record: Any) -> dict[str, str] | None:
    """Return the headers of a dead letter as text; None, told in the log, for what is none."""
    try:
        return origin(record.headers)
    except NotADeadLetter as error:
        log.warning("%s is no dead letter: %s", _place(record), error)
        return None


def _place(record: Any) -> str:
    return f"{record.partition}/{record.offset}"
