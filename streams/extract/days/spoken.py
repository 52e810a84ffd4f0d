"""Acts made of words, and the days on which something was said."""

from collections.abc import Sequence

from streams.extract.candidates import Candidate
from streams.extract.clauses.passage import Passage
from streams.extract.days.dates import DateMention
from streams.lexicon.triggers import Frame

_SPEECH = frozenset({"ACCUSE", "REJECT", "REQUEST", "THREATEN"})
ANSWER_SPAN = 4
"""Words from "after" to the day of what is answered."""
_IN_ANSWER = frozenset({"اثر", "عقب", "بعد", "غداه"})
_PRAISE = frozenset({"050", "051", "052"})
_STATEMENTS = frozenset({"بيان", "البيان", "تصريح", "تصريحات", "كلمه", "خطاب"})
"""Nouns of what was said on the day that follows them."""


def is_said(candidate: Candidate) -> bool:
    """Return whether an act is made of words."""
    return _is_speech(candidate.frame)


def _is_speech(frame: Frame) -> bool:
    """Return whether a frame tells words: blame, a demand, a threat, praise."""
    return frame.event_type in _SPEECH or frame.cameo in _PRAISE


def is_of_words(mention: DateMention, opening: Sequence[Passage]) -> bool:
    """Return whether a day is the one on which something was said: said on Monday that."""
    passage = next(p for p in opening if mention.first < p.last)
    if mention.first > passage.first and passage.keys[mention.first - 1] in _STATEMENTS:
        return True
    start = passage.start(mention.first)
    verb = passage.heads.get(start - 1) or next(
        (passage.heads[at] for at in passage.order if at > mention.first), None
    )
    if verb is None or verb.form != "verb":
        return False
    if verb.at > passage.first and passage.keys[verb.at - 1] in _STATEMENTS:
        return True  # a statement that came out yesterday
    return "report" in verb.cues or any(f.speech for _, found in verb.readings for f in found)


def is_of_blamed(mention: DateMention, opening: Sequence[Passage]) -> bool:
    """Return whether a day is that of what is blamed or praised: "condemned the attack that hit".

    It stands in the relative clause of a sentence whose first verb is one of speech.
    """
    passage = next(p for p in opening if mention.first < p.last)
    first = next((passage.heads[at] for at in passage.order), None)
    verb = passage.heads.get(passage.start(mention.first) - 1)
    if first is None or first.form != "verb" or verb is None or verb.at <= first.at:
        return False
    speech = any(_is_speech(frame) for _, frames in first.readings for frame in frames)
    return speech and any(word.has("relative") for word in passage.words[verb.at - 2 : verb.at])


def is_answered(mention: DateMention, opening: Sequence[Passage]) -> bool:
    """Return whether the words answer what happened on a day: demanded, after Friday's attack."""
    passage = next(p for p in opening if mention.first < p.last)
    near = passage.keys[max(passage.first, mention.first - ANSWER_SPAN) : mention.first]
    return not _IN_ANSWER.isdisjoint(near)
