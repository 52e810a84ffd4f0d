"""What the lexicon knows of one actor, and one place in a sentence where it is named."""

from dataclasses import dataclass
from typing import Literal

from streams.lexicon.inflect import Gender

Kind = Literal[
    "country", "adjective", "demonym", "capital", "metonym", "city", "region",
    "body", "agency", "person", "group",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Term:
    """One office of a person, from the first to the last day known (ISO dates, inclusive)."""

    office: str
    """Key of ``offices.tsv``, for example ``foreign-minister``."""
    valid_from: str | None = None
    valid_to: str | None = None
    """None while in office, and where the day is not known."""
    code: str | None = None
    """Actor code of the office where it is another than the person's (a former minister who
    serves the United Nations)."""

    def includes(self, day: str) -> bool:
        """Return whether ``day`` (ISO date) falls into the term, as far as its ends are known."""
        known = self.valid_from or self.valid_to
        return bool(known) and (self.valid_from or day) <= day <= (self.valid_to or day)


@dataclass(frozen=True, slots=True)
class ActorEntry:
    """One actor, place or adjective of the lexicon."""

    entity: str
    """Stable key: ``country:USA``, ``body:un``, ``person:john-kerry``, ``adjective:USA``..."""
    code: str
    """ISO 3166 alpha-3 of the country it belongs to, or the code of an international body."""
    sector: str | None
    """PLOVER sector where the entry alone settles it."""
    kind: Kind
    gender: Gender | None
    """Gender that its verbs and adjectives agree with; ``p`` for plurals of persons."""
    name: str
    """Canonical spelling, for display."""
    valid_from: str | None = None
    valid_to: str | None = None
    """First and last day in office of a person, whichever office; None where open or unknown."""
    terms: tuple[Term, ...] = ()
    """Offices of a person, earliest first."""

    nouns: tuple[str, ...] = ()
    """Keys of what a body or group is called without its name: movement, organisation."""

    def code_on(self, day: str | None) -> str:
        """Return the actor code on ``day`` (ISO date or date-time): that of the office then held.

        ``code`` where no office of that day has another, and for every entry but a person.
        """
        if day is not None:
            for term in reversed(self.terms):
                if term.includes(day[:10]):
                    return term.code or self.code
        return self.code


@dataclass(slots=True)
class ActorMatch:
    """``entry`` named by ``tokens[first:last]``."""

    entry: ActorEntry
    first: int
    last: int
    proclitics: str = ""
    """Letters before the name in its first word (و، ل، وب); the article is not one."""
    definite: bool = True
    """False for an adjective or a people's name without the article (روسي، أتراك)."""
    weak: bool = False
    """True where the word has a common meaning too (هادي، مالي): wants a role or a full name."""


@dataclass(frozen=True, slots=True)
class Form:
    """One spelling of an entry as folded words."""

    keys: tuple[str, ...]
    entry: ActorEntry
    definite: bool = True
    weak: bool = False
