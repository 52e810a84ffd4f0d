"""Nationalities that are people, not adjectives: the Syrians, forty Syrians, jailed an American."""

from collections.abc import Sequence

from streams.extract.actors.phrases import Kind, NounPhrase
from streams.extract.words.word import Word

_PHYSICAL = frozenset({"ASSAULT", "COERCE", "SANCTION", "RETREAT", "AID", "COOPERATE"})
"""Types of the acts that are done to single persons."""
_TO_PERSONS = frozenset({"kill", "wound", "arrest", "execute", "abduct", "expel", "try", "torture"})
"""Frames whose act is done to persons: a nationality after their masdar is no adjective of it."""
_OF_PERSONS = frozenset({"عن", "علي", "بحق", "ضد"})
"""Prepositions between an act and the person that it is done to: released, sentenced."""

_ENDS = frozenset({".", "!", ":"})
"""Marks behind which a sentence or the words of a headline begin."""
_DUAL = ("تين", "تان")
_THOUSANDS = "الاف"
"""The one word of number that counts people in the singular though it is a plural itself."""


def names_people(words: Sequence[Word], at: int, *, apart: bool) -> bool:
    """Return whether a nationality is people, not an adjective: the Syrians, forty Syrians.

    ``apart`` says that no word before it can be its noun.
    """
    key, before = words[at].key, words[_behind_time(words, at) - 1] if at else None
    counted = before is not None and (before.has("number") or before.key == _THOUSANDS)
    if counted and not key.endswith("ه"):
        return True
    if not key.endswith(("ون", "ين")):
        return False
    if before is not None and not apart and before.content and before.definite:
        return False
    if before is not None and key.endswith(_DUAL) and before.key.endswith(_DUAL):
        return False  # two Russian planes
    return words[at].definite or _follows_act(words, at)


def stands_alone(words: Sequence[Word], at: int) -> bool:
    """Return whether the nationality at ``at`` qualifies no noun: met the Iranian (name)."""
    if not words[at].definite or not words[at].key.endswith(("ي", "يه")):
        return False
    before = words[_behind_time(words, at) - 1] if at else None
    if before is None or not before.has("content", "place"):
        return True
    return before.verbal and not (before.nouns or before.definite)


def in_town(words: Sequence[Word], at: int) -> bool:
    """Return whether a nationality is that of a town no lexicon has: the town of X (Afghan)."""
    if at < 2 or not words[at].definite or words[at].conjoined:
        return False
    town, name = words[at - 2], words[at - 1]
    return town.has("place") and not town.has("locative") and name.nameless


def _follows_act(words: Sequence[Word], at: int) -> bool:
    """Return whether the word before ``at`` is a verb or an act in the singular.

    A plural after it qualifies nothing: the killing of Syrians.
    """
    at = _behind_time(words, at)
    before = words[at - 1] if at else None
    if before is None or before.definite or before.key.endswith("ات"):
        return False
    if before.verbal and not before.nouns:
        return True
    return any(a.pos in {"masdar", "noun"} for a, _ in before.noun_frames)


def _heads_headline(words: Sequence[Word], at: int) -> bool:
    """Return whether a nationality that opens a sentence is who does its verb: a Dane sues."""
    following = words[at + 1] if at + 1 < len(words) else None
    word = words[at]
    if following is None or following.nouns or word.definite or word.conjoined:
        return False
    if not word.key.endswith(("ي", "يه")):
        return False
    return any(a.aspect == "imperfect" for a in following.verbs)


def is_person(words: Sequence[Word], at: int, before: NounPhrase | None) -> bool:
    """Return whether an indefinite nationality is a person: jailed an American, killed a Dane.

    No noun that it could qualify stands before it, only the verb of an act that is done to people,
    the actor of that verb (``before``), or a preposition.
    """
    word = words[at]
    opens = at == 0 or words[at - 1].key in _ENDS
    if word.definite or word.conjoined or opens:
        return opens and _heads_headline(words, at)
    previous = words[at - 1]
    if before is not None and before.kind is Kind.ACTOR and before.last == _behind_time(words, at):
        return before.first > 0 and word.key[-1] in "انه" and _acts_on(words[before.first - 1])
    if previous.key in _OF_PERSONS:
        return word.key.endswith(("ي", "يين"))
    if any(f.id in _TO_PERSONS for _, frames in previous.noun_frames for f in frames):
        many = previous.key.endswith("ات") and word.key.endswith("يه")  # Israeli arrests
        return word.key.endswith(("ي", "يه")) and not (previous.definite or many)
    if bool(previous.verbs) and all(a.enclitic for a in previous.verbs):  # a Syrian carried out
        return not previous.nouns and word.key.endswith(("ي", "يه"))
    return not previous.nouns and _acts_on(previous)


def _behind_time(words: Sequence[Word], at: int) -> int:
    """Return where the words of time before ``at`` begin: arrested, yesterday, two Syrians."""
    while at > 1 and words[at - 1].has("time"):
        at -= 1
    return at


def _acts_on(word: Word) -> bool:
    """Return whether ``word`` is a verb whose object a person can be."""
    return any(
        f.event_type in _PHYSICAL and ("object" in f.roles or f.complement == "persons")
        for _, frames in word.verb_frames
        for f in frames
    )
