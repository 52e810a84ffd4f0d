"""Threats by what goes on: that the raids on Chad will continue, that one will go on bombing."""

from collections.abc import Iterator
from dataclasses import replace

from streams.extract.actors.phrases import Kind, NounPhrase, are_rivals
from streams.extract.clauses.groups import Group, side_at
from streams.extract.clauses.passage import Head, Passage
from streams.extract.reporting.reported import Scopes
from streams.extract.speech.crimes import is_violence

DEED_SPAN = 12
"""Words between a verb of going on and the violence that goes on, and to whom it hits."""
_LASTING = frozenset({"استمر", "تواصل", "واصل"})
_ENDING = frozenset({"توقّف", "أوقف", "أنهى"})
_FORCE = frozenset({"operation", "attack", "raid", "bombing", "war", "killing",
                    "striking"})  # fmt: skip
_AIMED = frozenset({"علي", "ضد", "في", None})
_WILL_NOT = frozenset({"لن", "ولن"})
ARMED = frozenset({"MIL", "GOV", "REB", "SPY", "COP", None})
"""Sectors of those who threaten with force."""


def goes_on_told(passage: Passage, scopes: Scopes) -> Iterator[tuple[int, NounPhrase, Group]]:
    """Yield where somebody says that he will go on with violence: place, speaker, whom it hits."""
    for at in passage.order:
        head = passage.heads[at]
        if head.form != "verb" or not _will_go_on(passage, head):
            continue
        speaker = scopes.voice(at)
        if speaker is None or speaker.sector not in ARMED:
            continue
        force = _force(passage, head)
        group = _hit(passage, force, speaker) if force is not None else []
        if group:
            yield at, speaker, group


def _will_go_on(passage: Passage, head: Head) -> bool:
    before = passage.keys[head.at - 1]
    if head.analysis.lemma in _ENDING:
        return before in _WILL_NOT
    return head.analysis.lemma in _LASTING and (head.analysis.future or before == "سوف")


def _force(passage: Passage, head: Head) -> int | None:
    """Return where the violence stands that goes on: right behind the verb, else before it."""
    after = range(head.at + 1, min(passage.last, head.at + DEED_SPAN))
    before = range(head.at - 1, max(passage.first, head.at - DEED_SPAN) - 1, -1)
    for places in (before, after):
        for at in places:
            word = passage.words[at]
            if word.boundary or passage.keys[at] in {"،", ":", "؛"} or passage.is_verb(at):
                break
            force = word.noun_classes & _FORCE or is_violence(passage, at)
            if at in passage.covered:
                continue
            if force and not passage.words[at - 1].has("preposition") and not word.clitic:
                return at
    return None


def _hit(passage: Passage, at: int, speaker: NounPhrase) -> Group:
    """Return whom the violence at ``at`` hits, unless it is another's than the speaker's."""
    for phrase in passage.between(at + 1, min(passage.last, at + DEED_SPAN)):
        foreign = phrase.code not in {None, speaker.code}
        if phrase.kind is Kind.ATTRIBUTE and foreign and phrase.preposition is None:
            own = passage.words[at].definite or phrase.first == at + 1
            return [] if own else [phrase]  # the Chadian raids; bombing the Chadian positions
        if phrase.kind is Kind.UNKNOWN and phrase.sector == "REB" and speaker.sector != "REB":
            return [replace(phrase, kind=Kind.ACTOR, code=speaker.code)]
        if phrase.preposition not in _AIMED or (phrase.preposition is None and not foreign):
            continue
        if foreign or (phrase.code is not None and are_rivals(phrase, speaker)):
            return side_at(passage, phrase)
    return []
