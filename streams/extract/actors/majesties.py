"""His Majesty, His Highness, His Excellency: the ruler of the one land named that has such."""

from streams.extract.actors.phrases import Kind, NounPhrase
from streams.extract.actors.placing import attach
from streams.extract.actors.registry import BODIES, LANDLESS, Registry

_PRINCES = frozenset({"ARE", "BHR", "JOR", "KWT", "MAR", "OMN", "QAT", "SAU"})
"""Lands of highnesses: emirs, crown princes, princes who govern."""
_KINGS = frozenset(
    {"BEL", "BHR", "BRN", "BTN", "DNK", "ESP", "GBR", "JOR", "JPN", "KHM", "LSO", "MAR", "MYS",
     "NLD", "NOR", "OMN", "SWE", "SWZ", "THA", "TON"}
)  # fmt: skip
"""Lands of majesties: kings, queens, sultans, emperors."""
_HIGHNESS, _MAJESTY, _PRESIDENT = "سمو", "جلالت", "فخامت"


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
        return code in _PRINCES
    if title.startswith(_MAJESTY):
        return code in _KINGS
    if title.startswith(_PRESIDENT):
        return not (code in _PRINCES or code in _KINGS or code in BODIES or code in LANDLESS)
    return False


def _clitics(key: str) -> str:
    """Return the conjunction and the preposition written onto a title.

    >>> _clitics("ولسموه"), _clitics("بفخامته"), _clitics("جلالته")
    ('ول', 'ب', '')
    """
    bare = key[1:] if key[:1] in {"و", "ف"} and not key.startswith(_PRESIDENT) else key
    joined = key[: len(key) - len(bare)]
    return joined + bare[:1] if bare[:1] in {"ل", "ب"} else joined
