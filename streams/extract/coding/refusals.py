"""Refusals that no verb of refusing tells: will not agree to the plan, accepts no terms."""

from dataclasses import replace

from schemas.event import Status
from streams.extract.actors.phrases import STATE, NounPhrase
from streams.extract.subjects.attempt import Attempt
from streams.lexicon.triggers import Frame

_WILL_NOT = frozenset({"لن", "ولن", "فلن"})
_REFUSES = _WILL_NOT | {"لا", "ولا", "فلا"}
"""Negators of what one does not do and will not do; what was not done is no refusal."""
_DID_NOT = frozenset({"لم", "ولم", "فلم"})
"""Negators of a request that was not answered, which is one."""
_ACCEPTS = ("agree", "accept")
_YIELDS = ("accept", "concede")
_ALLOWS = ("access", "permit")
"""Frames of allowing, which a state in its own words will not do: no refusal of an offer."""


def as_refusal(
    attempt: Attempt, frame: Frame, status: Status, target: NounPhrase | None, *, reported: bool
) -> tuple[Frame, Status]:
    """Return the frame and status of an act, a refusal where its actor will not agree to it.

    ``reported`` is whether another than the actor says so: what they expect is no refusal.
    """
    if _will_not_deal(attempt, frame, status) and not reported:
        return replace(frame, id="refuse-talk", event_type="REJECT", cameo="125", mutual=False), (
            "actual"
        )
    yields = frame.event_type == "CONCEDE" and frame.id.startswith(_YIELDS) and target is not None
    accepts = yields or (frame.id.startswith(_ACCEPTS) and frame.event_type == "AGREE")
    allows = frame.id.startswith(_ALLOWS) and target is not None and target.sector in STATE
    told = (accepts or allows) and not frame.mutual
    if not told or status != "negated" or attempt.head.form != "verb" or reported:
        return frame, status
    unanswered = yields and attempt.passage.keys[attempt.at - 1] in _DID_NOT
    if not (unanswered or attempt.passage.keys[attempt.at - 1] in _REFUSES | {"ان"}):
        return frame, status  # "an": cannot (that) accept
    return replace(frame, id=f"refuse-{frame.id}", event_type="REJECT", cameo="120"), "actual"


def _will_not_deal(attempt: Attempt, frame: Frame, status: Status) -> bool:
    """Return whether somebody says that he will not talk to another or meet him."""
    if frame.event_type != "CONSULT" or status != "negated" or attempt.head.form != "verb":
        return False
    first_person = attempt.head.analysis.person == 1
    will_not = attempt.passage.keys[attempt.at - 1] in _WILL_NOT
    return will_not and frame.mutual and (first_person or attempt.arguments.rule != "vso")
