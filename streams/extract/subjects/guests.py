"""Whom "his counterpart", "his guest", "the guest" mean without a name: who met before."""

from streams.extract.actors.phrases import Kind, NounPhrase
from streams.extract.clauses.passage import Passage
from streams.extract.subjects.discourse import Discourse

_MET = frozenset(
    {"نظيره", "نظيرها", "نظيرته", "نظيرتها", "ضيفه", "ضيفها", "ضيفته", "ضيفتها",
     "مضيفه", "مضيفها", "مضيفته", "مضيفتها", "مضيفيه"}
)  # fmt: skip
"""Heads of the phrases for the other side of a meeting, with the pronoun of the one."""
_GUEST = frozenset({"ضيف", "ضيفه"})
"""Heads of "the guest" where the article stands in for the pronoun."""
_ARTICLE = "ال"


def name_guests(passage: Passage, discourse: Discourse) -> None:
    """Give those of no name whom a meeting told before means the country of its other side."""
    if not discourse.deeds:
        return
    for at, phrase in enumerate(passage.phrases):
        if phrase.kind is not Kind.UNKNOWN or phrase.last > phrase.first + 1:
            continue  # most phrases
        met = None
        if _ARTICLE in passage.keys[phrase.first][:3] and phrase.head in _GUEST:
            met = discourse.guest
        elif phrase.head in _MET:
            met = _met_by(passage.phrases[:at], discourse)
        if met is not None:
            phrase.kind, phrase.code, phrase.sector = Kind.ACTOR, met.code, met.sector
            phrase.entity, phrase.name = met.entity, met.name


def _met_by(before: list[NounPhrase], discourse: Discourse) -> NounPhrase | None:
    """Return whom he met last whose pronoun the phrase behind ``before`` has.

    That is the last who is named before it in its sentence, else the running subject.
    """
    owners = [p for p in before if p.kind is Kind.ACTOR and p.code is not None]
    owner = next(iter(owners[-1:] or discourse.subject), None)
    return next(iter(discourse.met_last(owner.code)), None) if owner is not None else None
