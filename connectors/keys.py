"""The key that signs links in mails: one file, made once, shared by whoever signs or verifies."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from schemas.errors import MarsadError
from streams.settings import Settings

KEY_BYTES = 32


class BadKey(MarsadError):  # noqa: N818  # what an operator reads
    """The file of the key cannot be read, or holds none."""


def signing_key(settings: Settings) -> bytes:
    """Return the key of ``settings.secret_file``; where there is no such file, make it.

    Two processes that start at the same time end with the same key. Raises BadKey.
    """
    path = key_file(settings)
    try:
        if not path.exists():
            _make(path)
        key = path.read_bytes().strip()
    except OSError as error:
        raise BadKey(f"the key {path} cannot be read: {error}") from error
    if len(key) < KEY_BYTES:
        raise BadKey(f"the key {path} has {len(key)} bytes, expected at least {KEY_BYTES}")
    return key


def key_file(settings: Settings) -> Path:
    """Return where the key is: the setting, or a file beside the state of the workers."""
    return Path(settings.secret_file) if settings.secret_file else settings.state_dir / "secret.key"


def _make(path: Path) -> None:
    """Write a new key beside ``path`` and put it there unless someone else was faster."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(secrets.token_hex(KEY_BYTES).encode())
    try:
        with suppress(FileExistsError):
            os.link(fresh, path)
    finally:
        fresh.unlink()
