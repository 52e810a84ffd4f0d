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


@dataclass(frozen=True, slots=True)
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
