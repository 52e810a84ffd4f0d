"""A file of sources written anew in its place."""

import contextlib
import os
from pathlib import Path

from connectors.sources.registry import BadSources


def rewrite(path: Path, text: str) -> None:
    """Write the file whole or not at all: a running poller reads it at any moment.

    A link stays one, to a file of the same rights; BadSources where it cannot be written.
    """
    file = Path(os.path.realpath(path))
    draft = file.with_name(f".{file.name}.new")
    try:
        draft.write_bytes(text.encode("utf-8"))
        if file.exists():
            _give_rights(file, draft)
        draft.replace(file)
    except OSError as error:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
        raise BadSources(f"{path}: not written: {error.strerror or error}") from error


def _give_rights(file: Path, draft: Path) -> None:
    known = file.stat()
    with contextlib.suppress(PermissionError):  # only root gives files to others
        os.chown(draft, known.st_uid, known.st_gid)
    draft.chmod(known.st_mode & 0o7777)
