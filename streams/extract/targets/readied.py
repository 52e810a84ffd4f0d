"""What somebody is ready to do against another: a threat, where readiness else offers something."""

from collections.abc import Mapping
from typing import Final

from schemas.event import EventType
from streams.extract.clauses.passage import Head, Passage
from streams.extract.speech.undertaken import PENALTIES
from streams.extract.subjects.attempt import Attempt
from streams.extract.targets.complements import find_complement
from streams.lexicon.triggers import Frame

READY_SPAN = 5
"""Words behind a readiness in which what it is for is told."""
_FORCE = frozenset({"attack", "bombing", "striking", "war", "invasion", "raid", "killing"})
"""Classes of the acts of violence that one can be ready for."""
_THREATS: Final[Mapping[str, str]] = {
    "160": "1313", "161": "1313", "162": "1311", "163": "1312", "164": "134", "165": "135",
    "166": "136", "172": "132", "174": "132",
}  # fmt: skip
"""CAMEO code of a penalty -> that of the threat with it; of others ``130``."""


def readied(attempt: Attempt) -> tuple[str, EventType, str] | None:
    """Return name, type and code of the threat that a readiness is; None for an offer."""
    if not attempt.frame.id.startswith("ready") or attempt.frame.event_type != "AGREE":
        return None
    passage = attempt.passage
    last = max(attempt.at, attempt.complement or 0) + READY_SPAN
    for at in range(attempt.at + 1, min(last, passage.last)):
        if passage.words[at].clitic != "ل":
            continue
        if passage.words[at].noun_classes & _FORCE:
            return "ready-force", "THREATEN", "138"
        act = passage.heads.get(at)
        if act is not None and act.form == "masdar":
            told = _told(passage, act, attempt.arguments.end)
            against = told is not None and told.event_type in PENALTIES and not told.domestic
            code = _THREATS.get(told.cameo[:3], "130") if told is not None else ""
            return ("ready-penalty", "THREATEN", code) if against else None
    return None


def _told(passage: Passage, act: Head, end: int) -> Frame | None:
    """Return the sense of the masdar ``act``: the first whose complement is there."""
    for frame in act.senses():
        if frame.judgement:
            continue
        if not frame.complement or find_complement(passage, act, frame, end, []) is not None:
            return frame
    return None
