"""What a request may end with, and the words for it."""

from collections.abc import Iterator
from contextlib import contextmanager

from schemas.errors import InvalidMessage, MarsadError


class Refused(MarsadError):  # noqa: N818  # what it is
    """A request that is not done; ``status`` says why, in HTTP's words."""

    status = 400
    headers: dict[str, str] | None = None


class NotSignedIn(Refused):
    """No one is signed in, or no longer."""

    status = 401
    headers = {"www-authenticate": "Bearer"}  # noqa: RUF012  # a constant


class Forbidden(Refused):
    """Whoever asks may not do that."""

    status = 403


class NotFound(Refused):
    """There is no such thing, or none that the viewer may see: both look the same."""

    status = 404


class Conflict(Refused):
    """It has changed since, or is there already."""

    status = 409


class TooOften(Refused):
    """Too many tries."""

    status = 429

    def __init__(self, wait_s: float) -> None:
        super().__init__(f"too many tries; again in {wait_s:.0f} s")
        self.headers = {"retry-after": str(int(wait_s) + 1)}


class NotReady(Refused):
    """The server started a moment ago and still reads what it has to know."""

    status = 503
    headers = {"retry-after": "2"}  # noqa: RUF012  # a constant

    def __init__(self) -> None:
        super().__init__("the desk has just started and still reads its state; again in 2 s")


class Misplaced(InvalidMessage):
    """A fault in one field of a request; ``where`` names it as JSON does: ``channels.0.url``."""

    def __init__(self, where: str, fault: InvalidMessage) -> None:
        super().__init__(str(fault))
        self.where, self.fault = where, fault


@contextmanager
def within(where: str) -> Iterator[None]:
    """Say of an InvalidMessage of the block that it is about the field ``where``."""
    try:
        yield
    except Misplaced:
        raise
    except InvalidMessage as fault:
        raise Misplaced(where, fault) from fault
