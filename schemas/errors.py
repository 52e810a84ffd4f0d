"""The two families of errors that a stage may raise.

MarsadError
├── InvalidMessage   will never succeed: dead-letter at once
└── TransientError   may succeed later: try again in place, with back-off
"""


class MarsadError(Exception):
    """Base of every error that Marsad raises on purpose."""


class InvalidMessage(MarsadError):  # noqa: N818  # the field's word
    """A message that no retry can mend; it says what was wrong, where, and what was expected."""


class TransientError(MarsadError):
    """A fault of the surroundings (broker, index, receiver) that a later try may not meet."""
