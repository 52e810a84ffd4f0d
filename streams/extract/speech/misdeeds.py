"""Blame by naming misdeeds: a speaker who says that "the crimes of X" go on blames X for them."""

from collections.abc import Iterator

from streams.extract.actors.phrases import Kind, NounPhrase
from streams.extract.clauses.groups import Group
from streams.extract.clauses.passage import Passage
from streams.extract.reporting.reported import Scopes
from streams.extract.speech.blame import involved

_WRONGS = ("crime", "violation", "massacre", "repression")
"""Classes of the nouns that judge what they name."""
_HOSTILE = frozenset({"attack", "provocation", "interference", "terror"})
"""Classes of the nouns that do so where a nationality says whose it is: the Russian aggression."""
NOUNS = frozenset({"noun", "masdar"})
"""Parts of speech that name a deed or a thing."""
_NAMED = frozenset({Kind.ACTOR, Kind.ATTRIBUTE})


def wrongs_told(passage: Passage, scopes: Scopes) -> Iterator[tuple[int, NounPhrase, Group]]:
    """Yield where somebody in his own words calls another's doings wrong: place, speaker, doer."""
    if scopes.open_from is None:
        return
    wrongs = {at for name in _WRONGS for at in passage.places_of(name)}
    wrongs |= {at for at in passage.places_of("misdeed") if _is_nations(passage, at)}
    for at in sorted(wrongs):
        speaker = scopes.voice(at)
        if speaker is None or not _is_wrong(passage, at):
            continue
        group = [p for p in involved(passage, at, blamed=True, near=True) if _is_side(p, speaker)]
        if group:
            yield at, speaker, group


def _is_nations(passage: Passage, at: int) -> bool:
    """Return whether a nationality right behind a hostile doing at ``at`` says whose it is."""
    nation = passage.covered.get(at + 1)
    hostile = passage.words[at].definite and passage.words[at].noun_classes & _HOSTILE
    return bool(hostile) and nation is not None and nation.kind is Kind.ATTRIBUTE


def _is_wrong(passage: Passage, at: int) -> bool:
    """Return whether the word at ``at`` is a noun that stands for doings, of no actor's name."""
    word = passage.words[at]
    if at in passage.covered or passage.is_verb(at) or passage.words[at - 1].has("negator"):
        return False
    return any(a.pos in NOUNS for a in word.nouns)


def _is_side(phrase: NounPhrase, speaker: NounPhrase) -> bool:
    return phrase.code not in {None, speaker.code} and phrase.kind in _NAMED
