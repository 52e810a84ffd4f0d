"""Nationalities that qualify a noun: French-German talks, the Australian imports."""

from collections.abc import Sequence

from streams.extract.actors.datelines import DASHES
from streams.extract.actors.phrases import Kind, NounPhrase
from streams.extract.clauses.groups import Group, group_at
from streams.extract.clauses.passage import Passage
from streams.extract.words.word import Word
from streams.lexicon.morphology import Analysis

ADJECTIVE_SPAN = 4
"""Words after a noun in which the first nationality that qualifies it stands."""
LISTED_SPAN = 8
"""Words after a noun in which the nationalities of all its sides stand."""
BODY_SPAN = 4
"""Words after "between" and a noun in which the nations of two bodies stand."""
_SPELT_ALIKE = frozenset({"روسيا", "سوريا", "ليبيا"})
"""Names of states that are also the accusative of their adjective."""


def is_adjectival(passage: Passage, phrase: NounPhrase) -> bool:
    """Return whether a country's name qualifies the definite noun before it: the Saudi exercises.

    The Kingdom's name is its adjective.
    """
    if phrase.last != phrase.first + 1 or not passage.keys[phrase.first].endswith("يه"):
        return False
    before = passage.word(phrase.first - 1)
    country = (phrase.entity or "").startswith("country:")
    return country and before is not None and before.definite


def _agrees(passage: Passage, at: int, place: int) -> bool:
    """Return whether the nationality at ``place`` can qualify the noun at ``at`` by its gender."""
    if passage.words[at].definite and not passage.words[place].definite:
        return False  # (in) the raid Iranian officers
    nouns, key = passage.words[at].nouns, passage.keys[place]
    between = passage.words[at + 1 : place]
    held = (w for w in between if not w.has("decision"))  # a French draft resolution
    if any(not _is_relational(w) and _is_bare_noun(w) for w in held):
        # A Greek tanker of oil by its gender; not the expulsion of a French diplomat.
        other = len(between) == 1 and bool(nouns) and not _fits(between[0].nouns, key)
        return other and _fits(nouns, key)
    if between and between[-1].definite and not passage.words[at].definite:
        nouns = between[-1].nouns  # the import of Australian meat
    return not nouns or _fits(nouns, key)


def _fits(nouns: Sequence[Analysis], nationality: str) -> bool:
    """Return whether a nationality has the ending that a noun with these readings wants."""
    if nationality.endswith(("ين", "ون")):
        return any(a.number in {"d", "p"} for a in nouns)
    if nationality.endswith("ه"):
        return any(a.gender == "f" or a.number == "p" for a in nouns)
    return any(a.gender != "f" for a in nouns)


def _is_bare_noun(word: Word) -> bool:
    return any(a.pos in {"noun", "masdar"} and not a.definite for a in word.nouns)


def _is_relational(word: Word) -> bool:
    """Return whether a word is an adjective by its ending that can be a noun too: of artillery."""
    return word.key.endswith(("ي", "يه")) and any(
        a.pos == "adjective" or (a.enclitic and a.number == "d") or a.number == "d"
        for a in word.nouns
    )


def adjectives(passage: Passage, at: int, end: int) -> Group:
    """Return the nationalities that qualify the noun at ``at``, two for a shared noun."""
    found: Group = []
    for place in range(at + 1, min(end, at + 1 + LISTED_SPAN)):
        phrase = passage.covered.get(place)
        if not found and place > at + ADJECTIVE_SPAN:
            break
        if phrase is None:
            if found and passage.keys[place] in DASHES:
                continue  # the French - German talks
            word = passage.words[place]
            if found or not word.content or word.has("place") or word.clitic in {"ب", "ل"}:
                break
            continue
        if _is_nisba(passage, at, phrase):
            found.append(phrase)
            continue
        qualifies = phrase.kind is Kind.ATTRIBUTE or is_adjectival(passage, phrase)
        if not qualifies or (phrase.preposition and not found):
            break
        if not _agrees(passage, at, place):
            break
        if phrase.first == place:
            found.append(phrase)
    return found


def _is_nisba(passage: Passage, at: int, phrase: NounPhrase) -> bool:
    """Return whether the name of a state is spelt like the adjective that is meant: Russian.

    So it is after a noun that shows the same ending, in the accusative or the feminine.
    """
    if phrase.last != phrase.first + 1 or phrase.role or phrase.joined:
        return False
    key, noun = passage.keys[phrase.first], passage.keys[at]
    if key in _SPELT_ALIKE:
        return noun.endswith("ا")
    if key == "السعوديه":
        return passage.words[at].definite and noun.endswith(("ات", "ه"))
    return key == "سوريه" and noun.endswith(("ات", "ه"))


def between_bodies(passage: Passage, first: int, end: int) -> Group:
    """Return the two sides of whom "between" names only the bodies: the Armenian and Azeri teams.

    So also the teams from Russia and Ukraine.
    """
    for at in range(first, min(end, passage.last - 1)):
        if passage.keys[at] != "بين" or at in passage.covered:
            continue
        near = passage.between(at + 2, min(end, at + 2 + BODY_SPAN))
        found = [p for p in near if p.kind is Kind.ATTRIBUTE and p.code is not None]
        if len({p.code for p in found}) < 2:
            found = next((group_at(passage, p) for p in near if p.preposition == "من"), [])
        return found if len({p.code for p in found}) == 2 else []
    return []
