"""Places of a query: a country by its code or name, a place by its name in any spelling."""

from functools import lru_cache

from streams.alerts.language.actors import CODE
from streams.lexicon.actors import load_actors
from streams.lexicon.names import name_keys, spellings

_PLACES = frozenset({"capital", "city", "region"})


@lru_cache(maxsize=20_000)
def features_of_place(place: str) -> frozenset[str]:
    """Return the features of which an event has one, if it happens at ``place``.

    >>> sorted(features_of_place("SYR")), features_of_place("سوريا")
    (['country=SYR'], frozenset({'country=SYR'}))
    """
    if CODE.fullmatch(place):
        return frozenset((f"country={place}",))
    countries, entities = _named(place)
    if countries:
        return frozenset(f"country={code}" for code in countries)
    return frozenset(f"place={atom}" for atom in entities or (_name(place),))


@lru_cache(maxsize=20_000)
def atoms_of_place(name: str) -> frozenset[str]:
    """Return all that a query may call the place of an event by."""
    return frozenset(_named(name)[1]) | {_name(name)}


def _name(name: str) -> str:
    return "name:" + " ".join(name_keys(name))


def _named(name: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the codes of countries and the entities of places that ``name`` stands for."""
    countries: set[str] = set()
    entities: set[str] = set()
    for keys in spellings(name) if name_keys(name) else ():
        for match in load_actors().longest(keys, 0):
            if match.last != len(keys) or match.proclitics:
                continue
            if match.entry.kind == "country":
                countries.add(match.entry.code)
            elif match.entry.kind in _PLACES:
                entities.add(match.entry.entity)
    return frozenset(countries), frozenset(entities)
