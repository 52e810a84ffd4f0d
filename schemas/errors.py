"""The two families of errors that a stage may raise.

MarsadError
├── InvalidMessage   will never succeed: dead-letter at once
│   └── TooLarge     not as it is: a shorter text may fit
└── TransientError   may succeed later: try again in place, with back-off
"""


class MarsadError(Exception):
    """Base of every error that Marsad raises on purpose."""


class InvalidMessage(MarsadError):  # noqa: N818  # the field's word
    """A message that no retry can mend; it says what was wrong, where, and what was expected."""


class TooLarge(InvalidMessage):
    """A record whose bytes are more than its place takes; ``size`` says how many they are."""

    def __init__(self, text: str, size: int) -> None:
        super().__init__(text)
        self.size = size


class TransientError(MarsadError):
    """A fault of the surroundings (broker, index, receiver) that a later try may not meet."""
