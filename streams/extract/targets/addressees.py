"""Lists of addressees, and the sides of a protest."""

from streams.extract.actors.phrases import NAMED, Kind, NounPhrase
from streams.extract.clauses.groups import Group
from streams.extract.clauses.passage import Passage
from streams.extract.clauses.relations import governing_preposition
from streams.extract.subjects.attempt import Attempt

OWN_SPAN = 6
"""Words of a warning in which the act of the warner himself stands."""
_ITSELF = frozenset({"انه", "انها", "انهم", "باننا", "اننا"})
PRISON_SPAN = 14
"""Words between a protest and the prisons that it is held in."""
_PRISONS = frozenset({"سجون", "السجون", "سجن", "معتقلات", "المعتقلات", "بسجون"})
_WITHIN = frozenset({None, "في", "ب", "داخل"})
"""Prepositions of who protests, and of where: not of what it is about or held before."""


def warns_of_own(attempt: Attempt) -> bool:
    """Return whether a warner says what he will do himself: warned of his country's answer."""
    passage, end = attempt.passage, attempt.arguments.end
    if end + 2 >= passage.last or passage.keys[end - 1] not in {"من", "بان"}:
        return False
    if not passage.words[end].has("complementizer"):
        return False
    heads = (passage.heads.get(at) for at in range(end + 1, min(passage.last, end + OWN_SPAN)))
    verb = next((h for h in heads if h is not None and h.form == "verb"), None)
    if verb is None or not verb.analysis.future:
        return False
    if passage.keys[end] in _ITSELF and verb.at == end + 1:
        return True
    subject = passage.covered.get(end + 1)
    if subject is None or subject.last != verb.at:
        return False
    homeland = passage.words[subject.first].has("homeland")
    return homeland or subject.code == attempt.sources[0].code


def enumerated(passage: Passage, first: int, end: int) -> Group:
    """Return all actors in a list of addressees: joined ones, and those named as examples."""
    found: Group = []
    at = first
    while at < end:
        word = passage.words[at]
        phrase = passage.covered.get(at)
        if phrase is None:
            if word.clitic in {"ب", "ل"} or word.key in {"الي", "علي", "ب", "ل"}:
                break
            at += 1
            continue
        if phrase.preposition in {"ب", "ل", "الي", "علي", "من"}:
            break
        if phrase.kind is Kind.WORLD and phrase.genitive:
            at = phrase.last
            continue
        if phrase.kind in {Kind.ACTOR, Kind.PLACE, Kind.WORLD} and (
            not found or phrase.joined or passage.words[phrase.first - 1].has("example")
        ):
            found.append(phrase)
        at = phrase.last
    return found


def protesters(passage: Passage, at: int, end: int) -> Group:
    """Return the people of a protest that names none: of the nationality or place beside it."""
    before = [p for p in passage.between(passage.start(at), at) if p.preposition in _WITHIN]
    if passage.is_verb(at):
        before = [p for p in before if p.preposition is None]
    elif governing_preposition(passage, at) is not None and not passage.words[at - 2].has(
        "quantity"
    ):
        before = []  # the prisoner and his right to strike
    for phrase in [*before, *passage.between(at + 1, min(end, at + 12))]:
        if phrase.preposition not in _WITHIN:
            continue
        if phrase.code is not None and phrase.kind in NAMED:
            people = NounPhrase(phrase.first, phrase.last, Kind.ACTOR, phrase.code, "CVL")
            people.name = phrase.name
            return [people]
    return []


def jailers(passage: Passage, at: int, own: str | None) -> Group:
    """Return whose prisons the protest at ``at`` is held in, of those that are not ``own``."""
    for place in range(max(passage.first, at - PRISON_SPAN), min(passage.last, at + PRISON_SPAN)):
        if passage.keys[place] not in _PRISONS:
            continue
        for phrase in passage.between(place + 1, place + 3):
            if phrase.code not in {None, own}:
                return [NounPhrase(phrase.first, phrase.last, Kind.ACTOR, phrase.code, "GOV")]
    return []


def embassy_before(passage: Passage, at: int) -> Group:
    """Return whose embassy a protest is held in front of."""
    for phrase in passage.between(at + 1, passage.last):
        ahead = phrase.preposition == "امام" or (
            phrase.genitive and passage.keys[phrase.first - 2] == "امام"
        )
        if ahead and phrase.code is not None and phrase.role:
            return [phrase]
    return []
