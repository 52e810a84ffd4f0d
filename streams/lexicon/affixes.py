"""Prefixes and endings of words: the tables of the database laid out for look-up."""

from collections import defaultdict
from typing import Final, Literal, NamedTuple

from streams.lexicon.database import Database, Features, enclitic_surface

Conjunction = Literal["و", "ف", ""]
Preposition = Literal["ب", "ل", "ك", ""]
Clitics = tuple[Conjunction, Preposition, bool, bool]
"""Conjunction, preposition, whether س and whether ال stand before a word."""
Ending = tuple[str, str, Features]
"""Letters, role of the pronoun that may follow them, agreement."""
NO_CLITICS: Final[Clitics] = ("", "", False, False)
_CONJUNCTIONS: Final[dict[str, Conjunction]] = {"wa_conj": "و", "fa_conj": "ف"}
_PREPOSITIONS: Final[dict[str, Preposition]] = {
    "bi_prep": "ب",
    "li_prep": "ل",
    "li_sub": "ل",
    "ka_prep": "ك",
}


class Prefix(NamedTuple):
    """A row of the table of prefixes: what it may stand before and what it says."""

    stems: frozenset[str]
    suffixes: frozenset[str]
    clitics: Clitics


def prefixes(database: Database) -> dict[str, list[Prefix]]:
    """Return the prefixes by their letters, each with the categories that may follow it."""
    stems: dict[str, set[str]] = defaultdict(set)
    suffixes: dict[str, set[str]] = defaultdict(set)
    for prefix, stem in database.prefix_stem:
        stems[prefix].add(stem)
    for prefix, suffix in database.prefix_suffix:
        suffixes[prefix].add(suffix)
    return {
        letters: [
            Prefix(frozenset(stems[category]), frozenset(suffixes[category]), clitics(features))
            for category, features in rows
        ]
        for letters, rows in database.prefixes.items()
    }


def pronouns(database: Database) -> dict[str, list[tuple[str, str]]]:
    """Return the pronouns by their letters, each as person and role (object, possessor)."""
    found: dict[str, dict[tuple[str, str], None]] = defaultdict(dict)
    for rows in database.suffixes.values():
        for _, features in rows:
            if pronoun := features.get("enc0"):
                person, _, role = pronoun.partition("_")
                found[enclitic_surface(pronoun)][person, role] = None
    return {surface: list(pairs) for surface, pairs in found.items()}


def endings(database: Database) -> dict[str, list[Ending]]:
    """Return the endings of each suffix category, one for all the pronouns that may follow it."""
    found: dict[str, dict[tuple[str, str, str], Ending]] = defaultdict(dict)
    shared: dict[str, Features] = {}  # equal agreements are one object
    for surface, rows in database.suffixes.items():
        for category, features in rows:
            pronoun = features.get("enc0", "")
            letters = surface.removesuffix(enclitic_surface(pronoun)) if pronoun else surface
            agreement: Features = {
                key: features[key] for key in ("per", "gen", "num") if key in features
            }
            agreement_key = str(agreement)
            agreement = shared.setdefault(agreement_key, agreement)
            role = pronoun.partition("_")[2]
            ending = (letters, role, agreement)
            found[category].setdefault((letters, role, agreement_key), ending)
    return {category: list(same.values()) for category, same in found.items()}


def clitics(features: Features) -> Clitics:
    """Return the proclitics that the features of a prefix, or of a whole word, tell of."""
    particle = features.get("prc1", "")
    return (
        _CONJUNCTIONS.get(features.get("prc2", ""), ""),
        _PREPOSITIONS.get(particle, ""),
        particle == "sa_fut",
        features.get("prc0") == "Al_det",
    )
