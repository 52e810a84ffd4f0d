"""Where envoys serve: who summons them there, and who calls them home."""

from streams.extract.actors.phrases import Kind, NounPhrase
from streams.extract.clauses.groups import Group
from streams.extract.clauses.passage import Head, Passage
from streams.extract.words.word import bare

HOME_SPAN = 6
"""Words behind an envoy that say that he is called home."""
_HOMEWARD = frozenset({"تشاور", "مشاورات", "عوده"})
_SUMMON = "استدعى"
_AT = frozenset({"في", "ب"})


def summoner(passage: Passage, at: int) -> Group:
    """Return the state in which the envoy at ``at`` serves, which summons him; nobody at home."""
    envoy = passage.covered.get(at)
    post = _post(passage, envoy) if envoy is not None else None
    if envoy is None or post in {None, envoy.code}:
        return []
    return [envoy.as_actor(post, "GOV")]


def is_called_in(passage: Passage, head: Head, envoy: NounPhrase) -> bool:
    """Return whether an envoy is called in where he serves: not home, nor for consultations."""
    if head.analysis.lemma != _SUMMON or _post(passage, envoy) in {None, envoy.code}:
        return False
    behind = passage.keys[envoy.last : min(passage.last, envoy.last + HOME_SPAN)]
    return not any(bare(key) in _HOMEWARD for key in behind)


def _post(passage: Passage, envoy: NounPhrase) -> str | None:
    """Return the country in which an envoy serves: accredited to it, the ambassador in its town."""
    if envoy.post is not None:
        return envoy.post
    place = next(iter(passage.between(envoy.last, envoy.last + 2)), None)
    if place is None or place.role or place.preposition not in _AT:
        return None
    return place.code if place.kind in {Kind.PLACE, Kind.ACTOR} else None
