"""An actor phrase while it is being read."""

from dataclasses import dataclass, field

from streams.extract.offices import OfficeMatch
from streams.lexicon.actors import ActorEntry

MAX_WORDS = 18
"""Longest actor phrase, in words: title, office, ministry, country and a full Arab name."""
MAX_AWAITED = 6
"""Words that may stand between an office and its country (committee of ... of ...)."""
MAX_NAMES = 5
COUNTRY_KINDS = frozenset({"country", "metonym", "capital", "city", "region", "body", "group"})
PLACE_KINDS = frozenset({"capital", "city", "region"})


@dataclass(slots=True)
class Draft:
    """A phrase while it is being read: what was found and where it ends."""

    first: int
    last: int
    role: OfficeMatch | None = None
    country: ActorEntry | None = None
    person: ActorEntry | None = None
    country_first: int = 0
    person_last: int = 0
    titled: bool = False
    proclitics: str = ""
    roles: list[OfficeMatch] = field(default_factory=list)
    names: list[int] = field(default_factory=list)
    awaited: int = 0
    field_at: int = -1
    post: str | None = None
    """Country where the office is held: an ambassador's host."""
    post_at: int = 0

    def named_after(self, role: OfficeMatch) -> bool:
        """Return whether the personal name stands after ``role``."""
        name = self.person_last or (self.names[-1] if self.names else 0)
        return name > role.last - 1

    @property
    def code(self) -> str | None:
        """Return the country or body found so far."""
        if self.person is not None and self.person.code:
            return self.person.code
        if self.country is not None:
            return self.country.code
        return next((role.entry.code for role in self.roles if role.entry.code), None)
