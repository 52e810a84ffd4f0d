"""Nouns of violence: what is a crime, who undergoes it, who only died of it."""

from streams.extract.actors.phrases import NounPhrase
from streams.extract.clauses.passage import Passage
from streams.extract.words.function_words import WHAT
from streams.extract.words.word import bare
from streams.lexicon.triggers import Frame

_INCIDENTAL = frozenset({"operation", "accident", "work"})
"""Nouns that mean violence where they are called terrorist: the operation, the incident."""
_MISHAPS = frozenset({"accident"})
_CRIMES = frozenset({"attack", "coup", "crime", "killing", "violence", "arson", "desecration"})
_BREACHES = frozenset({"violation", "coup"})
_STORMS = "storm"
_OFFICERS = frozenset({"وزير", "رييس", "نايب", "عضو", "مسوول", "حاخام", "متطرف"})
"""Heads of phrases of one person."""
BEFALLING_SPAN = 10
"""Words between a condemnation and "what", who condemns among them."""
_UNDERGOING = frozenset({"تعرّض", "شهد", "عانى", "عاش", "واجه"})
"""Verbs of whom a crime befalls: the attack that Kuwait saw, raids it came under."""
_TO_IT = frozenset({"له", "لها", "لهم"})


def is_violence(passage: Passage, at: int) -> bool:
    """Return whether the noun at ``at`` is itself an act of violence: a killing, a bombing."""
    word = passage.word(at)
    if word is None:
        return False
    return any(
        f.event_type == "ASSAULT" and not f.complement
        for _, frames in word.noun_frames
        for f in frames
    )


def _is_blow(frame: Frame) -> bool:
    """Return whether somebody suffers the act: violence, and the storming of a place."""
    return frame.event_type == "ASSAULT" or frame.id == _STORMS


def is_storming(passage: Passage, at: int) -> bool:
    """Return whether the noun at ``at`` is the storming of a place."""
    return any(f.id == _STORMS for _, found in passage.words[at].noun_frames for f in found)


def is_stormed_by(passage: Passage, phrase: NounPhrase) -> bool:
    """Return whether ``phrase`` is one person behind a storming, who did it: nobody storms him."""
    return bare(phrase.head) in _OFFICERS and is_storming(passage, phrase.first - 1)


def is_done_to(passage: Passage, at: int) -> bool:
    """Return whether the noun at ``at`` is violence whose genitive undergoes it."""
    if passage.words[at].definite:
        return False  # the Israeli bombing: an adjective says who did it
    frames = [f for _, found in passage.words[at].noun_frames for f in found]
    return any(
        _is_blow(f) and "object" in f.roles and f.complement_role != "adjective" for f in frames
    )


def is_undergone(passage: Passage, at: int) -> bool:
    """Return whether the noun at ``at`` is violence that its genitive suffers: a death of."""
    frames = (f for _, found in passage.words[at].noun_frames for f in found)
    suffered = {"object", "genitive", "subject"}
    hurts = any(_is_blow(f) and not f.complement and suffered & set(f.roles) for f in frames)
    return hurts or _is_done_to_people(passage, at)


def _is_done_to_people(passage: Passage, at: int) -> bool:
    """Return whether the noun at ``at`` is violence by whom it is done to: the burning of a boy."""
    word, following = passage.words[at], passage.word(at + 1)
    if word.definite or following is None or "persons" not in following.noun_classes:
        return False
    frames = (f for _, found in word.noun_frames for f in found)
    return any(f.event_type == "ASSAULT" and f.complement == "persons" for f in frames)


def names_victim(passage: Passage, at: int) -> bool:
    """Return whether the noun at ``at`` tells violence by its victim alone: the death of."""
    frames = [f for _, found in passage.words[at].noun_frames for f in found]
    return any(_is_blow(f) and f.agent == ("by",) and not f.complement for f in frames)


def is_breach(passage: Passage, at: int) -> bool:
    """Return whether the noun at ``at`` or the next is a breach: the ongoing violations, a coup."""
    words = passage.words[at : min(at + 2, passage.last)]
    return any(not _BREACHES.isdisjoint(word.noun_classes) for word in words)


def is_crime(passage: Passage, at: int) -> bool:
    """Return whether the noun at ``at``, alone or with the next, is a crime: incident of the."""
    word, following = passage.word(at), passage.word(at + 1)
    if word is None:
        return False
    if is_violence(passage, at) or word.noun_classes & _CRIMES or _is_done_to_people(passage, at):
        return True
    if following is None or at + 1 in passage.covered or passage.is_verb(at):
        return False
    if word.noun_classes & _INCIDENTAL and following.noun_classes & {"misdeed", "suicide"}:
        return True
    construct = word.content and not word.definite
    construct = construct and (following.definite or bool(word.noun_classes & _MISHAPS))
    return construct and is_violence(passage, at + 1)  # the incident of the explosion


def underwent(passage: Passage, at: int) -> bool:
    """Return whether the verb at ``at`` is told of who suffers: attacks that X came under."""
    head = passage.heads.get(at)
    if head is None or head.form != "verb":
        return False
    if head.analysis.lemma in _UNDERGOING:
        return True
    following = passage.word(at + 1)  # came under it, not shows: before "to it"
    to_it = following is not None and following.key in _TO_IT
    return to_it and any(a.lemma in _UNDERGOING for a in passage.words[at].verbs)


def what_befell(passage: Passage, at: int, end: int) -> bool:
    """Return whether what the verb at ``at`` condemns is "what X came under": a crime on X."""
    for place in range(at + 1, min(passage.last, end + 1, at + BEFALLING_SPAN)):
        if passage.keys[place] in WHAT:
            return underwent(passage, place + 1)
    return False
