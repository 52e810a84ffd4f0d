"""Refusals that no verb of refusing tells: will not agree to the plan, accepts no terms."""

from dataclasses import replace

from schemas.event import Status
from streams.extract.subjects.attempt import Attempt
from streams.lexicon.triggers import Frame

_WILL_NOT = frozenset({"لن", "ولن", "فلن", "لا", "ولا", "فلا"})
"""Negators of what one does not do and will not do; what was not done is no refusal."""
_ACCEPTS = ("agree", "accept")


def as_refusal(
    attempt: Attempt, frame: Frame, status: Status, *, reported: bool
) -> tuple[Frame, Status]:
    """Return the frame and status of an act, a refusal where its actor will not agree to it.

    ``reported`` is whether another than the actor says so: what they expect is no refusal.
    """
    told = frame.id.startswith(_ACCEPTS) and frame.event_type == "AGREE" and not frame.mutual
    if not told or status != "negated" or attempt.head.form != "verb" or reported:
        return frame, status
    if attempt.passage.keys[attempt.at - 1] not in _WILL_NOT:
        return frame, status
    return replace(frame, id=f"refuse-{frame.id}", event_type="REJECT", cameo="120"), "actual"
