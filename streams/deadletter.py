"""Dead letters: the original bytes of what could not be handled, and why."""

from typing import Any

from schemas.errors import MarsadError
from streams.loop import Output

MAX_REASON_BYTES = 1024
REPLAYS = "x-replays"
"""How often a letter was written back; a record that was never one does not have it."""
HEADERS = ("x-stage", "x-origin-topic", "x-origin-partition", "x-origin-offset", "x-reason")


def dead_letter(stage: str, topic: str, message: Any, reason: str) -> Output:
    """Return ``message`` as an output to ``topic`` (dead letters): key and value as they came.

    Headers say stage, topic, partition, offset, reason (cut to 1 KiB of UTF-8) and how often it
    was replayed; the headers it came with are kept beside them.
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


def replayed(headers: Any) -> list[tuple[str, bytes]]:
    """Return the headers of a dead letter for its next try: those it came with, and a count."""
    pairs = _pairs(headers)
    times = int(dict(pairs).get(REPLAYS, b"0")) + 1
    kept = [(n, v) for n, v in pairs if n not in HEADERS and n != REPLAYS]
    return [*kept, (REPLAYS, str(times).encode())]
