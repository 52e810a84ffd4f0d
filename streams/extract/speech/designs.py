"""Blame by telling a design: that Chad seeks to undermine, wants to divide, tries to strain."""

from collections.abc import Iterator

from streams.extract.actors.phrases import Kind, NounPhrase
from streams.extract.clauses.groups import Group, group_at
from streams.extract.clauses.passage import Passage
from streams.extract.reporting.reported import Scopes
from streams.extract.speech.misdeeds import NOUNS

WILL_SPAN = 3
"""Words between a verb of wanting and what is wanted."""
_WANTS = frozenset({"يريد", "تريد", "يحاول", "تحاول", "يسعي", "تسعي", "يريدون", "يحاولون",
                    "يسعون", "يعمل", "تعمل", "يعملون"})  # fmt: skip


def designs_told(passage: Passage, scopes: Scopes) -> Iterator[tuple[int, NounPhrase, Group]]:
    """Yield where somebody says that another wants to do harm: place, speaker, who wants it."""
    for at in passage.places_of("subversion"):
        speaker = scopes.voice(at)
        will = _will(passage, at)
        named = any(a.pos in NOUNS for a in passage.words[at].nouns)
        if speaker is None or will is None or not named:
            continue
        who = passage.covered.get(will - 1) or passage.covered.get(will + 1)
        if who is None or who.kind is not Kind.ACTOR or who.preposition is not None:
            continue
        group = [p for p in group_at(passage, who) if p.code not in {None, speaker.code}]
        if group:
            yield at, speaker, group


def _will(passage: Passage, at: int) -> int | None:
    """Return where somebody is said to want what stands at ``at``."""
    for place in range(at - 1, max(passage.first, at - WILL_SPAN) - 1, -1):
        if passage.keys[place] in _WANTS:
            return None if passage.words[place - 1].has("negator") else place
    return None
