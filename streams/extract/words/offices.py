"""Offices, institutions and groups: the nouns that head an actor phrase and give its sector.

The roles of the lexicon, and beside them the nouns that are roles only in a running text: his
counterpart, the side, the people of a country.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from streams.lexicon.phrases import HEADS_REMEMBERED
from streams.lexicon.proclitics import split_proclitics
from streams.lexicon.roles import RoleEntry, RoleLexicon, load_roles, role_forms
from streams.normalize.letters import fold

_OWN = ("يته", "يتها", "اعه", "اعها", "رائه", "رائها", "يتهم")
"""Ends of the fields of offices with a pronoun."""
_PLURAL_ENDINGS = ("ون", "ين", "ات")


@dataclass(frozen=True, slots=True)
class Office:
    """One row's meaning: the sector of the actor, and how its phrase behaves."""

    keys: tuple[str, ...]
    sector: str | None
    gender: str | None
    plural: bool
    domestic: bool
    """Without a country it means the institution of the article's home."""
    personal: bool
    """An office that somebody holds: without a country it is nobody's in particular."""
    counterpart: bool
    """His counterpart: the office of the subject, in another country."""
    links: frozenset[str] = frozenset()
    """Words between the office and whom it speaks for (in the name of)."""
    code: str | None = None
    """Actor code where the office has only one."""
    role: str | None = None
    """Key of the role in the lexicon."""


@dataclass(slots=True)
class OfficeMatch:
    """``office`` named by ``tokens[first:last]``."""

    entry: Office
    first: int
    last: int
    proclitics: str


class OfficeLexicon:
    """Longest match of office names on folded words. Immutable."""

    def __init__(self, offices: Sequence[Office], roles: RoleLexicon) -> None:
        self._roles = roles
        self._of_role: dict[RoleEntry, Office] = {}
        self._by_first: dict[str, list[Office]] = {}
        self.heads = frozenset(
            [*(keys[0] for keys, _ in role_forms()), *(office.keys[0] for office in offices)]
        )
        """Words with which an office can begin, proclitics aside."""
        for office in sorted(offices, key=lambda o: -len(o.keys)):
            self._by_first.setdefault(office.keys[0], []).append(office)
        self._beginning = lru_cache(maxsize=HEADS_REMEMBERED)(self._read)

    def begins(self, key: str) -> bool:
        """Return whether an office can begin with the word ``key``, proclitics and all."""
        return bool(self._beginning(key)) or self._roles.begins(key)

    def tails(self, key: str) -> frozenset[str] | None:
        """Return of which words one must follow ``key`` in an office; None where none need."""
        roles, own = self._roles.tails(key), [office.keys for _, office in self._beginning(key)]
        if roles is None or any(len(keys) == 1 for keys in own):
            return None
        return roles.union([keys[1] for keys in own])

    def longest(self, keys: Sequence[str], at: int) -> OfficeMatch | None:
        """Return the longest office that begins at ``at``, proclitics taken off its first word."""
        own = self._own(keys, at)
        match = self._roles.longest(keys, at)
        if match is None or (own is not None and own.last >= match.last):
            return own
        office = self._of_role.get(match.entry)
        if office is None:
            office = self._of_role[match.entry] = _of_role(match.entry)
        return OfficeMatch(office, match.first, match.last, match.proclitics)

    def _own(self, keys: Sequence[str], at: int) -> OfficeMatch | None:
        for proclitics, office in self._beginning(keys[at]):
            last = at + len(office.keys)
            if tuple(keys[at + 1 : last]) == office.keys[1:]:
                return OfficeMatch(office, at, last, proclitics)
        return None

    def _read(self, key: str) -> tuple[tuple[str, Office], ...]:
        """Return the offices that may begin with ``key``, each behind its proclitics."""
        return tuple(
            (proclitics, office)
            for proclitics, rest in split_proclitics(key)
            for office in self._by_first.get(rest, ())
        )


def _of_role(entry: RoleEntry) -> Office:
    return Office(
        keys=(),
        sector=entry.sector,
        gender=None if entry.gender == "p" else entry.gender,
        plural=entry.gender == "p",
        domestic="home" in entry.country or "in" in entry.country,
        personal=entry.kind == "person" and entry.gender != "p",
        counterpart=False,
        links=frozenset(entry.links),
        code=entry.code,
        role=entry.role,
    )


@cache
def load_offices() -> OfficeLexicon:
    """Return the offices of ``data/heads.tsv``."""
    text = files("streams.extract").joinpath("data/heads.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return OfficeLexicon(
        [
            Office(
                keys=tuple(fold(word) for word in name.split()),
                sector=sector,
                gender=gender,
                plural=name.endswith(_PLURAL_ENDINGS),
                domestic="domestic" in flags,
                personal="personal" in flags,
                counterpart="counterpart" in flags,
            )
            for sector, gender, flags, names, _ in rows[1:]
            for name in names.split("|")
        ],
        load_roles(),
    )


def is_own_office(texts: Sequence[str], match: OfficeMatch) -> bool:
    """Return whether an office has a pronoun of whose it is: his foreign minister."""
    return match.last > match.first + 1 and texts[match.last - 1].endswith(_OWN)


def is_own_ambassador(texts: Sequence[str], match: OfficeMatch) -> bool:
    """Return whether an office is an ambassador with the pronoun of who sent him."""
    if match.entry.role != "ambassador":
        return False
    return texts[match.last - 1].endswith(("ه", "ها", "هم", "هما"))
