"""Whose own news an article is: the country whose bare institutions it means."""

from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from schemas.text import CleanText
from streams.extract.actors.registry import Registry
from streams.extract.words.function_words import function_words
from streams.extract.words.lexicons import Lexicons
from streams.lexicon.actors import ActorMatch
from streams.lexicon.tables import read_table
from streams.normalize import fold

KINGDOMS = frozenset({"SAU", "BHR", "JOR", "MAR"})
"""States that their own papers call "the kingdom"."""
_KINGDOM_NAMES = frozenset({"العربيه", "المتحده", "الاردنيه", "المغربيه", "الهاشميه", "البريطانيه"})
"""Words after "the kingdom" that say which; without them the press means Saudi Arabia."""
_LANDS = frozenset({"country", "capital", "metonym", "city", "region"})
"""Kinds of names that tell where the news plays; an adjective tells whose guest somebody is."""


def registry_of(
    title: CleanText, text: CleanText, outlet_country: str | None, lexicons: Lexicons
) -> Registry:
    """Return an empty registry that knows whose "the ministry", "the police" are, if that is known.

    An article that speaks of "the kingdom" is at home. Otherwise home is the country of its outlet,
    unless the title is about another land.
    """
    if _names_kingdom(title) or _names_kingdom(text):
        known = outlet_country in KINGDOMS
        meant = outlet_country if known else _kingdom_meant((title, text), lexicons)
        return Registry(realm(meant), home_told=True)
    if outlet_country is None or _plays_abroad(title, outlet_country, lexicons):
        return Registry()
    return Registry(outlet_country)


@cache
def _other_kingdoms() -> tuple[str, ...]:
    """Return the keys of the names, adjectives and capitals of the kingdoms but Saudi Arabia."""
    rows = [row for row in read_table("countries") if row["code"] in KINGDOMS - {"SAU"}]
    return tuple(fold(row[name]) for row in rows for name in ("name", "adjectives", "capital_name"))


def _kingdom_meant(fields: tuple[CleanText, ...], lexicons: Lexicons) -> str | None:
    """Return the one kingdom that an article of an unknown outlet names; None where it names more.

    A paper of Rabat or Amman calls its own land so; who names Riyadh besides may mean that.
    """
    named: set[str | None] = set()
    for field in fields:
        told = " ".join(field.tokens.keys)
        if any(name in told for name in _other_kingdoms()):  # few texts
            named |= {match.entry.code for match in _named(field, lexicons)} & KINGDOMS
    return named.pop() if len(named) == 1 else None


def _named(text: CleanText, lexicons: Lexicons) -> Iterator[ActorMatch]:
    """Yield the names of states, people and bodies in ``text``, the doubtful ones left out."""
    keys = text.tokens.keys
    for at, word in enumerate(lexicons.words.read_all(keys)):
        if word.opens:
            yield from (m for m in lexicons.actors.longest(keys, at) if not m.weak)


def realm(country: str | None) -> str:
    """Return which country "the kingdom" is at home in ``country``: Saudi Arabia elsewhere."""
    return country if country in KINGDOMS else "SAU"


def _names_kingdom(text: CleanText) -> bool:
    """Return whether ``text`` says "the kingdom" of the land that it is written in."""
    kingdom = _kingdom_words()
    keys = text.tokens.keys
    if kingdom.isdisjoint(keys):
        return False  # most texts
    return any(
        key in kingdom and following not in _KINGDOM_NAMES for key, following in pairwise(keys)
    )


def _plays_abroad(title: CleanText, home: str, lexicons: Lexicons) -> bool:
    """Return whether ``title`` names another land, and not ``home``."""
    lands = {m.entry.code for m in _named(title, lexicons) if m.entry.kind in _LANDS}
    return bool(lands) and home not in lands


@cache
def _kingdom_words() -> frozenset[str]:
    return frozenset(key for key, classes in function_words().items() if "kingdom" in classes)
