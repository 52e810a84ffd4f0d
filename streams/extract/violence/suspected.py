"""Who is thought to have struck: an attack whose authors, it is believed, are of X."""

from streams.extract.actors.phrases import Kind
from streams.extract.clauses.groups import Group, group_at
from streams.extract.clauses.passage import Passage

SUSPECT_SPAN = 22
"""Words behind a strike in which it is said who is thought to have made it."""
NAME_SPAN = 4
"""Words from "its authors" to the name of who they are, and from a name to "behind it"."""
_AUTHORS = frozenset(
    word + whose
    for word in ("منفذي", "منفذو", "منفذ", "مرتكبي", "مرتكبو", "مرتكب", "مدبري", "مدبرو")
    for whose in ("ه", "ها", "هما")
)
_BEHIND_IT = frozenset({"وراءه", "وراءها", "خلفه", "خلفها", "وراءهما", "نفذوه", "نفذوها"})


def suspected(passage: Passage, at: int) -> Group:
    """Return who is thought to have made the strike at ``at``; empty where nobody is named."""
    for place in range(at + 1, min(passage.last, at + SUSPECT_SPAN)):
        key = passage.keys[place]
        if key in _AUTHORS:
            beside = passage.between(place + 1, min(passage.last, place + NAME_SPAN))
        elif key in _BEHIND_IT:
            beside = [p for p in passage.between(at + 1, place) if p.last > place - NAME_SPAN][-1:]
        else:
            continue
        named = (p for p in beside if p.code is not None and p.kind is Kind.ACTOR)
        return next((group_at(passage, p) for p in named if p.preposition in {None, "من"}), [])
    return []
