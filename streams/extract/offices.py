"""Offices, institutions and groups: the nouns that head an actor phrase and give its sector."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from streams.lexicon.proclitics import split_proclitics
from streams.normalize.letters import fold

_PLURAL_ENDINGS = ("ون", "ين", "ات")


@dataclass(frozen=True, slots=True)
class Office:
    """One row's meaning: the sector of the actor, and how its phrase behaves."""

    keys: tuple[str, ...]
    sector: str
    gender: str
    plural: bool
    domestic: bool
    """Without a country it means the institution of the article's home."""
    personal: bool
    """An office that somebody holds: without a country it is nobody's in particular."""
    counterpart: bool
    """His counterpart: the office of the subject, in another country."""


@dataclass(frozen=True, slots=True)
class OfficeMatch:
    """``office`` named by ``tokens[first:last]``."""

    entry: Office
    first: int
    last: int
    proclitics: str


class OfficeLexicon:
    """Longest match of office names on folded words. Immutable."""

    def __init__(self, offices: Sequence[Office]):
        self._by_first: dict[str, list[Office]] = {}
        for office in sorted(offices, key=lambda o: -len(o.keys)):
            self._by_first.setdefault(office.keys[0], []).append(office)

    def longest(self, keys: Sequence[str], at: int) -> OfficeMatch | None:
        """Return the longest office that begins at ``at``, proclitics taken off its first word."""
        for proclitics, rest in split_proclitics(keys[at]):
            for office in self._by_first.get(rest, ()):
                last = at + len(office.keys)
                if tuple(keys[at + 1 : last]) == office.keys[1:]:
                    return OfficeMatch(office, at, last, proclitics)
        return None


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
        ]
    )
