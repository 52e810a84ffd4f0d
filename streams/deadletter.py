"""Dead letters: the original bytes of what could not be handled, and why."""

from typing import Any

from schemas.errors import MarsadError
from streams.loop import Output

MAX_REASON_BYTES = 1024
REPLAYS = "x-replays"
"""How often a letter was written back; a record that was never one does not have it."""
FIRST = "x-first-letter"
"""Where the first letter of a record that was written back lies, ``partition/offset``."""
NOTED = "x-replayed"
"""In a note among the letters: the place of a letter that was written back."""
HEADERS = ("x-stage", "x-origin-topic", "x-origin-partition", "x-origin-offset", "x-reason")


def dead_letter(stage: str, topic: str, message: Any, reason: str) -> Output:
    """Return ``message`` as an output to ``topic`` (dead letters): key and value as they came.

    Headers say stage, topic, partition, offset and reason (cut to 1 KiB of UTF-8); the headers it
    came with are kept beside them, so how often it was replayed and where its first letter is.
    """
    cut = reason.encode("utf-8", "replace")[:MAX_REASON_BYTES].decode("utf-8", "ignore")
    values = (stage, message.topic, str(message.partition), str(message.offset), cut)
    own = tuple((n, v.encode()) for n, v in zip(HEADERS, values, strict=True))
    kept = tuple((n, v) for n, v in _pairs(message.headers) if n not in HEADERS)
    return Output(topic, message.key, message.value, own + kept)


def _pairs(headers: Any) -> list[tuple[str, bytes]]:
    """Return headers, which Faust hands over as a list of pairs or as a mapping, as pairs."""
    if not headers:
        return []
    return list(headers.items() if hasattr(headers, "items") else headers)


class NotADeadLetter(MarsadError):  # noqa: N818  # reads as what it is
    """A record of the dead-letter topic without the headers that say where it came from."""


def origin(headers: Any) -> dict[str, str]:
    """Return the headers of a dead letter as text; NotADeadLetter where one is missing."""
    found = {name: value.decode("utf-8", "replace") for name, value in _pairs(headers)}
    if missing := [name for name in HEADERS if name not in found]:
        raise NotADeadLetter(f"headers {', '.join(missing)} are missing")
    return found


def times_replayed(headers: Any) -> int:
    """Return how often the record of a dead letter was written back before."""
    said = dict(_pairs(headers)).get(REPLAYS, b"0")
    return int(said) if said.isdigit() else 0


def first_place(headers: Any, place: str) -> str:
    """Return where the first letter of the record of the letter at ``place`` lies."""
    said = dict(_pairs(headers)).get(FIRST)
    return place if said is None else said.decode("utf-8", "replace")


def replayed(headers: Any, place: str) -> list[tuple[str, bytes]]:
    """Return the headers of the dead letter at ``place`` for its next try.

    They are those it came with, a count, and the place of the first letter.
    """
    own = (*HEADERS, REPLAYS, FIRST)
    kept = [(n, v) for n, v in _pairs(headers) if n not in own]
    times, first = times_replayed(headers) + 1, first_place(headers, place)
    return [*kept, (REPLAYS, str(times).encode()), (FIRST, first.encode())]


def noted(headers: Any) -> str | None:
    """Return the place of the letter that a note says was written back, None for no note."""
    said = dict(_pairs(headers)).get(NOTED)
    return None if said is None else said.decode("utf-8", "replace")
