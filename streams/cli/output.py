"""What the commands that read articles write; a disk that is full is told, not a traceback."""

import contextlib
import errno
import io
import os
import sys
from collections.abc import Iterator
from typing import NoReturn

import orjson

from schemas.errors import MarsadError


class Unwritable(MarsadError):  # noqa: N818  # what a person reads
    """Standard output takes no more."""


def write(record: object) -> None:
    """Write ``record`` as one line of JSON to standard output; Unwritable where it is full."""
    with writing():
        sys.stdout.buffer.write(orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE))


def finish(status: int) -> NoReturn:
    """End the command with ``status`` once all was written; Unwritable where it cannot be."""
    with writing():
        sys.stdout.flush()
    sys.exit(status)


@contextlib.contextmanager
def writing() -> Iterator[None]:
    """Raise Unwritable where the block cannot write; a reader that left (EPIPE) is no fault."""
    try:
        yield
    except OSError as error:
        if error.errno == errno.EPIPE:
            raise
        _drop_the_rest()
        raise Unwritable(f"standard output: {error.strerror or error}") from error


def _drop_the_rest() -> None:
    """Let what is still in the buffer go nowhere: Python flushes it once more at its end."""
    with contextlib.suppress(OSError, io.UnsupportedOperation):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
