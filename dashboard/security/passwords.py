"""Passwords: Argon2id, a few at a time, the same effort whether or not the name exists."""

import asyncio
import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from schemas.errors import InvalidMessage

LEAST_CHARS = 12
"""OWASP ASVS 5.0, 6.2.1 asks for 8; with no second factor we ask for more."""
MOST_CHARS = 256
_HASHER = PasswordHasher()  # RFC 9106, second recommended choice: 64 MiB, 3 passes, 4 lanes
_DUMMY = _HASHER.hash(secrets.token_urlsafe(16))
AT_A_TIME = 2
"""64 MiB and some 50 ms of a core each."""


def hashed(password: str) -> str:
    """Return the Argon2id hash of ``password`` in PHC form; it takes some 50 ms.

    InvalidMessage where it is shorter than 12 or longer than 256 characters.
    """
    if not LEAST_CHARS <= len(password) <= MOST_CHARS:
        raise InvalidMessage(
            f"the password has {len(password)} characters, expected {LEAST_CHARS} to {MOST_CHARS}"
        )
    return _HASHER.hash(password.encode("utf-8", "surrogatepass"))


def fits(password_hash: str, password: str) -> bool:
    """Return whether ``password`` is the one of ``password_hash``; an empty hash fits none.

    It takes as long where there is no hash: how long an answer takes must not tell who exists.
    """
    given = password[:MOST_CHARS].encode("utf-8", "surrogatepass")
    try:
        return _HASHER.verify(password_hash or _DUMMY, given) and bool(password_hash)
    except (VerificationError, InvalidHashError):
        return False


class Passwords:
    """The same beside the event loop, ``AT_A_TIME`` at a time."""

    def __init__(self) -> None:
        self._turns = asyncio.Semaphore(AT_A_TIME)

    async def fits(self, password_hash: str, password: str) -> bool:
        """Return whether ``password`` is the one of ``password_hash``."""
        async with self._turns:
            return await asyncio.to_thread(fits, password_hash, password)

    async def hashed(self, password: str) -> str:
        """Return the hash of ``password``; errors as in ``hashed``."""
        async with self._turns:
            return await asyncio.to_thread(hashed, password)
