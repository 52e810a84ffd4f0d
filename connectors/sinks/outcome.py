"""How a delivery can fail: for good, or for now; each with a kind that metrics can count."""

from schemas.errors import InvalidMessage, TransientError
from schemas.receipt import ErrorKind


class Rejected(InvalidMessage):
    """No later try will succeed; ``kind`` is ``gone`` where the receiver wants no more of it."""

    def __init__(self, message: str, kind: ErrorKind = "rejected") -> None:
        super().__init__(message)
        self.kind = kind


class Postponed(TransientError):  # noqa: N818  # what happened
    """A later try may succeed, ``retry_after_s`` seconds from now at the earliest, if given."""

    def __init__(self, message: str, kind: ErrorKind, retry_after_s: float | None = None) -> None:
        super().__init__(message)
        self.kind = kind
        self.retry_after_s = retry_after_s
