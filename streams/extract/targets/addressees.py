"""Addressees in a list, in a letter or a call, and the sides of a protest."""

from collections.abc import Mapping
from functools import cache

from streams.extract.actors.phrases import NAMED, Kind, NounPhrase
from streams.extract.actors.registry import BODIES
from streams.extract.clauses.groups import Group, group_at, is_act
from streams.extract.clauses.passage import Passage
from streams.extract.clauses.relations import governing_preposition
from streams.extract.subjects.attempt import Attempt
from streams.extract.words.function_words import DEMANDING, MISSIONS
from streams.lexicon.tables import items, read_table

LETTER_SPAN = 12
"""Words between the addressee of a letter and what it asks for."""
_ADDRESSED = frozenset({"الي", "ل", "ب", "مع"})
"""Prepositions of whom one writes to, calls, speaks with."""
_WITHIN = frozenset({"في", "وفي", "ب", "عبر"})
"""Prepositions of the letter in which somebody asks for something."""
_SPEAKING_TO = frozenset({"خاطب", "راسل", "كاتب", "هاتف", "اتصل", "توجّه", "استدعى"})
"""Verbs of turning to somebody, of whom something is then demanded: addressed X, demanding."""
_MEMBERS = frozenset({"دول", "اعضاء", "حكومات"})
_FACED = frozenset({None, "الي", "ب"})
OWN_SPAN = 6
"""Words of a warning in which the act of the warner himself stands."""
_ITSELF = frozenset({"انه", "انها", "انهم", "باننا", "اننا"})
PRISON_SPAN = 14
"""Words between a protest and the prisons that it is held in."""
_PRISONS = frozenset({"سجون", "السجون", "سجن", "معتقلات", "المعتقلات", "بسجون"})
_MISSIONS = MISSIONS | {"سفير"}
_IN_FRONT = frozenset({"امام", "قباله", "قرب", "محيط", "مبني", "مقر"})
_OCCUPATION = "الاحتلال"
_NEAR = frozenset({None, "في", "ب", "داخل"})
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
        before = phrase.first - 1
        before -= passage.keys[before] in _MEMBERS  # among them the states of
        example = passage.words[before].has("example")
        apart = phrase.preposition not in {None, "في"} and not example
        if apart or (phrase.kind is Kind.WORLD and phrase.genitive):
            at = phrase.last
            continue
        if phrase.kind in {Kind.ACTOR, Kind.PLACE, Kind.WORLD} and (
            not found or phrase.joined or example
        ):
            found.append(phrase)
        at = phrase.last
    return found


def protesters(attempt: Attempt) -> Group:
    """Return the people of a protest that names none: of the nationality or place beside it."""
    passage, at, end = attempt.passage, attempt.at, attempt.arguments.end
    first, subject = passage.start(at), attempt.arguments.subject
    if subject and first < subject[0].first < at:
        first = subject[0].first
    before = [p for p in passage.between(first, at) if p.preposition in _NEAR]
    if passage.is_verb(at):
        before = [p for p in before if p.preposition is None]
    elif governing_preposition(passage, at) is not None and not passage.words[at - 2].has(
        "quantity"
    ):
        before = []  # the prisoner and his right to strike
    for phrase in [*before, *passage.between(at + 1, min(end, at + 12))]:
        caused = attempt.head.form == "verb" and phrase.genitive
        if phrase.genitive and phrase.head in _MISSIONS:
            continue  # in front of the seat of the embassy
        if phrase.preposition not in _NEAR or (caused and is_act(passage, phrase.first - 1)):
            continue  # rallied against the visit of
        if phrase.kind is Kind.ATTRIBUTE and _is_cause(passage, at, phrase.first):
            continue  # came out in protest at the Russian raids
        if phrase.code not in BODIES | {None} and phrase.kind in NAMED:
            people = phrase.as_actor(phrase.code, "CVL")
            return [people]
    return []


def _is_cause(passage: Passage, at: int, first: int) -> bool:
    """Return whether what stands at ``first`` is told as the cause of a protest at ``at``."""
    if governing_preposition(passage, first - 1) == "ضد":
        return True  # against the French presence
    between = range(at + 1, first)
    return any(passage.words[p].has("cause") or passage.keys[p] in DEMANDING for p in between)


def jailers(passage: Passage, at: int, own: str | None) -> Group:
    """Return whose prisons the protest at ``at`` is held in, of those that are not ``own``."""
    for place in range(max(passage.first, at - PRISON_SPAN), min(passage.last, at + PRISON_SPAN)):
        if passage.keys[place] not in _PRISONS:
            continue
        for phrase in passage.between(place, place + 3):
            if phrase.code not in {None, own}:
                return [NounPhrase(phrase.first, phrase.last, Kind.ACTOR, phrase.code, "GOV")]
        holder = _occupiers().get(own or "")
        if holder is not None and passage.keys[place + 1 : place + 2] == [_OCCUPATION]:
            return [NounPhrase(place, place + 2, Kind.ACTOR, holder, "GOV")]
    return []


@cache
def _occupiers() -> Mapping[str, str]:
    """Return who is meant by "the occupation" among those of a land that he holds by force."""
    return {items(row["lands"])[0]: row["state"] for row in read_table("held_ground")}


def embassy_before(passage: Passage, at: int) -> Group:
    """Return whose embassy a protest is held in front of."""
    for phrase in passage.between(at + 1, passage.last):
        near = passage.keys[max(phrase.first - 2, at) : phrase.first]
        ahead = phrase.preposition == "امام" or (
            phrase.genitive and not _IN_FRONT.isdisjoint(near) and phrase.head in _MISSIONS
        )
        if ahead and phrase.code is not None and phrase.role:
            return [phrase]
    return []


def written_to(attempt: Attempt) -> Group:
    """Return to whom the letter or the call went in which something is demanded."""
    passage, at = attempt.passage, attempt.at
    therein = passage.keys[at + 1 : at + 2] in (["فيه"], ["فيها"])
    own = attempt.sources[0].code
    if attempt.head.form == "participle" and (spoken_to := _spoken_to(passage, at, own)):
        return spoken_to
    for phrase in reversed(passage.between(max(passage.first, at - LETTER_SPAN), at)):
        if phrase.code in {None, own} or not (therein or _is_letter_to(passage, phrase)):
            continue
        if phrase.preposition in _ADDRESSED:
            return group_at(passage, phrase) if phrase.kind is Kind.ACTOR else []
    return []


def _spoken_to(passage: Passage, at: int, own: str | None) -> Group:
    """Return whom the verb of the sentence addresses that a demand at ``at`` goes on with."""
    for place in passage.order:
        if place >= at:
            break
        if passage.heads[place].analysis.lemma in _SPEAKING_TO:
            behind = passage.between(place + 1, at)
            found = (p for p in behind if p.code not in {None, own} and p.kind is Kind.ACTOR)
            return next((group_at(passage, p) for p in found if p.preposition in _FACED), [])
    return []


def _is_letter_to(passage: Passage, phrase: NounPhrase) -> bool:
    """Return whether ``phrase`` is to whom the letter goes in which something is asked for."""
    letter = passage.words[phrase.first - 2] if phrase.preposition == "الي" else None
    if letter is None or "message" not in letter.noun_classes:
        return False
    before = passage.word(phrase.first - 3)
    return before is not None and before.key in _WITHIN
