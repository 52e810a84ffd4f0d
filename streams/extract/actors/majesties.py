"""His Majesty, His Highness, His Excellency: the ruler of the one land named that has such."""

from functools import cache

from streams.extract.actors.phrases import Kind, NounPhrase
from streams.extract.actors.placing import attach
from streams.extract.actors.registry import BODIES, LANDLESS, Registry
from streams.lexicon.tables import read_table

_HIGHNESS, _MAJESTY, _PRESIDENT = "سمو", "جلالت", "فخامت"


@cache
def _styles() -> dict[str, frozenset[str]]:
    """Return how those who reign are styled, by land: majesty, highness; no land without them."""
    rows = (row for row in read_table("countries") if row["styles"])
    return {row["code"]: frozenset(row["styles"].split("|")) for row in rows}


def majesty(registry: Registry, at: int, key: str) -> NounPhrase:
    """Return the phrase of a title with a pronoun: a side where one land alone can be meant.

    Else it refers to who was named before.
    """
    clitics = _clitics(key)
    title = key[len(clitics) :]
    phrase = NounPhrase(at, at + 1, Kind.ANAPHOR, head="subject", gender="m")
    attach(phrase, clitics)
    lands = [code for code in registry.named if _has(code, title)]
    if len(lands) == 1:
        phrase.kind, phrase.code, phrase.sector = Kind.ACTOR, lands[0], "GOV"
        phrase.role, phrase.gender = True, "f" if title.endswith("ها") else "m"
    return phrase


def _has(code: str, title: str) -> bool:
    """Return whether the land ``code`` has one who is called so."""
    if title.startswith(_HIGHNESS):
        return "highness" in _styles().get(code, ())
    if title.startswith(_MAJESTY):
        return "majesty" in _styles().get(code, ())
    if title.startswith(_PRESIDENT):
        return not (code in _styles() or code in BODIES or code in LANDLESS)
    return False


def _clitics(key: str) -> str:
    """Return the conjunction and the preposition written onto a title.

    >>> _clitics("ولسموه"), _clitics("بفخامته"), _clitics("جلالته")
    ('ول', 'ب', '')
    """
    bare = key[1:] if key[:1] in {"و", "ف"} and not key.startswith(_PRESIDENT) else key
    joined = key[: len(key) - len(bare)]
    return joined + bare[:1] if bare[:1] in {"ل", "ب"} else joined
