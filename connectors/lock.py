"""One active process: a lock file that the system frees when its holder ends, however it ends."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from schemas.errors import MarsadError


class AlreadyRunning(MarsadError):  # noqa: N818  # what an operator reads
    """Another process holds the lock."""


@contextmanager
def only_one(path: Path, what: str) -> Iterator[None]:
    """Hold the lock at ``path`` while the block runs; raises AlreadyRunning where another does."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+", encoding="ascii") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            holder = file.read().strip() or "unknown"
            raise AlreadyRunning(
                f"{what} is running already (process {holder}, lock {path}): stop it first"
            ) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield
