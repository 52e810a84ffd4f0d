"""Refusals that no verb of refusing tells: will not agree to the plan, accepts no terms."""

from dataclasses import replace

from schemas.event import Status
from streams.extract.actors.phrases import STATE, NounPhrase
from streams.extract.clauses.passage import Passage
from streams.extract.subjects.attempt import Attempt
from streams.extract.words.word import bare
from streams.lexicon.triggers import Frame

_WILL_NOT = frozenset({"لن", "ولن", "فلن"})
_REFUSES = _WILL_NOT | {"لا", "ولا", "فلا"}
"""Negators of what one does not do and will not do; what was not done is no refusal."""
_DID_NOT = frozenset({"لم", "ولم", "فلم"})
"""Negators of a request that was not answered, which is one."""
_ACCEPTS = ("agree", "accept")
_TAKES = "accept-none"
_UNYIELDING = {"RETREAT": "124", "AID": "122", "COOPERATE": "121"}
"""Types of what one will not do for another -> the code of the refusal."""
_ATTENDS = "attend"
_YIELDS = ("accept", "concede")
_RECOGNISES = "recognise"
"""How the names of frames begin of recognising a state, a government, what another decided."""
OFFER_SPAN = 4
"""Words behind an offer in which who made it begins to be told."""
_DECLINES = "refuse"
_DISCLOSURE = "disclosure"
"""Class of the masdars of telling something: to confirm, to point out, to answer."""
_PRIVATE = ("اسم", "هوي", "تفاصيل", "التفاصيل", "سوال", "اسيل")
"""How the words begin of what is kept from the press: names, details, what it asks."""
_ALLOWS = ("access", "permit")
"""Frames of allowing, which a state in its own words will not do: no refusal of an offer."""


def as_refusal(
    attempt: Attempt,
    frame: Frame,
    status: Status,
    target: NounPhrase | None,
    *,
    by_actor: bool | None,
) -> tuple[Frame, Status]:
    """Return the frame and status of an act, a refusal where its actor will not agree to it.

    ``by_actor`` is whether the actor says so, None where the news does: what another expects of him
    is no refusal.
    """
    if _will_not_deal(attempt, frame, status) and by_actor is not False:
        return replace(frame, id="refuse-talk", event_type="REJECT", cameo="125", mutual=False), (
            "actual"
        )
    if _stays_away(attempt, frame, status) and by_actor is not False:
        return replace(frame, id="refuse-attend", event_type="REJECT", cameo="125", mutual=False), (
            "actual"
        )
    if by_actor and _will_not_yield(attempt, frame, status, target):
        cameo = _UNYIELDING[frame.event_type]
        return _refused(replace(frame, cameo=cameo, mutual=False, mode=None)), "actual"
    yields = frame.event_type == "CONCEDE" and frame.id.startswith(_YIELDS) and target is not None
    accepts = yields or (frame.id.startswith(_ACCEPTS) and frame.event_type == "AGREE")
    allows = frame.id.startswith(_ALLOWS) and target is not None and target.sector in STATE
    recognises = bool(by_actor) and frame.id.startswith(_RECOGNISES)
    told = (accepts or allows or recognises) and not frame.mutual
    if not told or status != "negated" or attempt.head.form != "verb" or by_actor is False:
        return frame, status
    unanswered = yields and attempt.passage.keys[attempt.at - 1] in _DID_NOT
    if not (unanswered or attempt.passage.keys[attempt.at - 1] in _REFUSES | {"ان"}):
        return frame, status  # "an": cannot (that) accept
    return _refused(replace(frame, cameo="120")), "actual"


def refuses_unnamed(attempt: Attempt) -> bool:
    """Return whether somebody refuses a plan or a demand of nobody in particular.

    Courts refuse daily; what somebody without a code offered is not nobody's.
    """
    frame, refused = attempt.frame, attempt.complement
    if frame.event_type != "REJECT" or frame.roles != ("none",) or refused is None:
        return False
    return attempt.sources[0].sector != "JUD" and not any(
        _is_offered_at(attempt.passage, at) for at in range(refused + 1, refused + OFFER_SPAN)
    )


def _is_offered_at(passage: Passage, at: int) -> bool:
    """Return whether the verb of a relative clause stands at ``at``: (which) the left submitted."""
    head = passage.heads.get(at)
    return head is not None and head.form == "verb" and head.analysis.enclitic != ""


def declines_to_tell(attempt: Attempt) -> bool:
    """Return whether somebody will not tell the press something: confirm, be named, answer it."""
    passage = attempt.passage
    if not attempt.frame.id.startswith(_DECLINES) or attempt.head.form == "masdar":
        return False
    ends = [p.last for p in attempt.arguments.subject if p.first > attempt.at]
    told = attempt.complement or max(ends, default=attempt.at + 1)
    told += passage.keys[told : told + 1] == ["عن"]
    word = passage.word(told)
    if word is None or word.boundary:
        return False
    behind = passage.keys[told + 1 : told + 3]
    return _DISCLOSURE in word.noun_classes or any(bare(key).startswith(_PRIVATE) for key in behind)


def only_accepts(attempt: Attempt) -> bool:
    """Return whether somebody takes an offer of nobody in particular, which tells no act."""
    return attempt.frame.id.startswith(_TAKES) and attempt.status != "negated"


def _refused(frame: Frame) -> Frame:
    return replace(frame, id=f"refuse-{frame.id}", event_type="REJECT")


def _will_not_yield(
    attempt: Attempt, frame: Frame, status: Status, target: NounPhrase | None
) -> bool:
    """Return whether somebody says that he will not do for another what was hoped for."""
    if frame.event_type not in _UNYIELDING or target is None or status != "negated":
        return False
    if frame.id.startswith(_ALLOWS):
        return False
    return attempt.head.form == "verb" and attempt.passage.keys[attempt.at - 1] in _WILL_NOT


def _stays_away(attempt: Attempt, frame: Frame, status: Status) -> bool:
    """Return whether somebody decides not to take part in what another called for."""
    return frame.id.startswith(_ATTENDS) and status == "negated" and attempt.head.form == "masdar"


def _will_not_deal(attempt: Attempt, frame: Frame, status: Status) -> bool:
    """Return whether somebody says that he will not talk to another or meet him."""
    if frame.event_type != "CONSULT" or status != "negated" or attempt.head.form != "verb":
        return False
    first_person = attempt.head.analysis.person == 1
    will_not = attempt.passage.keys[attempt.at - 1] in _WILL_NOT
    return will_not and frame.mutual and (first_person or attempt.arguments.rule != "vso")
