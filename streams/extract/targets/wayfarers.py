"""Words of meetings and journeys that tell none: a height reached, a list that a state moves to."""

from streams.extract.meetings.journeys import NEUTRAL
from streams.extract.subjects.attempt import Attempt

_GATHERS, _HEIGHT = "gather", "summit"
_ON_THE_WAY = ("head-for", "arrive")
_AT_LEISURE = frozenset(
    {"اجازه", "اجازته", "اجازتها", "عطله", "عطلته", "عطلتها", "للاستجمام", "للسياحه", "للعلاج"}
)
_HOSTS = frozenset({"host+meeting", "host+talks"})
_OCCASIONS = frozenset({"meeting", "talks", "contact", "ceremony", "round", "banquet"})
"""Classes of what brings people together: an alliance or a friendship only ties them."""
GATHERED_SPAN = 6
"""Words between an occasion and the verb that says whom it brought together."""
_TOUR = "tour"
_TALKS = frozenset({"talks", "meeting", "contact"})
"""Classes of what has rounds."""
ROUND_SPAN = 5
"""Words behind a round in which it says of what: a third round of the talks."""
_SPEAKS = frozenset({"تحدّث", "تكلّم"})
_REACHES = frozenset({"بلغ", "بلغت", "وبلغ", "وبلغت", "يبلغ", "تبلغ", "بلوغ"})
"""Words of what comes to a height."""


def no_meeting(attempt: Attempt) -> str:
    """Return why the words of a meeting tell none, empty where they may."""
    passage, frame, at = attempt.passage, attempt.frame, attempt.at
    if frame.id == _GATHERS:
        near = range(max(passage.first, at - GATHERED_SPAN), min(passage.last, at + GATHERED_SPAN))
        if not any(passage.words[place].noun_classes & _OCCASIONS for place in near):
            return "what ties them, no meeting"
    if frame.id in _HOSTS and all(p.code in NEUTRAL and not p.role for p in attempt.sources):
        return "where others meet, no side of their talks"
    if frame.id == _TOUR and any(
        passage.words[place].noun_classes & _TALKS
        for place in range(at + 1, min(passage.last, at + ROUND_SPAN))
    ):
        return "a round of talks, no journey"
    if frame.lemma in _SPEAKS and passage.keys[at + 1 : at + 2] in (["عن"], ["الي"]):
        return "speaks of something, meets nobody"
    reached = at > passage.first and passage.keys[at - 1] in _REACHES
    return "a height that is reached, no summit" if frame.id == _HEIGHT and reached else ""


def no_journey(attempt: Attempt) -> str:
    """Return why nobody travels though a verb of travel is there, empty where one may."""
    passage, head = attempt.passage, attempt.head
    if not attempt.frame.id.startswith(_ON_THE_WAY):
        return ""
    if not _AT_LEISURE.isdisjoint(passage.keys[head.at + 1 : passage.reach(head.at)]):
        return "a journey of one's own, no visit"
    if head.form != "verb":
        return ""
    if not any(p.role or p.person is not None for p in attempt.sources):
        return "a state moves on, it travels nowhere"
    habit = head.analysis.aspect == "imperfect" and not head.analysis.future
    if habit and passage.words[head.at - 1].has("past"):
        return "what one used to do"
    return ""
