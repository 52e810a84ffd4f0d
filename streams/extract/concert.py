"""With whom something is done that another verb tells: in cooperation with, coordinated with."""

from schemas.event import Status
from streams.extract.clauses import Head, Passage
from streams.extract.status import verb_status

_NOT_DONE = frozenset({"report", "wished", "intended", "possible", "attempted"})


def in_concert(passage: Passage, head: Head) -> bool:
    """Return whether the noun says with whom the clause is done: in cooperation with."""
    if passage.words[head.at].clitic != "ب" or head.analysis.enclitic:
        return False
    if not any(f.event_type == "COOPERATE" and f.mutual for _, fs in head.readings for f in fs):
        return False
    following = passage.keys[head.at + 1 : head.at + 3]
    return "مع" in following or "بين" in following[:1]


def concerted(passage: Passage, verb: Head) -> Status | None:
    """Return the status of what ``verb`` tells to be done with another; None for mere words."""
    if verb.cues & _NOT_DONE or any(f.speech for _, frames in verb.readings for f in frames):
        return None
    return verb_status(passage, verb)
