"""Noun phrases that name actors and places: who may be a side of an event, and in which form."""

from dataclasses import dataclass
from enum import StrEnum

RIVALS = frozenset({"REB", "OPP"})
"""Sectors that a government meets as it meets another state."""
FORCES = frozenset({"MIL", "COP"})
"""Sectors of those who bear arms for a state."""
ARMIES = frozenset({"MIL", "REB"})
"""Sectors of those who wage war: armies and rebels."""
OF_STATE = FORCES | {"GOV", "LEG", "JUD", "SPY"}
"""Sectors of those who act for a state."""
STATE = frozenset({None, "GOV", "MIL"})
"""Sectors of a state itself, of its government and its army."""


class Kind(StrEnum):
    """What a phrase can be in a clause."""

    ACTOR = "actor"
    PLACE = "place"
    ATTRIBUTE = "attribute"
    """A nationality adjective on a noun that is no actor: the Iranian influence."""
    UNKNOWN = "unknown"
    """An office or a person that nothing in the article ties to a country."""
    ANAPHOR = "anaphor"
    """His Excellency, the two sides, his country: what was named before."""
    WORLD = "world"
    """The international community: an addressee without a code."""


NAMED = frozenset({Kind.ACTOR, Kind.ATTRIBUTE, Kind.PLACE})
"""Kinds of phrases that name a side by its country, body or group."""


@dataclass(slots=True, eq=False)
class NounPhrase:
    """Tokens ``[first, last)`` and the side that they name; each is itself, whatever it holds."""

    first: int
    last: int
    kind: Kind
    code: str | None = None
    sector: str | None = None
    entity: str | None = None
    name: str = ""
    person: str | None = None
    """Name of the office holder, one spelling for a person, where one is named."""
    gender: str | None = None
    plural: bool = False
    role: bool = False
    """True where an office or a group noun heads the phrase."""
    head: str = ""
    """The first word without proclitics."""
    preposition: str | None = None
    genitive: bool = False
    """True where the phrase completes a noun before it (the crisis of Yemen)."""
    joined: bool = False
    """True where و ties it to the phrase before."""
    conjoined: bool = False
    """True where و is written onto it, whatever it ties."""
    nominative: bool = False
    dateline: bool = False
    generic: bool = False
    """True where a noun of no actor got the country beside it: the Iranian aggression."""
    local: bool = False
    """True where people without a nation got that of the place where it happened."""
    whole: bool = False
    """True for the first of several that are told by what they are together: the guarantors."""
    post: str | None = None
    """Host country of an envoy."""

    def as_actor(self, code: str | None, sector: str | None = None) -> "NounPhrase":
        """Return the side of ``code`` and ``sector`` that acts or suffers under this name."""
        return NounPhrase(self.first, self.last, Kind.ACTOR, code, sector, name=self.name)

    @property
    def free(self) -> bool:
        """Return whether the phrase can be a subject or an object without preposition."""
        return self.preposition is None and not self.genitive and not self.dateline

    @property
    def town(self) -> bool:
        """Return whether the phrase is told by the name of a town, a capital among them."""
        return (self.entity or "").startswith(("capital:", "city:"))

    @property
    def country(self) -> bool:
        """Return whether the phrase is the name of a country as the place where something is."""
        return self.kind is Kind.PLACE and (self.entity or "").startswith("country:")


def are_rivals(first: NounPhrase, second: NounPhrase) -> bool:
    """Return whether two sides of one state are its government and who fights or opposes it."""
    return (first.sector in RIVALS) != (second.sector in RIVALS)


def is_other_side(phrase: NounPhrase, side: NounPhrase) -> bool:
    """Return whether ``phrase`` names another than ``side``: another land, or its rival at home."""
    return phrase.code is not None and (phrase.code != side.code or are_rivals(phrase, side))
