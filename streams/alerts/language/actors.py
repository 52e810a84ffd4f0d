"""Actors of a query: a code, a code with a sector, or a name in any spelling.

What a name stands for is looked up when a query is compiled, so that a better lexicon serves old
subscriptions too.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final

from streams.lexicon.actors import load_actors
from streams.lexicon.names import name_keys, spellings
from streams.normalize.names import NATIVE, skeleton

CODE: Final = re.compile(r"([A-Z]{2,4}|\*)(?:/([A-Z]{3}))?")
_BY_CODE: Final = frozenset({"country", "capital", "adjective", "demonym"})
"""Kinds of names that stand for their country: واشنطن is the United States where it acts."""
MOST_WORDS: Final = 8
"""Words of a name that are compared."""
MOST_LETTERS: Final = 60
"""Of a name that is looked for under other spaces."""
FEWEST_SOUNDS: Final = 4
"""Consonants from which on a name is known by its sounds alone."""


@cache
def actor_codes() -> frozenset[str]:
    """Return every actor code of the lexicon."""
    return frozenset(entry.code for entry in load_actors().entries() if entry.code)


def known_code(text: str) -> re.Match[str] | None:
    """Return the parts of ``text``, code and sector, if it is a code of the lexicon or a star."""
    code = CODE.fullmatch(text)
    return code if code is not None and (code[1] == "*" or code[1] in actor_codes()) else None


@cache
def sectors() -> frozenset[str]:
    """Return every sector of the lexicon."""
    return frozenset(entry.sector for entry in load_actors().entries() if entry.sector)


@lru_cache(maxsize=20_000)
def atoms_of(actor: str) -> frozenset[str]:
    """Return what a side of an event must have one of, to be ``actor`` (see ``atoms_of_side``).

    >>> atoms_of("واشنطن") == atoms_of("الولايات المتحدة") == atoms_of("USA")
    True
    >>> "USA" in atoms_of("الولاياتالمتحدة")
    True
    """
    if CODE.fullmatch(actor):
        return frozenset((actor,))
    given = name_keys(actor)
    found = {atom for keys in (spellings(actor) if given else ()) for atom in _known(keys)}
    if found:
        return frozenset(found)
    apart = {atom for keys in _written_apart("".join(given)) for atom in _known(keys)}
    return frozenset(apart) | _names(given)


def _known(keys: tuple[str, ...]) -> Iterator[str]:
    """Yield the atoms of the actors that ``keys`` name as a whole."""
    for match in load_actors().longest(keys, 0):
        if match.last == len(keys) and not match.proclitics:
            entry = match.entry
            yield entry.code if entry.kind in _BY_CODE else entry.entity


def _written_apart(letters: str) -> Iterator[tuple[str, ...]]:
    """Yield ``letters`` cut into words of names, in every way: spaces get lost and misplaced."""
    words = load_actors().words
    begun: list[tuple[tuple[str, ...], str]] = [((), letters[:MOST_LETTERS])]
    while begun:
        keys, rest = begun.pop()
        if not rest:
            yield keys
        elif len(keys) < MOST_WORDS:
            ends = range(2, len(rest) + 1)
            begun += [((*keys, rest[:n]), rest[n:]) for n in ends if rest[:n] in words]


def atoms_of_side(code: str, sector: str | None, entity: str | None, name: str) -> frozenset[str]:
    """Return all that a query may call a side of an event by."""
    atoms = {code}
    if sector:
        atoms |= {f"{code}/{sector}", f"*/{sector}"}
    if entity:
        atoms.add(entity)
    keys = name_keys(name)[:MOST_WORDS]
    for first in range(len(keys)):
        for last in range(first + 1, len(keys) + 1):
            atoms |= _names(keys[first:last])
    return frozenset(atoms)


@lru_cache(maxsize=50_000)
def _names(keys: tuple[str, ...]) -> frozenset[str]:
    """Return a name as written, and by its sounds where it is foreign and long enough."""
    atoms = {"name:" + " ".join(keys)}
    foreign = all("ء" <= key[0] <= "ي" and key not in NATIVE for key in keys)
    sounds = " ".join(map(skeleton, keys)) if foreign else ""
    if sum(map(str.isupper, sounds)) >= FEWEST_SOUNDS:
        atoms.add("sound:" + sounds)
    return frozenset(atoms)
